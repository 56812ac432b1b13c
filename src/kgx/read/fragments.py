"""HTML inside Markdown: its text in blocks, its tags hidden."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from kgx.model.article import Role
from kgx.read.pieces import RAISED, Inline, Reference, merged, unseen_of_entity

_TAG = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*'){0,400})>|<[!?][^<>]*>|&#?\w{1,32};")
_BOLD = re.compile(r"\*\*")
"""Markdown amid tags, where no parser reads it and writers meant it."""
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


class _Elements(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/html.yaml`."""

    inline: frozenset[str]
    unseen: frozenset[str]
    roles: dict[str, Role]


@cache
def _elements() -> _Elements:
    return msgspec.yaml.decode(Path(__file__).with_name("data").joinpath("html.yaml").read_bytes(), type=_Elements)


class Place(msgspec.Struct, frozen=True):
    """What the tags around a run of text say of it."""

    role: Role = "body"
    level: int = 0
    cell: tuple[int, int, bool] | None = None
    """Row, column, and whether it is a head cell, for the text of a table."""


class Fragment(msgspec.Struct, frozen=True):
    """One run of text between block tags, in code points of the content; `inline` counts from `start`."""

    place: Place
    start: int
    end: int
    inline: Inline


class _Run:
    """The run of text being read."""

    def __init__(self, start: int, marks: list[tuple[int, int]]) -> None:
        self.start = start
        self.marks = marks
        """What in the content is neither tag nor text."""
        self.hidden: list[tuple[int, int]] = []
        self.links: list[Reference] = []
        self.anchor: tuple[int, str] | None = None

    def link(self, match: re.Match[str], position: int) -> None:
        """Open or close a link at an `a` tag."""
        if match[1]:
            if self.anchor:
                self.links.append(Reference(self.anchor[0], match.start() - self.start, self.anchor[1]))
            self.anchor = None
        elif href := _HREF.search(match[3]):
            self.anchor = (position - self.start, href[1] or href[2] or href[3] or "")

    def close(self, place: Place, end: int) -> Fragment:
        marks = [(left - self.start, right - self.start) for left, right in self.marks if self.start <= left and right <= end]
        return Fragment(place, self.start, end, Inline(tuple(merged(self.hidden + marks)), tuple(self.links)))


def fragments(content: str) -> Iterator[Fragment]:
    """Cut HTML at its block tags; text in scripts, styles and the like is dropped. Linear in the content's length."""
    elements = _elements()
    marks = [match.span() for pattern in (_BOLD, RAISED) for match in pattern.finditer(content)]
    run, place, position = _Run(0, marks), Place(), 0
    row, column = -1, -1
    while match := _TAG.search(content, position):
        position = match.end()
        name, closing = (match[2] or "").lower(), bool(match[1])
        if match[0][0] == "&":
            run.hidden += [(left - run.start, right - run.start) for left, right in unseen_of_entity(content, *match.span())]
            continue
        if name in elements.unseen or match[0] == "<!--":
            position = _skip(content, name, closing, position)
        if name == "a":
            run.link(match, position)
        if name in elements.inline or name in elements.unseen or not name:
            run.hidden.append((match.start() - run.start, position - run.start))
            continue
        yield run.close(place, match.start())
        run = _Run(position, marks)
        if name == "table":
            row = -1
        elif name == "tr" and not closing:
            row, column = row + 1, -1
        elif name in ("td", "th") and not closing:
            column += 1
        place = _place(name, closing, place, (max(row, 0), max(column, 0), name == "th"))
    yield run.close(place, len(content))


def _place(name: str, closing: bool, place: Place, cell: tuple[int, int, bool]) -> Place:
    if name in ("br", "p") and not (closing and name == "p" and place.role == "body"):
        return place  # a paragraph in a list item or a cell is still of that item or cell
    if closing:
        return Place()
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return Place("heading", int(name[1]))
    role = _elements().roles.get(name, "body")
    return Place(role, int(role == "list"), cell if name in ("td", "th") else None)


def _skip(content: str, name: str, closing: bool, position: int) -> int:
    """Give the position after what an unseen element or a comment holds."""
    if closing:
        return position
    end = "-->" if not name else f"</{name}"
    found = content.find(end, position)
    if found < 0:
        return len(content) if not name or name in ("script", "style") else position
    if not name:
        return found + len(end)
    close = content.find(">", found)
    return close + 1 if close >= 0 else len(content)
