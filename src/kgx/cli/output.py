"""Rows to standard output, as a table for people or as JSON, JSON lines or CSV for programs."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from kgx.cli.streams import write_json
from kgx.query.values import Column

Row = Mapping[str, Any]


def print_rows(rows: Iterable[Row], columns: Sequence[Column], format_: str) -> None:
    """Print rows. The machine formats have all of them, the table those not hidden."""
    if format_ == "table":
        from kgx.cli.table import print_table

        print_table(list(rows), columns)
    elif format_ == "csv":
        _print_csv(rows, [column.name for column in columns])
    elif format_ == "jsonl":
        for row in rows:
            write_json(msgspec.json.encode(row) + b"\n")
    else:
        print_json(list(rows))


def print_json(value: Any) -> None:
    """Print one value as indented JSON."""
    write_json(msgspec.json.format(msgspec.json.encode(value)) + b"\n")


def columns_of(rows: Sequence[Row]) -> list[Column]:
    """Columns for rows that come without any, by the names and values of the first."""
    first = rows[0] if rows else {}
    return [Column(name, "number" if isinstance(value, int | float) else "text") for name, value in first.items()]


def _print_csv(rows: Iterable[Row], names: Sequence[str]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in names])


def _cell(value: Any) -> Any:
    """A value in one cell: lists of plain values joined by `; `, what is nested as JSON."""
    if isinstance(value, (list, tuple)) and not any(isinstance(item, (list, tuple, dict)) for item in value):
        return "; ".join(str(item) for item in value if item is not None)
    if isinstance(value, (list, tuple, dict)):
        return msgspec.json.encode(value).decode("utf-8")
    return value
