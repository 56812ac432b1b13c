"""The columns of the table of claims, as `columns.yaml` has them, and what a cell holds."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

Language = Literal["en", "zh-Hant", "zh-Hans"]
ColumnType = Literal["text", "list", "percent", "amount", "number", "integer", "date", "flag", "link"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One column."""

    name: str
    width: int
    """In characters."""
    en: tuple[str, str]
    """Heading, and what the cells hold."""
    hant: tuple[str, str] = msgspec.field(name="zh-Hant")
    hans: tuple[str, str] = msgspec.field(name="zh-Hans")
    type: ColumnType = "text"

    def told(self, language: Language) -> tuple[str, str]:
        """Heading and note in a language."""
        return {"en": self.en, "zh-Hant": self.hant, "zh-Hans": self.hans}[language]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table, and the words of a workbook that holds it."""

    sheets: dict[Language, tuple[str, str]]
    """Names of the sheet of claims and of the one that explains them."""
    explained: dict[Language, tuple[str, str, str]]
    """Headings of the latter: heading, name, meaning."""
    columns: tuple[Column, ...]


@cache
def table() -> Table:
    """The table of `columns.yaml`."""
    return msgspec.yaml.decode((Path(__file__).parent / "columns.yaml").read_bytes(), type=Table)


def columns() -> tuple[Column, ...]:
    """All columns, in order."""
    return table().columns


def is_fraction(column: Column, row: dict[str, Any]) -> bool:
    """Whether a row's number in this column is a fraction of one, to be shown in per cent."""
    return column.type == "percent" or (column.type == "amount" and row["unit"] in ("rate", "score"))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula. A sign alone is none."""
    return len(text) > 1 and text.startswith(_FORMULA)


def joined(value: Any) -> Any:
    """A list as one text, parted by `; `."""
    return "; ".join(value) if isinstance(value, (list, tuple)) else value
