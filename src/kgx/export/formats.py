"""Which format a file has, what it is made of, and how it is written: whole or not at all."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kgx.errors import UsageError
from kgx.export import csv_table, facts, gexf, graphml, json_ld, neo4j_admin, node_link, parquet_table, xlsx_table
from kgx.export.claims import Kind, check_kind, claim_rows
from kgx.export.graph import to_networkx

if TYPE_CHECKING:
    from kgx.export.columns import Language
    from kgx.store import Store

GRAPHS = {"graphml": graphml, "gexf": gexf, "json": node_link}
"""Name → module with `SUFFIX` and `encode(graph) -> bytes`. A new format is a file here and a line in one of these tables."""
WHOLE = {"jsonld": json_ld}
"""The same, of formats that hold everything, whatever kind of graph."""
TABLES = {"csv": csv_table, "xlsx": xlsx_table, "parquet": parquet_table}
"""Name → module with `SUFFIX` and `encode(rows, language) -> bytes`."""
BINARY = frozenset(["xlsx", "parquet"])
FORMATS = {**GRAPHS, **WHOLE, **TABLES}
FACTS = "jsonl"
"""Facts of articles; neither graph nor table is made for it, so it has its own writer."""
BULK = neo4j_admin.NAME
"""A folder of files, which has its own writer as well."""
TEXTS = (FACTS, BULK)
"""What holds articles' texts, since kgx or the graph in Neo4j goes on with them."""
_EXTRAS = {"xlsx": ("openpyxl", "tables"), "parquet": ("pyarrow", "parquet")}
"""Name → the module that writes it, and the extra that brings the module."""


class Made(msgspec.Struct, frozen=True):
    """What a file is to hold, and how much of what that is."""

    data: bytes
    count: int
    what: str
    """Of what there are so many, such as `nodes, 12 edges`."""


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


def check_choice(format_: str, kind: str = "claims", language: str | None = None, *, full_text: bool = False) -> None:
    """Raise UsageError where a format cannot be written here or has no use for a choice, before anything is made for it."""
    check_kind(kind)
    if format_ not in {**GRAPHS, **TABLES} and kind != "claims":
        raise UsageError(f"{format_} always holds everything; there is no kind {kind} of it", hint="leave --kind out")
    if language is not None and format_ not in TABLES:
        raise UsageError(f"{format_} has no headings in a language", hint=f"--lang is for {', '.join(TABLES)}")
    if full_text and format_ not in TEXTS:
        raise UsageError(f"{format_} never holds whole articles", hint=f"--full-text is for {', '.join(TEXTS)}")
    module, extra = _EXTRAS.get(format_, (None, None))
    if module is not None and find_spec(module) is None:
        raise UsageError(f"{format_} needs the package {module}", hint=f"install kgx-zh with the extra [{extra}]")


def make(store: "Store", format_: str, kind: Kind = "claims", language: "Language | None" = None, *, rejected: bool = False) -> Made:
    """What a file of that format holds. Raises UsageError as `check_choice` does."""
    check_choice(format_, kind, language)
    if format_ in TABLES:
        rows = claim_rows(store, kind, rejected=rejected)
        return Made(TABLES[format_].encode(rows, language), len(rows), "claims")
    graph = to_networkx(store, kind, rejected=rejected)
    return Made((GRAPHS | WHOLE)[format_].encode(graph), graph.number_of_nodes(), f"nodes, {graph.number_of_edges()} edges")


def write(data: bytes, path: Path, format_: str) -> None:
    """Write a file; a reader of the path sees the old file or the new one. Raises UsageError as `check_place` does."""
    check_place(path)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    head = csv_table.FILE_HEAD if format_ == "csv" else b""
    try:
        part.write_bytes(head + data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
