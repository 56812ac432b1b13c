"""Flags that several commands share, and the graph that they choose."""

import inspect
import logging
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from kgx.api import Graph
    from kgx.settings import Settings

Command = Callable[..., int | None]
To = Annotated[str | None, typer.Option("--to", metavar="URI", help="A Neo4j server, such as neo4j://HOST:7687 [NEO4J_URI].")]
Data = Annotated[str | None, typer.Option("--data", metavar="DIR", help="Folder of the embedded database [KGX_DATA; .kgx here or above].")]
Database = Annotated[str | None, typer.Option("--database", metavar="NAME", help="Database of the server [NEO4J_DATABASE].")]
Username = Annotated[
    str | None,
    typer.Option("--username", metavar="NAME", help="User of the server [NEO4J_USERNAME]; password: NEO4J_PASSWORD, or asked for."),
]
Lexicon = Annotated[str | None, typer.Option("--lexicon", metavar="DIR", help="One's own names, over the shipped ones [KGX_LEXICON].")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, and no messages but errors.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say what is done: database, files passed over, statements, where an error came from.")
]
TableFormat = Literal["table", "json", "jsonl", "csv"]
Format = Annotated[TableFormat, typer.Option("--format", metavar="table|json|jsonl|csv", help="How rows are printed.")]


def every(command: Command) -> Command:
    """The command with the flags that all commands take: --verbose, and --quiet where it prints nothing but data and errors."""
    stated = inspect.signature(command)
    more = {"verbose": Verbose} | ({} if "quiet" in stated.parameters else {"quiet": Quiet})

    @wraps(command)
    def with_more(**values: Any) -> int | None:
        from kgx.cli import streams

        if values["verbose"]:
            streams.tell_all()
        return command(**{name: value for name, value in values.items() if name not in more})

    flags = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=type_) for name, type_ in more.items()]
    with_more.__annotations__ = {**command.__annotations__, **more}
    with_more.__signature__ = stated.replace(parameters=[*stated.parameters.values(), *reversed(flags)])  # type: ignore[attr-defined]
    return with_more


def settings(
    to: str | None = None, data: str | None = None, database: str | None = None, username: str | None = None, lexicon: str | None = None
) -> "Settings":
    """Flags, environment, `kgx.toml` and defaults as one value. This and `speak` alone read the environment."""
    import os
    from pathlib import Path

    from kgx.settings import resolve

    flags = {"to": to, "data": data, "database": database, "username": username, "lexicon": lexicon}
    found = resolve(flags, os.environ, Path.cwd())
    logging.getLogger("kgx.settings").info("%s (%s); lexicon %s", found.target, found.target_origin, found.lexicon or "none")
    return found


def speak() -> None:
    """Say everything in the language of KGX_LANG, else of the locale. Raises UsageError for a language that kgx does not speak."""
    import os

    from kgx.cli import language
    from kgx.settings import spoken

    language.speak(spoken(os.environ))


def open_graph(chosen: "Settings", *, create: bool = False, port: int = 0) -> "Graph":
    """The graph that the settings choose. Asks for a missing password where somebody can answer."""
    from kgx.api import connect

    if chosen.uri is None:
        return connect(data=chosen.data, lexicon=chosen.lexicon, create=create, port=port)
    return connect(
        chosen.uri, username=chosen.username, password=_password(chosen), database=chosen.database, lexicon=chosen.lexicon, create=create
    )


def base_of(chosen: "Settings") -> "Path":
    """The folder that shown paths are relative to: that of `.kgx` where it was looked for, else the current one."""
    from pathlib import Path

    from kgx.settings import FOLDER

    looked_for = chosen.uri is None and not chosen.origins["data"].startswith("-") and chosen.data.name == FOLDER
    return chosen.data.parent if looked_for else Path.cwd()


def flags_of(chosen: "Settings") -> str:
    """The flags that choose the same database again, where flags chose it; with a blank before."""
    import shlex

    if not chosen.target_origin.startswith("--"):
        return ""
    return f" {chosen.target_origin} {shlex.quote(chosen.uri or str(chosen.data))}"


def _password(chosen: "Settings") -> str | None:
    import sys

    if chosen.password is not None or not sys.stdin.isatty():
        return chosen.password
    from getpass import getpass

    from kgx.cli.language import told

    return getpass(told(f"password of {chosen.username} at {chosen.uri}: "))
