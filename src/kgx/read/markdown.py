"""Markdown to blocks: CommonMark with GitHub's tables and footnotes, as sites write it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import msgspec
from markdown_it.token import Token

from kgx.model.article import Block, Cell, Issue, Link, Role
from kgx.read import inline, shortcodes
from kgx.read.captions import is_mark
from kgx.read.fragments import fragments
from kgx.read.leaves import Body, Leaf, settle
from kgx.read.pieces import Cut, Inline
from kgx.read.structure import cut_of, parser

LONGEST = 100_000
"""Code points of a block beyond which its inline markup is not read: no writer's paragraph is so long."""
_BRACKETS = 3_000
"""Opening brackets in a block beyond which the same holds: pairing them takes time by the square of their number."""

_NESTED = re.compile(r"^[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+){49,}", re.MULTILINE)
"""Quotes and lists one in another, so deep that the parser gives up."""
_HEADING_ATTRIBUTES = re.compile(r"\{[#.][^{}\n]*\}$")
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_ALERT = re.compile(r"\[![A-Za-z]+\][+-]?")


def read_markdown(text: str, start: int = 0) -> Body:
    """Give the blocks of `text[start:]`, with offsets into `text`."""
    source, returns = _line_feeds(text[start:] if start else text)
    masked = shortcodes.mask(source)
    md = parser()
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    md.block.parse(masked.text.replace("\0", "\ufffd"), md, env, tokens)
    blocks: list[Block] = []
    hidden = list(masked.hidden)
    links: list[Link] = []
    issues: list[Issue] = []
    for leaf in _Walk().leaves(tokens):
        cut = leaf.cut
        if cut.content.startswith("$$") and cut.content.endswith("$$"):
            continue  # a formula of its own
        found = leaf.inline
        if found is None and (len(cut.content) > LONGEST or cut.content.count("[") > _BRACKETS):
            issues.append(Issue("block.long", f"a block of {len(cut.content)} characters; its markup is not read", cut.start, cut.end))
        elif found is None:
            found = inline.scan(cut.content, md, env)
        if found is not None:
            hidden += [cut.span(*span) for span in found.hidden]
            links += [Link(*cut.span(link.start, link.end), link.url) for link in found.links if shortcodes.MASKED_ADDRESS not in link.url]
        hidden += [(source.find("\n", *gap) + 1 or gap[0], gap[1]) for gap in cut.gaps()]
        hidden += [cut.span(*match.span()) for match in _extras(leaf)]
        role: Role = "caption" if _holds(cut, masked.captions) else leaf.role
        blocks.append(Block(role, cut.start, cut.end, leaf.level, leaf.cell, leaf.note, leaf.depth))
    if deep := _NESTED.search(source):
        issues.append(Issue("block.nested", "quotes or lists too deep in one another; what is in them may not be read", *deep.span()))
    body = settle(source, blocks, hidden, links, issues)
    return _shifted(body, returns, start) if returns or start else body


def scan_line(content: str) -> Inline:
    """Find the markup in a line that stands outside the document."""
    return inline.scan(content, parser(), {})


def _extras(leaf: Leaf) -> Iterator[re.Match[str]]:
    """Find markup that CommonMark does not know: heading ids, task boxes, alerts."""
    content = leaf.cut.content
    if leaf.role == "heading" and content.endswith("}"):
        match = _HEADING_ATTRIBUTES.search(content, content.rfind("{"))
    elif content.startswith("["):
        match = _TASK.match(content) if leaf.role == "list" else _ALERT.match(content) if leaf.depth else None
    else:
        match = None
    if match:
        yield match


def _holds(cut: Cut, captions: tuple[tuple[int, int], ...]) -> bool:
    index = bisect_left(captions, (cut.start, 0))
    return index < len(captions) and captions[index][1] <= cut.end


_LOWEST = 6
_BOLD = re.compile(r"(\*\*|__)([^*_\n]{1,24})\1")
"""A bold line; a longer one stands for no heading."""


def _bold_line(content: str) -> int:
    """Length of the short bold line without a closing mark with which a paragraph begins, as blogs write their headings; else 0."""
    line = content.partition("\n")[0]
    found = _BOLD.fullmatch(line.strip())
    return len(line) if found and not found[2].endswith(tuple("。！？；：，.!?;:,")) else 0


