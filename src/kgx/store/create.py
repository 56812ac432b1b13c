"""Nodes and edges that are new, in statements bounded in rows.

To look a node up by its key costs the servers more than to make one: so a node is made together with the edges that it always has,
and other edges of one type are made target by target.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from kgx.model.entity import EntityType
from kgx.model.graph import ENTITY_LABELS, Direct, Edge, Node, entity_type, node_key
from kgx.store.session import Transaction

ROWS = 5_000
"""Of one statement; more than 10,000 are slow on the embedded server."""
_CLAIM_EDGES = ("SUBJECT", "OBJECT", "EVIDENCED_BY")
"""Edges of which a claim has one each, but for an object that some lack."""


def parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut into pieces of what one statement may take."""
    for start in range(0, len(rows), ROWS):
        yield rows[start : start + ROWS]


def create_entities(tx: Transaction, ids: Iterable[str]) -> list[str]:
    """Create the entities among these ids that are missing, with their labels. Returns these."""
    wanted = {node_key("entity", id_): id_ for id_ in sorted(ids)}
    by_type: defaultdict[EntityType, list[dict[str, str]]] = defaultdict(list)
    for part in parts(list(wanted)):
        missing = "UNWIND $given.keys AS key OPTIONAL MATCH (n:Kgx {key: key}) WITH key, n WHERE n IS NULL RETURN key"
        for row in tx.run(missing, {"keys": part}):
            id_ = wanted[row["key"]]
            by_type[entity_type(id_)].append({"key": row["key"], "id": id_})
            tx.more["entities"] += 1
    for type_, rows in by_type.items():
        labels = ":".join(ENTITY_LABELS[type_])
        for piece in parts(rows):
            tx.run(
                f"UNWIND $given.rows AS row CREATE (n:Kgx:{labels} {{key: row.key}}) SET n.id = row.id, n.name = row.id", {"rows": piece}
            )
    return [row["id"] for rows in by_type.values() for row in rows]


def create_owned(tx: Transaction, nodes: Iterable[Node], edges: Iterable[Edge], rejected: Collection[str]) -> None:
    """Create what articles own: nodes, and edges to these and to what is there."""
    by_label: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_label["Rejected" if node.key in rejected else node.label].append(node)
    rest = _Edges(edges)
    claims = [(label, by_label.pop(label)) for label in ("Claim", "Rejected") if label in by_label]
    contained = [(label, by_label.pop(label)) for label in ("Sentence", "Issue") if label in by_label]
    for label, plain in by_label.items():
        for part in parts([{"key": node.key, "properties": node.properties} for node in plain]):
            tx.run(f"UNWIND $given.rows AS row CREATE (n:Kgx:{label} {{key: row.key}}) SET n += row.properties", {"rows": part})
    for label, some in contained:
        _create_contained(tx, label, some, rest)
    for label, some in claims:
        _create_claims(tx, label, some, rest)
    for type_, found in rest.by_type().items():
        create_edges(tx, type_, [{"source": edge.source, "target": edge.target, "properties": edge.properties} for edge in found])


class _Edges:
    """Edges that are still to be made, by where they begin."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._from: defaultdict[str, defaultdict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
        for edge in edges:
            self._from[edge.source][edge.type].append(edge)

    def take(self, key: str, type_: str) -> Edge | None:
        """An edge of a type from a node, which is another's to make from now on."""
        found = self._from[key].get(type_)
        return found.pop() if found else None

    def by_type(self) -> dict[str, list[Edge]]:
        """What is left."""
        left: defaultdict[str, list[Edge]] = defaultdict(list)
        for types in self._from.values():
            for type_, edges in types.items():
                left[type_] += edges
        return {type_: edges for type_, edges in left.items() if edges}


def _create_contained(tx: Transaction, label: str, nodes: Sequence[Node], edges: _Edges) -> None:
    """Nodes of which each is in one article."""
    for part in parts(nodes):
        by_article: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for node in part:
            if (edge := edges.take(node.key, "IN")) is None:
                raise ValueError(f"{node.key} is in no article")
            by_article[edge.target].append({"key": node.key, "properties": node.properties})
        tx.run(
            f"UNWIND $given.rows AS row MATCH (a:Kgx {{key: row.article}}) UNWIND row.nodes AS node "
            f"CREATE (n:Kgx:{label} {{key: node.key}}) SET n += node.properties CREATE (n)-[:IN]->(a)",
            {"rows": [{"article": article, "nodes": some} for article, some in by_article.items()]},
        )


def _create_claims(tx: Transaction, label: str, nodes: Sequence[Node], edges: _Edges) -> None:
    """Claims with the edges that they always have."""
    by_types: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        own = {type_: edge for type_ in _CLAIM_EDGES if (edge := edges.take(node.key, type_))}
        ends = {type_: {"key": edge.target, "properties": edge.properties} for type_, edge in own.items()}
        by_types[tuple(own)].append({"key": node.key, "properties": node.properties, **ends})
    for types, rows in by_types.items():
        found = " ".join(f"MATCH (e{number}:Kgx {{key: row.{type_}.key}})" for number, type_ in enumerate(types))
        made = " ".join(
            f"CREATE (c)-[r{number}:{type_}]->(e{number}) SET r{number} = row.{type_}.properties" for number, type_ in enumerate(types)
        )
        for part in parts(rows):
            tx.run(
                f"UNWIND $given.rows AS row {found} CREATE (c:Kgx:{label} {{key: row.key}}) SET c += row.properties {made}", {"rows": part}
            )


def create_edges(tx: Transaction, type_: str, rows: Sequence[dict[str, Any]]) -> None:
    """Create edges of one type; rows hold the keys `source` and `target`, and `properties`."""
    for part in parts(rows):
        by_target: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in part:
            by_target[row["target"]].append({"key": row["source"], "properties": row["properties"]})
        tx.run(
            "UNWIND $given.rows AS row MATCH (b:Kgx {key: row.target}) UNWIND row.sources AS source MATCH (a:Kgx {key: source.key}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r = source.properties",
            {"rows": [{"target": target, "sources": sources} for target, sources in by_target.items()]},
        )


def create_direct(tx: Transaction, direct: Iterable[Direct]) -> None:
    """Create direct edges between the entities of the local ids."""
    by_relation: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in direct:
        ends = {"source": node_key("entity", edge.source), "target": node_key("entity", edge.target)}
        by_relation[edge.type].append({**ends, "properties": edge.properties})
    for relation, rows in by_relation.items():
        create_edges(tx, relation, rows)
