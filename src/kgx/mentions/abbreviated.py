"""Abbreviations that an article gives to a behavior or its rate: «谄媚率(SR)», and from then on «GPT-9 的 SR 为 14%»."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgx.knowledge import Knowledge
from kgx.mentions.ground import Cover, sentence_around
from kgx.mentions.shapes import LATIN, shapes_of, words
from kgx.model.item import Item

_SHORT = rf"(?<![{LATIN}@#_/\-])[A-Z]{{2,5}}[0-9₀-₉]?(?![{LATIN}₀-₉@_\-])"
_TELLS = 28
"""How many characters may stand between an abbreviation and the behavior that it is said to measure."""


class _Cues:
    """Expressions over what stands between a behavior and its abbreviation."""

    def __init__(self, knowledge: Knowledge) -> None:
        of = shapes_of(knowledge).of
        rate, measures = words(of["measure-noun"]), words(of["measures"])
        self.behind = re.compile(rf"(?:{rate})?\s*\((?:[A-Za-z][A-Za-z \-]+[,，:;]\s*)?(?:{words(of['called-short'])})?\s*({_SHORT})\)")
        self.bracket = re.compile(rf"({_SHORT})\s*\(([^()\n]{{2,24}})\)")
        self.rate_end = re.compile(rf"(?:{rate})$")
        self.tells = re.compile(rf"({_SHORT})\s*(?:\([^()\n]{{2,24}}\))?\s*(?:{measures})了?")
        self.no_short = of["no-measure"]
        self.rate = re.compile(rf"[^，。；！？\n]{{0,6}}?(?:{rate})")


@lru_cache(maxsize=4)
def _cues(knowledge: Knowledge) -> _Cues:
    return _Cues(knowledge)


def abbreviated(normal: str, items: tuple[Item, ...], knowledge: Knowledge) -> tuple[Item, ...]:
    """The items with those of behaviors that stand under an abbreviation which the article introduces for them.

    Introduced is one behind a behavior in brackets, before a bracket that names a behavior's rate, or where it is said to measure one.
    """
    deeds = [i for i in items if i.kind == "Behavior"]
    if not deeds:
        return items
    meant: dict[str, Item] = {}
    told: set[int] = set()
    cues = _cues(knowledge)
    for short, start, deed in _introduced(normal, deeds, cues):
        if short in cues.no_short:
            continue
        meant.setdefault(short, deed)
        told.add(start)
    if not meant:
        return items
    cover = Cover(items)
    again = re.compile(rf"(?<![{LATIN}@#_/\-])(?:{words(meant)})(?![{LATIN}₀-₉@_\-])")
    more = [
        Item("Behavior", m.start(), m.end(), meant[m.group()].id, meant[m.group()].name, reason="abbreviation")
        for m in again.finditer(normal)
        if m.start() not in told and not cover.touches(m.start(), m.end())
    ]
    return tuple(sorted([*items, *more], key=lambda i: (i.start, -i.end)))


def _introduced(normal: str, deeds: list[Item], cues: _Cues) -> Iterator[tuple[str, int, Item]]:
    """Each abbreviation, where it stands, and the behavior."""
    for deed in deeds:
        if match := cues.behind.match(normal, deed.end):
            yield match[1], match.start(1), deed
    over = Cover(deeds)
    for match in cues.bracket.finditer(normal):
        named = over.over(*match.span(2))
        if len(named) == 1 and cues.rate_end.search(match[2]):
            yield match[1], match.start(), named[0]
    for match in cues.tells.finditer(normal):
        _, end = sentence_around(normal, match.end(), match.end())
        named = over.over(match.end(), min(end, match.end() + _TELLS))
        if named and cues.rate.match(normal, named[0].end):
            yield match[1], match.start(), named[0]
