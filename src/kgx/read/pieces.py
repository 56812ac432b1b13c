"""Where a string that a parser hands over stands in the text it was cut from.

A parser joins lines, drops quote markers, or resolves escapes; what it hands over is a chain of pieces of the text.
"""

import html
import re
from bisect import bisect_right

import msgspec

RAISED = re.compile(r"<sup\b[^<>]{0,200}>\s*(?:<a\b[^<>]{0,500}>)?\s*\[?\d{1,3}\]?\s*(?:</a>)?\s*</sup>", re.IGNORECASE)
"""A raised number: the mark of a note."""


class Piece(msgspec.Struct, frozen=True):
    """One stretch of the content that stands unbroken in the text."""

    content: int
    """Code points into the content, 0-based."""
    source: int
    """Code points into the text, 0-based."""
    length: int


class Cut(msgspec.Struct, frozen=True):
    """A content with its pieces, in order; content between two pieces is white space that the text has not."""

    content: str
    pieces: tuple[Piece, ...]

    @classmethod
    def whole(cls, text: str, start: int, end: int) -> "Cut":
        """Take `text[start:end]` as it stands."""
        return cls(text[start:end], (Piece(0, start, end - start),))

    @property
    def start(self) -> int:
        """First position in the text."""
        return self.pieces[0].source

    @property
    def end(self) -> int:
        """Position in the text after the last piece."""
        last = self.pieces[-1]
        return last.source + last.length

    def source(self, position: int) -> int:
        """Position in the text of the content's character at `position`."""
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces[0].source + position - pieces[0].content
        piece = pieces[max(bisect_right(pieces, position, key=_content) - 1, 0)]
        return piece.source + min(max(position - piece.content, 0), piece.length)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Span in the text of the content's [start, end), which is not empty."""
        return self.source(start), self.source(end - 1) + 1

    def part(self, start: int, end: int) -> "Cut":
        """Cut the content's [start, end) out of this; it holds at least one character of the text."""
        pieces = []
        for piece in self.pieces:
            left, right = max(piece.content, start), min(piece.content + piece.length, end)
            if left < right:
                pieces.append(Piece(left - start, piece.source + left - piece.content, right - left))
        return Cut(self.content[start:end], tuple(pieces))

    def gaps(self) -> list[tuple[int, int]]:
        """Spans of the text between pieces: what the parser dropped."""
        found = []
        for before, after in zip(self.pieces, self.pieces[1:], strict=False):
            start = before.source + before.length
            if start < after.source:
                found.append((start, after.source))
        return found


def _content(piece: Piece) -> int:
    return piece.content


class Reference(msgspec.Struct, frozen=True):
    """A link in a content: the span of its visible text."""

    start: int
    end: int
    url: str


class Inline(msgspec.Struct, frozen=True):
    """What a content holds beside its visible characters."""

    hidden: tuple[tuple[int, int], ...]
    """In order, not overlapping; code points into the content."""
    links: tuple[Reference, ...]


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sort spans and join those that touch or overlap; empty ones fall out."""
    spans.sort()
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            if end > joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def unseen_of_entity(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Show `&amp;` as its `&`, hide a blank; other entities stay as written, since no part of them is their character."""
    character = html.unescape(text[start:end])
    if character == "&":
        return [(start + 1, end)]
    return [(start, end)] if character.isspace() or not character.isprintable() else []
