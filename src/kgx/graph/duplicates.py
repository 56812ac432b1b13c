"""Which articles are copies of earlier ones. Pure: a function of the set of articles.

`duplicates` decides it for all, `duplicates_near` for those alone for which a change may matter, with the same result.
"""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

import msgspec

from kgx.model.graph import Bands, Known, LookUp, Printed
from kgx.text.fingerprint import BANDS, Sketch, bands, same, sketch

_MOST = 200
"""Originals that one band looks up: what stands on each page of a site does not make all its articles be compared."""


def duplicates(articles: Iterable[Printed]) -> dict[str, str]:
    """Id of a copy → id of an earlier article (date, then id) that it is a copy of, which itself is none.

    `articles` is gone through twice: most share a band with no other, and these are not held.
    """
    shared = _shared(articles)
    found: dict[str, str] = {}
    originals: defaultdict[int, list[_Entry]] = defaultdict(list)
    for entry in sorted((entry for entry in (_entry(article, shared) for article in articles) if entry.bands), key=_order):
        first = _first(entry, (originals.get(band, ())[:_MOST] for band in entry.bands))
        if first is not None:
            found[entry.id] = first
            continue
        for band in entry.bands:
            originals[band].append(entry)
    return found


def duplicates_near(changed: Iterable[Known], before: Iterable[Printed], look_up: LookUp) -> dict[str, str | None]:
    """Of the articles for which that may matter: id → id of its original, None where it is no copy. The others stay what they are.

    `changed` are those that came or changed, `before` what these and those that went were before, and `look_up` gives all
    articles that share a band with one of some articles, `changed` among them.
    """
    return _Near(changed, before, look_up).found()


class _Entry(msgspec.Struct, frozen=True):
    """An article to be compared."""

    id: str
    date: str
    hashes: Sketch
    """Packed: of a large corpus many are held at once."""
    bands: Bands
    """Those that others may have, too."""


class _Near:
    """The articles around those that changed.

    Which are copies is decided in the order of the articles, and each depends on earlier ones alone. So what changed is taken out, and
    put in again in this order; where an original comes or goes, the later ones that are like it are decided anew, in their turn.
    """

    def __init__(self, changed: Iterable[Known], before: Iterable[Printed], look_up: LookUp) -> None:
        self._look_up = look_up
        self._looked_up: set[Bands] = set()
        self._entries: dict[str, _Entry] = {}
        self._by_band: defaultdict[int, set[str]] = defaultdict(set)
        self._originals: dict[str, str | None] = {}
        """Of each article that is in: its original, None where it is one itself."""
        self._out = {article.id: _entry(article) for article in changed}
        self._before = [*map(_entry, before), *self._out.values()]
        self._waiting: list[tuple[tuple[str, str], str]] = []
        self._awaited: set[str] = set()

    def found(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        self._hold(self._before)
        for entry in self._out.values():
            self._enter(entry)
            self._wait(entry)
        for entry in self._before:
            self._without(entry)
        while self._waiting:
            _, id_ = heapq.heappop(self._waiting)
            self._awaited.discard(id_)
            found[id_] = self._decide(self._entries[id_])
        return found

    def _hold(self, entries: Iterable[_Entry]) -> None:
        """Know all articles that share a band with one of these."""
        if missing := {entry.bands for entry in entries} - self._looked_up:
            self._looked_up |= missing
            for article in self._look_up(missing):
                if article.id not in self._entries and article.id not in self._out:
                    self._enter(_entry(article))
                    self._originals[article.id] = article.original

    def _enter(self, entry: _Entry) -> None:
        self._entries[entry.id] = entry
        for band in entry.bands:
            self._by_band[band].add(entry.id)

    def _wait(self, entry: _Entry) -> None:
        if entry.id not in self._awaited:
            self._awaited.add(entry.id)
            heapq.heappush(self._waiting, (_order(entry), entry.id))

    def _standing(self, band: int) -> list[_Entry]:
        """The originals of a band, in order."""
        ids = self._by_band.get(band, ())
        return sorted((self._entries[id_] for id_ in ids if self._originals.get(id_, id_) is None), key=_order)

    def _without(self, gone: _Entry) -> None:
        """Decide anew what may have been a copy of one that was there, or becomes one of those that come into sight without it."""
        for band in gone.bands:
            number = sum(band in entry.bands for entry in self._before)
            self._affect(gone, band, self._standing(band)[max(0, _MOST - number) : _MOST])

    def _decide(self, entry: _Entry) -> str | None:
        self._hold([entry])
        original = _first(entry, ([o for o in self._standing(band) if _order(o) < _order(entry)][:_MOST] for band in entry.bands))
        stood = self._originals.get(entry.id, entry.id) is None
        self._originals[entry.id] = original
        if stood != (original is None):
            for band in entry.bands:
                last = _MOST - 1 if stood else _MOST
                self._affect(entry, band, self._standing(band)[last : last + 1])
        return original

    def _affect(self, entry: _Entry, band: int, others: Sequence[_Entry]) -> None:
        """Let those later ones that hold a band and are like one of these wait for their turn."""
        for id_ in self._by_band.get(band, ()):
            later = self._entries[id_]
            if id_ in self._awaited or _order(later) <= _order(entry):
                continue
            if any(same(later.hashes, other.hashes) for other in (entry, *others)):
                self._wait(later)


def _shared(articles: Iterable[Printed]) -> set[int]:
    """The bands that more than one article has."""
    columns = [array("q") for _ in range(BANDS)]
    for article in articles:
        for column, band in zip(columns, bands(sketch(article.fingerprint)), strict=False):
            column.append(band)
    return {a for column in columns for a, b in pairwise(sorted(column)) if a == b}


def _first(entry: _Entry, originals: Iterator[Sequence[_Entry]]) -> str | None:
    """The first of the originals that each band looks up, in this order, of which an article is a copy."""
    candidates = {other.id: other for others in originals for other in others}
    return next((id_ for id_, other in candidates.items() if same(entry.hashes, other.hashes)), None)


def _entry(article: Printed, shared: Set[int] | None = None) -> _Entry:
    hashes = array("I", sketch(article.fingerprint))
    own = bands(hashes)
    return _Entry(article.id, article.date or "9999", hashes, own if shared is None else tuple(band for band in own if band in shared))


def _order(entry: _Entry) -> tuple[str, str]:
    return entry.date, entry.id
