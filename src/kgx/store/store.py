"""The graph in a database: what the rest of kgx may do with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import msgspec
from neo4j import Driver

from kgx.model.address import Address
from kgx.model.graph import ArticleRows, KnowledgeSource


class Rows(list[dict[str, Any]]):
    """Rows of a read, as dicts; `columns` names them in order, also where there is no row."""

    columns: tuple[str, ...] = ()


class Stored(msgspec.Struct, frozen=True, rename="camel"):
    """What the graph knows of an article without reading it."""

    stamp: str
    sha256: str
    path: str


class Store:
    """A graph of kgx in one database. Made by `connect` or `wrap`; a context manager."""

    address: Address | None
    embedded: bool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the driver, unless it was the caller's."""
        raise NotImplementedError

    def ready(self) -> None:
        """Return when the database answers; else DatabaseError that tells apart: no server, password, database, rights, too old."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Before writing: make constraints and indexes once, check the schema version. With no right to, check that they are there."""
        raise NotImplementedError

    def stored(self) -> dict[str, Stored]:
        """Article id → stamp, hash and path, of all articles, in one read."""
        raise NotImplementedError

    def load(self, articles: Iterable[ArticleRows], *, on_batch: Callable[[int], None] | None = None) -> int:
        """Write articles, each atomically in place of what it owned before, and note what they touched. Returns how many."""
        raise NotImplementedError

    def remove(self, articles: Sequence[str]) -> int:
        """Take articles out with all that they own (ids; unknown ones are passed over). Returns how many were there."""
        raise NotImplementedError

    def finish(self, knowledge: KnowledgeSource) -> None:
        """Work off what loads and removals noted: identity, names, knowledge edges, witnesses, entities without support."""
        raise NotImplementedError

    def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None, limit: int | None = None
    ) -> Rows:
        """Run one reading statement (the caller guards that it reads). Nodes, edges and paths come as plain dicts and lists.

        `timeout` in seconds; `limit` stops fetching after so many rows.
        """
        raise NotImplementedError

    def counts(self) -> dict[str, int]:
        """How many nodes by label (Article, Claim, Entity, Model, …) and, under `edges`, how many edges between nodes of kgx."""
        raise NotImplementedError

    def pending(self) -> int:
        """How many articles were loaded or removed whose consequences `finish` has not yet worked off."""
        raise NotImplementedError

    def nodes(self) -> Iterator[dict[str, Any]]:
        """All nodes of kgx: `{"key", "labels": sorted without Kgx, "properties"}`, by key."""
        raise NotImplementedError

    def edges(self) -> Iterator[dict[str, Any]]:
        """All edges between nodes of kgx: `{"type", "source": key, "target": key, "properties"}`."""
        raise NotImplementedError

    def reset(self) -> int:
        """Remove all that kgx made, judgements apart. Returns how many nodes went."""
        raise NotImplementedError


def connect(address: Address) -> Store:
    """Open a store at an address. Connects on first use (`ready`)."""
    raise NotImplementedError


def wrap(driver: Driver, database: str | None = None) -> Store:
    """A store over the caller's own driver, which is never closed."""
    raise NotImplementedError
