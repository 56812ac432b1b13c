"""The graph as networkx graphs: everything, the entities alone, or models and their rates.

Nothing is averaged or merged: every claim is an edge (or a node) of its own, with its condition and polarity.
Article texts stay out; evidence sentences come along. Keys of edges are unique in the whole graph.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx

from kgx.export.claims import Kind, check_kind, claim_rows, given
from kgx.export.nodes import shown_nodes

if TYPE_CHECKING:
    from kgx.store import Store

Graph = nx.MultiDiGraph  # the only class of graph here; a claim has a direction, and two claims may join the same nodes

_INTERNAL = frozenset(["stamp", "key", "articleId", "kgxVersion", "knowledge", "lexicon", "encoding"])
_LEFT_OUT = {"Article": frozenset(["text", "fingerprint"]), "Entity": frozenset(["normal", "localIds"])}
_OF_CLAIMS = frozenset(["Sentence", "Phrase"])
_ENDS = frozenset(["subject", "subjectId", "object", "objectId", "claim", "start", "at"])
_ENTITIES = """
MATCH (e:Kgx:Entity)
RETURN e.id AS id, labels(e) AS labels, e.name AS name, e.nameEn AS nameEn, e.nameHant AS nameHant, e.nameHans AS nameHans,
       e.aliases AS aliases
ORDER BY id
"""
_KNOWLEDGE = """
MATCH (x:Kgx:Entity)-[k:VERSION_OF|MAKES|BROADER]->(y:Kgx:Entity)
RETURN x.id AS source, y.id AS target, type(k) AS relation ORDER BY source, target, relation
"""


def to_networkx(store: "Store", kind: Kind = "claims", *, rejected: bool = False) -> "Graph[str]":
    """A MultiDiGraph of the store's graph.

    `claims`: every node and edge that kgx made, by key. `entities`: entities by id, with an edge for each claim between two of
    them (key: the claim's id, `basis` claim) and for what kgx's knowledge says (`basis` knowledge). `rates`: models (`bipartite`
    0) and behaviors (1), with an edge for each asserted rate and each measured zero; `conditional` says whether the text bounds
    it by a condition or scenario. `rejected`: also the claims that users rejected, marked so.
    """
    check_kind(kind)
    return _everything(store, rejected) if kind == "claims" else _entities(store, kind, rejected)


def _everything(store: "Store", rejected: bool) -> "Graph[str]":
    graph: Graph[str] = nx.MultiDiGraph(kind="claims")
    for node in shown_nodes(store, rejected=rejected):
        left_out = _INTERNAL.union(*(_LEFT_OUT.get(label, ()) for label in node["labels"]))
        graph.add_node(node["key"], labels=list(node["labels"]), **given(node["properties"].items(), left_out))
    count: Counter[str] = Counter()
    for edge in sorted(store.edges(rejected=rejected), key=_edge_order):
        name = f"{edge['source']} {edge['type']} {edge['target']}"
        count[name] += 1
        key = name if count[name] == 1 else f"{name} {count[name]}"
        graph.add_edge(edge["source"], edge["target"], key=key, type=edge["type"], **given(edge["properties"].items(), _INTERNAL))
    # What only a rejected claim rests on or speaks of goes with it.
    alone = [key for key, data in graph.nodes(data=True) if set(data["labels"]) & _OF_CLAIMS and graph.in_degree(key) == 0]
    graph.remove_nodes_from(alone)
    return graph


def _entities(store: "Store", kind: Kind, rejected: bool) -> "Graph[str]":
    graph: Graph[str] = nx.MultiDiGraph(kind=kind)
    rates = kind == "rates"
    rows = claim_rows(store, kind, rejected=rejected)
    claims = sorted(rows, key=lambda row: (row["subjectId"], row["objectId"], row["claim"]))
    used = {row[end] for row in claims for end in ("subjectId", "objectId")}
    for row in store.read(_ENTITIES):
        if not rates or row["id"] in used:
            labels = [label for label in row["labels"] if label not in ("Kgx", "Entity")]
            type_ = "Lab" if "Lab" in labels else labels[0]
            side = {"bipartite": int(type_ == "Behavior")} if rates else {}
            graph.add_node(row["id"], type=type_, **side, **given(row.items(), frozenset(["id", "labels"])))
    for row in claims:
        more = {"conditional": row["condition"] is not None or row["scenario"] is not None} if rates else {}
        graph.add_edge(row["subjectId"], row["objectId"], key=row["claim"], basis="claim", **more, **given(row.items(), _ENDS))
    if not rates:
        for row in store.read(_KNOWLEDGE):
            key = f"{row['source']} {row['relation']} {row['target']}"
            graph.add_edge(row["source"], row["target"], key=key, basis="knowledge", relation=row["relation"])
    return graph


def _edge_order(edge: dict[str, Any]) -> tuple[str, str, str, str]:
    return edge["source"], edge["target"], edge["type"], repr(sorted(edge["properties"].items()))
