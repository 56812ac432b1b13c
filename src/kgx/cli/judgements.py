"""`kgx judgements`: all of them, as a table or as a text file."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kgx.cli.options import Data, Database, Format, Quiet, To, Username

Action = Annotated[
    Literal["list", "export", "import", "likely"],
    typer.Argument(
        metavar="ACTION",
        help="list, export or import: show them, write them to FILE, or take them from it; likely: entities that may be one, and why.",
    ),
]
File = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="JSON lines; left out or `-`: standard output or input.", show_default=False)
]


def judgements(
    action: Action = "list",
    file: File = None,
    format_: Format = "table",
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    quiet: Quiet = False,
) -> None:
    """Show, write or take the judgements of users.

    A file of them can be kept under version control: one a line, in a fixed order. An import adds to those there are;
    on the same pair or claim it takes the place of the one there is.
    """
    from kgx.cli import options, output, streams
    from kgx.query import Column

    named = file is not None and str(file) != "-"
    with options.open_graph(options.settings(to, data, database, username)) as graph:
        if action == "import":
            content = streams.read_bytes() if not named or file is None else file.read_bytes()
            count = graph.import_judgements(content, name=str(file) if named else "standard input")
            streams.say(f"{count} judgements in force", quiet=quiet)
        elif action == "export":
            content = graph.export_judgements()
            if named and file is not None:
                file.write_bytes(content)
            else:
                streams.write_json(content)
            streams.say(f"{len(content.splitlines())} judgements", quiet=quiet)
        elif action == "likely":
            rows = graph.likely_merges()
            columns = [*(Column(name) for name in ("id", "name", "otherId", "other", "because")), Column("claims", "integer")]
            output.print_rows(rows, columns, format_)
            streams.say(f"{len(rows)} may be one; `kgx merge A B` says so, `kgx split A B` that they are not", quiet=quiet)
        else:
            names = ("action", "a", "b", "article", "date", "reason", "stale")
            output.print_rows(graph.judgements(), [Column(name) for name in names], format_)
