"""Constraints and indexes, all named `kgx_…`, and the version of the graph's schema."""

from typing import get_args

from kgx.errors import DatabaseError
from kgx.model.claim import Relation
from kgx.model.graph import SCHEMA_VERSION, band_name
from kgx.store import fulltext
from kgx.store.copies import print_articles
from kgx.store.dialect import Dialect
from kgx.store.session import META, Work
from kgx.text.fingerprint import BANDS

_UNIQUE = "CREATE CONSTRAINT kgx_key IF NOT EXISTS FOR (n:Kgx) REQUIRE n.key IS UNIQUE"
_INDEXES = {
    "kgx_owner": "(n:Kgx) ON (n.articleId)",
    "kgx_article_id": "(n:Article) ON (n.id)",
    "kgx_article_path": "(n:Article) ON (n.path)",
    "kgx_claim_id": "(n:Claim) ON (n.id)",
    "kgx_claim_relation": "(n:Claim) ON (n.relation)",
    "kgx_claim_group": "(n:Claim) ON (n.group)",
    "kgx_entity_id": "(n:Entity) ON (n.id)",
    **{f"kgx_entity_{field.lower()}": f"(n:Entity) ON (n.{field})" for field in ("name", "nameEn", "nameHant", "nameHans")},
    **{f"kgx_{band_name(position)}": f"(n:Fingerprint) ON (n.{band_name(position)})" for position in range(BANDS)},
}
_COUNT = (
    "OPTIONAL MATCH (c:Kgx:Claim) WITH count(c) AS claims OPTIONAL MATCH (e:Kgx:Entity) WITH claims, count(e) AS entities "
    "OPTIONAL MATCH (:Kgx:Article)-[d:DUPLICATE_OF]->(:Kgx) WITH claims, entities, count(d) AS copies "
    "MATCH (m:Kgx {key: $key}) SET m.claims = claims, m.entities = entities, m.copies = copies"
)


def statements(dialect: Dialect) -> list[str]:
    """The DDL, which an administrator may run as well."""
    indexes = dict(_INDEXES)
    if dialect.indexes_on_edges:
        for relation in get_args(Relation):
            indexes[f"kgx_direct_{relation.lower()}"] = f"()-[n:{relation}]-() ON (n.claimId)"
    full_text = [fulltext.STATEMENT] if dialect.full_text_by_statement else []
    return [_UNIQUE, *(f"CREATE INDEX {name} IF NOT EXISTS FOR {of}" for name, of in indexes.items()), *full_text]


def prepare(work: Work) -> None:
    """Make what is missing, once, and check the version. Without the right to, check that it is there."""
    version = _version(work)
    if version == SCHEMA_VERSION:
        return
    if version is not None and version > SCHEMA_VERSION:
        raise DatabaseError(
            f"the graph at {work.where} has schema {version}, this kgx writes {SCHEMA_VERSION}",
            hint="use the kgx that made it, or a newer one; or make the graph anew: `kgx reset`, then `kgx ingest`",
        )
    try:
        for statement in statements(work.dialect):
            work.schema(statement)
        fulltext.make(work)
    except DatabaseError as error:
        if "no right" not in error.message or "kgx_key" not in _there(work):
            raise
    print_articles(work)
    work.write(
        # An older graph gets what it lacks: its entities are described anew with the next ingest, as by another knowledge.
        "MERGE (m:Kgx {key: $key}) SET m.id = 'graph', m.name = 'kgx', m.schema = $version, m.knowledge = null",
        {"key": META, "version": SCHEMA_VERSION},
    )
    work.write("MATCH (m:Kgx {key: $key}) SET m:Meta", {"key": META})
    work.write(_COUNT, {"key": META})


def _version(work: Work) -> int | None:
    rows = work.ask("MATCH (m:Kgx {key: $key}) RETURN m.schema AS version", {"key": META})
    return rows[0]["version"] if rows else None


def _there(work: Work) -> set[str]:
    return {row["name"] for row in work.ask("SHOW CONSTRAINTS", {})}
