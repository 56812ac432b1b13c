"""Word documents: paragraphs, headings, lists, tables, footnotes and links, in the order of the text."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kgx.errors import InputError
from kgx.model.article import Cell, Link, Role
from kgx.read.front_matter import Entry, FrontMatter
from kgx.read.growing import Contained, Growing

_ROLES: dict[str, Role] = {"quote": "quote", "intense quote": "quote", "caption": "caption", "list": "list"}
"""Names of styles that Word brings, or their first words → what a paragraph of that style is."""
_GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What no reader of the paragraph sees: text that was deleted or moved away, boxes, which are read for themselves."""
_SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_CORE_TITLE = 200
"""Code points of the longest title that a document's properties may state."""


def read_docx(data: bytes, *, path: str) -> Contained:
    """Read a Word document. Raises InputError(code="docx.invalid") where it is none, or is locked."""
    try:
        document = Document(io.BytesIO(data))
        walk = _Walk(document)
        walk.blocks(document.element.body)
        walk.notes()
        front = _front(document, walk)
    except Exception as error:  # zip, XML and the library raise what they like
        hint = "open it in Word and save it anew as .docx, without a password"
        raise InputError(f"{path}: no Word document that can be read: {error}", hint=hint, code="docx.invalid") from error
    return Contained(walk.grown.text(), front, walk.grown.body())


def _front(document: Any, walk: "_Walk") -> FrontMatter:
    """Take the title from the properties where no heading gives one; their dates are the file's, not the article's."""
    title = str(document.core_properties.title or "").strip()
    if walk.headed or not title or len(title) > _CORE_TITLE:
        return FrontMatter({}, 0)
    return FrontMatter({"title": Entry(title, None)}, 0)


class _Walk:
    """One pass over the body."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.part = document.part
        self.grown = Growing()
        self.tables = 0
        self.headed = False
        self.noted: list[tuple[str, str]] = []
        """Footnotes and endnotes in the order of their marks: kind and id."""
        self.anchors: list[Link] = []
        """Links of the text being read."""

    def blocks(self, parent: Any, **place: Any) -> None:
        """Read the paragraphs and tables of an element in order; `place` is what `Growing.add` takes for all of them."""
        for child in parent:
            if child.tag == qn("w:p"):
                self.paragraph(child, **place)
            elif child.tag == qn("w:tbl"):
                self.table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo")):
                self.blocks(child, **place)

    def paragraph(self, element: Any, **place: Any) -> None:
        """Read one paragraph, and the boxes that hang on it."""
        role, level = ("body", 0) if place else self._style(element)
        if role is None:
            return
        text = self._text(element)
        self.headed |= role == "heading" and bool(text.strip())
        self.grown.add(text, **{"role": role, "level": level, "links": self.anchors, **place})
        for box in element.iter(qn("w:txbxContent")):
            if not any(above.tag in _GONE for above in box.iterancestors()):
                self.blocks(box)

    def table(self, element: Any) -> None:
        """Read a table, a block a cell; a table in a cell is part of its text."""
        number, self.tables = self.tables, self.tables + 1
        for row, line in enumerate(_rows(element)):
            column = 0
            for cell in line:
                texts = []
                links: list[Link] = []
                length = 0
                for paragraph in cell.iter(qn("w:p")):
                    text = self._text(paragraph)
                    links += [Link(link.start + length, link.end + length, link.url) for link in self.anchors]
                    texts.append(text)
                    length += len(text) + 1
                self.grown.add("\n".join(texts), "table", cell=Cell(number, row, column, row == 0), links=links)
                column += _span(cell)

    def notes(self) -> None:
        """Read the footnotes and endnotes whose marks were met, in that order."""
        for kind, reltype in (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES)):
            if not any(noted == kind for noted, _ in self.noted):
                continue
            part = next((rel.target_part for rel in self.document.part.rels.values() if rel.reltype == reltype), None)
            if part is None:
                continue
            self.part = part
            found = {note.get(qn("w:id")): note for note in parse_xml(part.blob)}
            wanted = [id_ for noted, id_ in self.noted if noted == kind and id_ in found]
            for label, id_ in enumerate(wanted, 1):
                self.blocks(found[id_], role="footnote", note=str(label))

    def _style(self, element: Any) -> tuple[Role | None, int]:
        """Tell what a paragraph is; None for a line of a table of contents."""
        style = self.document.styles.get_by_id(element.style, 1)
        while style is not None:
            name = (style.name or "").lower()
            head, _, tail = name.partition(" ")
            if head == "heading" and tail.isdecimal():
                return "heading", min(int(tail), 6)
            if name in ("title", "toc heading") or head == "toc":
                return ("heading", 1) if name == "title" else (None, 0)
            role = _ROLES.get(name) or _ROLES.get(head)
            if role is not None:
                return role, (_depth(element) or 1) * (role == "list")
            style = style.base_style
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and int(outline.get(qn("w:val"))) < 6:
            return "heading", int(outline.get(qn("w:val"))) + 1
        depth = _depth(element)
        return ("list", depth) if depth else ("body", 0)

    def _text(self, element: Any) -> str:
        """Give the text of a paragraph as it reads now; notes its links and the marks of notes."""
        self.anchors = []
        parts: list[str] = []
        length = 0
        for run, link in _runs(element, None):
            text = self._run(run)
            if link is not None and text and (url := self._url(link)):
                if self.anchors and self.anchors[-1].end == length and self.anchors[-1].url == url:
                    self.anchors[-1] = Link(self.anchors[-1].start, length + len(text), url)
                else:
                    self.anchors.append(Link(length, length + len(text), url))
            parts.append(text)
            length += len(text)
        return "".join(parts)

    def _run(self, run: Any) -> str:
        text = ""
        for child in run:
            if child.tag == qn("w:t"):
                text += child.text or ""
            elif child.tag in _SPACES:
                text += _SPACES[child.tag]
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                self.noted.append(("footnote" if child.tag == qn("w:footnoteReference") else "endnote", child.get(qn("w:id"))))
        return text

    def _url(self, link: Any) -> str | None:
        found = self.part.rels.get(link.get(qn("r:id")))
        return found.target_ref if found is not None and found.is_external else None


def _runs(element: Any, link: Any) -> Iterator[tuple[Any, Any]]:
    """Give the runs of a paragraph, each with the hyperlink that it is in; nothing of what is gone."""
    for child in element:
        if child.tag == qn("w:r"):
            yield child, link
        elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag != qn("w:pPr"):
            yield from _runs(child, child if child.tag == qn("w:hyperlink") else link)


def _rows(table: Any) -> Iterator[list[Any]]:
    """Give the cells of each row of a table, in the table's own rows."""
    for row in table.iter(qn("w:tr")):
        if next(row.iterancestors(qn("w:tbl"))) is table:
            yield [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]


def _span(cell: Any) -> int:
    """Over how many columns a cell goes."""
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return int(span.get(qn("w:val"))) if span is not None else 1


def _depth(element: Any) -> int:
    """Give the depth of a list item, from 1; 0 for what is none."""
    number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    of = number.find(qn("w:numId")) if number is not None else None
    if number is None or (of is not None and of.get(qn("w:val")) == "0"):
        return 0
    level = number.find(qn("w:ilvl"))
    return 1 + (int(level.get(qn("w:val"))) if level is not None else 0)
