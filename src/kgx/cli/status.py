"""`kgx status`: what is in the graph."""

from typing import Annotated

import typer

from kgx.cli.options import Data, Database, Format, Lexicon, Quiet, To, Username

Missing = Annotated[
    bool, typer.Option("--missing", help="Print the articles without title, date or source, as an articles.csv to fill in.")
]


def status(
    missing: Missing = False,
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
    format_: Format = "table",
    quiet: Quiet = False,
) -> None:
    """Say what is in the graph, and where it is."""
    from kgx.cli import options, output, streams
    from kgx.knowledge.load import hashes
    from kgx.query import Column

    chosen = options.settings(to, data, database, username, lexicon)
    streams.say(f"{chosen.target} ({chosen.target_origin})", quiet=quiet)
    with options.open_graph(chosen) as graph:
        if missing:
            answer = graph.query("missing")
            output.print_rows(answer.rows, answer.columns, format_)
            base = options.base_of(chosen)
            streams.say(f"{len(answer.rows)} articles; as CSV, filled in, these are rows for {base / 'articles.csv'}", quiet=quiet)
            return
        counts, pending, made_with = graph.counts(), graph.store.pending(), graph.made_with()
    rows = [{"what": what, "count": count, "hash": None} for what, count in counts.items()]
    rows += [
        {"what": what, "count": None, "hash": hash_ or "none"} for what, hash_ in zip(("knowledge", "lexicon"), made_with, strict=True)
    ]
    output.print_rows(rows, [Column("what"), Column("count", "integer"), Column("hash")], format_)
    if made_with[0] is not None and made_with != hashes(chosen.lexicon):
        streams.say("the knowledge or lexicon in force is another: the next `kgx ingest` reads the articles again", quiet=quiet)
    if pending:
        streams.say(f"{pending} articles wait to be worked in: the next `kgx ingest` does it", quiet=quiet)
