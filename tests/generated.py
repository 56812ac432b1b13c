"""The parts of the documentation that are made from the program. `make docs` writes them; tests hold them to it.

A part stands between `<!-- name -->` and `<!-- /name -->` in its file.
"""

import ast
import inspect
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from kgx.model.told import Language
from tests import accuracy

ROOT = Path(__file__).parents[1]


READMES: dict[str, Language] = {"README.md": "en", "README.zh-Hant.md": "hant", "README.zh-Hans.md": "hans"}


def commands(spoken: Language) -> str:
    """A row a command, with the first sentence of its help."""
    import typer

    from kgx.cli import language
    from kgx.cli.app import app

    rows = []
    for name, command in _leaves(typer.main.get_command(app)):
        arguments = [param.metavar or param.name.upper() for param in command.params if param.param_type_name == "argument"]
        usage = " ".join([name, *arguments])
        language.speak(spoken)
        help_ = language.told((command.help or "").partition("\n")[0], "help")
        language.speak("en")
        rows.append(f"| `kgx {usage}` | {_first_sentence(help_)} |")
    head = {"en": "| command | does |", "hant": "| 指令 | 用途 |", "hans": "| 命令 | 用途 |"}[spoken]
    return "\n".join([head, "|---|---|", *rows])


def _leaves(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The commands of a group and of the groups in it, by all the words that call them."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _leaves(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def help_texts() -> str:
    """The help of each command, as a terminal of 100 columns shows it."""
    import typer

    from kgx.cli.app import app

    root: Any = typer.main.get_command(app)
    parts = []
    for name, command in _leaves(root):
        parent = typer.Context(root, info_name="kgx", terminal_width=100, max_content_width=100)
        context = typer.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
        parts.append(f"### kgx {name}\n\n```text\n{command.get_help(context).strip()}\n```")
    return "\n\n".join(parts)


def public_names() -> str:
    """A row a public name, with the first sentence of its docstring."""
    import kgx

    rows = []
    for name in kgx.__all__:
        what = getattr(kgx, name)
        if callable(what):
            shown = name if isinstance(what, type) else f"{name}{_signature(what)}"
            rows.append(f"| `kgx.{shown}` | {_first_sentence(inspect.getdoc(what) or '')} |")
    return "\n".join(["| name | is |", "|---|---|", *rows])


def _signature(function: Callable[..., Any]) -> str:
    """The names of the parameters, with the defaults of those that may be left out."""
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in inspect.signature(function).parameters.values()]
    return str(inspect.Signature(bare))


def _first_sentence(text: str) -> str:
    line = " ".join(text.split("\n\n")[0].split())
    return re.split(r"(?<=\.) ", line)[0].rstrip(".。").replace("|", "\\|")


def knowledge_files() -> str:
    """A section a knowledge file: what a record is, and its keys with types and meaning, from the schema itself."""
    from kgx.knowledge.load import FILES
    from kgx.knowledge.model_schema import Form, ModelWords, Word
    from kgx.knowledge.schema import Cues, Record

    shared = {key for key, _, _ in _fields(Record)}
    kinds: dict[str, type] = {"every record with a name": Record, **{f"`{name}`": kind for name, kind in FILES.items()}}
    kinds |= {"`model_words.yaml`": ModelWords, "Cues": Cues, "Word": Word, "Form": Form}
    parts = []
    for name, kind in kinds.items():
        named = kind is not Record and issubclass(kind, Record)
        rows = [f"| `{key}` | {type_} | {note} |" for key, type_, note in _fields(kind) if not (named and key in shared)]
        about = inspect.cleandoc(kind.__doc__ or "") + (" A record with a name." if named else "")
        parts.append("\n".join([f"### {name}", "", about, *(["", "| key | value | meaning |", "|---|---|---|", *rows] if rows else [])]))
    return "\n\n".join(parts)


def _fields(kind: type) -> list[tuple[str, str, str]]:
    """Key, type and docstring of each field, inherited ones first."""
    found: dict[str, tuple[str, str, str]] = {}
    for base in reversed([b for b in kind.__mro__ if b.__module__.startswith("kgx.")]):
        tree = ast.parse(inspect.getsource(base))
        body = tree.body[0].body  # type: ignore[attr-defined]  # a class
        for node, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                note = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
                key = node.target.id.removesuffix("_")
                type_ = _plain(ast.unparse(node.annotation)) + (", optional" if node.value is not None else "")
                found[key] = (key, type_.replace("|", "\\|"), " ".join(str(note).split()).replace("|", "\\|"))
    return list(found.values())


