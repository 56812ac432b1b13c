"""Witness edges of the groups of claims that something touched: read, decided elsewhere, written anew."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from kgx.model.graph import Stand, Stated, Witness, group, node_key
from kgx.store.create import create_edges, parts
from kgx.store.session import Transaction, Work

TYPES: tuple[Stand, ...] = ("AGREES_WITH", "CONTRADICTS", "DIFFERS_BY_CONDITION")
Group = tuple[str, str, str]
"""(id of the subject, relation, id of the object), canonical."""
# One label where a property is looked up: the embedded server uses no index under two. The ends are compared as a list, since Neo4j would
# begin with all claims on the object where it could look that up.
_CLAIMS = (
    "UNWIND $given.rows AS row MATCH (c:Claim {group: row.local}) WHERE c:Kgx "
    "MATCH (c)-[:SUBJECT]->(s:Kgx) MATCH (c)-[:OBJECT]->(o:Kgx) WHERE [s.key, o.key] = [row.subject, row.object] "
    "MATCH (c)-[:EVIDENCED_BY]->(:Kgx)-[:IN]->(a:Kgx:Article) "
    "OPTIONAL MATCH (c)-[:ORIGIN]->(origin:Kgx) OPTIONAL MATCH (c)-[:ON]->(measure:Kgx) OPTIONAL MATCH (c)-[:UNDER]->(scenario:Kgx) "
    "RETURN row.number AS number, c.key AS key, coalesce(a.duplicateOf, a.id) AS article, a.date AS date, "
    "coalesce(origin.id, origin.name, a.source) AS origin, "
    "c.polarity AS polarity, coalesce(c.rate, c.value) AS value, c.unit AS unit, c.comparator AS comparator, c.direction AS direction, "
    "c.condition AS condition, c.timeFrom AS from, c.timeTo AS to, measure.id AS measure, scenario.id AS scenario"
)
_LOCALS = "UNWIND $given.keys AS key MATCH (e:Kgx {key: key}) RETURN e.id AS id, e.localIds AS locals"
_THERE = (
    f"UNWIND $given.keys AS key MATCH (:Kgx {{key: key}})-[r:{'|'.join(TYPES)}]->(o:Kgx) "
    "RETURN key, type(r) AS type, o.key AS target, r.originsDiffer AS differ"
)
_AT_ONCE = 500
"""Groups in one transaction."""


def groups_of(work: Work, entities: Iterable[str]) -> set[Group]:
    """The groups of all claims whose subject or object one of these entities is."""
    found: set[Group] = set()
    for part in parts([node_key("entity", id_) for id_ in sorted(entities)]):
        for end in ("SUBJECT", "OBJECT"):
            statement = (
                f"UNWIND $given.keys AS key MATCH (:Kgx {{key: key}})<-[:{end}]-(c:Kgx:Claim) MATCH (c)-[:SUBJECT]->(s:Kgx:Entity) "
                "MATCH (c)-[:OBJECT]->(o:Kgx:Entity) RETURN DISTINCT s.id AS subject, c.relation AS relation, o.id AS object"
            )
            found.update((row["subject"], row["relation"], row["object"]) for row in work.ask(statement, {"keys": part}))
    return found


def renew(work: Work, groups: Iterable[Group], decide: Callable[[Iterable[Stated]], list[Witness]]) -> None:
    """Write the witness edges of these groups anew."""
    for some in _pieces(groups):
        work.transaction(lambda tx, some=some: _renew(tx, some, decide))  # type: ignore[misc]


def _pieces(groups: Iterable[Group]) -> Iterator[list[Group]]:
    rest = iter(groups)
    while some := list(dict.fromkeys(islice(rest, _AT_ONCE))):
        yield some


def _renew(tx: Transaction, groups: Sequence[Group], decide: Callable[[Iterable[Stated]], list[Witness]]) -> None:
    by_group: defaultdict[int, dict[str, Stated]] = defaultdict(dict)
    for part in parts(_looked_up(tx, groups)):
        for row in tx.run(_CLAIMS, {"rows": part}):
            by_group[row["number"]][row["key"]] = _stated(row)
    claims = [key for stated in by_group.values() for key in stated]
    edges = [edge for stated in by_group.values() for edge in decide(stated.values())]
    _write(tx, claims, edges)


def _looked_up(tx: Transaction, groups: Sequence[Group]) -> list[dict[str, Any]]:
    """Each group under all local ids of its ends: by these, claims are found."""
    ends = sorted({id_ for subject, _, object_ in groups for id_ in (subject, object_)})
    locals_: dict[str, list[str]] = {}
    for part in parts([node_key("entity", id_) for id_ in ends]):
        locals_.update((row["id"], sorted({row["id"], *(row["locals"] or ())})) for row in tx.run(_LOCALS, {"keys": part}))
    return [
        {"number": number, "local": group(s, relation, o), "subject": node_key("entity", subject), "object": node_key("entity", object_)}
        for number, (subject, relation, object_) in enumerate(groups)
        for s in locals_.get(subject, ())
        for o in locals_.get(object_, ())
    ]


def _write(tx: Transaction, claims: list[str], wanted: list[Witness]) -> None:
    """Only what differs is written: in a large group, one more claim changes little."""
    there: set[Witness] = set()
    for part in parts(claims):
        there.update(Witness(row["key"], row["type"], row["target"], row["differ"]) for row in tx.run(_THERE, {"keys": part}))
    for type_ in TYPES:
        gone = [{"source": w.source, "target": w.target} for w in there - set(wanted) if w.type == type_]
        for piece in parts(gone):
            delete = f"UNWIND $given.rows AS row MATCH (:Kgx {{key: row.source}})-[r:{type_}]->(:Kgx {{key: row.target}}) DELETE r"
            tx.run(delete, {"rows": piece})
        new = [w for w in wanted if w.type == type_ and w not in there]
        create_edges(tx, type_, [{"source": w.source, "target": w.target, "properties": {"originsDiffer": w.origins_differ}} for w in new])


def _stated(row: dict[str, Any]) -> Stated:
    setting = tuple(sorted(id_ for id_ in (row["measure"], row["scenario"]) if id_))
    fields = ("key", "article", "date", "origin", "polarity", "unit", "comparator", "direction", "condition")
    return Stated(**{f: row[f] for f in fields}, number=row["value"], setting=setting, time=(row["from"], row["to"]))
