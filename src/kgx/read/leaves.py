"""Leaves: what a reader of one format hands over, and how leaves become the blocks of an article."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from kgx.model.article import Block, Cell, Issue, Link, Role
from kgx.read.captions import is_caption
from kgx.read.pieces import Cut, Inline, merged


class Leaf(msgspec.Struct, frozen=True):
    """A paragraph, heading, cell, …, before its markup is known."""

    role: Role
    cut: Cut
    level: int = 0
    cell: Cell | None = None
    note: str | None = None
    depth: int = 0
    inline: Inline | None = None
    """Its markup, where the reader knows it already."""


class Body(msgspec.Struct, frozen=True):
    """The blocks of a text, with what is hidden in them."""

    blocks: tuple[Block, ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    issues: tuple[Issue, ...] = ()


_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f\x7f\ufeff]+")
_SEEN = 16
"""Visible code points at the head of a block that say whether it is a caption."""


def settle(text: str, blocks: Iterable[Block], hidden: list[tuple[int, int]], links: list[Link], issues: list[Issue]) -> Body:
    """Trim blocks to what a reader sees, drop those without anything to see, and clip hidden spans to blocks."""
    hidden += [match.span() for match in _CONTROLS.finditer(text)]
    spans = merged(hidden)
    kept: list[Block] = []
    clipped: list[tuple[int, int]] = []
    first = 0
    for block in blocks:
        while first < len(spans) and spans[first][1] <= block.start:
            first += 1
        inside = []
        following = first
        while following < len(spans) and spans[following][0] < block.end:
            inside.append((max(spans[following][0], block.start), min(spans[following][1], block.end)))
            following += 1
        start, end = _visible_bounds(text, block.start, block.end, inside)
        if start >= end:
            continue
        inside = [span for span in inside if start < span[0] and span[1] < end]
        clipped += inside
        role = block.role
        if role == "body" and is_caption(_head(text, start, end, inside)):
            role = "caption"
        kept.append(msgspec.structs.replace(block, role=role, start=start, end=end))
    return Body(tuple(kept), tuple(clipped), tuple(_inside(links, kept)), tuple(issues))


def _inside(links: list[Link], blocks: list[Block]) -> Iterator[Link]:
    """Clip links to the blocks that they begin in, in order; those outside fall out."""
    index = 0
    for link in sorted(links, key=lambda link: link.start):
        while index < len(blocks) and blocks[index].end <= link.start:
            index += 1
        if index < len(blocks) and (start := max(link.start, blocks[index].start)) < (end := min(link.end, blocks[index].end)):
            yield Link(start, end, link.url)


def visible(text: str, start: int, end: int, hidden: Iterable[tuple[int, int]]) -> str:
    """Give `text[start:end]` without its hidden spans, which are in order."""
    parts = []
    for left, right in hidden:
        if right <= start:
            continue
        if left >= end:
            break
        parts.append(text[start:left])
        start = right
    parts.append(text[start:end])
    return "".join(parts)


def _visible_bounds(text: str, start: int, end: int, inside: list[tuple[int, int]]) -> tuple[int, int]:
    """Move both ends inwards over blanks and hidden spans."""
    index = 0
    while start < end:
        if index < len(inside) and inside[index][0] <= start:
            start = max(start, inside[index][1])
            index += 1
        elif text[start].isspace():
            start += 1
        else:
            break
    index = len(inside) - 1
    while start < end:
        if index >= 0 and inside[index][1] >= end:
            end = min(end, inside[index][0])
            index -= 1
        elif text[end - 1].isspace():
            end -= 1
        else:
            break
    return start, end


def _head(text: str, start: int, end: int, inside: list[tuple[int, int]]) -> str:
    """Give the first visible characters of a block."""
    seen = ""
    for left, right in _shown(start, end, inside):
        seen += text[left : min(right, left + _SEEN)]
        if len(seen) >= _SEEN:
            break
    return seen


def _shown(start: int, end: int, inside: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    edges = [start, *(edge for span in inside for edge in span), end]
    return ((left, right) for index, (left, right) in enumerate(pairwise(edges)) if index % 2 == 0)
