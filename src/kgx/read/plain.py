"""Plain text to blocks: paragraphs by blank lines and indents, short lines without a closing mark as headings."""

import re
from collections.abc import Iterator

from kgx.model.article import Block, Role
from kgx.read.captions import is_caption
from kgx.read.leaves import Body, settle

_END = r"(?:\r\n|\r(?!\n)|\n)"
_BLANK = re.compile(rf"{_END}[^\S\r\n]*{_END}\s*|{_END}(?=\u3000)")
"""Between paragraphs: an empty line, or a line end before an indent of Chinese paragraphs."""
_CLOSING = re.compile(r"[。．.！!？?…；;，,、：:」』”’\"）)】》〉]$")
_HEADING = 40
"""Code points of the longest line that is taken as a heading."""


def read_plain(text: str) -> Body:
    """Give the blocks of a plain text; a paragraph keeps its hard line ends."""
    return settle(text, _blocks(text), [], [], [])


def _blocks(text: str) -> Iterator[Block]:
    start = 0
    bounds = [match.span() for match in _BLANK.finditer(text)]
    for end, following in [*bounds, (len(text), len(text))]:
        yield from _paragraph(text, start, end, last=following == len(text))
        start = following


def _paragraph(text: str, start: int, end: int, *, last: bool) -> Iterator[Block]:
    """Give a paragraph; a title directly above its text, at the head of the file, is a block of its own."""
    line_end = text.find("\n", start, end)
    if start == 0 and line_end > 0 and is_heading(text[start:line_end]):
        yield Block("heading", start, line_end, 1)
        start = line_end + 1
        line_end = text.find("\n", start, end)
    heading = not last and not text[start:end].strip().count("\n") and is_heading(text[start:end])
    role: Role = "heading" if heading else "body"
    yield Block(role, start, end, int(heading) + int(heading and start > 0))


def is_heading(line: str) -> bool:
    """Tell whether a line that stands alone reads as a heading: short, with letters, and closed by no mark."""
    line = line.strip()
    return 2 <= len(line) <= _HEADING and not _CLOSING.search(line) and any(char.isalpha() for char in line) and not is_caption(line)
