"""Which format a file has, and how it is written: whole or not at all."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kgx.errors import UsageError
from kgx.export import facts, graphml, neo4j_admin, node_link

if TYPE_CHECKING:
    from kgx.export.graph import Graph

FORMATS = {"graphml": graphml, "json": node_link}
"""Name → module with `SUFFIX` and `encode(graph) -> bytes`. A new format is a file here and a line in this table."""
FACTS = "jsonl"
"""Facts of articles; no graph is made for it, so it has its own writer."""
BULK = neo4j_admin.NAME
"""A folder of files, which has its own writer as well."""


def format_of(path: Path, name: str | None = None) -> str:
    """The format asked for by name, else by the path's suffix. Raises UsageError that lists the formats."""
    suffixes = {**{key: module.SUFFIX for key, module in FORMATS.items()}, FACTS: facts.SUFFIX}
    known = ", ".join(f"{key} ({suffix})" for key, suffix in suffixes.items())
    if name is not None:
        if name not in {*suffixes, BULK}:
            raise UsageError(f"no export format is called {name!r}", hint=f"there are: {known}; {BULK} (a folder)")
        return name
    for key, suffix in suffixes.items():
        if path.suffix.lower() == suffix:
            return key
    raise UsageError(f"the suffix of {path} names no export format", hint=f"there are: {known}; or say --format")


def check_place(path: Path, format_: str | None = None) -> None:
    """Raise UsageError where a file (or the folder of that format) cannot stand at that path, before anything is made for it."""
    if format_ == BULK:
        neo4j_admin.check_folder(path)
        return
    if not path.parent.is_dir():
        raise UsageError(f"no such folder: {path.parent}", hint="make it first, or choose another place")
    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint="name a file in it, such as graph.graphml")


def write(graph: "Graph[str]", path: Path, format_: str) -> None:
    """Write a graph; a reader of the path sees the old file or the new one. Raises UsageError as `check_place` does."""
    check_place(path)
    data = FORMATS[format_].encode(graph)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
