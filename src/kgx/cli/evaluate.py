"""`kgx eval`: scores against labels."""

from pathlib import Path
from typing import Annotated

import typer

from kgx.cli.options import Format, Lexicon, Quiet

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Holds articles/ID.md and gold/ID.json.")]
Errors = Annotated[bool, typer.Option("--errors", help="Each miss and each false claim, instead of the figures.")]
Articles = Annotated[str | None, typer.Option("--articles", metavar="FIGURE", help="One figure, article by article.")]
Gates = Annotated[
    list[str] | None, typer.Option("--gate", metavar="FIGURE.MEASURE=BOUND", help="Must hold, besides those of gates.toml; else exit 4.")
]


def evaluate(
    folder: Folder,
    errors: Errors = False,
    articles: Articles = None,
    gate: Gates = None,
    format_: Format = "table",
    lexicon: Lexicon = None,
    quiet: Quiet = False,
) -> None:
    """Score extraction against labelled articles.

    What must hold stands in gates.toml in the folder; where it does not, the exit code is 4.
    """
    from kgx import api
    from kgx.cli import options, output, streams
    from kgx.evaluate import parse_gate, read_gates

    bounds = [parse_gate(text) for text in gate or ()]
    file = folder / "gates.toml"
    bounds += read_gates(file) if file.is_file() else ()
    report = api.evaluate(folder, lexicon=options.settings(lexicon=lexicon).lexicon)
    for doubt in report.doubts:
        streams.say(doubt, quiet=quiet)
    rows = report.fault_rows() if errors else report.article_rows(articles) if articles else report.table_rows()
    output.print_rows(rows, output.columns_of(rows), format_)
    report.check(bounds)
