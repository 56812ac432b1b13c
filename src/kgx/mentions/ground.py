"""What the finders of unlisted names stand on: a text, what the scan found in it, and where words begin and end."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from kgx.mentions.shapes import RUN, UPPER, Shapes
from kgx.model.item import ENTITY_KINDS, Item
from kgx.text.build import Text

_SENTENCE_ENDS = "。！？\n"
_TITLES = frozenset(["title", "founder"])
_DEEDS = frozenset(["speech", "join", "leave", "found", "acquire", "publish", "develop", "contribute"])
_CUTS = _TITLES | _DEEDS | {"current", "former", "hedge"}


class Candidate(msgspec.Struct, frozen=True):
    """A stretch that may be a name, with what speaks for it."""

    kind: str
    start: int
    end: int
    points: int
    """How much the place says; a name needs `SURE` over the whole article."""
    reason: str
    name: str = ""
    """The name where it is more than the stretch itself."""


SURE = 2
"""Points from which a name counts."""


_CAPITAL = re.compile(f"[{UPPER}]")
_LOOK_BACK = 8
"""How many items that begin before a stretch may reach into it."""


class Cover:
    """Spans, asked what overlaps a stretch."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = sorted(items, key=lambda i: (i.start, i.end))
        self._starts = [i.start for i in self._items]

    def over(self, start: int, end: int) -> list[Item]:
        """The items that overlap `[start, end)`."""
        first, last = bisect_right(self._starts, start), bisect_right(self._starts, end - 1)
        return [i for i in self._items[max(0, first - _LOOK_BACK) : last] if i.end > start]

    def touches(self, start: int, end: int) -> bool:
        """Whether any overlaps it."""
        return bool(self.over(start, end))


def sentence_around(normal: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between the marks or line breaks that end sentences before and behind `[start, end)`."""
    left = max(normal.rfind(c, 0, start) for c in _SENTENCE_ENDS) + 1
    return left, min((at for c in _SENTENCE_ENDS if (at := normal.find(c, end)) >= 0), default=len(normal))


def leftmost(pattern: re.Pattern[str], head: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, asked only where `head` matches, which is far quicker in Chinese text."""
    done = 0
    for first in head.finditer(text):
        if first.start() >= done and (match := pattern.match(text, first.start())):
            done = match.end()
            yield match


class Ground:
    """One text and its scanned items."""

    def __init__(self, text: Text, items: tuple[Item, ...], shapes: Shapes) -> None:
        self.text = text
        self.normal = text.normal
        self.shapes = shapes
        self.items = items
        self.names = [i for i in items if i.kind in ENTITY_KINDS and i.kind not in {"Behavior", "Scenario"}]
        """What the knowledge names, behaviors and scenarios left out."""
        self.cover = Cover(self.names)
        self.cues = [i for i in items if i.kind in _CUTS and i.end - i.start >= 2]
        self._cue_cover = Cover(self.cues)

    @cached_property
    def title_ends(self) -> frozenset[int]:
        """Where titles and roles end."""
        roles = (m.end() for m in self.shapes.role.finditer(self.normal))
        return frozenset(i.end for i in self.items if i.kind in _TITLES).union(roles)

    @cached_property
    def titles(self) -> dict[int, Item]:
        """Titles by where they begin."""
        return {i.start: i for i in self.items if i.kind in _TITLES}

    @cached_property
    def latin_names(self) -> tuple[re.Match[str], ...]:
        """Runs of capitalised words that may be a person's name."""
        return tuple(leftmost(self.shapes.person, _CAPITAL, self.normal))

    @cached_property
    def runs(self) -> tuple[re.Match[str], ...]:
        """Latin words in a row."""
        return tuple(RUN.finditer(self.normal))

    @cached_property
    def cue_ends(self) -> frozenset[int]:
        """Where cues of two characters or more end that stand before names."""
        return frozenset(i.end for i in self.cues)

    @cached_property
    def cue_starts(self) -> frozenset[int]:
        """Where such cues begin."""
        return frozenset(i.start for i in self.cues)

    def cue_over(self, start: int, end: int) -> bool:
        """Whether such a cue overlaps a stretch."""
        return self._cue_cover.touches(start, end)

    @cached_property
    def name_ends(self) -> dict[int, Item]:
        """Names of the scan by their ends."""
        return {i.end: i for i in self.names}

    @cached_property
    def starts(self) -> dict[int, Item]:
        """Names of the scan by their starts."""
        return {i.start: i for i in self.names}

    def named(self, start: int, end: int) -> Item | None:
        """The scan's name of exactly that span."""
        item = self.name_ends.get(end)
        return item if item and item.start == start else None

    def whole_name(self, end: int) -> Item | None:
        """The scan's name that ends there, unless it is only the tail of a longer foreign name."""
        item = self.name_ends.get(end)
        return None if item and self.is_tail(item) else item

    def is_tail(self, item: Item) -> bool:
        """Whether a short Chinese name of a person stands inside a longer one: 格曼 in 塞里格曼."""
        before = self.normal[max(0, item.start - 2) : item.start]
        short = item.end - item.start == 2 and self.is_han(item.start)
        return short and len(before) == 2 and all(c in self.shapes.foreign for c in before)

    def cut(self, start: int, end: int) -> tuple[int, int]:
        """The stretch `[start, end)` without the cues that end in its front or begin in its back."""
        for item in self._cue_cover.over(start, end):
            if item.end < end and item.start <= start + 2:
                start = max(start, item.end)
            elif item.start > start and item.end >= end - 2:
                end = min(end, item.start)
        return start, end

    def skip_back(self, position: int) -> int:
        """The position before blanks."""
        while position > 0 and self.normal[position - 1] == " ":
            position -= 1
        return position

    def skip(self, position: int) -> int:
        """The position behind blanks."""
        while position < len(self.normal) and self.normal[position] == " ":
            position += 1
        return position

    def has_title_before(self, start: int) -> bool:
        """Whether a title ends right before."""
        return self.skip_back(start) in self.title_ends or start in self.title_ends

    def is_han(self, position: int) -> bool:
        """Whether a Chinese character stands there."""
        return 0 <= position < len(self.normal) and "\u3400" <= self.normal[position] <= "\u9fff"
