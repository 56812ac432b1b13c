"""`kgx export`: the graph in another tool's format."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kgx.cli.options import Data, Database, Quiet, To, Username

_STREAM = Path("-")
_NAMES = "graphml|gexf|json|jsonld|csv|xlsx|parquet|jsonl|neo4j-admin"


def _formats(begun: str) -> list[str]:
    return [name for name in _NAMES.split("|") if name.startswith(begun)]


File = Annotated[Path, typer.Argument(metavar="FILE", help="Where to; the suffix says the format. `-` is standard output.")]
Name = Annotated[
    str | None, typer.Option("--format", metavar=_NAMES, help="The format, where the suffix does not say it.", autocompletion=_formats)
]
Kind = Annotated[
    Literal["claims", "entities", "rates"],
    typer.Option("--kind", metavar="claims|entities|rates", help="Everything; entities with a claim an edge; models and their rates."),
]
Lang = Annotated[
    Literal["en", "zh-Hant", "zh-Hans"] | None,
    typer.Option("--lang", metavar="en|zh-Hant|zh-Hans", help="Of a table's headings and notes."),
]
Rejected = Annotated[bool, typer.Option("--rejected", help="Also the claims that were rejected.")]
FullText = Annotated[bool, typer.Option("--full-text", help="Also the whole text of every article; for jsonl and neo4j-admin.")]


def export(
    file: File,
    format_: Name = None,
    kind: Kind = "claims",
    lang: Lang = None,
    rejected: Rejected = False,
    full_text: FullText = False,
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    quiet: Quiet = False,
) -> None:
    """Write the graph for Gephi, networkx or a triple store, or its claims as a table.

    .graphml, .gexf and .json (node-link) are graphs, .jsonld is JSON-LD; .csv, .xlsx and .parquet are the table of claims, a row
    a claim. .jsonl is facts, which `kgx ingest` takes in place of the articles. With --format neo4j-admin, FILE is a folder for files
    of its bulk import, with the command in `import.sh`. For example: kgx export claims.xlsx --lang zh-Hant
    """
    import sys

    import msgspec

    from kgx.cli import options, streams
    from kgx.cli.report import SENTENCES, WHOLE
    from kgx.errors import UsageError
    from kgx.export import BINARY, FACTS, FORMATS, TEXTS, check_choice, check_place, format_of
    from kgx.model.shown import shown_facts

    name = format_of(file, format_)
    check_choice(name, kind, lang, full_text=full_text)
    if file != _STREAM:
        check_place(file, name)
    elif name not in (*FORMATS, FACTS):
        raise UsageError(f"{name} is not written to standard output", hint="name a folder")
    elif sys.stdout.isatty() and name in BINARY:
        raise UsageError(
            f"{name} is nothing that a terminal could show", hint=f"name a file, or lead the output on: kgx export - --format {name} >FILE"
        )
    with options.open_graph(options.settings(to, data, database, username)) as graph:
        if file == _STREAM and name == FACTS:
            for facts in graph.facts(rejected=rejected):
                streams.write_json(msgspec.json.encode(shown_facts(facts, full_text=full_text)) + b"\n")
        elif file == _STREAM:
            streams.write_bytes(graph.exported(name, kind=kind, lang=lang, rejected=rejected).data)
        else:
            count, what = graph.export(file, format=name, kind=kind, lang=lang, rejected=rejected, full_text=full_text)
            streams.say(f"{file}: {count} {what}", quiet=quiet)
            if name in TEXTS:
                streams.say(f"  {WHOLE if full_text else SENTENCES}", quiet=quiet)
