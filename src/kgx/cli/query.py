"""`kgx query`: a named recipe, or a reading statement in Cypher."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kgx.cli.options import Data, Database, Format, Lexicon, Quiet, TableFormat, To, Username

if TYPE_CHECKING:
    from kgx.query import Answer


def _recipes(begun: str) -> list[str]:
    from kgx.query.recipe import names

    return [name for name in names() if name.startswith(begun)]


Name = Annotated[
    str | None,
    typer.Argument(metavar="NAME", help="A recipe, such as rates; --list shows them.", show_default=False, autocompletion=_recipes),
]
Values = Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE", help="Its parameters, in any script.", show_default=False)]
List = Annotated[bool, typer.Option("--list", help="Show the recipes and their parameters.")]
Rejected = Annotated[bool, typer.Option("--rejected", help="Answer from the claims that were rejected, and no others.")]
Cypher = Annotated[
    str | None, typer.Option("--cypher", metavar="STATEMENT", help="A reading statement instead of a recipe; - is standard input.")
]


def query(
    name: Name = None,
    values: Values = None,
    cypher: Cypher = None,
    list_: List = False,
    rejected: Rejected = False,
    format_: Format = "table",
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
    quiet: Quiet = False,
) -> None:
    """Answer a named recipe, or read-only Cypher.

    For example: kgx query rates behavior=blackmail; names in any script, several as A|B. Data goes to standard output.
    """
    from kgx.cli import options, streams
    from kgx.errors import UsageError

    if list_:
        return _list(format_)
    if cypher == "-":
        cypher = streams.read_text()
    if cypher is None and name is None:
        raise UsageError("no recipe is named", hint="kgx query NAME, kgx query --list, or kgx query --cypher STATEMENT")
    given = _pairs([*([name] if name is not None and cypher is not None else []), *(values or [])])
    if cypher is not None and rejected:
        raise UsageError("--rejected is for recipes", hint="in Cypher, a rejected claim has the label Rejected in place of Claim")
    if cypher is not None:
        from kgx.query import check_read_only

        check_read_only(cypher)
    else:
        from kgx.query import recipe

        found = recipe(str(name))
        for key in given:
            found.parameter(key)
    with options.open_graph(options.settings(to, data, database, username, lexicon)) as graph:
        answer = (
            graph.cypher(cypher, _typed(given))
            if cypher is not None
            else graph.query(str(name), rejected=rejected, **dict[str, Any](given))
        )
        _show(answer, format_, quiet)  # before the database ends, which takes its time
    return None


def _show(answer: "Answer", format_: TableFormat, quiet: bool) -> None:
    from kgx.cli import last, output, streams

    if format_ == "table":  # before they are printed: a pipe may end sooner
        last.remember(answer.rows, answer.columns)
    if answer.rows or format_ != "table":
        output.print_rows(answer.rows, answer.columns, format_)
    if format_ == "table" and not answer.rows:
        understood = "; ".join(f"{key}: {', '.join(ids)}" for key, ids in answer.understood.items())
        streams.say("nothing in the graph answers that" + (f" (understood: {understood})" if understood else ""), quiet=quiet)


def _list(format_: TableFormat) -> None:
    from kgx import api
    from kgx.cli import output
    from kgx.cli.language import told
    from kgx.query import Column

    columns: list[Column] = [Column("recipe"), Column("parameters"), Column("question")]
    rows = [
        {
            "recipe": found.name,
            "parameters": " ".join(parameter.usage for parameter in found.parameters),
            "question": told(found.question) if format_ == "table" else found.question,
        }
        for found in api.recipes()
    ]
    output.print_rows(rows, columns, format_)


def _pairs(items: list[str]) -> dict[str, str]:
    """KEY=VALUE words as a mapping. Raises UsageError for another word, and for a key given twice."""
    from kgx.errors import UsageError

    found: dict[str, str] = {}
    for item in items:
        key, sign, value = item.partition("=")
        if not sign or not key:
            raise UsageError(f"{item!r} is not KEY=VALUE", hint="for example: kgx query rates behavior=blackmail")
        if key in found:
            raise UsageError(f"{key} is given twice", hint=f"several names are parted by a bar: {key}=A|B")
        found[key] = value
    return found


def _typed(given: dict[str, str]) -> dict[str, Any]:
    """Parameters of a statement: JSON where a value is JSON (numbers, lists), else text."""
    import json

    def value(text: str) -> Any:
        try:
            return json.loads(text)
        except ValueError:
            return text

    return {key: value(text) for key, text in given.items()}
