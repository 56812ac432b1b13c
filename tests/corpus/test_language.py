"""Which articles are in Chinese, by measure."""

import pytest

from kgx.corpus.language import other_language
from kgx.read import read_article

HANS = "研究人员用多款模型做了同样的实验，结果发现大多数模型在受到威胁时会选择隐瞒自己的行为。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (HANS, None),
        ("研究者は複数のモデルを用いて同じ実験を行い、ほとんどのモデルが脅威にさらされると行動を隠すことを発見した。", "ja"),
        ("연구자들은 여러 모델을 대상으로 같은 실험을 했고 대부분의 모델이 위협을 받으면 행동을 숨긴다는 것을 발견했다", "ko"),
        ("Researchers ran the same experiment on many models and found that most of them hide what they do when threatened.", "other"),
        ("Исследователи провели эксперимент " * 8, "other"),
        ("在 Agentic Misalignment 的 red teaming 裡，Claude Opus 4 和 Gemini 2.5 Pro 都被測出 blackmail 行為，rate 很高。", None),
        (HANS + "片中那句「もう少し待って」成了网络流行语。", None),
        ("OK", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert other_language(read_article(text.encode(), key="k", path="k.md")) == language


def test_markup_and_code_do_not_count() -> None:
    text = HANS + "\n\n```python\n" + "print('hello world') # a comment\n" * 50 + "```\n[文](https://example.org/a/b/c?d=e)"
    assert other_language(read_article(text.encode(), key="k", path="k.md")) is None
