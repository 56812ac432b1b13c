"""Constraints and indexes, all named `kgx_…`: which there should be, which lack, and the version of the graph's schema."""

from collections.abc import Sequence
from typing import Any, Literal, get_args

import msgspec

from kgx.errors import DatabaseError, RefusedError
from kgx.model.claim import Relation
from kgx.model.graph import SCHEMA_VERSION, band_name
from kgx.store import fulltext
from kgx.store.copies import print_articles
from kgx.store.dialect import Dialect
from kgx.store.session import META, Work
from kgx.text.fingerprint import BANDS


class Part(msgspec.Struct, frozen=True):
    """A constraint or an index that the graph should have."""

    name: str
    kind: Literal["UNIQUENESS", "RANGE", "FULLTEXT"]
    of: str
    """Label, or type of edges."""
    field: str
    edges: bool = False

    @property
    def statement(self) -> str:
        """The DDL that makes it where it is missing."""
        if self.kind == "UNIQUENESS":
            return f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR (n:{self.of}) REQUIRE n.{self.field} IS UNIQUE"
        if self.kind == "FULLTEXT":
            return fulltext.STATEMENT
        pattern = f"()-[n:{self.of}]-()" if self.edges else f"(n:{self.of})"
        return f"CREATE INDEX {self.name} IF NOT EXISTS FOR {pattern} ON (n.{self.field})"

    def shows(self, row: dict[str, Any]) -> bool:
        """Whether a row of SHOW CONSTRAINTS or SHOW INDEXES is of this kind, whatever its name."""
        return (
            row["type"] == self.kind
            and row["entityType"] == ("RELATIONSHIP" if self.edges else "NODE")
            and (row["labelsOrTypes"], row["properties"]) == ([self.of], [self.field])
            and row.get("state", "ONLINE") != "FAILED"
            and (self.kind != "FULLTEXT" or fulltext.by_pairs(row))
        )


class Lacks(msgspec.Struct, frozen=True):
    """What a database lacks of the graph's constraints and indexes."""

    missing: tuple[str, ...] = ()
    """Names."""
    wrong: tuple[str, ...] = ()
    """Names under which there is something of another kind."""
    of: int = 0
    """How many there should be."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.wrong)


_PARTS = (
    Part("kgx_key", "UNIQUENESS", "Kgx", "key"),
    Part("kgx_owner", "RANGE", "Kgx", "articleId"),
    Part("kgx_article_id", "RANGE", "Article", "id"),
    Part("kgx_article_path", "RANGE", "Article", "path"),
    Part("kgx_claim_id", "RANGE", "Claim", "id"),
    Part("kgx_claim_relation", "RANGE", "Claim", "relation"),
    Part("kgx_claim_group", "RANGE", "Claim", "group"),
    Part("kgx_entity_id", "RANGE", "Entity", "id"),
    *(Part(f"kgx_entity_{field.lower()}", "RANGE", "Entity", field) for field in ("name", "nameEn", "nameHant", "nameHans")),
    *(Part(f"kgx_{band_name(position)}", "RANGE", "Fingerprint", band_name(position)) for position in range(BANDS)),
)
_ON_EDGES = tuple(Part(f"kgx_direct_{r.lower()}", "RANGE", r, "claimId", edges=True) for r in get_args(Relation))
_FULL_TEXT = Part(fulltext.INDEX, "FULLTEXT", "Kgx", "normal")
_COUNT = (
    "OPTIONAL MATCH (c:Kgx:Claim) WITH count(c) AS claims OPTIONAL MATCH (e:Kgx:Entity) WITH claims, count(e) AS entities "
    "OPTIONAL MATCH (:Kgx:Article)-[d:DUPLICATE_OF]->(:Kgx) WITH claims, entities, count(d) AS copies "
    "MATCH (m:Kgx {key: $key}) SET m.claims = claims, m.entities = entities, m.copies = copies"
)


def parts(dialect: Dialect) -> tuple[Part, ...]:
    """All that a graph in this kind of database should have."""
    return (*_PARTS, *(_ON_EDGES if dialect.indexes_on_edges else ()), _FULL_TEXT)


def statements(dialect: Dialect) -> list[str]:
    """The DDL, which an administrator may run as well."""
    return [part.statement for part in parts(dialect) if part is not _FULL_TEXT or dialect.full_text_by_statement]


def lacks(work: Work) -> Lacks:
    """What is not there, or is of another kind than its name says. RefusedError where this user may not look.

    An index of the same kind under another name does as well, and keeps one of ours from being made; the full-text index is asked for
    by its name.
    """
    there = [*work.read("SHOW CONSTRAINTS", {}), *work.read("SHOW INDEXES YIELD *", {})]
    missing: list[str] = []
    wrong: list[str] = []
    wanted = parts(work.dialect)
    for part in wanted:
        named = [row for row in there if row["name"] == part.name]
        if not any(part.shows(row) for row in (named if part is _FULL_TEXT else there)):
            (wrong if named else missing).append(part.name)
    return Lacks(tuple(missing), tuple(wrong), len(wanted))


def prepare(work: Work) -> None:
    """Check the version, and make the constraints and indexes that are missing. DatabaseError that names what lacks where that fails."""
    version = _version(work)
    if version is not None and version > SCHEMA_VERSION:
        raise DatabaseError(
            f"the graph at {work.where} has schema {version}, this kgx writes {SCHEMA_VERSION}",
            hint="use the kgx that made it, or a newer one; or make the graph anew: `kgx reset`, then `kgx ingest`",
        )
    _complete(work, checked=version == SCHEMA_VERSION)
    if version == SCHEMA_VERSION:
        return
    print_articles(work)
    work.write(
        # An older graph gets what it lacks: its entities are described anew with the next ingest, as by another knowledge.
        "MERGE (m:Kgx {key: $key}) SET m.id = 'graph', m.name = 'kgx', m.schema = $version, m.knowledge = null",
        {"key": META, "version": SCHEMA_VERSION},
    )
    work.write("MATCH (m:Kgx {key: $key}) SET m:Meta", {"key": META})
    work.write(_COUNT, {"key": META})


def _complete(work: Work, *, checked: bool) -> None:
    """Make what is missing. `checked`: it was all there when the graph was made."""
    try:
        found = lacks(work)
    except RefusedError as error:
        if checked:
            return
        raise RefusedError(
            f"this user may not see the constraints and indexes at {work.where}",
            hint="an administrator may run `kgx ingest` the first time, or grant SHOW CONSTRAINT and SHOW INDEX",
        ) from error
    if found.wrong:
        raise DatabaseError(
            f"at {work.where} there is something of another kind than kgx needs under: {', '.join(found.wrong)}",
            hint="drop it by its name (DROP CONSTRAINT, DROP INDEX), and run `kgx ingest` again",
        )
    if found.missing:
        _make(work, [part for part in parts(work.dialect) if part.name in found.missing])


def _make(work: Work, missing: Sequence[Part]) -> None:
    try:
        for part in missing:
            if part is _FULL_TEXT:
                fulltext.make(work)
            else:
                work.schema(part.statement)
    except RefusedError as error:
        raise RefusedError(
            f"the graph at {work.where} lacks what this user may not make: {', '.join(part.name for part in missing)}",
            hint="let an administrator run what `kgx schema --cypher` prints, then run `kgx ingest` again",
        ) from error


def _version(work: Work) -> int | None:
    rows = work.ask("MATCH (m:Kgx {key: $key}) RETURN m.schema AS version", {"key": META})
    return rows[0]["version"] if rows else None
