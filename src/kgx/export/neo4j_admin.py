"""Files for `neo4j-admin database import`, with the command that loads them into an empty database."""

import shlex
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from kgx.errors import UsageError

NAME = "neo4j-admin"
COMMAND = "import.sh"
SCHEMA = "schema.cypher"
_LIST = "\x1f"
"""Between the members of a list: a control character, which no name and no address holds."""
_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--read-buffer-size=64m", "--overwrite-destination")


def check_folder(folder: Path) -> None:
    """Raise UsageError where the files cannot stand in that folder, before anything is made for them."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there, and no empty folder", hint="name a folder that does not exist yet")
    if not folder.parent.is_dir():
        raise UsageError(f"no such folder: {folder.parent}", hint="make it first, or choose another place")


def write_bulk(nodes: Iterable[dict[str, Any]], edges: Iterable[dict[str, Any]], schema: Sequence[str], folder: Path) -> tuple[int, int]:
    """Write the files of nodes and edges as `Store` gives them, the command, and the statements to run afterwards.

    Returns how many nodes and edges. Raises UsageError as `check_folder` does.
    """
    check_folder(folder)
    folder.mkdir(exist_ok=True)
    by_labels: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        by_labels[tuple(node["labels"])].append({"key:ID": node["key"], **node["properties"]})
    by_type: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        by_type[edge["type"]].append({":START_ID": edge["source"], ":END_ID": edge["target"], **edge["properties"]})
    files = []
    for labels, rows in sorted(by_labels.items()):
        name = f"nodes-{'-'.join(labels)}.csv"
        _write(folder / name, rows)
        files.append(f"--nodes={':'.join(('Kgx', *labels))}={name}")
    for type_, rows in sorted(by_type.items()):
        name = f"edges-{type_}.csv"
        _write(folder / name, rows)
        files.append(f"--relationships={type_}={name}")
    (folder / SCHEMA).write_text("".join(f"{statement};\n" for statement in schema), encoding="utf-8", newline="\n")
    (folder / COMMAND).write_text(_script([*files, *_OPTIONS]), encoding="utf-8", newline="\n")
    return sum(map(len, by_labels.values())), sum(map(len, by_type.values()))


def _script(options: Sequence[str]) -> str:
    lines = " \\\n  ".join(shlex.quote(option) for option in options)
    return (
        "#!/bin/sh\n"
        "# Run in this folder, with the server stopped: all that the database holds is replaced. Another database: sh import.sh NAME\n"
        f"# Start the server then, and run {SCHEMA} on it for the constraints and indexes.\n"
        f'exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "${{1:-neo4j}}" \\\n  {lines}\n'
    )


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    columns: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            columns[name] = _wider(columns.get(name), "" if ":" in name else _type(value))
    with path.open("w", encoding="utf-8", newline="") as file:
        _line(file, (f"{name}:{type_}" if type_ else name for name, type_ in columns.items()))
        for row in rows:
            _line(file, (row.get(name) for name in columns))


def _type(value: Any) -> str:
    if isinstance(value, list):
        return f"{_type(value[0]) if value else 'string'}[]"
    return {bool: "boolean", int: "long", float: "double"}.get(type(value), "string")


def _wider(one: str | None, other: str) -> str:
    """The type that takes the values of both."""
    if one is None or one == other:
        return other
    return "double" if {one, other} == {"long", "double"} else "string"


def _line(file: TextIO, values: Iterable[Any]) -> None:
    """One row; nothing at all is null, an empty text is quoted, which the csv module does not tell apart."""
    file.write(",".join("" if value is None else f'"{_text(value)}"' for value in values) + "\n")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return _LIST.join(_text(item) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) else str(value).replace('"', '""')
