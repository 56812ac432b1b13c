"""Which characters a text must have for an expression to be possible in it, so that most expressions need not be tried."""

import re
from collections.abc import Iterator
from typing import Any

_FEW = 64
"""A class of more characters says too little."""


def needs(regex: re.Pattern[str]) -> tuple[frozenset[str], ...]:
    """Sets of characters; a text that lacks all characters of one of them holds no match. The most telling sets come first."""
    parsed = re._parser.parse(regex.pattern, regex.flags)  # type: ignore[attr-defined]
    return tuple(sorted(set(_of(parsed)), key=lambda chars: (len(chars), sorted(chars))))


def _of(parts: Any) -> Iterator[frozenset[str]]:
    for part, argument in parts:
        match str(part), argument:
            case "LITERAL", code:
                yield _cased(code)
            case "IN", [(kind, _), *_] as members if str(kind) != "NEGATE":
                codes = [code for kind, code in members if str(kind) == "LITERAL"]
                if len(codes) == len(members) <= _FEW:
                    yield frozenset[str]().union(*map(_cased, codes))
            case "SUBPATTERN", (_, _, _, inner):
                yield from _of(inner)
            case "MAX_REPEAT" | "MIN_REPEAT", (least, _, inner) if least:
                yield from _of(inner)
            case "BRANCH", (_, branches):
                each = [min(_of(branch), key=len, default=None) for branch in branches]
                found = [chars for chars in each if chars]
                if len(found) == len(each):
                    yield frozenset[str]().union(*found)


def _cased(code: int) -> frozenset[str]:
    """The character in both cases: constructions heed none."""
    return frozenset([chr(code), chr(code).lower(), chr(code).upper()])
