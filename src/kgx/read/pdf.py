"""PDF files with a text layer: lines by the layout that pdfminer finds, put together to paragraphs, each on its page."""

import io
import logging
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

from kgx.errors import InputError
from kgx.read.front_matter import FrontMatter
from kgx.read.growing import Contained, Growing
from kgx.text.normal import without_radicals

_MARGIN = 0.1
"""Share of a page's height at its top and foot where running heads and page numbers stand."""
_STAMP = re.compile(r"(?:file|https?)://\S+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s+(?:[上下]午)?\s*\d{1,2}:\d{2}\s*(?:[AP]M)?")
"""What a browser prints in the margin: address and time."""
_NUMBER = re.compile(r"\W*(?:第\s*)?\d{1,4}(?:\s*[页頁])?(?:\s*[/／|]\s*(?:共\s*)?\d{1,4}(?:\s*[页頁])?)?\W*", re.IGNORECASE)
_NEAR = 1.5
"""Characters of blank within a line; more of it parts columns."""
_ROW = 0.3
"""Characters by which lines on one height may differ."""
_CROSSING = 0.2
"""Share of lines that may go over the gap between two columns: titles, wide figures."""
_SIDE = 0.25
"""Share of lines that stand on either side of it, at least."""
_LARGER = 1.15
"""Times the size of the body from which a line is a heading."""
_LEADING = 1.4
"""Times the usual distance of lines beyond which a paragraph ends."""
_SLACK = 1.5
"""Characters that a line may lack at its right end beside the word that did not fit there."""
_WORD = re.compile(r"[（「『“‘《(]?(?:[!-~]+|.)[，。、；：！？）」』”’》]?")
"""What stays together at the head of a line."""
_NARROW = 0.55
"""Width of a Latin letter, in characters."""
_INDENT = 1.2
"""Characters by which the first line of a paragraph stands in."""
_FULL = 0.8
"""Of the lines of a column, the share that ends no further right than where its right edge is taken to be."""
_COLUMN = 4
"""Characters within which the left ends of the lines of one column differ."""
_SMALLER = 0.92
"""Times the size of the body below which a line is small print."""
_CLOSING = "。！？!?」』”"
_BULLET = re.compile(r"[•●○■□▪◆◇‣⁃]")
_MARK = re.compile(rf"{_BULLET.pattern}|\d{{1,2}}[.、)）]\s*\D|[（(]\w{{1,2}}[)）]")
"""What an item of a list begins with."""
_NOTE = re.compile(r"\W{0,2}\d|[*†‡①-⑳]")
"""What a footnote begins with."""
_HYPHEN = re.compile(r"\w[-\u2010\u2011]$")
_HEADING = 60
"""Code points of the longest heading."""
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_MOST_UNKNOWN = 0.2
"""Share of characters without a code above which the text layer says nothing."""


class _Line(msgspec.Struct, frozen=True):
    """A line of text; lengths in points, from the page's left and lower edge."""

    text: str
    page: int
    """0-based."""
    left: float
    right: float
    base: float
    size: float
    """Height of its characters."""
    edge: bool
    """Whether it stands in the margin at the top or foot of the page."""
    beside: bool = False
    """Whether others stand on its height, as cells of a table do."""


