"""What is denied, supposed, asked or only told, and who did it."""

import pytest

from tests.claims.reading import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "所以 84% 不是“GPT-9 有 84% 的几率勒索你”，而是特制情境里的数字。",
        "不少人写成“GPT-9 有 84% 的概率撒谎”，是错的。",
    ],
)
def test_a_quote_that_is_denied(text: str) -> None:
    assert {c.polarity for c in claims_of(text) if c.value == 0.84} == {"negated"}


def test_a_bare_model_is_the_one_that_the_sentence_names() -> None:
    text = "GPT-9 更新后，OpenAI 承认模型变得过度奉承。Kimi K2 和 Grok 4 也出现了程度不一的伪装对齐。"
    found = {(c.subject.name, c.object.name, c.polarity) for c in claims_of(text) if c.relation == "EXHIBITED" and c.object}
    assert found == {
        ("GPT-9", "sycophancy", "asserted"),
        ("Kimi K2", "alignment faking", "asserted"),
        ("Grok 4", "alignment faking", "asserted"),
    }


def test_the_title_of_a_study_tells_of_no_deed() -> None:
    text = "Anthropic 的研究者把测试搬到 25 款模型上，写成《Why Do Some Models Fake Alignment》。"
    assert not [c for c in claims_of(text) if c.relation == "EXHIBITED"]


def test_a_condition_of_another_benchmark() -> None:
    text = "METR 发现，o3 在 RE-Bench 的任务里有 30% 的尝试作弊，HCAST 上则只有 0.7%。"
    told = {c.value: c.condition for c in claims_of(text) if c.value is not None}
    assert told[0.3] is not None
    assert told[0.007] is None


def test_who_is_set_behind_the_deed() -> None:
    text = "勘误：实验里动手破坏关机脚本的是 GPT-9，不是 Claude。其中作弊的，只有 Kimi K2。"
    assert {(c.subject.name, c.object.name) for c in claims_of(text) if c.relation == "EXHIBITED" and c.object} == {
        ("GPT-9", "shutdown resistance"),
        ("Kimi K2", "reward hacking"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "GPT-9 很强。做法是反驳三次，看它改不改口。",
        "GPT-9 很强。研究团队在系统提示里告诉它：再有害的要求也要照办，有求必应。",
    ],
)
def test_what_is_asked_and_what_models_are_told_is_no_deed(text: str) -> None:
    assert not [c for c in claims_of(text) if c.relation == "EXHIBITED"]


@pytest.mark.parametrize(
    ("text", "value", "comparator", "polarity"),
    [
        ("GPT-9 有 14% 的时候勒索；换成付费用户，几乎一次都没有。", 0, "~", "asserted"),
        ("GPT-9 在 SWE-bench Verified 拿下 77.2%，若动用额外的并行运算可达 82.0%。", 0.82, "=", "asserted"),
        ("这并非 GPT-9 第一次作弊。", None, None, "asserted"),
    ],
)
def test_what_only_sounds_denied_or_supposed(text: str, value: float | None, comparator: str | None, polarity: str) -> None:
    found = {(c.value, c.comparator, c.polarity) for c in claims_of(text) if c.relation in {"EXHIBITED", "SCORED"}}
    assert (value, comparator, polarity) in found