def _plain(annotation: str) -> str:
    """A type in words for people who write YAML."""
    annotation = annotation.replace(" | None", "")
    if annotation.startswith("Literal["):
        return ", ".join(f"`{value}`" for value in ast.literal_eval(f"({annotation[8:-1]},)"))
    if annotation.startswith("tuple["):
        inner = annotation[6:].removesuffix(", ...]")
        return "list" if inner == "str" else f"list of {inner.replace(' | ', ' or ').replace('str', 'text')}"
    if annotation.startswith("dict["):
        return "map"
    return {"str": "text", "bool": "true or false", "float": "number", "int": "whole number"}.get(annotation, annotation)


def export_columns() -> str:
    """A row a column of the table of claims."""
    from kgx.export.columns import columns

    rows = [f"| `{column.name}` | {column.type} | {column.en[1]} | {column.hant[0]} | {column.hans[0]} |" for column in columns()]
    return "\n".join(["| column | type | holds | 繁體 | 简体 |", "|---|---|---|---|---|", *rows])


def sample(spoken: Language) -> str:
    """What the demo prints, in a terminal of 160 columns."""
    return f"```text\n$ kgx {' '.join(_QUERY)}\n{_printed()[spoken]}\n```"


_QUERY = ("query", "rates", "behavior=blackmail")


@cache
def _printed() -> dict[Language, str]:
    """The demo's table in each language, on one graph."""
    printed: dict[Language, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "COLUMNS": "160", "KGX_DATA": folder, "NO_COLOR": "1", "PYTHONUTF8": "1"}
        environment.pop("NEO4J_URI", None)
        run = [sys.executable, "-m", "kgx"]
        subprocess.run([*run, "ingest", "--quiet", "corpus"], cwd=ROOT, env=environment, check=True, capture_output=True)
        for spoken in READMES.values():
            speaking = {**environment, "KGX_LANG": {"en": "en", "hant": "zh-Hant", "hans": "zh-Hans"}[spoken]}
            done = subprocess.run([*run, *_QUERY], cwd=ROOT, env=speaking, check=True, capture_output=True, encoding="utf-8")
            printed[spoken] = done.stdout.rstrip()
    return printed


def first_queries() -> str:
    """A section a query of the browser kit: its question, and the statement."""
    from kgx.export import browser_kit

    sections = []
    for name, text in browser_kit().items():
        if name.endswith(".cypher"):
            question, _, statement = text.removeprefix("// ").partition("\n")
            sections.append(f"### {int(name[:2])}. {question}\n\n```cypher\n{statement.rstrip()}\n```")
    return "\n\n".join(sections)


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    **{file: {"commands": partial(commands, spoken), "sample": partial(sample, spoken)} for file, spoken in READMES.items()},
    "docs/commands.md": {"help": help_texts},
    "docs/python.md": {"names": public_names},
    "docs/browser.md": {"queries": first_queries},
    "docs/export.md": {"columns": export_columns},
    "docs/knowledge.md": {"files": knowledge_files},
    "docs/accuracy.md": {
        "first-sight": accuracy.first_sight,
        "now": accuracy.now,
        "relations": accuracy.relations,
        "rules": accuracy.rule_table,
    },
}


FILES: dict[str, Callable[[], str]] = {"src/kgx/query/precision.yaml": accuracy.precision_file}
"""Whole files."""


def part(file: str, name: str) -> str:
    """The part as the file has it. ValueError where the file has no such part."""
    text = (ROOT / file).read_text(encoding="utf-8")
    match = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", text, re.DOTALL)
    if match is None:
        raise ValueError(f"{file} has no part <!-- {name} -->")
    return match[1]


def write() -> None:
    """Write every part and file anew."""
    for file, make in FILES.items():
        (ROOT / file).write_text(make(), encoding="utf-8")
    for file, parts in PARTS.items():
        for name, make in parts.items():
            start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
            before, _, rest = (ROOT / file).read_text(encoding="utf-8").partition(start)
            after = rest.partition(end)[2]
            (ROOT / file).write_text(f"{before}{start}{make()}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    write()
