"""Columns of an answer, and a row's value as a person reads it."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

ColumnType = Literal["text", "percent", "number", "integer", "place", "quote", "id"]


class Column(msgspec.Struct, frozen=True):
    """One column of an answer."""

    name: str
    type: ColumnType = "text"
    """`percent` is a fraction shown as per cent; `place` a file; `quote` a sentence, shown below its row."""
    parts: tuple[str, ...] = ()
    """Further columns shown in the same cell: of a percentage its upper end and comparator, of a place line and role."""
    hidden: bool = False
    """Left out of the table for people (all machine formats have it)."""
    note: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What a recipe or a statement gives."""

    columns: tuple[Column, ...]
    rows: tuple[dict[str, Any], ...]
    understood: dict[str, list[str]] = {}
    """Parameter → ids of the entities that it was taken to name, narrower ones among them."""


_SIGNS = {"~": "≈ ", "<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ "}


_WHOLE = 1e15
"""Below it a whole number is written with all its digits."""


def text_of(column: Column, row: Mapping[str, Any]) -> str:
    """The cell as a person reads it; empty where there is no value."""
    value = row.get(column.name)
    if value is None:
        return ""
    parts = [row.get(part) for part in column.parts]
    if column.type == "percent":
        upper, comparator = (*parts, None, None)[:2]
        number = f"{_percent(value)}–{_percent(upper)}%" if upper is not None else f"{_percent(value)}%"
        return _SIGNS.get(str(comparator), "") + number
    if column.type == "place":
        line, role = (*parts, None, None)[:2]
        return f"{value}:{line}" + (f" ({role})" if role not in (None, "body") else "")
    return _plain(value)


def _percent(fraction: float) -> str:
    return f"{round(fraction * 100, 4):g}"


def _plain(value: Any) -> str:
    """Any value of a row in short: a node by its labels and name, a list by its members."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{int(value)}" if value.is_integer() and abs(value) < _WHOLE else f"{value:.10g}"
    if isinstance(value, (list, tuple)):
        return ", ".join(_plain(item) for item in value if item is not None)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_plain(item)}" for key, item in value.items() if item is not None) + "}"
    return str(value)
