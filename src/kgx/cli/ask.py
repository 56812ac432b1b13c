"""`kgx ask`: a question in English, Traditional or Simplified Chinese."""

from typing import TYPE_CHECKING, Annotated

import typer

from kgx.cli.options import Data, Database, Format, Lexicon, Quiet, TableFormat, To, Username

if TYPE_CHECKING:
    from kgx.api import Graph
    from kgx.query.ask import Question, Reply

Words = Annotated[
    str | None,
    typer.Argument(
        metavar="QUESTION", help="In English, 繁體 or 简体; - is standard input; with --chat the first one.", show_default=False
    ),
]
Cypher = Annotated[bool, typer.Option("--cypher", help="Print the query that answers, with its parameters, before the answer.")]
Chat = Annotated[bool, typer.Option("--chat", help="Go on with questions from standard input, a line each; an empty line ends.")]


def ask(
    question: Words = None,
    cypher: Cypher = False,
    chat: Chat = False,
    format_: Format = "table",
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
    quiet: Quiet = False,
) -> None:
    """Answer a question in words, with the evidence of each row.

    For example: kgx ask "Which models blackmailed more than 80 % of the time?" Words that are not understood are named, never guessed.
    """
    from kgx.cli import options, streams
    from kgx.errors import UsageError

    if question == "-" and not chat:
        question = streams.read_text()
    if question is None and not chat:
        raise UsageError("no question is given", hint='kgx ask "哪些模型會勒索？"; kgx ask --chat takes several')
    with options.open_graph(options.settings(to, data, database, username, lexicon)) as graph:
        before = _one(graph, question, None, cypher, format_, quiet) if question is not None else None
        if chat:
            _go_on(graph, before, cypher, format_, quiet)


def _go_on(graph: "Graph", before: "Question | None", cypher: bool, format_: TableFormat, quiet: bool) -> None:
    """Questions of standard input, each with the one before; a fault of one is said, and the next is asked."""
    import sys

    from kgx.cli.streams import complain
    from kgx.errors import UsageError

    while True:
        if sys.stdin.isatty():
            print("? ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline().strip()
        if not line:
            return
        try:
            before = _one(graph, line, before, cypher, format_, quiet)
        except UsageError as error:
            complain(error.message, error.hint)
        sys.stdout.flush()


def _one(graph: "Graph", question: str, before: "Question | None", cypher: bool, format_: TableFormat, quiet: bool) -> "Question":
    reply = graph.ask(question, before=before)
    _show(reply, cypher, format_, quiet)
    return reply.question


def _show(reply: "Reply", cypher: bool, format_: TableFormat, quiet: bool) -> None:
    import sys

    from kgx.cli import last, output, streams

    if format_ == "json":
        output.print_json(reply.as_json())
        return
    if format_ == "table":
        if cypher:
            print(reply.statement(), end="\n\n")
        print(reply.sentence)
        if reply.answer.rows:
            output.print_rows(reply.answer.rows, reply.answer.columns, format_)
        last.remember(reply.answer.rows, reply.answer.columns)
    else:
        if cypher:
            print(reply.statement(), file=sys.stderr)
        streams.say(reply.sentence, quiet=quiet)
        output.print_rows(reply.answer.rows, reply.answer.columns, format_)
    for note in reply.notes:
        streams.say(note, quiet=quiet)
