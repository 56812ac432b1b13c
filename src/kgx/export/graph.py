"""The graph as networkx graphs: everything, the entities alone, or models and their rates.

Nothing is averaged or merged: every claim is an edge (or a node) of its own, with its condition and polarity.
Article texts stay out; evidence sentences come along.
"""

from typing import TYPE_CHECKING, Any, Literal, get_args

import networkx as nx

from kgx.errors import UsageError

if TYPE_CHECKING:
    from kgx.store import Store

Kind = Literal["claims", "entities", "rates"]
Graph = nx.MultiDiGraph  # the only class of graph here; a claim has a direction, and two claims may join the same nodes

_INTERNAL = frozenset(["stamp", "key", "articleId", "kgxVersion", "knowledge", "lexicon", "encoding"])
_LEFT_OUT = {"Article": frozenset(["text", "fingerprint"]), "Entity": frozenset(["normal", "localIds"])}
_OF_CLAIMS = frozenset(["Sentence", "Phrase"])
_ENDS = frozenset(["source", "target", "claim"])
_ENTITIES = """
MATCH (e:Kgx:Entity)
RETURN e.id AS id, labels(e) AS labels, e.name AS name, e.nameEn AS nameEn, e.nameHant AS nameHant, e.nameHans AS nameHans,
       e.aliases AS aliases
ORDER BY id
"""
_CLAIMS = """
MATCH (x:Kgx:Entity)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(y:Kgx:Entity)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:ORIGIN]->(o)
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH x, c, y, s, a, o, t, w ORDER BY t.order
WITH x, c, y, s, a, o, collect(w.name) AS attribution
RETURN x.id AS source, y.id AS target, c.id AS claim, c.relation AS relation, c.value AS value, c.valueMax AS valueMax, c.unit AS unit,
       c.denominator AS denominator, c.rate AS rate, c.comparator AS comparator, c.direction AS direction, c.role AS position,
       c.status AS status, c.condition AS condition, c.polarity AS polarity, c.timeFrom AS timeFrom, c.timeTo AS timeTo,
       attribution, o.name AS origin, a.id AS article, a.path AS path, a.date AS date, s.line AS line, s.role AS role,
       c.evidence AS evidence
ORDER BY source, target, claim
"""
_KNOWLEDGE = """
MATCH (x:Kgx:Entity)-[k:VERSION_OF|MAKES|BROADER]->(y:Kgx:Entity)
RETURN x.id AS source, y.id AS target, type(k) AS relation ORDER BY source, target, relation
"""


def to_networkx(store: "Store", kind: Kind = "claims", *, rejected: bool = False) -> "Graph[str]":
    """A MultiDiGraph of the store's graph.

    `claims`: every node and edge that kgx made, by key. `entities`: entities, with an edge for each claim between two of
    them (key: the claim's id, `basis` claim) and for what kgx's knowledge says (`basis` knowledge). `rates`: models and
    behaviors, with an edge for each asserted rate and each measured zero. `rejected`: also the claims that users rejected, marked so.
    """
    if kind not in get_args(Kind):
        raise UsageError(f"no kind of graph is called {kind!r}", hint=f"there are: {', '.join(get_args(Kind))}")
    if kind == "claims":
        return _everything(store, rejected)
    return _entities(store, rates=kind == "rates", rejected=rejected)


def _everything(store: "Store", rejected: bool) -> "Graph[str]":
    graph: Graph[str] = nx.MultiDiGraph(kind="claims")
    for node in sorted(store.nodes(rejected=rejected), key=lambda node: str(node["key"])):
        left_out = _INTERNAL.union(*(_LEFT_OUT.get(label, ()) for label in node["labels"]))
        graph.add_node(node["key"], labels=list(node["labels"]), **_given(node["properties"], left_out))
    for edge in sorted(store.edges(rejected=rejected), key=_edge_order):
        graph.add_edge(edge["source"], edge["target"], type=edge["type"], **_given(edge["properties"], _INTERNAL))
    # What only a rejected claim rests on or speaks of goes with it.
    alone = [key for key, data in graph.nodes(data=True) if set(data["labels"]) & _OF_CLAIMS and graph.in_degree(key) == 0]
    graph.remove_nodes_from(alone)
    return graph


def _entities(store: "Store", *, rates: bool, rejected: bool) -> "Graph[str]":
    graph: Graph[str] = nx.MultiDiGraph(kind="rates" if rates else "entities")
    rows = [*store.read(_CLAIMS)]
    if rejected:
        rows += [{**row, "rejected": True} for row in store.read(_CLAIMS.replace(":Claim)", ":Rejected)"))]
    claims = [row for row in sorted(rows, key=lambda row: (row["source"], row["target"], row["claim"])) if not rates or _is_rate(row)]
    used = {row[end] for row in claims for end in ("source", "target")}
    for row in store.read(_ENTITIES):
        if not rates or row["id"] in used:
            labels = [label for label in row["labels"] if label not in ("Kgx", "Entity")]
            graph.add_node(row["id"], type="Lab" if "Lab" in labels else labels[0], **_given(row, frozenset(["id", "labels"])))
    for row in claims:
        graph.add_edge(row["source"], row["target"], key=row["claim"], basis="claim", **_given(row, _ENDS))
    if not rates:
        for row in store.read(_KNOWLEDGE):
            graph.add_edge(row["source"], row["target"], key=row["relation"], basis="knowledge", relation=row["relation"])
    return graph


def _edge_order(edge: dict[str, Any]) -> tuple[str, str, str, str]:
    return edge["source"], edge["target"], edge["type"], repr(sorted(edge["properties"].items()))


def _is_rate(row: dict[str, Any]) -> bool:
    measured = row["polarity"] == "asserted" or (row["polarity"] == "negated" and row["rate"] == 0)
    return row["relation"] == "EXHIBITED" and row["rate"] is not None and measured


def _given(properties: dict[str, Any], left_out: frozenset[str]) -> dict[str, Any]:
    """Properties that have a value, without those left out, by name."""
    return {name: value for name, value in sorted(properties.items()) if value is not None and value != [] and name not in left_out}
