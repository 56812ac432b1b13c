"""`kgx lexicon`: names of one's own; faults of the knowledge files; terms of a corpus that they lack."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgx.cli.help import Command, Group
from kgx.cli.options import Format, Lexicon, Quiet, every

if TYPE_CHECKING:
    from kgx.knowledge.own import Added, Addition
    from kgx.settings import Settings

app = typer.Typer(cls=Group, help="Add names of one's own, check the knowledge files, find what they lack.", no_args_is_help=True)

Type = Annotated[
    str | None,
    typer.Argument(
        metavar="TYPE", help="lab, organization, person, model-family, model, behavior, benchmark, study or scenario.", show_default=False
    ),
]
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="In any script.", show_default=False)]
Aliases = Annotated[list[str] | None, typer.Option("--alias", metavar="NAME", help="Another name; again for each further one.")]
Weak = Annotated[list[str] | None, typer.Option("--weak", metavar="NAME", help="One that counts only beside another name of it.")]
Broader = Annotated[
    list[str] | None,
    typer.Option("--broader", metavar="NAME", help="What it belongs to: a broader behavior, a model's lab or family, a study's author."),
]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Of an organization: company, university, institute, media …")]
Table = Annotated[
    Path | None,
    typer.Option("--from", metavar="TABLE", help="CSV: type,name,aliases,broader; several aliases as A;B. - is standard input."),
]
Folder = Annotated[Path | None, typer.Argument(metavar="DIR", help="A lexicon folder, not that of the settings.", show_default=False)]
Warnings = Annotated[bool, typer.Option("--warnings", help="Show also where the two scripts of a name differ by more than conversion.")]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, or folders that hold some.", show_default=False)]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=0, help="How many terms; 0 for all.")]


@app.command("add", cls=Command)
@every
def add(
    type_: Type = None,
    name: Name = None,
    alias: Aliases = None,
    weak: Weak = None,
    broader: Broader = None,
    kind: Kind = None,
    table: Table = None,
    lexicon: Lexicon = None,
    quiet: Quiet = False,
) -> None:
    """Add a name, or a table of names, to one's own lexicon.

    For example: kgx lexicon add person 林大海 --alias "David Lin". The form in the other script is filled in by OpenCC and listed under
    `converted`, since nobody has checked it. A name that is there already adds its new aliases.
    """
    from kgx import api
    from kgx.cli import options, streams
    from kgx.errors import UsageError
    from kgx.settings import own_lexicon

    if (table is None) == (name is None) or (table is not None and (type_ or alias or weak or broader or kind)):
        hint = "kgx lexicon add person 林大海 --alias 'David Lin', or kgx lexicon add --from names.csv"
        raise UsageError("give a type and a name, or a table", hint=hint)
    additions = _of_table(table) if table is not None else [_of_flags(str(type_), str(name), alias, weak, broader, kind)]
    chosen = options.settings(lexicon=lexicon)
    folder = own_lexicon(chosen, Path.cwd())
    for added in api.add_names(folder, additions):
        _tell(added, quiet)
    streams.say(_use(chosen, folder), quiet=quiet)


def _of_table(table: Path) -> "list[Addition]":
    from kgx.cli import streams
    from kgx.errors import UsageError
    from kgx.knowledge.own import read_table

    if str(table) == "-":
        return read_table(streams.read_bytes(), "standard input")
    if not table.is_file():
        raise UsageError(f"no such file: {table}", hint="a CSV table with the columns type, name, aliases, broader")
    return read_table(table.read_bytes(), str(table))


def _of_flags(
    type_: str, name: str, alias: list[str] | None, weak: list[str] | None, broader: list[str] | None, kind: str | None
) -> "Addition":
    from kgx.knowledge.own import Addition, type_of

    return Addition(
        type=type_of(type_), name=name, aliases=tuple(alias or ()), weak=tuple(weak or ()), broader=tuple(broader or ()), kind=kind
    )


def _tell(added: "Added", quiet: bool) -> None:
    from kgx.cli import streams

    lists = {"hant": added.hant, "hans": added.hans, "en": added.en, "weak": added.weak}
    told = "; ".join(f"{key} {', '.join(names)}" for key, names in lists.items() if names)
    more = "more names of " if added.extends else ""
    streams.say(f"{_shown(Path(added.file))}: {more}{added.name}{f' ({told})' if told else ''}", quiet=quiet)
    if added.converted:
        streams.say(f"  by OpenCC, not checked: {', '.join(added.converted)}", quiet=quiet)
    for word in added.ordinary:
        streams.say(f"  {word} is an ordinary word too: with --weak it counts only beside another name", quiet=quiet)


def _use(chosen: "Settings", folder: Path) -> str:
    """How other commands come to use the folder."""
    origin = chosen.origins["lexicon"]
    if chosen.lexicon is not None and not origin.startswith("--"):
        return f"in use through {origin}; `kgx ingest` reads the articles again by it"
    return f'to use it: --lexicon {_shown(folder)}, KGX_LEXICON, or in kgx.toml: lexicon = "{folder.name}"'


def _shown(path: Path) -> str:
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


@app.command("check", cls=Command)
@every
def check(
    folder: Folder = None, warnings: Warnings = False, format_: Format = "table", lexicon: Lexicon = None, quiet: Quiet = False
) -> None:
    """List all faults of the knowledge files at once.

    Of the shipped ones and one's own: file, record, and what is wrong. The exit code is 4 where there is a fault.
    """
    from kgx import api
    from kgx.cli import options, output, streams
    from kgx.errors import CheckError
    from kgx.query import Column

    found = api.check_lexicon(folder or options.settings(lexicon=lexicon).lexicon)
    faults = [fault for fault in found if fault.level == "fault"]
    shown = found if warnings else faults
    if shown or format_ != "table":
        rows = [{"level": f.level, "file": f.file, "record": f.record, "message": f.message} for f in shown]
        output.print_rows(rows, [Column("level"), Column("file"), Column("record"), Column("message")], format_)
    if not warnings and len(found) > len(faults):
        streams.say(
            f"{len(found) - len(faults)} names differ between the scripts by more than conversion; --warnings lists them", quiet=quiet
        )
    if faults:
        raise CheckError(
            f"the knowledge files have {len(faults)} fault{'s' * (len(faults) > 1)}", hint="docs/knowledge.md names the keys of each file"
        )
    streams.say("no faults", quiet=quiet)


@app.command("suggest", cls=Command)
@every
def suggest(paths: Paths, limit: Limit = 30, format_: Format = "table", lexicon: Lexicon = None, quiet: Quiet = False) -> int:
    """Show terms and names in articles that the lexicon lacks.

    With a guess at the type, counts and a sentence, the likeliest first; `--format csv` gives a table that `kgx lexicon add --from` takes.
    """
    from kgx import api
    from kgx.cli import options, output, streams
    from kgx.errors import DONE, SOME_FAILED
    from kgx.query import Column

    found, failures = api.suggest_names(*paths, lexicon=options.settings(lexicon=lexicon).lexicon)
    rows = [
        {
            "type": each.type, "name": each.term, "aliases": list(each.aliases), "count": each.count, "articles": each.articles,
            "sign": each.sign, "path": each.path, "sentence": each.sentence,
        }
        for each in (found[:limit] if limit else found)
    ]  # fmt: skip
    columns = [
        Column("type"), Column("name"), Column("aliases"), Column("count", "integer"), Column("articles", "integer"), Column("sign"),
        Column("path"), Column("sentence", "quote"),
    ]  # fmt: skip
    output.print_rows(rows, columns, format_)
    if limit and len(found) > limit:
        streams.say(f"{len(found) - limit} more; --limit 0 shows all", quiet=quiet)
    for failure in failures:
        streams.complain(failure.message, failure.hint)
    return SOME_FAILED if failures else DONE
