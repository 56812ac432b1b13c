"""Judgements in the graph: read, written, and which of them speak of nothing that is there."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from kgx.model.graph import node_key
from kgx.model.ids import judgement_id
from kgx.model.judgement import OF_ENTITIES, Judgement
from kgx.store.session import Transaction, Work

_FIELDS = ("action", "a", "b", "article", "date", "reason")
_ALL = f"MATCH (j:Kgx:Judgement) RETURN {', '.join(f'j.{field} AS {field}' for field in _FIELDS)} ORDER BY j.id"
_CLAIMS = "UNWIND $given.keys AS key MATCH (c:Kgx {key: key}) RETURN c.id AS id"
_ENTITIES = "MATCH (e:Kgx:Entity) RETURN e.id AS id, e.localIds AS locals"
_MENTIONS = "UNWIND $given.keys AS key MATCH (a:Kgx {key: key})<-[m:MENTIONED_IN]-(:Kgx) RETURN a.id AS article, m.localId AS local"


def judgements(work: Work) -> list[Judgement]:
    """All judgements, by what they are on."""
    rows = work.ask(_ALL, {})
    return [msgspec.convert({field: row[field] for field in _FIELDS if row[field] is not None}, Judgement) for row in rows]


def rejected(tx: Transaction) -> set[str]:
    """Keys of the claims that users rejected."""
    rows = tx.run("MATCH (j:Kgx:Judgement) WHERE j.action = 'reject' RETURN j.a AS id")
    return {node_key("claim", row["id"]) for row in rows}


def record(tx: Transaction, new: Iterable[Judgement]) -> list[str]:
    """Write judgements, each in place of the one on the same. Returns the entities that they are on, by local ids."""
    rows = []
    for judgement in new:
        id_ = judgement_id(judgement.a, judgement.b)
        given = {field: getattr(judgement, field) for field in _FIELDS}
        name = " ".join(filter(None, (judgement.action, judgement.a, judgement.b)))
        key = node_key("judgement", id_)
        rows.append({"key": key, "properties": {"key": key, "id": id_, "name": name, **{k: v for k, v in given.items() if v is not None}}})
    missing = "UNWIND $given.rows AS row OPTIONAL MATCH (n:Kgx {key: row.key}) WITH row, n WHERE n IS NULL RETURN row.key AS key"
    wanted = {row["key"] for row in tx.run(missing, {"rows": rows})}
    tx.run("UNWIND $given.keys AS key CREATE (:Kgx:Judgement {key: key})", {"keys": sorted(wanted)})
    tx.run("UNWIND $given.rows AS row MATCH (n:Kgx {key: row.key}) SET n = row.properties", {"rows": rows})
    return sorted({id_ for j in new if j.action in OF_ENTITIES for whole in (j.a, j.b or j.a) for id_ in (whole, whole.partition("@")[0])})


def stale(work: Work, found: Sequence[Judgement]) -> list[Judgement]:
    """Those that speak of a claim or an entity that no article has now."""
    keys = [node_key("claim", j.a) for j in found if j.action not in OF_ENTITIES]
    there = {row["id"] for row in work.ask(_CLAIMS, {"keys": keys})}
    pairs = [j for j in found if j.action in OF_ENTITIES]
    if pairs:
        there |= _entities(work, {id_ for j in pairs for id_ in (j.a, j.b or j.a)})
    return [j for j in found if not {j.a, j.b or j.a} <= there]


def _entities(work: Work, ids: set[str]) -> set[str]:
    there: set[str] = set()
    for row in work.ask(_ENTITIES, {}):
        there.update((row["id"], *(row["locals"] or ())))
    articles = sorted({node_key("article", id_.partition("@")[2]) for id_ in ids if "@" in id_})
    rows: list[dict[str, Any]] = work.ask(_MENTIONS, {"keys": articles})
    return there | {f"{row['local']}@{row['article']}" for row in rows}
