"""`kgx report`: the graph as web pages in a folder."""

from pathlib import Path
from typing import Annotated

import typer

from kgx.cli.options import Data, Database, Quiet, To, Username

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the pages: a new one, an empty one, or an earlier report's.")]
FullText = Annotated[bool, typer.Option("--full-text", help="Also the whole text of every article.")]

WHOLE = "it holds the whole text of every article: mind their publishers' rights before you pass it on"
SENTENCES = "of the articles it holds only the sentences on which claims rest; --full-text adds the rest"


def report(
    folder: Folder,
    full_text: FullText = False,
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    quiet: Quiet = False,
) -> None:
    """Write web pages that open from disk: models by behaviors, entities, articles, a network, search.

    They hold the sentences on which claims rest, and no whole article unless --full-text is given.
    """
    from kgx.cli import options, streams
    from kgx.pages import check_folder

    check_folder(folder)
    with options.open_graph(options.settings(to, data, database, username)) as graph:
        core = graph.report(folder, full_text=full_text).core
    streams.say(f"{folder / 'index.html'}: {core.claims} claims of {len(core.articles)} articles", quiet=quiet)
    streams.say(f"  {WHOLE if full_text else SENTENCES}", quiet=quiet)
