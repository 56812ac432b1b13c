"""Saved web pages to plain text with blocks: the main text is found by trafilatura, navigation and the like fall away."""

import re
from importlib import import_module
from typing import Any

from kgx.errors import InputError
from kgx.model.article import Cell, Link, Role
from kgx.read.decode import decode, decode_as
from kgx.read.front_matter import Entry, FrontMatter
from kgx.read.growing import Contained, Growing

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_LANGUAGE = re.compile(r"""<html[^>]{0,1000}?\blang\s*=\s*["']?([A-Za-z0-9-]+)""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "iso-8859-1": "utf-8", "latin1": "utf-8"}
"""What pages that declare the one are written in."""
_HEAD = 4096
"""Bytes in which a page declares its charset."""
LONGEST = 30_000_000
"""Code points of HTML: pictures within a page make it long, and its text hardly ever is."""
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
"""Dates that the page states; none guessed from its text, and none that depends on today."""
_BLOCKS: dict[str, Role] = {"p": "body", "head": "heading", "item": "list", "quote": "quote", "cell": "table"}
_SKIPPED = frozenset(("graphic", "del"))
_MARK = re.compile(r"\s*\[?\d{1,3}\]?\s*")
_BETWEEN = re.compile(r"\s+")


def read_html(data: bytes, *, path: str, charset: str | None = None) -> Contained:
    """Read a page; `charset` is what it was sent with, where that is known.

    Raises InputError: code "encoding", or "html.empty" where the page has no main text.
    """
    source, encoding = _decode(data, path, charset)
    if len(source) > LONGEST:
        message = f"{path}: {len(source):,} characters of HTML; no more than {LONGEST:,} are read"
        raise InputError(message, hint="save the page without its pictures, or its text", code="html.long")
    try:
        found: Any = import_module("trafilatura").bare_extraction(
            source.replace("\0", ""),
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            include_links=True,
            include_formatting=True,
            date_extraction_params=_DATES,
        )
    except Exception as error:  # what the parsers below raise is no contract of theirs
        raise InputError(f"{path}: the page cannot be parsed: {error}", hint="save the page anew", code="html.invalid") from error
    page = _Page()
    if found is not None and found.body is not None:
        page.visit(found.body)
        page.flush()
    body = page.grown.body()
    if not body.blocks:
        raise InputError(f"{path}: the page has no main text", hint="save the article's own page, or its text", code="html.empty")
    stated = {"title": found.title, "date": found.date, "source": found.sitename, "url": found.url}
    language = _LANGUAGE.search(source)
    stated["language"] = language[1] if language else None
    entries = {name: Entry(value, None) for name, value in stated.items() if value}
    return Contained(page.grown.text(), FrontMatter(entries, 0), body, encoding)


def _decode(data: bytes, path: str, charset: str | None) -> tuple[str, str]:
    """Take the charset that the page declares, or came with, where its bytes bear it out; else what the bytes say."""
    declared = _CHARSET.search(data[:_HEAD])
    for name in (declared[1].decode("ascii").lower() if declared else None, charset and charset.lower()):
        if not name:
            continue
        text = decode_as(data, _WIDER.get(name, name))
        if text is not None:
            return text, _WIDER.get(name, name)
    return decode(data, path=path)


def _is_listing(element: Any) -> bool:
    """Whether it is a program; a word set as code amid a paragraph is text."""
    return element.tag == "code" and (element.getparent().tag not in _BLOCKS or "\n" in (element.text or "").strip())


def _is_mark(element: Any) -> bool:
    """Whether it is the raised number of a note, which would be read as part of the name before it."""
    return element.get("rend") == "#sup" and bool(_MARK.fullmatch("".join(element.itertext())))


class _Page:
    """A walk over the main text of a page."""

    def __init__(self) -> None:
        self.grown = Growing()
        self.role: Role = "body"
        self.level = self.depth = self.lists = 0
        self.table, self.row, self.column = -1, -1, -1
        self.head = False
        self.run = ""
        self.anchors: list[Link] = []
        """Links of the run, with offsets into it."""

    def visit(self, element: Any) -> None:
        """Take in an element and what is in it."""
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_listing(element) or _is_mark(element):
            return
        role = _BLOCKS.get(element.tag)
        inner = role is None or (role == "body" and self.role != "body")  # a paragraph in an item or a quote is the item's
        before = (self.role, self.level)
        if role is not None or element.tag in ("list", "table", "row"):
            self.flush()
        self._enter(element, None if inner else role)
        start = len(self.run)
        self._write(element.text)
        for child in element:
            self.visit(child)
            self._write(child.tail)
        if element.tag == "ref" and element.get("target") and start < len(self.run):
            self.anchors.append(Link(start, len(self.run), element.get("target")))
        if role is not None or element.tag in ("list", "table", "row"):
            self.flush()
        self.role, self.level = before
        self.depth -= element.tag == "quote"
        self.lists -= element.tag == "list"

    def _enter(self, element: Any, role: Role | None) -> None:
        tag = element.tag
        self.depth += tag == "quote"
        self.lists += tag == "list"
        if tag == "table":
            self.table, self.row = self.table + 1, -1
        elif tag == "row":
            self.row, self.column = self.row + 1, -1
        elif tag == "cell":
            self.column, self.head = self.column + 1, element.get("role") == "head"
        elif tag == "lb":
            self.run += "\n"
        if role is not None:
            self.role = role
            rank = element.get("rend") or ""
            self.level = (
                int(rank[1]) if tag == "head" and rank[:1] == "h" and rank[1:].isdecimal() else max(self.lists, 1) * (tag == "item")
            )

    def _write(self, text: str | None) -> None:
        """Add text to the run; white space is one blank, and none after a blank."""
        if text:
            text = _BETWEEN.sub(" ", text)
            self.run += text[1:] if text[0] == " " and (not self.run or self.run[-1].isspace()) else text

    def flush(self) -> None:
        """Make the run a block."""
        cell = Cell(self.table, self.row, self.column, self.head) if self.role == "table" else None
        self.grown.add(self.run, self.role, self.level, cell=cell, depth=self.depth, links=self.anchors)
        self.run, self.anchors = "", []
