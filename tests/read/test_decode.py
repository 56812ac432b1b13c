"""Encodings: what was written is read, and what is no text is refused with the place."""

import codecs

import pytest

from kgx.errors import InputError
from tests.read.seen import blocks, read

HANS = "研究人员发现，模型在测试中会威胁工程师，勒索率高达百分之九十六。这种行为令人担忧。"
HANT = "研究人員發現，模型在測試中會威脅工程師，勒索率高達百分之九十六。這種行為令人擔憂。"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (HANS, "utf-8", "utf-8"),
        (HANT, "utf-8-sig", "utf-8"),
        (HANT, "utf-16", "utf-16-le"),
        (HANS, "gb18030", "gb18030"),
        (HANS, "gb2312", "gb18030"),
        (HANT, "gbk", "gb18030"),
        (HANT, "big5", "big5hkscs"),
        (HANT + "佢哋嘅", "big5hkscs", "big5hkscs"),
        (HANT, "cp950", "big5hkscs"),
    ],
)
def test_encodings(text: str, encoding: str, name: str) -> None:
    article = read(text.encode(encoding))
    assert article.text == text
    assert article.encoding == name
    assert blocks(article) == [("body", text)]


def test_utf16_big_endian_by_its_mark() -> None:
    assert read(codecs.BOM_UTF16_BE + HANT.encode("utf-16-be")).text == HANT


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (HANS.encode() + b"\xff\xfe\xfd" + HANS.encode(), len(HANS.encode())),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, 0),
        ("甲".encode() + b"\xed\xa0\x80", 3),
        (b"ab\0\0\0\0cd", 2),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", 2),
    ],
)
def test_what_is_no_text_is_refused_with_the_byte(data: bytes, offset: int) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert (caught.value.code, caught.value.start) == ("encoding", offset)
    assert str(offset) in caught.value.message
    assert caught.value.hint


def test_a_single_nul_is_an_issue_and_the_rest_is_read() -> None:
    article = read("前" * 100 + "\0後。")
    assert [(issue.code, issue.start, issue.end) for issue in article.issues] == [("character.nul", 100, 101)]
