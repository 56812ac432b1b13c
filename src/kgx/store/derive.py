"""The derived part: what the set of all articles and the knowledge say, worked off from the notes that loads and removals leave.

Every step can be taken again: a kill leaves the notes, and the next run takes all steps anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import msgspec

from kgx.model.graph import Called, Derivation, EntityName, KnowledgeRows, KnowledgeSource, Names, entity_type, node_key
from kgx.model.judgement import OF_ENTITIES, Judgement
from kgx.store.copies import mark_copies
from kgx.store.create import create_entities, parts
from kgx.store.judge import judgements
from kgx.store.notes import Notes
from kgx.store.repoint import repoint
from kgx.store.session import META, Transaction, Work
from kgx.store.witness import Group, groups_of, renew
from kgx.store.write import note_moved

_LINEAGE = ("VERSION_OF", "MAKES", "BROADER")

_CALLED = (
    "MATCH (e:Kgx:Entity)-[m:MENTIONED_IN]->(a:Kgx) WHERE e:Person OR e:Organization OR e:Study OR e:Benchmark OR e.id IN $given.judged "
    "WITH e, m, CASE WHEN m.localId + '@' + a.id IN $given.units THEN a.id ELSE null END AS article "
    "RETURN e.id AS id, m.localId AS local, article, m.name AS name, m.aliases AS aliases, count(*) AS articles"
)


class _Judged:
    """The judgements on entities, and what they are on."""

    def __init__(self, found: Sequence[Judgement]) -> None:
        self.all = found
        whole = {id_ for j in found for id_ in (j.a, j.b or j.a)}
        self.units = {id_ for id_ in whole if "@" in id_}
        """`ID@ARTICLE`: what one article calls so."""
        self.ids = whole | {id_.partition("@")[0] for id_ in whole}

    def unit(self, local: str, article: str | None) -> str:
        """The local id as identity takes it: of one article alone where a judgement says so."""
        one = f"{local}@{article}"
        return one if one in self.units else local

    def articles(self, local: str) -> list[str]:
        """Articles whose use of the id is judged apart."""
        return sorted(unit.partition("@")[2] for unit in self.units if unit.partition("@")[0] == local)


class Noted(msgspec.Struct):
    """What loads and removals touched since the last time."""

    keys: list[str]
    entities: set[str]
    """Local ids."""
    anew: bool
    """True where the knowledge is another than last time."""


def finish(work: Work, knowledge: KnowledgeSource, derivation: Derivation) -> None:
    """Work off all notes."""
    notes, anew = Notes(work), made_with(work) != (knowledge.hash, knowledge.lexicon)
    if not notes and not anew:
        return
    if notes.printed and mark_copies(work, derivation):
        notes = Notes(work)
    judged = _Judged([j for j in judgements(work) if j.action in OF_ENTITIES])
    noted = work.again(lambda: _noted(work, notes, judged, anew=anew))
    if noted.anew:
        for type_ in _LINEAGE:
            work.write(f"MATCH (:Kgx:Entity)-[r:{type_}]->(:Kgx) DELETE r")
    joined = _identity(work, noted, judged, knowledge, derivation)
    moved = _moved(work, noted)
    touched = {joined.get(id_, id_) for id_ in noted.entities} | noted.entities | moved
    _remove_unsupported(work, touched)
    unnamed, below = _below(work, touched)
    for part in parts(sorted(touched | below)):
        work.transaction(lambda tx, part=part: _describe(tx, part, unnamed, knowledge, derivation))  # type: ignore[misc]
    groups = chain(_groups(notes, judged), groups_of(work, moved))
    renew(work, ((joined.get(s, s), relation, joined.get(o, o)) for s, relation, o in groups), derivation.witnesses)
    _settle(work, noted, knowledge)


def _noted(work: Work, notes: Notes, judged: "_Judged", *, anew: bool) -> Noted:
    noted = Noted([], set(), anew)
    for row in notes:
        noted.keys.append(row["key"])
        noted.entities.update(row["entities"] or ())
        noted.entities.update(judged.unit(id_, row["article"]) for id_ in row["entities"] or ())
    if noted.anew:
        noted.entities.update(row["id"] for row in work.stream("MATCH (e:Kgx:Entity) RETURN e.id AS id"))
    return noted


def _groups(notes: Notes, judged: "_Judged") -> Iterator[Group]:
    """The noted groups, by local ids, and by those of one article alone where it is judged apart."""
    yield from notes.groups()
    if judged.units:
        for article, (subject, relation, object_) in notes.groups_of({unit.partition("@")[2] for unit in judged.units}):
            yield judged.unit(subject, article), relation, judged.unit(object_, article)


def _identity(work: Work, noted: Noted, judged: "_Judged", knowledge: KnowledgeSource, derivation: Derivation) -> dict[str, str]:
    """Point edges to the canonical entities, and note between which any moved. Returns local id → canonical id where they differ."""
    if not any(entity_type(id_) in derivation.learned or id_ in judged.ids for id_ in noted.entities):
        return {}
    return work.transaction(lambda tx: _point(tx, judged, knowledge, derivation))


def _point(tx: Transaction, judged: "_Judged", knowledge: KnowledgeSource, derivation: Derivation) -> dict[str, str]:
    called: list[Called] = []
    now: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for row in tx.run(_CALLED, {"judged": sorted(judged.ids), "units": sorted(judged.units)}):
        if entity_type(row["local"]) in derivation.learned or row["id"] in judged.ids:
            called.append(msgspec.structs.replace(_called(row), local=judged.unit(row["local"], row["article"])))
            now[row["local"], row["article"]].add(row["id"])
    asked = [EntityName(c.local, entity_type(c.local), c.name) for c in called]
    joined = derivation.canonical(called, set(knowledge.ask(asked).names), judged.all)
    moved: set[str] = set()
    for (local, article), ids in sorted(now.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        unit = judged.unit(local, article)
        for id_ in sorted(ids - {wanted := joined.get(unit, unit)}):
            repoint(tx, local, id_, wanted, article=article, but=[] if article else judged.articles(local))
            moved |= {id_, wanted}
    note_moved(tx, moved)
    return joined


def _moved(work: Work, noted: Noted) -> set[str]:
    """The ids between which edges were moved, now or by a run that ended before it worked off what follows from that."""
    rows = work.read("MATCH (n:Kgx:Note) WHERE n.moved IS NOT NULL RETURN n.key AS key, n.moved AS moved", {})
    noted.keys += [row["key"] for row in rows]
    return {id_ for row in rows for id_ in row["moved"]}


def _remove_unsupported(work: Work, candidates: Iterable[str]) -> None:
    """Remove entities that no article names or uses and that lie above none that stays."""
    for part in parts([node_key("entity", id_) for id_ in sorted(candidates)]):
        work.transaction(lambda tx, part=part: _remove_part(tx, part))  # type: ignore[misc]


def _remove_part(tx: Transaction, keys: Sequence[str]) -> None:
    """With those above them, and those above these: once the lower are gone, nothing would lead to the upper any more."""
    while keys:
        keys = _remove_level(tx, keys)


def _remove_level(tx: Transaction, keys: Sequence[str]) -> list[str]:
    """Returns the keys of the entities above those that went."""
    gone = [
        row["key"]
        for row in tx.run(
            "UNWIND $given.keys AS key MATCH (e:Kgx {key: key}) WHERE NOT (e)-[:MENTIONED_IN]->() AND NOT (e)-[:MAKES]->() "
            "AND NOT (e)<-[:VERSION_OF]-() AND NOT (e)<-[:BROADER]-() RETURN key",
            {"keys": keys},
        )
    ]
    above = {
        row["key"]
        for statement in (
            "UNWIND $given.keys AS key MATCH (:Kgx {key: key})-[:VERSION_OF]->(n:Kgx) RETURN DISTINCT n.key AS key",
            "UNWIND $given.keys AS key MATCH (:Kgx {key: key})-[:BROADER]->(n:Kgx) RETURN DISTINCT n.key AS key",
            "UNWIND $given.keys AS key MATCH (:Kgx {key: key})<-[:MAKES]-(n:Kgx) RETURN DISTINCT n.key AS key",
        )
        for row in tx.run(statement, {"keys": gone})
    }
    tx.run("UNWIND $given.keys AS key MATCH (e:Kgx {key: key}) DETACH DELETE e", {"keys": gone})
    tx.more["entities"] -= len(gone)
    return sorted(above)


def _below(work: Work, touched: Iterable[str]) -> tuple[set[str], set[str]]:
    """Of the touched, those that stand only above others now; and the entities below, by which the knowledge names them again."""
    unnamed: set[str] = set()
    below: set[str] = set()
    ids = sorted(touched)
    while ids:
        alone: list[str] = []
        for part in parts([node_key("entity", id_) for id_ in ids]):
            unmentioned = "UNWIND $given.keys AS key MATCH (e:Kgx {key: key}) WHERE NOT (e)-[:MENTIONED_IN]->() RETURN e.id AS id"
            alone += [row["id"] for row in work.ask(unmentioned, {"keys": part})]
        unnamed.update(alone)
        found: set[str] = set()
        for part in parts([node_key("entity", id_) for id_ in alone]):
            for edge in ("<-[:VERSION_OF]-", "<-[:BROADER]-", "-[:MAKES]->"):
                under = f"UNWIND $given.keys AS key MATCH (:Kgx {{key: key}}){edge}(n:Kgx) RETURN DISTINCT n.id AS id"
                found.update(row["id"] for row in work.ask(under, {"keys": part}))
        ids = sorted(found - below)
        below |= found
    return unnamed, below


def _describe(tx: Transaction, ids: Sequence[str], unnamed: set[str], knowledge: KnowledgeSource, derivation: Derivation) -> None:
    """Names of entities, and the knowledge that lies above them."""
    keys = {"keys": [node_key("entity", id_) for id_ in ids]}
    called: defaultdict[str, list[Called]] = defaultdict(list)
    for row in tx.run(
        "UNWIND $given.keys AS key MATCH (e:Kgx {key: key})-[m:MENTIONED_IN]->(a:Kgx) "
        "RETURN e.id AS id, m.localId AS local, m.name AS name, m.aliases AS aliases, "
        "count(DISTINCT coalesce(a.duplicateOf, a.id)) AS articles",
        keys,
    ):
        called[row["id"]].append(_called(row))
    # Asked by what articles call it, never by the name that stood there before: that would depend on what came first.
    asked = [EntityName(id_, entity_type(id_), derivation.names(id_, of, None)["name"]) for id_, of in called.items()]
    rows = knowledge.ask(asked)
    names = [_named(id_, derivation.names(id_, of, rows.names.get(id_))) for id_, of in called.items()]
    _write_described(tx, names, rows, derivation, set(called), unnamed)


def _write_described(
    tx: Transaction, names: list[dict[str, Any]], rows: KnowledgeRows, derivation: Derivation, asked: set[str], unnamed: set[str]
) -> None:
    above = {id_ for pairs in (rows.versions, rows.makes, rows.broader) for pair in pairs for id_ in pair} - asked
    created = {*create_entities(tx, above), *(above & unnamed)}
    names = names + [_named(id_, derivation.names(id_, [], rows.names.get(id_, Names(id_)))) for id_ in sorted(created)]
    for part in parts(names):
        # All properties are set anew, so that a name which no article gives any more goes.
        tx.run("UNWIND $given.rows AS row MATCH (e:Kgx {key: row.key}) SET e = row.properties", {"rows": part})
    for type_, pairs in zip(_LINEAGE, (rows.versions, rows.makes, rows.broader), strict=True):
        edges = [{"source": node_key("entity", a), "target": node_key("entity", b)} for a, b in sorted(set(pairs))]
        for part in parts(edges):
            tx.run(
                "UNWIND $given.rows AS row MATCH (a:Kgx {key: row.source}) MATCH (b:Kgx {key: row.target}) "
                f"OPTIONAL MATCH (a)-[r:{type_}]->(b) WITH a, b, r WHERE r IS NULL CREATE (a)-[:{type_}]->(b)",
                {"rows": part},
            )


def _settle(work: Work, noted: Noted, knowledge: KnowledgeSource) -> None:
    """The last step: the notes that were read are worked off."""
    for part in parts(noted.keys):
        work.write("UNWIND $given.keys AS key MATCH (n:Kgx {key: key}) DELETE n", {"keys": part})
    if noted.anew:
        work.write(
            "MATCH (m:Kgx {key: $key}) SET m.knowledge = $hash, m.lexicon = $lexicon",
            {"key": META, "hash": knowledge.hash, "lexicon": knowledge.lexicon},
        )


def made_with(work: Work) -> tuple[str | None, str | None]:
    """The hashes of the knowledge and of the user's lexicon that the graph was last brought into line with."""
    meta = work.ask("MATCH (m:Kgx {key: $key}) RETURN m.knowledge AS knowledge, m.lexicon AS lexicon", {"key": META})
    return (meta[0]["knowledge"], meta[0]["lexicon"]) if meta else (None, None)


def _called(row: dict[str, Any]) -> Called:
    return Called(row["local"], row["name"], tuple(row["aliases"] or ()), row["articles"])


def _named(id_: str, names: dict[str, Any]) -> dict[str, Any]:
    key = node_key("entity", id_)
    return {"key": key, "properties": {"key": key, "id": id_, **names}}
