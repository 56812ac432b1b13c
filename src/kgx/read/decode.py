"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, Big5 and GB18030 by strict trial and plausibility."""

import codecs
from collections.abc import Iterable
from functools import cache

from kgx.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = (("gb18030", "GB18030"), ("big5hkscs", "Big5"))
_PLAUSIBLE = 0.85
"""Share of characters in common use, of those outside ASCII, below which a trial is not believed. Right trials reach .97, wrong ones .6."""
_SAMPLE = 20_000
"""Code points that plausibility is measured on."""
_BINARY = 0.02
"""Share of NUL characters above which data is no text, if they are more than a few."""
_STRAY = 3


def decode(data: bytes, *, path: str) -> tuple[str, str]:
    """Give the text without byte-order mark, line ends as they are, and the encoding's name.

    Raises InputError(code="encoding") with the byte offset where the data stops being UTF-8.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], len(mark), encoding, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error.start, path)
    if text.count("\0") > max(len(text) * _BINARY, _STRAY):
        offset = data.index(b"\0")
        raise InputError(
            f"{path}: not a text, NUL bytes from byte {offset} on",
            hint="save it as UTF-8 text",
            code="encoding",
            start=offset,
            end=offset + 1,
        )
    return text, "utf-8"


def decode_as(data: bytes, encoding: str) -> str | None:
    """Give the text, if the data is strictly of that encoding and no byte-order mark speaks against it; else None."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _marked(data: bytes, shift: int, encoding: str, path: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        offset = error.start + shift
        raise InputError(
            f"{path}: byte {offset} is not valid {encoding.upper()}, which the byte-order mark announces",
            hint="save it as UTF-8",
            code="encoding",
            start=offset,
            end=error.end + shift,
        ) from error


def _legacy(data: bytes, offset: int, path: str) -> tuple[str, str]:
    """Try the encodings of older Chinese files, all strictly, and take the one that gives common characters."""
    best: tuple[float, str, str] = (0.0, "", "")
    for encoding, _ in _LEGACY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        best = max(best, (_plausibility(text), encoding, text))
    if best[0] < _PLAUSIBLE:
        names = " nor ".join(name for _, name in _LEGACY)
        raise InputError(
            f"{path}: byte {offset} (0x{data[offset]:02x}) is not UTF-8, and the file is neither {names}",
            hint="save it as UTF-8",
            code="encoding",
            start=offset,
            end=offset + 1,
        )
    return best[2], best[1]


def _plausibility(text: str) -> float:
    beyond = [char for char in text[: _SAMPLE * 4] if char > "\x7f"][:_SAMPLE]
    common = _common()
    return sum(char in common for char in beyond) / len(beyond) if beyond else 0.0


@cache
def _common() -> frozenset[str]:
    """Give the characters in common use: punctuation and the first levels of GB 2312 and Big5, full-width forms."""
    rows: list[tuple[str, int, Iterable[int]]] = [("gb2312", lead, range(0xA1, 0xFF)) for lead in (0xA1, 0xA3, *range(0xB0, 0xD8))]
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    rows += [("big5", lead, trails) for lead in (*range(0xA1, 0xA4), *range(0xA4, 0xC7))]
    pairs = (bytes((lead, trail)).decode(encoding, "ignore") for encoding, lead, second in rows for trail in second)
    return frozenset(char for char in pairs if char)
