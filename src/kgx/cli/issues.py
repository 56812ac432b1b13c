"""`kgx issues`: what was seen and not understood."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kgx.cli.options import Data, Database, Format, Lexicon, Quiet, To, Username

if TYPE_CHECKING:
    from kgx.corpus import Failure, Skip
    from kgx.model.facts import ArticleFacts

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Files or folders; - is standard input; left out: the articles of the graph.", show_default=False),
]


def issues(
    paths: Paths = None,
    format_: Format = "table",
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
    quiet: Quiet = False,
) -> None:
    """List what was seen and not understood: files not read, numbers and behaviors beside a model of which no claim was made, and why."""
    from kgx.cli import options, output, streams
    from kgx.query import Column

    chosen = options.settings(to, data, database, username, lexicon)
    if paths:
        rows = [row for result in _results(paths, chosen.lexicon) for row in _rows(result)]
    else:
        with options.open_graph(chosen) as graph:
            rows = list(graph.query("issues").rows)
    columns = [Column("code"), Column("message"), Column("path", "place", ("line",)), Column("line", "integer", hidden=True)]
    if rows or format_ != "table":
        output.print_rows(rows, columns, format_)
    else:
        streams.say("nothing that was not understood", quiet=quiet)


def _results(paths: list[Path], lexicon: Path | None) -> "Iterator[ArticleFacts | Skip | Failure]":
    from kgx import api
    from kgx.cli import streams

    named = [path for path in paths if str(path) != "-"]
    if len(named) < len(paths):
        yield api.extract(streams.read_bytes(), lexicon=lexicon, keep_text=True)
    if named:
        yield from api.extract_all(*named, lexicon=lexicon)


def _rows(result: "ArticleFacts | Skip | Failure") -> Iterator[dict[str, Any]]:
    from kgx import api
    from kgx.corpus import Failure
    from kgx.model.facts import ArticleFacts

    if isinstance(result, Failure):
        yield {"code": result.code, "message": result.message, "path": result.path, "line": None}
    elif not isinstance(result, ArticleFacts):
        yield {"code": f"skipped-{result.reason}", "message": "passed over", "path": result.path, "line": None}
    elif result.issues:
        text = result.article.text or api.read_text(result.article.path)
        for issue in result.issues:
            place = {"path": result.article.path, "line": text.count("\n", 0, issue.start) + 1}
            yield {"code": issue.code, "message": issue.message, **place}
