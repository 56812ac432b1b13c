"""The normal form: one code point for one, the same for both scripts, and the way back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from kgx.read import read_article
from kgx.text.build import build
from kgx.text.normal import fold_characters, lower, normalize
from kgx.text.script import script_of
from kgx.text.sentences import split

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40)


@given(st.text(max_size=80))
def test_no_position_moves(text: str) -> None:
    assert len(fold_characters(text)) == len(text)
    assert len(lower(text)) == len(text)


@settings(deadline=None)  # making a converter takes its time
@given(CHINESE)
def test_both_scripts_have_one_form(text: str) -> None:
    simplified = OpenCC("t2s").convert(text)
    if len(simplified) == len(text) and OpenCC("s2t").convert(simplified) == text:
        assert normalize(simplified) == normalize(text)


def test_width_separators_and_case() -> None:
    assert normalize("帕維爾．伊茲邁洛夫（Pavel）９６％ GPT‑5") == "帕维尔·伊兹迈洛夫(pavel)96% gpt-5"
    assert normalize("３．５") == "3.5"


def test_script() -> None:
    assert script_of("這是繁體字的文章") == "hant"
    assert script_of("这是简体字的文章") == "hans"
    assert script_of("這是繁體，这是简体") == "mixed"


def test_sentences() -> None:
    def parts(text: str) -> list[str]:
        return [text[a:b] for a, b, _ in split(text)]

    assert parts("它会回答“我是谁？”，然后停下。对吗？") == ["它会回答“我是谁？”，然后停下。", "对吗？"]
    assert parts("他说：“我们还没到。”后来又说。") == ["他说:“我们还没到。”".replace(":", "："), "后来又说。"]
    assert parts("版本3.5发布。") == ["版本3.5发布。"]


def test_a_wrapped_sentence_is_one_and_markup_is_left_out() -> None:
    article = read_article("模型**勒\n索**了\n主管。\n".encode(), key="a.md", path="a.md")
    text = build(article)
    assert text.normal.startswith("模型勒索了主管。")
    start = text.normal.index("勒索")
    a, b = text.span(start, start + 2)
    assert article.text[a:b] == "勒\n索"


@pytest.mark.parametrize(
    ("text", "normal"),
    [("降到 3%, 其後", "降到 3%， 其后"), ("同一天,OpenAI", "同一天，OpenAI"), ("1,234 次", "1,234 次"), ("A, B and C", "A, B and C")],
)
def test_a_narrow_comma_beside_chinese_is_a_chinese_one(text: str, normal: str) -> None:
    assert fold_characters(text) == normal
