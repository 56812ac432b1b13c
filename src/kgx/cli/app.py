"""The command `kgx`: its commands in the order of the help, and what becomes of errors, interrupts and closed pipes."""

import logging
import shlex
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from kgx.cli import (
    ask,
    browser_kit,
    diff,
    doctor,
    evaluate,
    export,
    extract,
    ingest,
    issues,
    judge,
    judgements,
    lexicon,
    mcp,
    options,
    query,
    report,
    reset,
    schema,
    serve,
    status,
    why,
)
from kgx.cli.help import Command, Group
from kgx.errors import DONE, INTERRUPTED, SOME_FAILED, KgxError

_COMMANDS: dict[str, Callable[..., int | None] | typer.Typer] = {
    "ingest": ingest.ingest,
    "ask": ask.ask,
    "query": query.query,
    "report": report.report,
    "export": export.export,
    "why": why.why,
    "issues": issues.issues,
    "lexicon": lexicon.app,
    "merge": judge.merge,
    "split": judge.split,
    "reject": judge.reject,
    "accept": judge.accept,
    "judgements": judgements.judgements,
    "status": status.status,
    "diff": diff.diff,
    "doctor": doctor.doctor,
    "serve": serve.serve,
    "reset": reset.reset,
    "extract": extract.extract,
    "eval": evaluate.evaluate,
    "schema": schema.schema,
    "mcp": mcp.mcp,
    "browser-kit": browser_kit.browser_kit,
}
_COMMAND_LINE_ERROR: type[Exception] = typer.BadParameter.__mro__[2]
"""What the parser raises for a wrong command line; it has `exit_code` and `format_message()`."""

_PIPE_CLOSED = 1
"""With this the parser ends the process by itself where the reader of a pipe is gone."""

app = typer.Typer(
    name="kgx",
    cls=Group,
    help="Read Chinese articles on AI, Traditional or Simplified, into a graph of claims that can be checked in their sentences.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _command in _COMMANDS.items():
    if isinstance(_command, typer.Typer):
        app.add_typer(_command, name=_name)
    else:
        app.command(_name, cls=Command)(options.every(_command))


def _print_version(wanted: bool) -> None:
    if wanted:
        from kgx.version import __version__

        typer.echo(f"kgx {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    pass


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with the exit code that `kgx.errors` states."""
    from kgx.cli import streams

    streams.prepare()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe (head, less) has seen enough
        streams.abandon_stdout()
        code = DONE
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    from kgx.cli.streams import complain

    try:
        options.speak()
        result: Any = app(args=arguments, prog_name="kgx", standalone_mode=False)
    except KgxError as error:
        logging.getLogger("kgx").debug("where it came from", exc_info=error)
        complain(error.message, error.hint)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        result = INTERRUPTED
    except _COMMAND_LINE_ERROR as error:
        return _wrong_usage(error, list(sys.argv[1:] if arguments is None else arguments))
    except SystemExit as end:
        if end.code == _PIPE_CLOSED:
            raise BrokenPipeError from end
        raise
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        complain(f"{error.strerror or error}{place}")
        return SOME_FAILED
    if result == INTERRUPTED:
        complain("interrupted")
    return result if isinstance(result, int) else DONE


def _wrong_usage(error: Any, arguments: list[str]) -> int:
    from kgx.cli.streams import complain
    from kgx.query.recipe import names

    if arguments and arguments[0] in names() and arguments[0] not in _COMMANDS:
        complain(f"{arguments[0]} is the name of a recipe", f"kgx query {shlex.join(arguments)}")
        return int(error.exit_code)
    message = error.format_message().rstrip(".")
    if message and type(error).__name__ != "NoArgsIsHelpError":
        context = getattr(error, "ctx", None)
        complain(message, f"see `{context.command_path} --help`" if context else None)
    else:  # no arguments at all: the help is the message
        print(error.ctx.get_help(), file=sys.stderr)
    return int(error.exit_code)
