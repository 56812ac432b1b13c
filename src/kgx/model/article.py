"""An article as read: its text, its blocks, and what its front matter says."""

from bisect import bisect_right
from typing import Literal

import msgspec

Role = Literal["body", "heading", "summary", "list", "quote", "table", "caption", "footnote", "title", "byline", "show"]

NAMES: frozenset[Role] = frozenset(["title", "byline", "show"])
"""Blocks that are names only: values of front matter, without sentences."""


class Issue(msgspec.Struct, frozen=True, rename="camel"):
    """Something seen and not understood, with its place."""

    code: str
    message: str
    start: int = 0
    """Code points into `Article.text`, 0-based."""
    end: int = 0
    """Exclusive."""


class Link(msgspec.Struct, frozen=True, rename="camel"):
    """A hyperlink: the span of its visible text, and where it points."""

    start: int
    end: int
    url: str


class Cell(msgspec.Struct, frozen=True, rename="camel"):
    """Where a table block stands in its table. Cells of one table share `table`."""

    table: int
    """Number of the table in the article, 0-based."""
    row: int
    """0 is the head row."""
    column: int
    head: bool
    """True for a cell of the head row."""


class Block(msgspec.Struct, frozen=True, rename="camel"):
    """A paragraph, heading, list item, table cell, …: a span of `Article.text` that sentences do not cross.

    Those of `NAMES` are the title of the front matter, who wrote, and on which show it was spoken.

    Blocks are in text order and do not overlap. A nested list item is a block of its own.
    """

    role: Role
    start: int
    """Code points into `Article.text`, 0-based."""
    end: int
    """Exclusive."""
    level: int = 0
    """Heading: 1 to 6. List item: depth, from 1. Else 0."""
    cell: Cell | None = None
    """For a table cell: its place; else None."""
    note: str | None = None
    """For a footnote: its label."""
    depth: int = 0
    """How many quotes (`>`) enclose the block."""


class Article(msgspec.Struct, frozen=True, rename="camel"):
    """One article: decoded text with its blocks. Everything later counts offsets in `text`."""

    id: str
    """The record's id or front-matter `id`, else the path relative to the ingested folder (NFC, `/`)."""
    path: str
    """As shown to the user: relative, with `/`."""
    text: str
    """The decoded file (line ends as they are, no byte-order mark); for a container its plain text."""
    sha256: str
    """Of the bytes, in hexadecimal."""
    blocks: tuple[Block, ...]
    hidden: tuple[tuple[int, int], ...] = ()
    """Spans inside blocks that a reader does not see (markup, link targets, shortcodes, comments), in order, not overlapping."""
    links: tuple[Link, ...] = ()
    title: str | None = None
    title_span: tuple[int, int] | None = None
    """Where the title stands in `text`, where it does."""
    date: str | None = None
    """ISO date, YYYY-MM-DD (or a prefix of it, where no more is stated)."""
    source: str | None = None
    url: str | None = None
    language: str | None = None
    """As stated by front matter or meta; None where not stated."""
    encoding: str = "utf-8"
    container: bool = False
    """True where `text` is not the decoded file itself (HTML, PDF, DOCX, a record): then facts carry the text."""
    pages: tuple[tuple[int, int], ...] = ()
    """(start in `text`, 1-based page from there on), in text order; empty where the article has no pages."""
    issues: tuple[Issue, ...] = ()

    def page(self, position: int) -> int | None:
        """The page of a position in `text`; None where the article has no pages."""
        index = bisect_right(self.pages, position, key=lambda start: start[0])
        return self.pages[max(index - 1, 0)][1] if self.pages else None
