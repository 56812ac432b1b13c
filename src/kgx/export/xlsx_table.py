"""The table of claims as an Excel workbook: one sheet of claims, one that says what each column holds."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgx.errors import UsageError
from kgx.export.columns import Column, Language, columns, is_fraction, joined, looks_like_formula, table
from kgx.export.plain import clean

if TYPE_CHECKING:
    from openpyxl.cell import Cell

    from kgx.export.claims import Row

SUFFIX = ".xlsx"
_ROWS, _TEXT, _LINKS, _ADDRESS = 1_048_575, 32_767, 65_530, 2_079
"""What Excel takes: rows below the head, characters of a cell (in UTF-16), links of a sheet, characters of a link."""
_WRAPPED = 30
"""Characters from which a column's texts are wrapped."""
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def encode(rows: "Sequence[Row]", language: Language | None) -> bytes:
    """A row a claim, under headings in a language (English where none is given); the same rows give the same bytes.

    Raises UsageError where Excel has no room for them.
    """
    _check_room(rows)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EncodingWarning)  # openpyxl takes the name of a temporary file opened as text
        return _without_day(_workbook(rows, language or "en"))


def _workbook(rows: "Sequence[Row]", spoken: Language) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    claims, explained = (book.create_sheet(name) for name in table().sheets[spoken])
    _head(claims, [column.told(spoken)[0] for column in columns()], [column.width for column in columns()])
    claims.auto_filter.ref = f"A1:{_letter(len(columns()))}{len(rows) + 1}"
    links = 0
    for row in rows:
        link = row["url"] is not None and links < _LINKS and len(row["url"]) <= _ADDRESS and row["url"].startswith(("http://", "https://"))
        links += link
        claims.append([_cell(claims, column, row, link=link and column.type == "link") for column in columns()])
    _head(explained, table().explained[spoken], (20, 18, 100))
    for column in columns():
        heading, note = column.told(spoken)
        explained.append([_text(explained, text) for text in (heading, column.name, note)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _check_room(rows: "Sequence[Row]") -> None:
    if len(rows) > _ROWS:
        raise UsageError(f"{len(rows)} claims are more than the {_ROWS} rows of a sheet", hint="write .csv or .parquet")
    for row in rows:
        for column in columns():
            text = joined(row[column.name])
            if isinstance(text, str) and len(text.encode("utf-16-le")) > 2 * _TEXT:
                message = f"claim {row['claim']}: {column.name} is longer than the {_TEXT} characters of a cell"
                raise UsageError(message, hint="write .csv or .parquet")


def _head(sheet: Any, headings: Sequence[str], widths: Sequence[int]) -> None:
    from openpyxl.styles import Font

    sheet.freeze_panes = "A2"
    for i, width in enumerate(widths, 1):
        sheet.column_dimensions[_letter(i)].width = width
    cells = [_text(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)


def _cell(sheet: Any, column: Column, row: "Row", *, link: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    value = joined(row[column.name])
    if value is None:
        return None
    if isinstance(value, str) and column.type != "date":
        cell = _text(sheet, value)
        if link:
            cell.hyperlink = value
            cell.font = Font(color="0563C1", underline="single")
        cell.alignment = Alignment(wrap_text=column.width >= _WRAPPED and not link, vertical="top")
        return cell
    cell = WriteOnlyCell(sheet, datetime.datetime.fromisoformat(value) if column.type == "date" else value)
    cell.alignment = Alignment(vertical="top")
    if is_fraction(column, row):
        cell.number_format = _percent(value)
    elif column.type == "date":
        cell.number_format = "yyyy-mm-dd"
    return cell


def _text(sheet: Any, text: str) -> "Cell":
    """A cell that holds a text, whatever it looks like."""
    from openpyxl.cell import WriteOnlyCell

    cell: Cell = WriteOnlyCell(sheet, clean(text))
    cell.data_type = "s"
    cell.quotePrefix = looks_like_formula(text)
    return cell


def _percent(fraction: float) -> str:
    """The format that shows a fraction in per cent with the digits it has, four behind the point at most."""
    digits = f"{round(fraction * 100, 4):.4f}".rstrip("0").partition(".")[2]
    return f"0.{'0' * len(digits)}%" if digits else "0%"


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)


def _without_day(data: bytes) -> bytes:
    """The workbook without the day and hour on which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", part)
            new.writestr(zipfile.ZipInfo(name, _NO_DAY), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
