"""`kgx mcp`: the graph for agents."""

from kgx.cli.options import Data, Database, Lexicon, Quiet, To, Username


def mcp(
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
    quiet: Quiet = False,
) -> None:
    """Answer agents over the Model Context Protocol, on standard input and output.

    An agent's program starts it; docs/mcp.md has what its configuration needs. Nothing is written to the graph.
    """
    import sys
    from importlib.util import find_spec

    from kgx.cli import options, streams
    from kgx.errors import UsageError

    if find_spec("mcp") is None:
        raise UsageError("kgx mcp needs the package mcp", hint="install kgx-zh with the extra [mcp]")
    with options.open_graph(options.settings(to, data, database, username, lexicon)) as graph:
        from kgx.mcp_server import serve

        if sys.stdin.isatty():
            streams.say("waiting for a program that speaks the Model Context Protocol; Ctrl-C ends it", quiet=quiet)
        serve(graph)