def read_pdf(data: bytes, *, path: str) -> Contained:
    """Read a PDF.

    Raises InputError: code "pdf.encrypted", "pdf.invalid", or "pdf.no-text" where its pages are pictures or give no characters.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        lines, pages = _lines(data)
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise InputError(f"{path}: the PDF is locked with a password", hint="save it without one", code="pdf.encrypted") from error
    except Exception as error:  # what the parser raises of a broken file is no contract of its
        reason = str(error) or type(error).__name__
        raise InputError(f"{path}: no PDF that can be read: {reason}", hint="save or print it anew as PDF", code="pdf.invalid") from error
    seen = "".join(line.text for line in lines)
    unknown = sum(len(match[0]) for match in _UNKNOWN.finditer(seen))
    if unknown > _MOST_UNKNOWN * len(seen) or not seen.strip():
        hint = "run it through a program that recognizes text (OCR) first"
        raise InputError(f"{path}: the PDF has no text layer that can be read", hint=hint, code="pdf.no-text")
    return _assembled(_without_furniture(lines, pages))


def _lines(data: bytes) -> tuple[list[_Line], int]:
    """Give the lines of all pages in reading order, and the number of pages."""
    lines: list[_Line] = []
    pages = 0
    for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams(char_margin=_NEAR, boxes_flow=None))):
        pages = number + 1
        low, high = page.y0 + page.height * _MARGIN, page.y1 - page.height * _MARGIN
        found = []
        for box in page:
            for line in box if isinstance(box, LTTextBox) else ():
                text = without_radicals(line.get_text()).translate(_LIGATURES).strip()
                if isinstance(line, LTTextLine) and text:
                    sizes = [char.size for char in line if isinstance(char, LTChar)]
                    size = round(2 * (median(sizes) if sizes else line.height)) / 2
                    found.append(_Line(text, number, line.x0, line.x1, line.y0, size, line.y0 > high or line.y1 < low))
        lines += _ordered(found)
    return lines, pages


def _ordered(lines: list[_Line]) -> list[_Line]:
    """Put the lines of a page in reading order: from the top, and column by column between lines that go over several."""
    gap = _gap(lines)
    if gap is None:
        return _rows(lines)
    ordered: list[_Line] = []
    band: list[_Line] = []
    for line in [*sorted(lines, key=lambda line: -line.base), None]:
        if line is not None and not line.left < gap < line.right:
            band.append(line)
            continue
        for side in ([one for one in band if one.right <= gap], [one for one in band if one.left >= gap]):
            ordered += _ordered(side)
        ordered += [line] if line else []
        band = []
    return ordered


def _rows(lines: list[_Line]) -> list[_Line]:
    """Sort lines from the top, and those on one height from the left."""
    rows: list[list[_Line]] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if rows and rows[-1][0].base - line.base < _ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [msgspec.structs.replace(line, beside=len(row) > 1) for row in rows for line in sorted(row, key=lambda line: line.left)]


def _gap(lines: list[_Line]) -> float | None:
    """Where the page has a gap between two columns, from its left edge."""
    for gap in sorted({line.left - 0.1 for line in lines})[1:]:
        left = sum(line.right <= gap for line in lines)
        right = sum(line.left >= gap for line in lines)
        if min(left, right) >= max(_SIDE * len(lines), 3) and len(lines) - left - right <= _CROSSING * len(lines):
            return gap
    return None


def _without_furniture(lines: Sequence[_Line], pages: int) -> list[_Line]:
    """Leave out page numbers, what a browser prints in the margin, and heads and feet that stand on half of the pages or more."""
    repeated = Counter(form for form, _ in {(_form(line.text), line.page) for line in lines if line.edge})
    often = {form for form, count in repeated.items() if count > 1 and count * 2 >= pages}
    return [line for line in lines if not (line.edge and (_form(line.text) in often or _is_furniture(line.text)))]


def _is_furniture(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or _STAMP.fullmatch(text))


def _form(text: str) -> str:
    """Give a line with its numbers made alike."""
    return re.sub(r"\d+", "0", text)


class _Layout:
    """What is usual in a document: size of characters, distance of lines, edges of columns."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        weights: Counter[float] = Counter()
        for line in lines:
            weights[line.size] += len(line.text)
        self.size = min(weights, key=lambda size: (-weights[size], size)) if weights else 1.0
        pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and a.size == b.size == self.size]
        gaps = [a.base - b.base for a, b in pairs if 0 < a.base - b.base < 3 * self.size]
        self.leading = median(gaps) if gaps else 1.5 * self.size
        columns: defaultdict[int, list[float]] = defaultdict(list)
        self._lefts: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
        for line in lines:
            columns[self._column(line)].append(line.right)
            self._lefts[line.page, self._column(line)].append(line.left)
        self._rights = {column: sorted(rights)[int(_FULL * (len(rights) - 1))] for column, rights in columns.items()}

    def _column(self, line: _Line) -> int:
        return round(line.left / (_COLUMN * self.size))

    def full(self, line: _Line, following: _Line) -> bool:
        """Whether a line reaches so near to the right edge of its column that the next one's first word had no place."""
        word = _WORD.match(following.text)
        width = sum(_NARROW if char <= "\x7f" else 1 for char in word[0]) if word else 0
        return line.right >= self._rights[self._column(line)] - (width + _SLACK) * line.size

    def indented(self, line: _Line) -> bool:
        """Whether a line stands in from the left edge of its column."""
        column = self._column(line)
        edge = min(left for near in (column - 1, column) for left in self._lefts.get((line.page, near), [line.left]))
        return line.left > edge + _INDENT * line.size

    def goes_on(self, paragraph: Sequence[_Line], line: _Line) -> bool:
        """Whether a line is of the paragraph before it."""
        last = paragraph[-1]
        if last.beside or line.beside or abs(line.size - last.size) > 0.1 * last.size:
            return False
        if not self.full(last, line) or _MARK.match(line.text):
            return False
        closed = last.text[-1] in _CLOSING
        if line.page == last.page and line.base < last.base:
            left = min(other.left for other in paragraph[-2:])
            near = last.base - line.base <= _LEADING * max(self.leading, last.size)
            return near and line.left < left + _INDENT * line.size and not (closed and self.indented(line))
        elsewhere = line.page == last.page + 1 or (line.page == last.page and line.left > last.right)
        return elsewhere and not closed and not self.indented(line)


