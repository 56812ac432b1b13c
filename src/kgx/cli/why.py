"""`kgx why`: what an entity or a claim rests on."""

from typing import Annotated, Literal

import typer

from kgx.cli.options import Data, Database, Lexicon, To, Username

Id = Annotated[
    str, typer.Argument(metavar="ID", help="An id, eight characters of a claim's id, a name, or a row number of the last table.")
]
Format = Annotated[
    Literal["table", "json", "jsonl", "csv", "text", "markdown", "bibtex"],
    typer.Option("--format", metavar="table|json|jsonl|csv|text|markdown|bibtex", help="How it is printed; the last three cite a claim."),
]


def why(
    id_: Id,
    format_: Format = "table",
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
) -> None:
    """Show what a claim or an entity rests on, or cite a claim.

    Of a claim: sentence, rule, spans. Of an entity: names, articles, what joined it and why, and what kgx knew before.
    """
    from kgx.cli import last, options, output
    from kgx.cli.language import told
    from kgx.query import Column, cite

    wanted = last.resolve(id_)
    with options.open_graph(options.settings(to, data, database, username, lexicon)) as graph:
        found = graph.why(wanted)
        if format_ in ("text", "markdown", "bibtex"):
            print(cite(found, format_), end="")
            return
        if format_ == "json":
            output.print_json(found)
            return
        rows = [
            {"what": told(key, "headings") if format_ == "table" else key, "value": value}
            for key, value in found.items()
            if value not in (None, [], "")
        ]
        output.print_rows(rows, [Column("what"), Column("value")], format_)
