"""Strings of YAML, TOML and JSON as they are written: where their characters stand, quotes and escapes apart."""

import re

from kgx.read.pieces import Cut, Piece

_BLANK_ESCAPES = frozenset("nrtbfv0aeN_LP ")
_CODE = re.compile(r"x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}")


def double_quoted(text: str, start: int, end: int) -> Cut | None:
    r"""Cut a string with backslash escapes out of `text[start:end]` (without its quotes).

    None where it writes a visible character by its code (`\u6211`): then no part of the text is that character.
    """
    pieces: list[tuple[int, int]] = []
    last = start
    position = text.find("\\", start, end)
    while position >= 0:
        pieces.append((last, position))
        escaped = text[position + 1 : position + 2]
        if code := _CODE.match(text, position + 1):
            if not chr(min(int(code[0][1:], 16), 0x10FFFF)).isspace():
                return None
            last = code.end()
        elif escaped in _BLANK_ESCAPES:
            last = position + 2
        elif escaped in "\r\n":
            last = position + 1
            while last < end and text[last].isspace():
                last += 1
        else:
            last = position + 1
        position = text.find("\\", max(last, position + 2), end)
    pieces.append((last, end))
    return _cut(text, pieces)


def single_quoted(text: str, start: int, end: int) -> Cut:
    """Cut a YAML string in single quotes (`''` is one) out of `text[start:end]`, its quotes left out."""
    pieces: list[tuple[int, int]] = []
    last = start
    position = text.find("''", start, end)
    while position >= 0:
        pieces.append((last, position + 1))
        last = position + 2
        position = text.find("''", last, end)
    pieces.append((last, end))
    return _cut(text, pieces)


def block_scalar(text: str, start: int, end: int) -> Cut:
    """Cut a YAML scalar with `>` or `|` out of `text[start:end]`: its head line falls away."""
    head = text.find("\n", start, end)
    return plain(text, head + 1 if head >= 0 else end, end)


def plain(text: str, start: int, end: int) -> Cut:
    """Cut a string without escapes; its lines lose their indent."""
    return _cut(text, [(start, end)])


def _cut(text: str, spans: list[tuple[int, int]]) -> Cut:
    """Chain spans, and within each drop the indent of lines; blanks at both ends fall away."""
    rows: list[tuple[int, int]] = []
    for left, right in spans:
        position = left
        while position < right:
            stop = text.find("\n", position, right)
            stop = right if stop < 0 else stop + 1
            if position > left or (position and text[position - 1] == "\n"):
                while position < stop and text[position] in " \t":
                    position += 1
            rows.append((position, stop))
            position = stop
    while rows and not text[rows[0][0] : rows[0][1]].strip():
        rows.pop(0)
    while rows and not text[rows[-1][0] : rows[-1][1]].strip():
        rows.pop()
    pieces: list[Piece] = []
    length = 0
    for left, right in rows:
        if left < right:
            pieces.append(Piece(length, left, right - left))
            length += right - left
    return Cut("".join(text[left:right] for left, right in rows), tuple(pieces))
