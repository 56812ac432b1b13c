"""Nodes and edges that are new, in statements bounded in rows.

To look a node up by its key costs the servers more than to make one. So what is new goes in one statement that holds all its nodes in one
list: those that are there already, looked up once each, then those that it makes. Its edges say at which places of that list
they begin and end. The text of the statement is always the same, since Neo4j plans each text anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

import msgspec

from kgx.errors import DatabaseError
from kgx.model.claim import Relation
from kgx.model.graph import ENTITY_LABELS, OWNED_LABELS, Direct, Edge, entity_type, node_key
from kgx.store.session import Transaction

ROWS = 5_000
"""Of one statement."""
_MOST = 10_000
"""Of one statement that cannot be cut without looking more up; more are slow on the embedded server."""
_LABELS = ("Note", *OWNED_LABELS, *(":".join(labels) for labels in ENTITY_LABELS.values()))
_TYPES = (
    *("IN", "EVIDENCED_BY", "SUBJECT", "OBJECT", "ON", "ATTRIBUTED_TO", "ORIGIN", "UNDER", "MENTIONED_IN"),
    *get_args(Relation),
)


def _statement() -> str:
    lines = ["UNWIND $given.there AS key MATCH (n:Kgx {key: key}) WITH collect(n) AS there WHERE [n IN there | n.key] = $given.there"]
    for number, labels in enumerate(_LABELS):
        lines.append(f"CALL () {{ UNWIND $given.`{labels}` AS row CREATE (n:Kgx:{labels}) SET n = row RETURN collect(n) AS new{number} }}")
    lines.append(f"WITH there + {' + '.join(f'new{number}' for number in range(len(_LABELS)))} AS nodes")
    for type_ in _TYPES:
        lines.append(
            f"CALL (nodes) {{ UNWIND $given.{type_} AS row WITH row, nodes[row[0]] AS a, nodes[row[1]] AS b "
            f"CREATE (a)-[r:{type_}]->(b) SET r = row[2] }}"
        )
    return " ".join([*lines, "RETURN size(nodes) AS nodes"])


_CREATE = _statement()


class New(msgspec.Struct, frozen=True):
    """A node to create."""

    labels: str
    """Beside `Kgx`, with colons between; one of those that kgx knows."""
    key: str
    properties: dict[str, Any]


def parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut into pieces of what one statement may take."""
    for start in range(0, len(rows), ROWS):
        yield rows[start : start + ROWS]


def create(tx: Transaction, nodes: Sequence[New], edges: Sequence[Edge | Direct] = ()) -> None:
    """Create nodes, and edges between these and what is there. The ends of direct edges are ids of entities, of others keys."""
    if len(nodes) + len(edges) <= _MOST:
        _create(tx, nodes, edges)
        return
    for some in parts(nodes):
        _create(tx, some, ())
    for part in parts(edges):
        _create(tx, (), part)


def _create(tx: Transaction, nodes: Sequence[New], edges: Sequence[Edge | Direct]) -> None:
    if not nodes and not edges:
        return
    by_labels: dict[str, list[New]] = {labels: [] for labels in _LABELS}
    for node in nodes:
        by_labels[node.labels].append(node)
    new = [node.key for some in by_labels.values() for node in some]
    ends = [_ends(edge) for edge in edges]
    made = set(new)
    there = list(dict.fromkeys(key for pair in ends for key in pair if key not in made))
    place = {key: number for number, key in enumerate((*there, *new))}
    rows: dict[str, list[Any]] = {type_: [] for type_ in _TYPES}
    for edge, (source, target) in zip(edges, ends, strict=True):
        rows[edge.type].append([place[source], place[target], edge.properties])
    for labels, some in by_labels.items():
        rows[labels] = [{"key": node.key, **node.properties} for node in some]
    if not tx.run(_CREATE, {"there": there, **rows}):
        raise DatabaseError("nodes of the graph went away amid the work", hint="did something else delete them? Run the same command again")


def _ends(edge: Edge | Direct) -> tuple[str, str]:
    if isinstance(edge, Direct):
        return node_key("entity", edge.source), node_key("entity", edge.target)
    return edge.source, edge.target


def missing_entities(tx: Transaction, ids: Iterable[str]) -> list[New]:
    """The entities among these ids that are not there, to be created."""
    wanted = {node_key("entity", id_): id_ for id_ in sorted(ids)}
    missing = "UNWIND $given.keys AS key OPTIONAL MATCH (n:Kgx {key: key}) WITH key, n WHERE n IS NULL RETURN key"
    found = {row["key"]: wanted[row["key"]] for part in parts(list(wanted)) for row in tx.run(missing, {"keys": part})}
    tx.more["entities"] += len(found)
    return [New(":".join(ENTITY_LABELS[entity_type(id_)]), key, {"id": id_, "name": id_}) for key, id_ in found.items()]


def create_entities(tx: Transaction, ids: Iterable[str]) -> list[str]:
    """Create the entities among these ids that are missing, with their labels. Returns these."""
    new = missing_entities(tx, ids)
    create(tx, new)
    return [node.properties["id"] for node in new]


def create_edges(tx: Transaction, type_: str, rows: Sequence[dict[str, Any]]) -> None:
    """Create edges of one type between what is there; rows hold the keys `source` and `target`, and `properties`."""
    for part in parts(rows):
        by_target: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in part:
            by_target[row["target"]].append({"key": row["source"], "properties": row["properties"]})
        tx.run(
            "UNWIND $given.rows AS row MATCH (b:Kgx {key: row.target}) UNWIND row.sources AS source MATCH (a:Kgx {key: source.key}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r = source.properties",
            {"rows": [{"target": target, "sources": sources} for target, sources in by_target.items()]},
        )
