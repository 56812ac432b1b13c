"""From a file's bytes to an `Article`."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from kgx.errors import InputError
from kgx.model.article import Article, Block, Issue, Link
from kgx.read.decode import decode
from kgx.read.front_matter import Entry, FrontMatter, read_front_matter
from kgx.read.leaves import Body, settle, visible
from kgx.read.plain import read_plain

MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mdx"))
TEXT_SUFFIXES = frozenset((".txt", ".text"))
ARTICLE_SUFFIXES = MARKDOWN_SUFFIXES | TEXT_SUFFIXES
"""Suffixes, in lower case, of files that hold one article."""

_DATE = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_DATE_LIMITS = ((1000, 9999), (1, 12), (1, 31))
_CLOSED = frozenset("。！；：，、.!;:,")
_LONE_LINE = 80
"""Code points of the longest first line that is taken as the title."""


def read_article(data: bytes, *, key: str, path: str) -> Article:
    """Read one article of one file.

    `key` is the article's id where front matter states none; `path` is what the user sees, and its suffix says the format.
    Raises InputError: code "encoding" with the byte offset, code "type" for a format that is not read.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in MARKDOWN_SUFFIXES:
        from kgx.read.markdown import read_markdown

        return _assemble(data, key, path, read_markdown)
    if suffix in TEXT_SUFFIXES:
        return _assemble(data, key, path, lambda text, _start: read_plain(text))
    raise InputError(f"{path}: files of type {suffix or 'without suffix'} are not read", hint="give Markdown or text files", code="type")


def read_text(path: Path | str) -> str:
    """Give the text that an article's offsets count in: the decoded file, line ends as they are, no byte-order mark."""
    path = Path(path)
    if path.suffix.lower() in ARTICLE_SUFFIXES:
        return decode(path.read_bytes(), path=str(path))[0]
    return read_article(path.read_bytes(), key=path.name, path=str(path)).text


def _assemble(data: bytes, key: str, path: str, read: Callable[[str, int], Body]) -> Article:
    text, encoding = decode(data, path=path)
    markdown = PurePosixPath(path).suffix.lower() in MARKDOWN_SUFFIXES
    front = read_front_matter(text) if markdown else FrontMatter({}, 0)
    body = read(text, front.body)
    issues = [*_character_issues(text), *front.issues, *body.issues]
    summary = _summary(text, front.entries.get("summary"), issues)
    title, title_span, blocks = _title(text, front.entries.get("title"), body)
    return Article(
        id=_clean(front.value("id")) or key,
        path=path,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=summary.blocks + blocks,
        hidden=summary.hidden + body.hidden,
        links=summary.links + body.links,
        title=title,
        title_span=title_span,
        date=_date(front.entries.get("date"), issues),
        source=_clean(front.value("source")),
        url=_clean(front.value("url")),
        language=_clean(front.value("language")),
        encoding=encoding,
        issues=tuple(issues),
    )


def _clean(value: str | None) -> str | None:
    """Make a stated value one line of text that any encoding can carry."""
    if value is None:
        return None
    return unicodedata.normalize("NFC", " ".join(value.encode("utf-8", "replace").decode("utf-8").replace("\0", "").split())) or None


def _character_issues(text: str) -> list[Issue]:
    """Report NUL characters once, at the first one."""
    first = text.find("\0")
    return [Issue("character.nul", f"{text.count(chr(0))} NUL characters; they are passed over", first, first + 1)] if first >= 0 else []


def _summary(text: str, entry: Entry | None, issues: list[Issue]) -> Body:
    """Make the summary's value a block: it is the article's own text."""
    if entry is None:
        return Body()
    if entry.cut is None:
        issues.append(Issue("front-matter.escaped", "the summary is written in character codes; no claim can be shown in it"))
        return Body()
    cut = entry.cut
    hidden = cut.gaps()
    links: list[Link] = []
    if "](" in cut.content or "**" in cut.content:  # made by a program from the head of the text, with its markup
        from kgx.read.markdown import scan_line

        found = scan_line(cut.content)
        hidden += [cut.span(*span) for span in found.hidden]
        links = [Link(*cut.span(link.start, link.end), link.url) for link in found.links]
    return settle(text, [Block("summary", cut.start, cut.end)], hidden, links, [])


def _title(text: str, entry: Entry | None, body: Body) -> tuple[str | None, tuple[int, int] | None, tuple[Block, ...]]:
    """Take the title from front matter, else from the first heading, else from a first line that stands alone."""
    blocks = body.blocks
    if entry is not None:
        return _clean(entry.value), (entry.cut.start, entry.cut.end) if entry.cut else None, blocks
    headings = [block for block in blocks if block.role == "heading"]
    found = next((block for block in headings if block.level == 1), None)
    first = blocks[0] if blocks else None
    if first and first.role == "body" and (not found or found.start > first.start) and len(blocks) > 1:
        line = visible(text, first.start, first.end, body.hidden)
        if 4 < len(line) <= _LONE_LINE and "\n" not in line and line[-1] not in _CLOSED:
            found = first
            blocks = (Block("heading", first.start, first.end, 1), *blocks[1:])
    found = found or (headings[0] if headings else None)
    if found is None:
        return None, None, blocks
    return _clean(visible(text, found.start, found.end, body.hidden)), (found.start, found.end), blocks


def _date(entry: Entry | None, issues: list[Issue]) -> str | None:
    """Give the ISO date, or as much of it as is stated."""
    if entry is None:
        return None
    match = _COMPACT.match(entry.value.strip()) or _DATE.search(entry.value)
    parts = [int(part) for part in match.groups() if part] if match else []
    if not parts or any(not low <= part <= high for part, (low, high) in zip(parts, _DATE_LIMITS, strict=False)):
        place = (entry.cut.start, entry.cut.end) if entry.cut else (0, 0)
        issues.append(Issue("front-matter.date", f"no date can be read from {entry.value[:40]!r}; YYYY-MM-DD is expected", *place))
        return None
    return "-".join((f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])))