class _Walk:
    """One pass over the block tokens, which knows the containers it is in."""

    def __init__(self) -> None:
        self.containers: list[Role] = []
        self.note: str | None = None
        self.heading = 0
        self.table, self.row, self.column = -1, -1, -1
        self.head = False

    def leaves(self, tokens: list[Token]) -> Iterator[Leaf]:
        """Give the leaves in text order."""
        for token in tokens:
            kind = token.type
            if kind == "inline":
                yield from self._inline(token)
            elif kind == "html_block":
                yield from self._html(token)
            elif kind.startswith("heading_"):
                self.heading = int(token.tag[1]) if token.nesting > 0 else 0
            elif kind == "blockquote_open":
                self.containers.append("quote")
            elif kind == "list_item_open":
                self.containers.append("list")
            elif kind in ("blockquote_close", "list_item_close"):
                self.containers.pop()
            elif kind == "footnote_reference_open":
                self.note = str(token.meta["label"])
            elif kind == "footnote_reference_close":
                self.note = None
            else:
                self._table(token)

    def _table(self, token: Token) -> None:
        if token.type == "table_open":
            self.table, self.row = self.table + 1, -1
        elif token.type == "tr_open":
            self.row, self.column = self.row + 1, -1
        elif token.type in ("th_open", "td_open"):
            self.column, self.head = self.column + 1, token.type == "th_open"
        elif token.type == "table_close":
            self.column = -1

    def _inline(self, token: Token) -> Iterator[Leaf]:
        cut = cut_of(token)
        if cut is None:
            return
        depth = self.containers.count("quote")
        if self.column >= 0:
            yield Leaf("table", cut, cell=Cell(self.table, self.row, self.column, self.head), note=self.note, depth=depth)
        elif self.heading:
            yield Leaf("heading", cut, self.heading, note=self.note, depth=depth)
        else:
            role, level = self._role()
            head = 0 if self.containers else _bold_line(cut.content)
            if head:
                yield Leaf("heading", cut.part(0, head), _LOWEST, note=self.note, depth=depth)
            for part in _paragraphs(cut.part(head, len(cut.content)) if head else cut):
                yield Leaf(role, part, level, note=self.note, depth=depth)

    def _html(self, token: Token) -> Iterator[Leaf]:
        cut = cut_of(token)
        if cut is None:
            return
        role, level = self._role()
        for fragment in fragments(cut.content):
            part = cut.part(fragment.start, fragment.end)
            if not part.pieces:
                continue
            place = fragment.place
            cell = None
            if place.cell:
                if place.cell[:2] == (0, 0):
                    self.table += 1
                cell = Cell(max(self.table, 0), *place.cell)
            own = place.role == "body"
            depth = self.containers.count("quote") + (place.role == "quote")
            yield Leaf(role if own else place.role, part, level if own else place.level, cell, self.note, depth, fragment.inline)

    def _role(self) -> tuple[Role, int]:
        """Give the role of a paragraph here; the innermost container says it, a footnote says it for all in it."""
        if self.note is not None:
            return "footnote", 0
        role = self.containers[-1] if self.containers else "body"
        return role, self.containers.count("list") if role == "list" else 0


def _paragraphs(cut: Cut) -> Iterator[Cut]:
    """Split at lines that begin with an indent of Chinese paragraphs, the mark of a caption, or as entries of a list do."""
    content = cut.content
    start = 0
    position = content.find("\n")
    while position >= 0:
        following = content[position + 1 : position + 2]
        marked = following == "\u3000" or (following > "\x7f" and is_mark(following))
        if following and (marked or _are_entries(content, start, position)):
            part = cut.part(start, position)
            if part.pieces:
                yield part
            start = position + 1
        position = content.find("\n", position + 1)
    last = cut.part(start, len(content)) if start else cut
    if last.pieces:
        yield last


_ENTRY = re.compile(r"\s*(?:[·•▪●◦]\s*)?[^\n，。；：:、,;*]{0,23}[^\n，。；：:、,;*\d][:：](?!//)")
"""How a line of a list written without marks begins: OpenAI：11 人中有 8 人离开."""


def _are_entries(content: str, start: int, end: int) -> bool:
    """Whether the line [start, end) and the one behind it are entries of a list, or the first announces one."""
    line = content.rfind("\n", start, end) + 1 or start
    announces = content[line:end].rstrip().endswith((":", "："))
    return _ENTRY.match(content, end + 1) is not None and (announces or _ENTRY.match(content, line, end) is not None)


def _line_feeds(text: str) -> tuple[str, list[int]]:
    """Make all line ends `\\n`; the second value has the positions, in the result, after which the text has one more character."""
    if "\r" not in text:
        return text, []
    returns: list[int] = []
    position = text.find("\r\n")
    while position >= 0:
        returns.append(position - len(returns))
        position = text.find("\r\n", position + 2)
    return text.replace("\r\n", "\n").replace("\r", "\n"), returns


def _shifted(body: Body, returns: list[int], start: int) -> Body:
    """Move all offsets by `start` and by the carriage returns before them."""

    def at(position: int) -> int:
        return position + start + bisect_left(returns, position)

    return Body(
        tuple(msgspec.structs.replace(block, start=at(block.start), end=at(block.end)) for block in body.blocks),
        tuple((at(left), at(right)) for left, right in body.hidden),
        tuple(Link(at(link.start), at(link.end), link.url) for link in body.links),
        tuple(Issue(issue.code, issue.message, at(issue.start), at(issue.end)) for issue in body.issues),
    )
