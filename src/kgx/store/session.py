"""Statements in explicit transactions, and rows as plain values."""

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from time import monotonic, perf_counter, sleep
from typing import Any, TypeVar

import msgspec
import neo4j
from neo4j import graph, spatial, time

from kgx.errors import AwayError, DatabaseError
from kgx.model.address import Address
from kgx.model.graph import node_key
from kgx.store.connect import told_apart
from kgx.store.dialect import Dialect

_log = logging.getLogger("kgx.store")
T = TypeVar("T")
META = node_key("meta", "graph")
"""The node that holds the schema's version and the knowledge's hash."""
COUNTED = ("claims", "entities", "copies")
"""What that node counts as it is written, since to count all of a large graph takes a while."""
_COUNT = f"MATCH (m:Kgx {{key: $key}}) SET {', '.join(f'm.{name} = coalesce(m.{name}, 0) + ${name}' for name in COUNTED)}"
PATIENCE = 300.0
"""Seconds to wait for a server that went away, where nothing else is said."""
_TIMES, _PAUSE = 4, 0.5
"""How often one thing is tried where the server goes away each time: it may be that which fells it. Seconds between looks."""
_SHOWN = 200
"""Characters of a statement in a log line."""
_QUIET = neo4j.NotificationMinimumSeverity.OFF


class Rows(list[dict[str, Any]]):
    """Rows of a read, as dicts; `columns` names them in order (the embedded server names none where there is no row)."""

    columns: tuple[str, ...] = ()


