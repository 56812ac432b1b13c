"""Front matter in three notations: values, places, and what is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.seen import blocks, codes, read, summary

YAML = """---
title: '王''s "题"'
date: 2025-06-25T21:10:07+08:00
source_name: 某刊
source_url: https://a.example/1
lang: zh-TW
id: "007"
summary: "第一句说\\"勒索\\"，\\
  占96%。"
tags: [a, b]
---
正文。
"""
TOML = """+++
title = "題目"
date = 2025-06-25
description = '''摘要一
摘要二'''
[extra]
source = "x"
+++

內文。
"""
JSON = """{
  "title": "题\\u76ee",
  "date": "2025/6/5",
  "link": "https://a.example/2",
  "summary": "摘要 \\"甲\\"。"
}

正文。
"""


def test_yaml() -> None:
    article = read(YAML)
    assert (article.title, article.date, article.source, article.url) == ('王\'s "题"', "2025-06-25", "某刊", "https://a.example/1")
    assert (article.language, article.id) == ("zh-TW", "007")
    assert summary(article) == '第一句说"勒索"，占96%。'
    assert blocks(article)[-1] == ("body", "正文。")
    assert article.issues == ()
    assert article.text[slice(*article.title_span or ())] == "王''s \"题\""


def test_toml_and_json() -> None:
    toml = read(TOML)
    assert (toml.title, toml.date, summary(toml), toml.issues) == ("題目", "2025-06-25", "摘要一\n摘要二", ())
    json = read(JSON)
    assert (json.title, json.date, json.url, summary(json)) == ("题目", "2025-06-05", "https://a.example/2", '摘要 "甲"。')
    assert json.title_span is None  # written by a code: no part of the text is the title


@pytest.mark.parametrize("style", ["|", ">", ">-", "|2"])
def test_block_scalars(style: str) -> None:
    article = read(f"---\nsummary: {style}\n  第一行，\n  第二行。\ntitle: 題\n---\n文。\n")
    assert summary(article) == "第一行，\n第二行。"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip),
    st.sampled_from(["json", "toml", "yaml"]),
)
def test_a_summary_in_quotes_is_seen_as_its_value(value: str, notation: str) -> None:
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    written = {"json": '{"summary": %s}\n', "toml": "+++\nsummary = %s\n+++\n", "yaml": "---\nsummary: %s\n---\n"}[notation] % quoted
    article = read(written + "正文。")
    if codes(article) or "](" in value or "**" in value or "summary" not in dict(blocks(article)):
        return  # a character that the notation forbids, markup, or nothing to see
    assert "".join(summary(article).split()) == "".join(value.replace("\ufeff", "").split())


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("---\ntitle: 題\ndate: 2025-01-02\n\n正文一句。\n", "front-matter.unclosed", "題"),
        ("---\ntitle: AI: 甲\ndate: 2025-01-02\n---\n正文一句。\n", "front-matter.invalid", "AI: 甲"),
        ("---\n- 甲\n- 乙\n---\n正文一句。\n", "front-matter.not-a-mapping", None),
        ('+++\ntitle = "題"\nx = \n+++\n正文一句。\n', "front-matter.invalid", "題"),
        ('{"title": "題",\n "x" 1\n}\n正文一句。\n', "front-matter.invalid", None),
        ("---\ntitle: 題\ndate: 昨天\n---\n正文一句。\n", "article.date", "題"),
        ("---\ntitle: 題\nx: \x01\n---\n正文一句。\n", "front-matter.invalid", "題"),
        ("---\ntitle: 題\nx: " + "[" * 5000 + "\n---\n正文一句。\n", "front-matter.invalid", "題"),
    ],
)
def test_broken_front_matter_is_an_issue_with_its_place_and_the_body_is_read(text: str, code: str, title: str | None) -> None:
    article = read(text)
    assert codes(article) == [code]
    assert 0 <= article.issues[0].start < article.issues[0].end <= text.index("正文")
    assert blocks(article)[-1] == ("body", "正文一句。")
    assert article.title == title


@pytest.mark.parametrize(
    "text", ["---\n\n一條線。\n\n---\n\n又一段。", "{這不是 JSON}，是一句話。", "--- 破折號", "{{< x >}}\n\n一段文字。"]
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    article = read(text)
    assert article.issues == ()
    assert article.blocks[-1].role == "body"


def test_a_value_that_is_an_address_is_no_name() -> None:
    article = read("---\nsource: https://a.example/3\nurl: /posts/1\n---\n文。")
    assert (article.source, article.url) == (None, "https://a.example/3")
