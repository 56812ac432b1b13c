"""Witness edges of the groups of claims that something touched: read, decided elsewhere, written anew."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from kgx.model.graph import Stand, Stated, Witness, node_key
from kgx.store.session import Transaction, Work
from kgx.store.write import create_edges, parts

TYPES: tuple[Stand, ...] = ("AGREES_WITH", "CONTRADICTS", "DIFFERS_BY_CONDITION")
Group = tuple[str, str, str]
"""(id of the subject, relation, id of the object), canonical."""
_CLAIMS = (
    "MATCH (:Kgx {key: $subject})<-[:SUBJECT]-(c:Kgx:Claim) WHERE c.relation = $relation "
    "MATCH (c)-[:OBJECT]->(o:Kgx:Entity) MATCH (c)-[:EVIDENCED_BY]->(:Kgx)-[:IN]->(a:Kgx:Article) "
    "OPTIONAL MATCH (c)-[:ORIGIN]->(origin:Kgx) OPTIONAL MATCH (c)-[:ON]->(measure:Kgx) OPTIONAL MATCH (c)-[:UNDER]->(scenario:Kgx) "
    "RETURN o.id AS object, c.key AS key, coalesce(a.duplicateOf, a.id) AS article, a.date AS date, "
    "coalesce(origin.id, origin.name, a.source) AS origin, "
    "c.polarity AS polarity, coalesce(c.rate, c.value) AS number, c.unit AS unit, c.comparator AS comparator, c.direction AS direction, "
    "c.condition AS condition, c.timeFrom AS from, c.timeTo AS to, measure.id AS measure, scenario.id AS scenario"
)


def groups_of(work: Work, entities: Iterable[str]) -> set[Group]:
    """The groups of all claims whose subject or object one of these entities is."""
    found: set[Group] = set()
    for part in parts([node_key("entity", id_) for id_ in sorted(entities)]):
        for end in ("SUBJECT", "OBJECT"):
            statement = (
                f"UNWIND $keys AS key MATCH (:Kgx {{key: key}})<-[:{end}]-(c:Kgx:Claim) MATCH (c)-[:SUBJECT]->(s:Kgx:Entity) "
                "MATCH (c)-[:OBJECT]->(o:Kgx:Entity) RETURN DISTINCT s.id AS subject, c.relation AS relation, o.id AS object"
            )
            found.update((row["subject"], row["relation"], row["object"]) for row in work.read(statement, {"keys": part}))
    return found


def renew(work: Work, groups: Iterable[Group], decide: Callable[[Iterable[Stated]], list[Witness]]) -> None:
    """Write the witness edges of these groups anew."""
    objects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, relation, object_ in groups:
        objects[subject, relation].add(object_)
    for (subject, relation), wanted in sorted(objects.items()):
        work.transaction(lambda tx, s=subject, r=relation, w=wanted: _renew(tx, s, r, w, decide))  # type: ignore[misc]


def _renew(tx: Transaction, subject: str, relation: str, objects: set[str], decide: Callable[[Iterable[Stated]], list[Witness]]) -> None:
    by_object: defaultdict[str, dict[str, Stated]] = defaultdict(dict)
    for row in tx.run(_CLAIMS, {"subject": node_key("entity", subject), "relation": relation}):
        if row["object"] in objects:
            by_object[row["object"]][row["key"]] = _stated(row)
    claims = [key for stated in by_object.values() for key in stated]
    edges = [edge for stated in by_object.values() for edge in decide(stated.values())]
    _write(tx, claims, edges)


def _write(tx: Transaction, claims: list[str], wanted: list[Witness]) -> None:
    """Only what differs is written: in a large group, one more claim changes little."""
    there: set[Witness] = set()
    for type_ in TYPES:
        for part in parts(claims):
            statement = (
                f"UNWIND $keys AS key MATCH (:Kgx {{key: key}})-[r:{type_}]->(o:Kgx) RETURN key, o.key AS target, r.originsDiffer AS differ"
            )
            there.update(Witness(row["key"], type_, row["target"], row["differ"]) for row in tx.run(statement, {"keys": part}))
    for type_ in TYPES:
        gone = [{"source": w.source, "target": w.target} for w in there - set(wanted) if w.type == type_]
        for piece in parts(gone):
            delete = f"UNWIND $rows AS row MATCH (:Kgx {{key: row.source}})-[r:{type_}]->(:Kgx {{key: row.target}}) DELETE r"
            tx.run(delete, {"rows": piece})
        new = [w for w in wanted if w.type == type_ and w not in there]
        create_edges(tx, type_, [{"source": w.source, "target": w.target, "properties": {"originsDiffer": w.origins_differ}} for w in new])


def _stated(row: dict[str, Any]) -> Stated:
    setting = tuple(sorted(id_ for id_ in (row["measure"], row["scenario"]) if id_))
    fields = ("key", "article", "date", "origin", "polarity", "number", "unit", "comparator", "direction", "condition")
    return Stated(**{f: row[f] for f in fields}, setting=setting, time=(row["from"], row["to"]))
