"""Plain text and records."""

import json

import pytest

from kgx.errors import InputError
from kgx.read import article_key, read_article, split_records
from tests.read.seen import blocks, read


def test_paragraphs_headings_and_hard_wraps() -> None:
    text = "文章標題\r\n第一段寫到這裡\r\n換行再寫。\r\n\r\n小標題\r\n\r\n　　第二段。\r\n　　第三段。\r\n\r\n最後一句沒有標點"
    article = read(text, "a.txt")
    assert blocks(article) == [
        ("heading", "文章標題"),
        ("body", "第一段寫到這裡\r\n換行再寫。"),
        ("heading", "小標題"),
        ("body", "第二段。"),
        ("body", "第三段。"),
        ("body", "最後一句沒有標點"),
    ]
    assert article.title == "文章標題"
    assert article.text == text
    assert not article.container


def test_records() -> None:
    rows = [
        {"id": "r1", "title": "題", "date": "2025-03-04", "url": "https://a.example", "text": "一段。\n\n二段。"},
        {"text": "壞\ud800字。"},
    ]
    data = b"\xef\xbb\xbf" + "\n\n".join(json.dumps(row) for row in rows).encode()
    found = list(split_records(data))
    assert [number for number, _, _ in found] == [1, 3]
    first, second = (read_article(data[start:end], key=f"k#{number}", path=f"a/x.jsonl#{number}") for number, start, end in found)
    assert (first.id, first.title, first.date, first.url, first.container) == ("r1", "題", "2025-03-04", "https://a.example", True)
    assert blocks(first) == [("body", "一段。"), ("body", "二段。")]
    assert (second.id, second.text, [issue.code for issue in second.issues]) == ("k#3", "壞\ufffd字。", ["character.surrogate"])
    assert article_key(data[: found[0][2]], key="k", path="x.jsonl#1") == "r1"


@pytest.mark.parametrize(("line", "code"), [("{", "record.invalid"), ("[1]", "record.invalid"), ('{"title": "甲"}', "record.text")])
def test_broken_records_say_what_is_wrong(line: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(line, "x.jsonl#7")
    assert caught.value.code == code
    assert "x.jsonl#7" in caught.value.message


def test_other_files_are_refused_by_type() -> None:
    with pytest.raises(InputError) as caught:
        read("x", "a.epub")
    assert caught.value.code == "type"
