"""The checks of `kgx doctor`: each looks at one thing and says what it found."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kgx.errors import KgxError, RefusedError

if TYPE_CHECKING:
    from kgx.api import Graph
    from kgx.settings import Settings
    from kgx.store import Store

Row = dict[str, str | None]


def run(settings: "Callable[[], Settings]", open_graph: "Callable[[Settings], Graph]") -> Iterator[Row]:
    """Every check, in the order in which one thing needs another. A fault of one does not stop the rest."""
    yield _row("python", f"{sys.version.split()[0]} in {sys.prefix}")
    yield _command()
    try:
        chosen = settings()
    except KgxError as error:
        yield _wrong("settings", error)
        return
    yield _row("settings", f"{chosen.target} ({chosen.target_origin})")
    yield _knowledge(chosen)
    yield _runtime() if chosen.uri is None else _row("embedded database", "not used")
    yield from _database(chosen, open_graph)


def _row(check: str, found: str, mend: str | None = None) -> Row:
    return {"check": check, "state": "well" if mend is None else "wrong", "found": found, "mend": mend}


def _wrong(check: str, error: KgxError) -> Row:
    return _row(check, error.message, error.hint or "")


def _command() -> Row:
    """Whether the `kgx` that a shell finds is this one: other packages and a Debian program have the same name."""
    first = shutil.which("kgx")
    here = Path(sys.prefix, "Scripts" if os.name == "nt" else "bin")
    if first is None:
        return _row("command", f"no kgx on the PATH; this one lies in {here}")
    if Path(first).parent.resolve() == here.resolve():
        return _row("command", first)
    return _row("command", f"{first} comes before the kgx in {here}", f"put {here} first on the PATH, or type kgx-zh")


def _knowledge(chosen: "Settings") -> Row:
    from kgx.knowledge import load

    try:
        found = load(chosen.lexicon)
    except KgxError as error:
        return _wrong("knowledge", error)
    return _row("knowledge", f"{len(found.known)} entities, {found.hash[:19]}" + (f", lexicon {chosen.lexicon}" if chosen.lexicon else ""))


def _runtime() -> Row:
    from importlib.metadata import version

    from kgx.server.runtime import runtime

    try:
        return _row("embedded database", f"arcadedb-embedded {version('arcadedb-embedded')} in {runtime()}")
    except KgxError as error:
        return _wrong("embedded database", error)


def _database(chosen: "Settings", open_graph: "Callable[[Settings], Graph]") -> Iterator[Row]:
    if chosen.uri is None and not chosen.data.exists():
        yield _row("graph", f"none yet in {chosen.data}: `kgx ingest PATH` makes it")
        return
    try:
        with open_graph(chosen) as graph:
            counts = graph.counts()
            yield _articles(counts, graph.store.pending())
            yield _schema(graph.store, empty=counts.keys() == {"edges"})
    except KgxError as error:
        yield _wrong("graph", error)


def _articles(counts: dict[str, int], pending: int) -> Row:
    told = f"{counts.get('Article', 0)} articles, {counts.get('Claim', 0)} claims, {counts.get('Entity', 0)} entities"
    if pending:
        return _row("graph", f"{told}; {pending} articles wait to be worked in", "run `kgx ingest` again")
    return _row("graph", told)


def _schema(store: "Store", *, empty: bool) -> Row:
    """Whether the constraints and indexes are really there, each of its kind: without them writes may double and reads be slow."""
    try:
        lacks = store.lacks()
    except RefusedError:
        return _row("schema", "not looked at: this user may not see constraints and indexes")
    if not lacks:
        return _row("schema", f"{lacks.of} constraints and indexes, each of its kind")
    if empty and not lacks.wrong:
        return _row("schema", "not yet made: the first `kgx ingest` makes it")
    if not lacks.wrong:
        mend = "run `kgx ingest` again"
        return _row(
            "schema",
            f"missing: {', '.join(lacks.missing)}",
            mend if store.embedded else f"{mend}, or let an administrator run what `kgx schema --cypher` prints",
        )
    found = f"of another kind: {', '.join(lacks.wrong)}"
    return _row(
        "schema",
        f"{found}; missing: {', '.join(lacks.missing)}" if lacks.missing else found,
        "drop what is of another kind by its name (DROP CONSTRAINT, DROP INDEX), and run `kgx ingest` again",
    )
