"""`kgx serve`: keep the embedded database up."""

from typing import Annotated

import typer

from kgx.cli.options import Data, Quiet

Port = Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="Port of Bolt on 127.0.0.1; 0 is any free one.")]


def serve(data: Data = None, port: Port = 0, quiet: Quiet = False) -> None:
    """Keep the embedded database up, for Neo4j Browser.

    Prints address, user and password. Ctrl-C ends it.
    """
    import time

    from kgx.cli import options, streams
    from kgx.errors import UsageError

    chosen = options.settings(data=data)
    if chosen.uri is not None:
        raise UsageError(
            f"the database is {chosen.target} ({chosen.target_origin}), which runs by itself", hint="--data DIR names an embedded one"
        )
    with options.open_graph(chosen, create=True, port=port) as graph:
        address = graph.address
        if address is None:
            raise AssertionError("an embedded database has an address")
        print(
            f"address   {address.uri}\ndatabase  {address.database}\nuser      {address.username}\npassword  {address.password}", flush=True
        )
        streams.say(
            "Type these into Neo4j Browser (not part of kgx: https://neo4j.com/docs/browser/), or into any tool that speaks Bolt.\n"
            "Ctrl-C ends it.",
            quiet=quiet,
        )
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            streams.say("stopped", quiet=quiet)
