"""What articles own, read back as it was loaded."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kgx.model.graph import OWNED_LABELS, Edge, Node, Owned, node_key

Read = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""Runs a reading statement, in a transaction of its own or in an open one."""
_AT_ONCE = 50
"""Articles in one read."""
_NODES = "UNWIND $given.ids AS id MATCH (n:Kgx {articleId: id}) RETURN id, n.key AS key, labels(n) AS labels, properties(n) AS properties"
_EDGES = (
    "UNWIND $given.ids AS id MATCH (n:Kgx {articleId: id})-[r]->(o:Kgx) "
    "WHERE NOT type(r) IN ['AGREES_WITH', 'CONTRADICTS', 'DIFFERS_BY_CONDITION', 'DUPLICATE_OF'] "
    "RETURN id, type(r) AS type, n.key AS source, o.key AS target, properties(r) AS properties"
)
_MENTIONS = (
    "UNWIND $given.keys AS key MATCH (a:Kgx {key: key})<-[r:MENTIONED_IN]-(e:Kgx) "
    "RETURN a.id AS id, type(r) AS type, e.key AS source, a.key AS target, properties(r) AS properties"
)


def owned(read: Read, articles: Sequence[str]) -> Iterator[Owned]:
    """What each of these articles owns, in the order of their ids; unknown ones are passed over."""
    ids = sorted(set(articles))
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        nodes: defaultdict[str, list[Node]] = defaultdict(list)
        edges: defaultdict[str, list[Edge]] = defaultdict(list)
        for row in read(_NODES, {"ids": part}):
            nodes[row["id"]].append(_node(row))
        for row in (*read(_EDGES, {"ids": part}), *read(_MENTIONS, {"keys": [node_key("article", id_) for id_ in part]})):
            edges[row["id"]].append(Edge(row["type"], row["source"], row["target"], row["properties"]))
        for id_ in part:
            if id_ in nodes:
                yield Owned(id_, tuple(nodes[id_]), tuple(edges[id_]))


def _node(row: dict[str, Any]) -> Node:
    (label,) = set(row["labels"]) & set(OWNED_LABELS)
    return Node(row["key"], label, {name: value for name, value in row["properties"].items() if name != "key"})
