"""`kgx export`: the graph in another tool's format."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kgx.cli.options import Data, Database, Quiet, To, Username

File = Annotated[Path, typer.Argument(metavar="FILE", help="Where to; the suffix says the format (.graphml, .json, .jsonl).")]
Name = Annotated[str | None, typer.Option("--format", metavar="graphml|json|jsonl|neo4j-admin", help="Where the suffix does not say it.")]
Kind = Annotated[
    Literal["claims", "entities", "rates"],
    typer.Option("--kind", metavar="claims|entities|rates", help="Everything; entities with a claim an edge; models and their rates."),
]

Rejected = Annotated[bool, typer.Option("--rejected", help="Also the claims that were rejected.")]


def export(
    file: File,
    format_: Name = None,
    kind: Kind = "claims",
    rejected: Rejected = False,
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    quiet: Quiet = False,
) -> None:
    """Write the graph as GraphML or node-link JSON, or its facts as JSON lines.

    `kgx ingest FILE.jsonl` takes facts in place of the articles. With --format neo4j-admin, FILE is a folder for files
    of its bulk import, with the command in `import.sh`.
    """
    from kgx.cli import options, streams
    from kgx.export import check_place, format_of

    check_place(file, format_of(file, format_))
    with options.open_graph(options.settings(to, data, database, username)) as graph:
        count, what = graph.export(file, format=format_, kind=kind, rejected=rejected)
    streams.say(f"{file}: {count} {what}", quiet=quiet)