class Transaction:
    """An open transaction: all or nothing."""

    def __init__(self, inner: neo4j.ManagedTransaction) -> None:
        self._inner = inner
        self.more: Counter[str] = Counter()
        """How many more there are of what `COUNTED` lists, by what this transaction did; fewer are below zero."""

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a statement of ours and take all its rows."""
        begun = perf_counter()
        rows = [dict(record) for record in self._inner.run(statement, sent(parameters or {}))]
        _tell(statement, len(rows), begun)
        return rows

    def stream(self, statement: str) -> Iterator[dict[str, Any]]:
        """Run a statement and give its rows one by one; they are to be taken before the next one runs."""
        return (dict(record) for record in self._inner.run(statement))


class Patience(msgspec.Struct, frozen=True):
    """What to do where the server goes away amid the work: wait for it."""

    seconds: float
    """At most, each time."""
    tell: Callable[[str], None]
    """Hears what is waited for, and that it is there again."""


class Work:
    """Where statements run: one driver, one database."""

    def __init__(self, driver: neo4j.Driver, database: str | None, where: str, dialect: Dialect, http: Address | None = None) -> None:
        self._driver = driver
        self.database = database
        self.where = where
        self.dialect = dialect
        self.http = http
        """Where the embedded server answers over HTTP, if that is known."""
        self.patience: Patience | None = None

    def transaction(self, body: Callable[[Transaction], T]) -> T:
        """Run a function in one writing transaction; it may run again where the server asks to try again.

        Its first statement takes the lock by which all writers wait for each other: what the function reads stays true
        until it is done. Where the server went away as the transaction ended, nobody knows whether it did: the function may then
        find its own work done.
        """

        return self.again(lambda: self._transaction(body))

    def _transaction(self, body: Callable[[Transaction], T]) -> T:
        def locked(inner: neo4j.ManagedTransaction) -> T:
            tx = Transaction(inner)
            tx.run("MATCH (m:Kgx {key: $key}) SET m.turn = 0", {"key": META})
            result = body(tx)
            if any(tx.more.values()):
                tx.run(_COUNT, {"key": META, **{name: tx.more[name] for name in COUNTED}})
            return result

        with told_apart(self.where, self.database), self._session() as session:
            return session.execute_write(locked)

    def write(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run one writing statement in its own transaction."""
        return self.transaction(lambda tx: tx.run(statement, parameters))

    def schema(self, statement: str) -> None:
        """Run one statement that changes the schema."""

        def run() -> None:
            with told_apart(self.where, self.database), self._session() as session:
                session.run(statement).consume()

        self.again(run)

    def read(self, statement: str, parameters: Mapping[str, Any], *, timeout: float | None = None, limit: int | None = None) -> Rows:
        """Run one reading statement; all its rows, or the first `limit`."""

        def body(inner: neo4j.ManagedTransaction) -> Rows:
            result = inner.run(statement, dict(parameters))
            rows = Rows()
            rows.columns = tuple(result.keys())
            for record in result:
                if limit is not None and len(rows) >= limit:
                    break
                rows.append(_row(record))
            return rows

        def run() -> Rows:
            with told_apart(self.where, self.database), self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(neo4j.unit_of_work(timeout=timeout)(body))

        begun = perf_counter()
        rows = self.again(run)
        _tell(statement, len(rows), begun)
        return rows

    def ask(self, statement: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Run one reading statement of ours, in one message; where the server asks to try again, as others are run."""
        given, begun = sent(parameters), perf_counter()
        try:
            with told_apart(self.where, self.database), self._session(neo4j.READ_ACCESS) as session:
                rows = [_row(record) for record in session.run(statement, given)]
        except DatabaseError:
            return self.read(statement, given)
        _tell(statement, len(rows), begun)
        return rows

    def stream(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Rows of a reading statement, one by one, without holding them all."""
        with told_apart(self.where, self.database), self._session(neo4j.READ_ACCESS) as session, session.begin_transaction() as tx:
            for record in tx.run(statement, dict(parameters or {})):
                yield _row(record)

    def again(self, action: Callable[[], T]) -> T:
        """Do what asks the database; where it went away and there is patience, wait for it and do it again."""
        for _ in range(_TIMES - 1):
            try:
                return action()
            except AwayError as error:
                if self.patience is None:
                    raise
                self._wait(error, self.patience)
        return action()

    def _wait(self, error: AwayError, patience: "Patience") -> None:
        """Return when the server answers again; raise where it does not within the time that there is."""
        patience.tell(f"the database at {self.where} does not answer; waiting for it, at most {patience.seconds:.0f} s")
        _log.info("%s", error)
        end = monotonic() + patience.seconds
        while True:
            sleep(_PAUSE)
            try:
                with told_apart(self.where, self.database), self._session(neo4j.READ_ACCESS) as session:
                    session.run("RETURN 1").consume()
            except AwayError:
                if monotonic() > end:
                    raise
            else:
                patience.tell(f"the database at {self.where} answers again")
                return

    def _session(self, access: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=access, notifications_min_severity=_QUIET)


def _row(record: neo4j.Record) -> dict[str, Any]:
    return {name: plain(record[name]) for name in record.keys()}  # noqa: SIM118


def sent(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as our own statements take them: lists in one map, `given`.

    Of a list that is a parameter itself, Neo4j takes the order of magnitude for a part of the statement, and plans it anew for each.
    """
    lists = {name: value for name, value in parameters.items() if isinstance(value, list | tuple)}
    return {**{name: value for name, value in parameters.items() if name not in lists}, "given": lists}


def _tell(statement: str, rows: int, begun: float) -> None:
    """A log line on a statement, shortened: without its comments, on one line."""
    if _log.isEnabledFor(logging.DEBUG):
        text = " ".join(line.strip() for line in statement.splitlines() if not line.startswith("//"))
        _log.debug("%d rows in %.0f ms: %s", rows, 1000 * (perf_counter() - begun), text[:_SHOWN] + "…" * (len(text) > _SHOWN))


def plain(value: Any) -> Any:
    """A value of the driver as JSON has it.

    A node is its properties with `labels`, an edge its properties with `type`, a path a list of both.
    """
    if isinstance(value, graph.Node):
        return {"labels": sorted(set(value.labels) - {"Kgx"}), **_properties(value)}
    if isinstance(value, graph.Relationship):
        return {"type": value.type, **_properties(value)}
    if isinstance(value, graph.Path):
        steps = [plain(value.nodes[0])]
        for edge, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain(edge), plain(node)]
        return steps
    if isinstance(value, time.DateTime | time.Date | time.Time | datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, time.Duration):
        return value.iso_format()
    if isinstance(value, spatial.Point):
        return list(value)
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return value


def _properties(entity: graph.Entity) -> dict[str, Any]:
    return {name: plain(entity[name]) for name in entity}
