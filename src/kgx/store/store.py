"""The graph in a database: what the rest of kgx may do with it."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import msgspec
import neo4j

from kgx.model.address import Address
from kgx.model.graph import ArticleRows, Derivation, KnowledgeSource, Owned, node_key
from kgx.model.judgement import Judgement
from kgx.store import judge, schema, write
from kgx.store.connect import check_version, open_driver, told_apart
from kgx.store.create import parts
from kgx.store.derive import finish, made_with
from kgx.store.dialect import EMBEDDED, Dialect, dialect_of
from kgx.store.owned import owned
from kgx.store.session import COUNTED, META, PATIENCE, Patience, Rows, Work


class Stored(msgspec.Struct, frozen=True, rename="camel"):
    """What the graph knows of an article without reading it."""

    stamp: str
    sha256: str
    path: str


class Store:
    """A graph of kgx in one database. Made by `connect` or `wrap`; a context manager."""

    def __init__(self, driver: neo4j.Driver, database: str | None, where: str, *, owned: bool, http: Address | None = None) -> None:
        self.driver = driver
        """Of the neo4j package; for what this class has no method for."""
        self._owned = owned
        self._http = http
        self._work: Work | None = None
        self.database = database
        self.where = where
        """For messages: the address without what lets one in."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the driver, unless it was the caller's."""
        if self._owned:
            self.driver.close()

    def ready(self) -> None:
        """Return when the database answers; else DatabaseError that tells apart: no server, password, database, rights, too old."""
        with told_apart(self.where, self.database), self.driver.session(database=self.database) as session:
            result = session.run("RETURN 1")
            agent = result.consume().server.agent or ""
        check_version(agent, self.where)
        self._work = Work(self.driver, self.database, self.where, dialect_of(agent), self._http)

    @property
    def dialect(self) -> Dialect:
        """What this server wants otherwise than the other kind."""
        return self._ready().dialect

    @property
    def embedded(self) -> bool:
        """Whether the server is of the embedded kind."""
        return self.dialect == EMBEDDED

    def lacks(self) -> schema.Lacks:
        """The constraints and indexes that are missing or of another kind. RefusedError where this user may not look."""
        return schema.lacks(self._ready())

    def prepare(self) -> None:
        """Before writing: check the schema's version, and make the constraints and indexes that are missing.

        DatabaseError that names them where something else has their name, RefusedError where this user may not make them.
        """
        schema.prepare(self._ready())

    @contextlib.contextmanager
    def waiting(self, tell: Callable[[str], None] | None = None, seconds: float = PATIENCE) -> Iterator[None]:
        """Within this, wait so long for a server that goes away, and go on when it is back; `tell` hears of it.

        The embedded server is not waited for: it has another address when it is started again.
        """
        work = self._ready()
        work.patience = None if self.embedded else Patience(seconds, tell or _silent)
        try:
            yield
        finally:
            work.patience = None

    def stored(self, paths: Sequence[str] | None = None, ids: Sequence[str] = ()) -> dict[str, Stored]:
        """Article id → stamp, hash and path: of all articles, or of those with one of these paths or ids."""
        fields = "RETURN a.id AS id, a.stamp AS stamp, a.sha256 AS sha256, a.path AS path"
        if paths is None:
            rows: Iterable[dict[str, Any]] = self._ready().stream(f"MATCH (a:Kgx:Article) {fields}")
        else:
            either = (
                f"UNWIND $given.paths AS path MATCH (a:Article {{path: path}}) WHERE a:Kgx {fields} "
                f"UNION UNWIND $given.keys AS key MATCH (a:Kgx {{key: key}}) {fields}"
            )
            rows = self._ready().ask(either, {"paths": paths, "keys": [node_key("article", id_) for id_ in ids]})
        return {row["id"]: Stored(row["stamp"], row["sha256"], row["path"]) for row in rows}

    def totals(self) -> dict[str, int]:
        """How many `claims`, `entities` and `copies` (articles that say what an earlier one does) there are, without counting them."""
        counted = ", ".join(f"coalesce(m.{name}, 0) AS {name}" for name in COUNTED)
        rows = self._ready().ask(f"MATCH (m:Kgx {{key: $key}}) RETURN {counted}", {"key": META})
        return rows[0] if rows else dict.fromkeys(COUNTED, 0)

    def load(self, articles: Iterable[ArticleRows], *, on_batch: Callable[[int], None] | None = None) -> int:
        """Write articles, each whole or not at all, in place of what they owned before, and note what they touched.

        `articles` is taken one by one, and no more of it held than one batch; `on_batch` hears how many each wrote.
        Returns how many in all.
        """
        count = 0
        for batch in write.batches(articles):
            write.load(self._ready(), batch)
            count += len(batch)
            if on_batch:
                on_batch(len(batch))
        return count

    def remove(self, articles: Sequence[str]) -> int:
        """Take articles out with all that they own (ids; unknown ones are passed over). Returns how many were there."""
        step = 100
        return sum(write.remove(self._ready(), articles[i : i + step]) for i in range(0, len(articles), step))

    def finish(self, knowledge: KnowledgeSource, derivation: Derivation) -> None:
        """Work off what loads and removals noted: identity, names, knowledge edges, witnesses, entities without support."""
        finish(self._ready(), knowledge, derivation)

    def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None, limit: int | None = None
    ) -> Rows:
        """Run one reading statement (the caller guards that it reads). Nodes, edges and paths come as plain dicts and lists.

        `timeout` in seconds (Neo4j heeds it; the embedded server has one limit for all statements); `limit` stops fetching
        after so many rows.
        """
        return self._ready().read(cypher, parameters or {}, timeout=timeout, limit=limit)

    def counts(self) -> dict[str, int]:
        """How many nodes of kgx by label (Article, Claim, Entity, Model, …) and, under `edges`, how many edges between them."""
        found: dict[str, int] = {}
        for row in self.read(
            "MATCH (n:Kgx) WHERE NOT n:Note AND NOT n:Meta AND NOT n:Fingerprint RETURN labels(n) AS labels, count(*) AS n"
        ):
            for label in set(row["labels"]) - {"Kgx"}:
                found[label] = found.get(label, 0) + row["n"]
        edges = self.read("MATCH (:Kgx)-[r]->(:Kgx) RETURN count(r) AS n")[0]["n"]
        return {**dict(sorted(found.items())), "edges": edges}

    def pending(self) -> int:
        """How many articles were loaded or removed whose consequences `finish` has not yet worked off."""
        return int(self.read("MATCH (n:Kgx:Note) RETURN count(DISTINCT n.article) AS n")[0]["n"])

    def made_with(self) -> tuple[str | None, str | None]:
        """The hashes of the knowledge and of the user's lexicon by which the graph was made; None where there is none."""
        return made_with(self._ready())

    def nodes(self, *, rejected: bool = False) -> Iterator[dict[str, Any]]:
        """All nodes that carry the graph: `{"key", "labels": sorted without Kgx, "properties"}`, by key.

        Rejected claims only where they are asked for; judgements never.
        """
        statement = (
            "MATCH (n:Kgx) WHERE NOT n:Note AND NOT n:Meta AND NOT n:Judgement AND NOT n:Fingerprint"
            f"{'' if rejected else ' AND NOT n:Rejected'} "
            "RETURN n.key AS key, labels(n) AS labels, properties(n) AS properties ORDER BY key"
        )
        for row in self._ready().stream(statement):
            row["properties"].pop("key")
            yield {**row, "labels": sorted(set(row["labels"]) - {"Kgx"})}

    def edges(self, *, rejected: bool = False) -> Iterator[dict[str, Any]]:
        """All edges between nodes of kgx: `{"type", "source": key, "target": key, "properties"}`, by source, type and target."""
        statement = "MATCH (a:Kgx)-[r]->(b:Kgx)" if rejected else "MATCH (a:Kgx)-[r]->(b:Kgx) WHERE NOT a:Rejected"
        return self._ready().stream(
            f"{statement} RETURN type(r) AS type, a.key AS source, b.key AS target, properties(r) AS properties "
            "ORDER BY source, type, target"
        )

    def copies(self, articles: Sequence[str] | None = None) -> list[tuple[str, str]]:
        """The paths of each article that is a copy of an earlier one, and of that one, by path.

        `articles`: only where one of the two is among these ids.
        """
        pair = "RETURN a.path AS path, b.path AS original"
        if articles is None:
            rows = self.read(f"MATCH (a:Kgx:Article)-[:DUPLICATE_OF]->(b:Kgx:Article) {pair}")
            return sorted((row["path"], row["original"]) for row in rows)
        found: set[tuple[str, str]] = set()
        for part in parts([node_key("article", id_) for id_ in articles]):
            either = " UNION ".join(
                f"UNWIND $given.keys AS key MATCH {ends} {pair}"
                for ends in ("(a:Kgx {key: key})-[:DUPLICATE_OF]->(b:Kgx)", "(b:Kgx {key: key})<-[:DUPLICATE_OF]-(a:Kgx)")
            )
            found.update((row["path"], row["original"]) for row in self._ready().ask(either, {"keys": part}))
        return sorted(found)

    def judgements(self) -> list[Judgement]:
        """All judgements of users, by what they are on."""
        return judge.judgements(self._ready())

    def stale(self) -> list[Judgement]:
        """The judgements on a claim or entity that no article has now."""
        return judge.stale(self._ready(), self.judgements())

    def judge(self, new: Sequence[Judgement], articles: Sequence[ArticleRows]) -> None:
        """Write judgements, each in place of the one on the same pair or claim, and load the articles of the claims anew, as one."""
        write.judge(self._ready(), new, articles)

    def articles_of(self, claims: Sequence[str]) -> dict[str, str]:
        """Claim's id → its article's id, of the claims that are there."""
        keys = [node_key("claim", id_) for id_ in claims]
        rows = self._ready().ask(
            "UNWIND $given.keys AS key MATCH (c:Kgx {key: key}) RETURN c.id AS id, c.articleId AS article", {"keys": keys}
        )
        return {row["id"]: row["article"] for row in rows}

    def owned(self, articles: Sequence[str]) -> Iterator[Owned]:
        """What each of these articles owns (ids; unknown ones are passed over), in the order of their ids."""
        return owned(self._ready().ask, articles)

    def reset(self) -> int:
        """Remove all that kgx made, judgements apart. Returns how many nodes went."""
        return write.reset(self._ready())

    def _ready(self) -> Work:
        if self._work is None:
            self.ready()
        if self._work is None:
            raise AssertionError("ready() makes it")
        return self._work


def _silent(_message: str) -> None:
    """Tells nobody."""


def connect(address: Address) -> Store:
    """A store at an address; connects on first use. UsageError where the address is none."""
    return Store(open_driver(address), address.database, address.uri, owned=True, http=address if address.http else None)


def wrap(driver: neo4j.Driver, database: str | None = None) -> Store:
    """A store over the caller's own driver, which is never closed."""
    return Store(driver, database, "the caller's driver", owned=False)
