"""`kgx reset`: remove what kgx made."""

from typing import Annotated

import typer

from kgx.cli.options import Data, Database, Quiet, To, Username

Yes = Annotated[str | None, typer.Option("--yes", metavar="NAME", help="The database's name, for use without a terminal.")]


def reset(
    yes: Yes = None, to: To = None, data: Data = None, database: Database = None, username: Username = None, quiet: Quiet = False
) -> None:
    """Remove all that kgx made, and nothing else.

    Judgements stay. The database's name is asked for; without a terminal, --yes NAME gives it.
    """
    import sys

    from kgx.cli import options, streams
    from kgx.cli.language import told
    from kgx.errors import UsageError

    chosen = options.settings(to, data, database, username)
    with options.open_graph(chosen) as graph:
        name = graph.database_name()
        counts = graph.counts()
        streams.say(f"{chosen.target} ({chosen.target_origin})")
        streams.say(f"{counts.get('Article', 0)} articles, {counts.get('Claim', 0)} claims, {counts.get('Entity', 0)} entities would go")
        if yes is None and not sys.stdin.isatty():
            raise UsageError("nobody is there to confirm", hint=f"say --yes {name}")
        answer = yes if yes is not None else typer.prompt(told(f"type the database's name ({name}) to remove them"), err=True)
        if answer != name:
            raise UsageError(f"{answer!r} is not the database's name: nothing is removed", hint=f"the name is {name}")
        streams.say(f"{graph.reset()} nodes removed", quiet=quiet)
