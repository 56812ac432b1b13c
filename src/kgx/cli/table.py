"""A table for people: aligned by East Asian width, wrapped to the terminal, with the sentence of each row below it."""

import io
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kgx.cli.language import told
from kgx.query.values import Column, text_of

_GAP = 2
_LEAST = 8
"""Cells below which no column of text is narrowed."""
_FAIR = 18
"""Cells that a column has where columns stand side by side."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_RIGHT = frozenset(["percent", "number", "integer"])


def print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    """Print rows with a number each.

    Columns of type `quote` stand below their row, and so do the last columns where the terminal is too narrow for all.
    Hidden columns, and those without a value in any row, are left out.
    """
    shown = [c for c in columns if not c.hidden and (not rows or any(row.get(c.name) not in (None, [], "") for row in rows))]
    limit = _limit()
    texts = [[_clean(text_of(column, row)) for column in shown] for row in rows]
    names = [told(column.name, "headings") for column in shown]
    natural = [max([cell_len(names[i]), *(cell_len(cells[i]) for cells in texts)]) for i in range(len(shown))]
    beside = _beside(shown, natural, limit, len(str(len(rows))))
    widths = [len(str(len(rows))), *_narrowed([natural[i] for i in beside], limit, len(str(len(rows))))]
    right = [True, *(shown[i].type in _RIGHT for i in beside)]
    below = [i for i in range(len(shown)) if i not in beside and shown[i].type != "quote"]
    quotes = [i for i in range(len(shown)) if shown[i].type == "quote"]
    with _console(limit or sum(widths) + _GAP * len(widths)) as console:
        console.print(_line(["#", *(names[i] for i in beside)], widths, right, "bold"))
        for number, cells in enumerate(texts, 1):
            console.print(_line([str(number), *(cells[i] for i in beside)], widths, right, ""))
            further = "  ".join(f"{names[i]}: {cells[i]}" for i in below if cells[i])
            for text, style in [(further, ""), *((cells[i], "dim") for i in quotes)]:
                if text:
                    _print_below(console, Text(text, style=style), widths[0] + _GAP, limit)


@contextmanager
def _console(width: int) -> Iterator[Console]:
    """A console on standard output; outside a terminal no line ends in blanks."""
    if sys.stdout.isatty():
        yield Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)
        return
    lines = io.StringIO()
    yield Console(file=lines, width=width, highlight=False, emoji=False, markup=False)
    sys.stdout.writelines(f"{line.rstrip(' ')}\n" for line in lines.getvalue().split("\n")[:-1])


def _print_below(console: Console, text: Text, indent: int, limit: int | None) -> None:
    """A text under its row: wrapped to a terminal, whole on one line elsewhere."""
    if limit is None:
        console.print(Text(" " * indent).append_text(text), soft_wrap=True)
    else:
        console.print(Padding(text, (0, 0, 0, indent)), overflow="fold")


def _beside(columns: Sequence[Column], natural: Sequence[int], limit: int | None, numbers: int) -> list[int]:
    """Which columns stand side by side: all but quotes, less the last ones where the line would have no room for them."""
    beside = [i for i, column in enumerate(columns) if column.type != "quote"]
    while limit is not None and len(beside) > 1 and numbers + sum(min(natural[i], _FAIR) + _GAP for i in beside) + _GAP > limit:
        beside.pop()
    return beside


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], style: str) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for width, to_right in zip(widths, right, strict=True):
        grid.add_column(width=width, justify="right" if to_right else "left", overflow="fold")
    grid.add_row(*(Text(cell, style=style) for cell in cells))
    return grid


def _limit() -> int | None:
    """Columns of the terminal; None where the table goes into a pipe or file, which has no width."""
    if sys.stdout.isatty():
        return max(40, shutil.get_terminal_size().columns)
    return shutil.get_terminal_size((0, 0)).columns or None


def _narrowed(widths: list[int], limit: int | None, numbers: int) -> list[int]:
    """Widths that fit the line: the widest are cut to the next lower, again and again."""
    widths = list(widths)
    over = 0 if limit is None else numbers + _GAP + sum(widths) + _GAP * len(widths) - limit
    while over > 0 and max(widths) > _LEAST:
        widest = widths.index(max(widths))
        next_lower = max([width for width in widths if width < widths[widest]], default=_LEAST)
        cut = min(over, max(1, widths[widest] - max(next_lower, _LEAST)))
        widths[widest] -= cut
        over -= cut
    return widths


def _clean(text: str) -> str:
    """A text on one line, without characters that would steer the terminal."""
    return _CONTROL.sub(" ", text).strip()
