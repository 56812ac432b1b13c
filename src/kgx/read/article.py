"""From a file's bytes to an `Article`."""

import hashlib
import re
import unicodedata
from pathlib import Path

from kgx.errors import InputError
from kgx.model.article import NAMES, Article, Block, Issue, Link, Role
from kgx.read.decode import decode
from kgx.read.formats import (
    MARKDOWN_SUFFIXES,
    MHTML_SUFFIXES,
    PARQUET_SUFFIXES,
    RECORD_SUFFIXES,
    TEXT_SUFFIXES,
    extra_for,
    is_read,
    suffix_of,
    what_is_read,
)
from kgx.read.front_matter import Entry, FrontMatter, read_front_matter
from kgx.read.growing import Contained
from kgx.read.leaves import Body, settle, visible
from kgx.read.plain import read_plain
from kgx.read.records import read_record, record_id

_DATE = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_DATE_LIMITS = ((1000, 9999), (1, 12), (1, 31))
_CLOSED = frozenset("。！；：，、.!;:,")
LONGEST = 1_000_000
"""Code points of the longest article that is read: a book, or a file of many articles, is better cut up."""
_LONE_LINE = 80
"""Code points of the longest first line that is taken as the title."""


def read_article(data: bytes, *, key: str, path: str) -> Article:
    """Read one article: a file's bytes, or one record of a file of records (`x.jsonl#3`) as a JSON object.

    `key` is the article's id where it states none itself; `path` is what the user sees, and its suffix says the format.
    Raises InputError: code "encoding" with the byte offset, "type" for a format that is not read, "article.long" for a text that is no
    article's, "record.…", "html.…", "mhtml.…", "pdf.…" and "docx.…" for what its format does not allow.
    """
    suffix = _known_suffix(path)
    contained = _contained(suffix, data, path)
    if contained is not None:
        _demand_length(contained.text, path)
        return _assemble(
            data, key, path, contained.text, contained.front, contained.body, contained.encoding, container=True, pages=contained.pages
        )
    text, encoding = decode(data, path=path)
    _demand_length(text, path)
    markdown = suffix in MARKDOWN_SUFFIXES
    front = read_front_matter(text) if markdown else FrontMatter({}, 0)
    return _assemble(data, key, path, text, front, _body(text, front.body, markdown=markdown), encoding)


def _demand_length(text: str, path: str) -> None:
    if len(text) > LONGEST:
        message = f"{path}: {len(text):,} characters; no more than {LONGEST:,} are read as one article"
        raise InputError(message, hint="cut it up, one file an article", code="article.long")


def _contained(suffix: str, data: bytes, path: str) -> Contained | None:
    """Read what is a container; None for a text file. The libraries take their time to load, or may not be there."""
    if suffix in MARKDOWN_SUFFIXES | TEXT_SUFFIXES:
        return None
    if suffix in RECORD_SUFFIXES:
        if suffix in PARQUET_SUFFIXES and suffix_of(path.rpartition("#")[0]) != suffix:
            raise InputError(f"{path}: holds many articles", hint="`kgx extract`, or kgx.extract_all, reads them all", code="type")
        text, front, markdown = read_record(data, path=path)
        _demand_length(text, path)
        return Contained(text, front, _body(text, 0, markdown=markdown))
    if suffix == ".pdf":
        from kgx.read.pdf import read_pdf

        return read_pdf(data, path=path)
    if suffix == ".docx":
        from kgx.read.docx import read_docx

        return read_docx(data, path=path)
    if suffix in MHTML_SUFFIXES:
        from kgx.read.mhtml import read_mhtml

        return read_mhtml(data, path=path)
    from kgx.read.html import read_html

    return read_html(data, path=path)


def article_key(data: bytes, *, key: str, path: str) -> str:
    """Give the id that `read_article` would: the one that the article states, else `key`. Raises InputError for what is no text."""
    suffix = _known_suffix(path)
    if suffix in RECORD_SUFFIXES:
        return _clean(record_id(data)) or key
    if suffix not in MARKDOWN_SUFFIXES | TEXT_SUFFIXES:
        return key
    text, _ = decode(data, path=path)
    return _clean(read_front_matter(text).value("id") if suffix in MARKDOWN_SUFFIXES else None) or key


def read_text(path: Path | str) -> str:
    """Give the text that an article's offsets count in: of a text file the decoded file, line ends as they are, no byte-order mark."""
    shown = str(path)
    data = Path(path).read_bytes()
    if _known_suffix(shown) in MARKDOWN_SUFFIXES | TEXT_SUFFIXES:
        return decode(data, path=shown)[0]
    return read_article(data, key=shown, path=shown).text


def visible_text(article: Article) -> str:
    """Give what a reader sees, block by block."""
    return "\n".join(visible(article.text, block.start, block.end, article.hidden) for block in article.blocks if block.role not in NAMES)


def _known_suffix(path: str) -> str:
    suffix = suffix_of(path)
    if not is_read(path):
        extra = extra_for(path)
        hint = f"the extra [{extra}] reads them" if extra else f"what is read: {what_is_read()}"
        raise InputError(f"{path}: files of type {suffix or 'without suffix'} are not read", hint=hint, code="type")
    return suffix


def _body(text: str, start: int, *, markdown: bool) -> Body:
    if not markdown:
        return read_plain(text)
    from kgx.read.markdown import read_markdown  # the parser takes its time to load

    return read_markdown(text, start)


def _assemble(
    data: bytes,
    key: str,
    path: str,
    text: str,
    front: FrontMatter,
    body: Body,
    encoding: str = "utf-8",
    *,
    container: bool = False,
    pages: tuple[tuple[int, int], ...] = (),
) -> Article:
    issues = [*_character_issues(text), *front.issues, *body.issues]
    summary = _summary(text, front.entries.get("summary"), issues) if not container else Body()
    names = () if container else _names(front)
    title, title_span, blocks = _title(text, front.entries.get("title"), body)
    return Article(
        id=_clean(front.value("id")) or key,
        path=path,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(sorted((*names, *summary.blocks), key=lambda block: block.start)) + blocks,
        hidden=summary.hidden + body.hidden,
        links=summary.links + body.links,
        title=title,
        title_span=title_span,
        date=_date(front.entries.get("date"), issues),
        source=_clean(front.value("source")),
        url=_clean(front.value("url")),
        language=_clean(front.value("language")),
        encoding=encoding,
        container=container,
        pages=pages,
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


def _names(front: FrontMatter) -> tuple[Block, ...]:
    """Make the values that name who wrote, and the show, blocks without sentences."""
    roles: dict[str, Role] = {"title": "title", "author": "byline", "show": "show"}
    stated = ((roles.get(name.split(".")[0]), entry.cut) for name, entry in front.entries.items())
    return tuple(Block(role, cut.start, cut.end) for role, cut in stated if role and cut)


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
    if entry is None:
        return None
    date = iso_date(entry.value)
    if date is None:
        place = (entry.cut.start, entry.cut.end) if entry.cut else (0, 0)
        issues.append(Issue("article.date", f"no date can be read from {entry.value[:40]!r}; YYYY-MM-DD is expected", *place))
    return date


def iso_date(value: str) -> str | None:
    """Give the ISO date that a value states, or as much of it as is stated; None where it states none."""
    match = _COMPACT.match(value.strip()) or _DATE.search(value)
    parts = [int(part) for part in match.groups() if part] if match else []
    if not parts or any(not low <= part <= high for part, (low, high) in zip(parts, _DATE_LIMITS, strict=False)):
        return None
    return "-".join((f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])))