def _assembled(lines: Sequence[_Line]) -> Contained:
    grown = Growing()
    layout = _Layout(lines)
    sizes = sorted({line.size for line in lines if line.size > layout.size * _LARGER}, reverse=True)
    pages: list[tuple[int, int]] = []
    for paragraph in _paragraphs(lines, layout):
        text, begins = _joined(paragraph)
        pages += [(grown.next + at, page + 1) for page, at in begins]
        head = paragraph[0]
        level = min(sizes.index(head.size) + 1, 6) if head.size in sizes and len(text) <= _HEADING else 0
        small = head.size < layout.size * _SMALLER and _NOTE.match(text)
        grown.add(text, "heading" if level else "footnote" if small else "list" if _BULLET.match(text) else "body", level)
    return Contained(grown.text(), FrontMatter({}, 0), grown.body(), pages=tuple(pages))


def _paragraphs(lines: Sequence[_Line], layout: _Layout) -> Iterator[list[_Line]]:
    """Put lines together. Notes at the foot of a page wait for the paragraph that goes on over it."""
    paragraph: list[_Line] = []
    held: list[_Line] = []
    for line in lines:
        if paragraph and line.size < layout.size * _SMALLER <= paragraph[-1].size and paragraph[-1].text[-1] not in _CLOSING:
            held.append(line)
            continue
        if paragraph and not layout.goes_on(paragraph, line):
            yield paragraph
            yield from _paragraphs(held, layout)
            paragraph, held = [], []
        paragraph.append(line)
    if paragraph:
        yield paragraph
    if held:
        yield from _paragraphs(held, layout)


def _joined(paragraph: Sequence[_Line]) -> tuple[str, list[tuple[int, int]]]:
    """Give the text of a paragraph, a line end between its lines but none after a hyphen, and each page with where it begins in it."""
    text = ""
    begins: list[tuple[int, int]] = []
    for line in paragraph:
        if text and not _HYPHEN.search(text):
            text += "\n"
        if not begins or begins[-1][0] != line.page:
            begins.append((line.page, len(text)))
        text += line.text
    return text, begins
