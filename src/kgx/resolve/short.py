"""Mentions by a part of a name that the article gives in full: a surname, a given name, a family name with a title, a model's tier."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from kgx.knowledge import Knowledge
from kgx.model.item import ENTITY_KINDS, Item
from kgx.text.build import Text

_BEARERS = frozenset(["Person", "Organization", "Model"])
_VERSION = re.compile(r"-([A-Z]\d[\w.]*)$")
"""The version of a model that no list has: X3 of Orrin-X3."""
_LATIN = "A-Za-z0-9\u00c0-\u024f"


class _Words(msgspec.Struct, frozen=True):
    given: frozenset[str]
    no_name: frozenset[str]
    surnames: frozenset[str]
    dropped: frozenset[str]
    nicks: frozenset[str]
    """Characters that begin a nickname: 老周 of 夜航老周."""
    honorific: str
    """An alternation."""
    endings: tuple[str, ...]
    """What ends the name of a Chinese company: 科技 of 云岫科技."""
    body_after: str
    """An alternation of what stands behind the short name of a body."""


@lru_cache(maxsize=4)
def _words(knowledge: Knowledge) -> _Words:
    shapes = knowledge.shapes
    return _Words(
        shapes["given-name"],
        shapes["no-name"],
        shapes["surname"] | shapes["rare-surname"],
        shapes["organization-end-dropped"],
        shapes["nickname-start"],
        _alternation(shapes["honorific-sure"]),
        tuple(shapes["company-end"]),
        _alternation(shapes["body-after"]),
    )


def _alternation(forms: Iterable[str]) -> str:
    return "|".join(sorted(forms, key=_longest_first))


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form


class _Bearers:
    """Who bears a part of a name, and where each is introduced in full."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def add(self, part: str, id_: str, place: int) -> None:
        self._places[part][id_].append(place)

    def parts(self) -> list[str]:
        """All parts, longest first."""
        return sorted(self._places, key=_longest_first)

    def ids(self, part: str) -> list[str]:
        """Who bears it."""
        return list(self._places.get(part, ()))

    def shared(self, part: str) -> bool:
        """Whether two people of the article bear it."""
        return len(self._places.get(part, ())) > 1

    def meant(self, part: str, place: int) -> str | None:
        """The one bearer, or the one last introduced in full before a place; None where nothing tells."""
        bearers = self._places[part]
        if len(bearers) == 1:
            return next(iter(bearers))
        before = [(max(p for p in places if p < place), id_) for id_, places in bearers.items() if any(p < place for p in places)]
        return max(before)[1] if before else None


def short_forms(text: Text, items: list[Item], knowledge: Knowledge) -> tuple[list[Item], list[Item]]:
    """Items with bare surnames that several people share given to the one last introduced in full, and the short forms found."""
    words = _words(knowledge)
    named = {i.id: i for i in items if i.kind in _BEARERS}
    bearers = _bearers(text, items, words, knowledge.grammar.alone)
    kept = [_as_meant(text, item, bearers, named) for item in items]
    return kept, list(_found(text, kept, bearers, named, words))


def _bearers(text: Text, items: Iterable[Item], words: _Words, tiers: frozenset[str]) -> _Bearers:
    bearers = _Bearers()
    for item in items:
        if item.kind not in _BEARERS:
            continue
        written = text.normal[item.start : item.end]
        if item.kind == "Person":
            for name in {written, item.name}:
                for part in _parts(name, words):
                    bearers.add(part, item.id, item.start if _is_full(written) else 1 << 60)
        elif item.kind == "Organization" and (short := _body_part(written, words)) and (item.reason or short < "\u2e80"):
            bearers.add(short, item.id, item.start)
        elif item.kind == "Model" and item.reason and (version := _VERSION.search(written)):
            bearers.add(version[1], item.id, item.start)
        elif item.kind == "Model" and (tier := next((t for t in item.name.split(" ") if t in tiers), None)):
            bearers.add(tier, item.id, item.start)
            bearers.add(tier.lower(), item.id, item.start)
    return bearers


def _is_full(name: str) -> bool:
    return " " in name or "·" in name or (len(name) >= 3 and name[0] >= "\u3400")


