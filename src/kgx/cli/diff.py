"""`kgx diff`: what would change with the next ingest."""

from pathlib import Path
from typing import Annotated

import typer

from kgx.cli.options import Data, Database, Format, Lexicon, Quiet, To, Username

Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH", help="Files or folders; left out: all of the graph.", show_default=False)
]


def diff(
    paths: Paths = None,
    format_: Format = "table",
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
    quiet: Quiet = False,
) -> None:
    """Show claims added, gone and changed since the last ingest, and why.

    Reads the articles again, with the present lexicon and this kgx, and writes nothing.
    """
    from msgspec import to_builtins

    from kgx.cli import last, options, output, streams
    from kgx.query import Column

    chosen = options.settings(to, data, database, username, lexicon)
    with options.open_graph(chosen) as graph:
        changes = graph.diff(*(paths or ()), base=options.base_of(chosen))
    columns = [
        *(Column(name) for name in ("change", "why", "subject", "relation", "object", "fields", "before", "after")),
        Column("path", "place", ("line",)), Column("line", "integer", hidden=True), Column("claim", "id", hidden=True),
        Column("evidence", "quote"),
    ]  # fmt: skip
    rows = [to_builtins(change) for change in changes]
    if format_ == "table":
        last.remember(rows, columns)
    if rows or format_ != "table":
        output.print_rows(rows, columns, format_)
    counts = {kind: sum(change.change == kind for change in changes) for kind in ("added", "gone", "changed")}
    streams.say(", ".join(f"{count} {kind}" for kind, count in counts.items()) if changes else "nothing has changed", quiet=quiet)
