"""The plain text of a container as it grows: one block a line or more, an empty line between two."""

from collections.abc import Iterable

import msgspec

from kgx.model.article import Block, Cell, Link, Role
from kgx.read.front_matter import FrontMatter
from kgx.read.leaves import Body, settle


class Contained(msgspec.Struct, frozen=True):
    """What a container holds."""

    text: str
    front: FrontMatter
    body: Body
    encoding: str = "utf-8"
    pages: tuple[tuple[int, int], ...] = ()
    """(start in code points of `text`, page from there on), in text order; empty for a container without pages."""


class Growing:
    """Collects blocks and the text that they stand in."""

    def __init__(self) -> None:
        self.length = 0
        """Code points of the text so far."""
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._links: list[Link] = []

    @property
    def next(self) -> int:
        """Where the next block will begin."""
        return self.length + 2 * bool(self._parts)

    def add(
        self,
        text: str,
        role: Role = "body",
        level: int = 0,
        *,
        cell: Cell | None = None,
        note: str | None = None,
        depth: int = 0,
        links: Iterable[Link] = (),
    ) -> None:
        """Add a block; blanks at its ends fall away, and a text of blanks is none. Links have offsets into `text`."""
        bare = text.strip()
        if not bare:
            return
        if self._parts:
            self._parts.append("\n\n")
            self.length += 2
        start, end = self.length, self.length + len(bare)
        shift = start - (len(text) - len(text.lstrip()))
        self._blocks.append(Block(role, start, end, level, cell, note, depth))
        clipped = (Link(max(link.start + shift, start), min(link.end + shift, end), link.url) for link in links)
        self._links += [link for link in clipped if link.start < link.end]
        self._parts.append(bare)
        self.length = end

    def text(self) -> str:
        """Give the whole text."""
        return "".join(self._parts)

    def body(self) -> Body:
        """Give the blocks of the text."""
        return settle(self.text(), self._blocks, [], self._links, [])
