"""`kgx merge`, `split`, `reject`, `accept`: judgements, in force at once."""

from typing import Annotated, Any

import typer

from kgx.cli.options import Data, Database, Quiet, To, Username

Entity = Annotated[
    str, typer.Argument(metavar="ENTITY", help="An id, a name in any script, or NAME@ARTICLE: what that one article calls so.")
]
Other = Annotated[str, typer.Argument(metavar="ENTITY", help="The other.")]
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="What to part from it; left out: all that joined it.", show_default=False)]
Claims = Annotated[list[str], typer.Argument(metavar="CLAIM", help="Ids, eight characters of them, or row numbers of the last table.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; kept with the judgement.")]


def merge(
    a: Entity, b: Other, reason: Reason = None, to: To = None, data: Data = None, database: Database = None, username: Username = None,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Make two entities one."""
    _entities("merge", [a, b], reason, (to, data, database, username), quiet)


def split(
    entity: Entity, name: Name = None, reason: Reason = None, to: To = None, data: Data = None, database: Database = None,
    username: Username = None, quiet: Quiet = False,
) -> None:  # fmt: skip
    """Part an entity from what joined it."""
    _entities("split", [entity, name], reason, (to, data, database, username), quiet)


def reject(
    claims: Claims, reason: Reason = None, to: To = None, data: Data = None, database: Database = None, username: Username = None,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Take claims that do not hold out of answers, agreement and exports."""
    _claims("reject", claims, reason, (to, data, database, username), quiet)


def accept(
    claims: Claims, reason: Reason = None, to: To = None, data: Data = None, database: Database = None, username: Username = None,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Say that claims hold; a rejected one comes back."""
    _claims("accept", claims, reason, (to, data, database, username), quiet)


def _entities(action: str, names: list[str | None], reason: str | None, where: tuple[str | None, ...], quiet: bool) -> None:
    from kgx.cli import last, options, streams

    with options.open_graph(options.settings(*where)) as graph:
        done = getattr(graph, action)(*(last.resolve(name) if name is not None else None for name in names), reason=reason)
        for when, entities in (("before", done.before), ("after", done.after)):
            for entity in entities:
                streams.say(f"{when}: {_described(entity)}", quiet=quiet)


def _claims(action: str, claims: list[str], reason: str | None, where: tuple[str | None, ...], quiet: bool) -> None:
    from kgx.cli import last, options, streams

    with options.open_graph(options.settings(*where)) as graph:
        for judgement in getattr(graph, action)(*(last.resolve(claim) for claim in claims), reason=reason):
            streams.say(f"{judgement.action}ed: {judgement.a} of {judgement.article}", quiet=quiet)


def _described(entity: dict[str, Any]) -> str:
    aliases = ", ".join(entity["aliases"] or ())
    return f"{entity['id']} ({entity['name']}{f'; {aliases}' if aliases else ''}): {entity['claims']} claims"
