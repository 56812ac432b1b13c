"""Where sentences end in Chinese text with quotes, in normal form."""

import re
from collections.abc import Iterator

_ENDS = frozenset("。!?！？")
_OPEN = {"“": "”", "‘": "’", "《": "》", "(": ")", "[": "]"}
_CLOSE = frozenset(_OPEN.values())
_MARKS = re.compile("[" + re.escape("".join(sorted({*_ENDS, *_OPEN, *_CLOSE, "."}))) + "]")
_GOES_ON = frozenset("，、的是和与,；;:)）")
_FIGURE_END = re.compile(r"(?:\d\.\d+|%)$")
LONGEST = 1_000
"""Characters of a sentence, at most: reading one takes time by the square of what is in it."""
_CLAUSE = "，；、,;"
_LONG_QUOTE = 48
"""A quote longer than this is split inside; a shorter one belongs to the sentence that quotes it."""


def split(text: str) -> Iterator[tuple[int, int, bool]]:
    """Sentences of one block as (start, end, whether a quote of an earlier sentence still runs), blanks trimmed.

    A full stop ends a sentence; inside a short quote, a bracket or a title it does not. A Latin full stop ends one
    only before a blank and a capital letter or a Han character, or behind Han characters.
    """
    start, quoted = 0, False
    stack: list[tuple[str, bool]] = []
    done = 0
    for mark in _MARKS.finditer(text):
        i, char = mark.start(), mark.group()
        if i < done:
            continue
        if char in _OPEN:
            close = text.find(_OPEN[char], i + 1)
            stack.append((_OPEN[char], char == "“" and close - i > _LONG_QUOTE))
        elif char in _CLOSE:
            while stack and stack[-1][0] != char and char in [c for c, _ in stack]:
                stack.pop()
            if stack and stack[-1][0] == char:
                stack.pop()
            if text[i - 1 : i] in _ENDS and not stack and (i + 1 == len(text) or text[i + 1] not in _GOES_ON) and char in "”’":
                yield from _trim(text, start, i + 1, quoted)
                start, quoted = i + 1, False
        elif _is_end(text, i) and all(long for _, long in stack):
            end = i + 1
            while end < len(text) and text[end] in _ENDS:
                end += 1
            while end < len(text) and stack and text[end] == stack[-1][0]:
                stack.pop()
                end += 1
            done = end
            if end < len(text) and text[end] in _GOES_ON and text[end - 1] in _CLOSE:
                continue
            yield from _trim(text, start, end, quoted)
            start, quoted = end, bool(stack)
    yield from _trim(text, start, len(text), quoted)


def _is_end(text: str, i: int) -> bool:
    char = text[i]
    if char in _ENDS:
        return char != "!" or text[i + 1 : i + 2] != "["
    if char == ".":
        before, after = text[i - 1 : i], text[i + 1 : i + 3]
        if "\u3400" <= before <= "\u9fff":
            return not after.strip() or after[0] == " "
        if len(after) < 2 or after[0] != " ":
            return False
        if _FIGURE_END.search(text, max(0, i - 8), i):
            return after[1] >= "\u3400"  # 仅 45.0. 说明
        return (after[1].isupper() or after[1] >= "\u3400") and before.islower()
    return False


def _trim(text: str, start: int, end: int, quoted: bool) -> Iterator[tuple[int, int, bool]]:
    while end - start > LONGEST:  # no sentence, but a list without an end: its clauses
        stop = max(text.rfind(mark, start, start + LONGEST) for mark in _CLAUSE) + 1
        stop = stop if stop > start else start + LONGEST
        yield from _trim(text, start, stop, quoted)
        start = stop
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end, quoted