def _parts(name: str, words: _Words) -> Iterator[str]:
    """What a later mention may use of a name in normal form."""
    if "·" in name:
        first, *_, last = name.split("·")
        yield from (p for p in (first, last) if len(p) >= 2)
    elif name[:1] < "\u2e80" and " " in name:
        first, *_, last = name.split(" ")
        if len(last) >= 2 and last.lower() not in words.no_name and last[:1].isupper():
            yield last
        if first.lower() in words.given and first.lower() not in words.no_name and len(first) >= 3:
            yield first
    elif name[:1] in words.surnames and 2 <= len(name) <= 3:
        yield name[:1]
    elif len(name) > 3 and name[-2] in words.nicks and name[-1] >= "\u3400":
        yield name[-2:]


def _body_part(name: str, words: _Words) -> str | None:
    """What a later mention may use of a body's name: Redwood of Redwood Research, 云岫 of 云岫科技."""
    if name[:1] >= "\u3400":
        ending = next((e for e in words.endings if name.endswith(e)), "")
        return name[: -len(ending)] if ending and 2 <= len(name) - len(ending) <= 4 else None
    parts = name.split(" ")
    if len(parts) != 2 or parts[1].lower() not in words.dropped or len(parts[0]) < 4:
        return None
    plain = parts[0].lower() in words.no_name or parts[0].lower() in words.given
    return None if plain else parts[0]


def _as_meant(text: Text, item: Item, bearers: _Bearers, named: dict[str, Item]) -> Item:
    """The item, read in the light of the article: a person by a bare name that two people of it share, a person or a body that is
    found by the short form of another of it (舒曼 beside 约翰·舒曼, Redwood beside Redwood Research).
    """
    written = text.normal[item.start : item.end]
    if item.kind == "Person":
        doubtful = bool(item.reason and bearers.ids(written)) or (not _is_full(written) and bearers.shared(written))
    else:
        doubtful = item.kind == "Organization" and bool(item.reason and bearers.ids(written))
    if not doubtful:
        return item
    meant = bearers.meant(written, item.start)
    if meant is None or meant == item.id:
        return item
    return msgspec.structs.replace(item, id=meant, name=named[meant].name, weak=False, reason="short form")


def _found(text: Text, items: list[Item], bearers: _Bearers, named: dict[str, Item], words: _Words) -> Iterator[Item]:
    parts = bearers.parts()
    if not parts:
        return
    spans = sorted((i.start, i.end) for i in items if i.kind in ENTITY_KINDS)
    bodies = {p for p in parts if p[:1] >= "\u3400" and named[next(iter(bearers.ids(p)))].kind == "Organization"}
    for match in re.finditer("|".join(_forms(parts, bodies, words)), text.normal):
        start, end = match.span()
        at = bisect_right(spans, (end - 1, 1 << 60))
        if any(b > start for _, b in spans[max(0, at - 4) : at]):
            continue
        if len(match.group()) == 1 and "\u3400" <= text.normal[start - 1 : start] <= "\u9fff" and start > 0:
            continue
        meant = bearers.meant(match.group(), start)
        if meant is not None:
            yield Item(named[meant].kind, start, end, meant, named[meant].name, reason="short form")


def _forms(parts: list[str], bodies: set[str], words: _Words) -> Iterator[str]:
    """Patterns of Latin parts at the edges of words, of Chinese ones, of bodies before a word that tells, and of family names before a
    title; the longest first in each.
    """
    latin = [re.escape(p) for p in parts if p[:1] < "\u2e80"]
    if latin:
        yield rf"(?<![{_LATIN}@#_/.\-])(?<![A-Za-z] )(?:{'|'.join(latin)})(?![{_LATIN}@_/]|[-.][{_LATIN}]| [A-Z][a-z])"
    yield from (re.escape(p) for p in parts if p[:1] >= "\u2e80" and len(p) > 1 and p not in bodies)
    yield from (rf"{re.escape(p)}(?=(?:{words.body_after})|[^\u3400-\u9fff]|$)" for p in parts if p in bodies)
    single = [p for p in parts if p[:1] >= "\u2e80" and len(p) == 1]
    if single:
        yield f"[{''.join(single)}](?=(?:{words.honorific}))"
