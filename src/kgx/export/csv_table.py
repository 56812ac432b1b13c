"""The table of claims as CSV in UTF-8. What a spreadsheet would take for a formula begins with an apostrophe."""

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgx.export.columns import Language, columns, joined, looks_like_formula

if TYPE_CHECKING:
    from kgx.export.claims import Row

SUFFIX = ".csv"
FILE_HEAD = b"\xef\xbb\xbf"
"""Of a file, not of a stream: by it Excel knows that the text is UTF-8."""


def encode(rows: "Sequence[Row]", language: Language | None) -> bytes:
    """A row a claim; the head has the names of the columns, in a language their headings. Fractions stay numbers from 0 to 1."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.told(language)[0] if language else column.name for column in columns()])
    writer.writerows([_cell(row[column.name]) for column in columns()] for row in rows)
    return out.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    value = joined(value)
    return f"'{value}" if isinstance(value, str) and looks_like_formula(value) else value
