"""What an article that is loaded again leaves as it was: only what differs is deleted, made or set.

So an edit costs what it changes, however much the graph says of the same entities.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from kgx.model.graph import ArticleRows, Direct, Edge, Node, Owned, Printed, node_key

_ENTITY = node_key("entity", "")
_DERIVED = frozenset({"duplicateOf"})
"""Properties of an owned node that the set of articles gives it."""
_PLACE = frozenset(
    {"start", "end", "line", *(f"{p}Span" for p in ("subject", "object", "value", "denominator", "cue", "condition", "attribution"))}
)
"""Properties of a claim that say where it stands: no other claim depends on them."""
_DATED = ("date", "source")
"""Properties of an article on which the standing of its claims to others depends."""
_PRINTED = ("date", "fingerprint")
"""Properties of an article on which it depends which are copies."""


class Replacement:
    """How the new rows of one article differ from what it owns."""

    def __init__(self, new: ArticleRows, old: Owned | None, rejected: Collection[str]) -> None:
        self.id = new.id
        self.nodes: list[Node] = []
        """To create."""
        self.edges: list[Edge] = []
        """To create."""
        self.direct: list[Direct] = []
        """To create, after those of `outdated` are gone."""
        self.gone: list[str] = []
        """Keys of nodes to delete with their edges."""
        self.claims_gone = 0
        """How many of these are claims, rejected ones apart."""
        self.unlinked: list[str] = []
        """Keys of claims whose sentence is another."""
        self.set: list[dict[str, Any]] = []
        """Nodes that stay: `key` and the properties that differ, null where one goes."""
        self.mentions: dict[str, dict[str, Any]] = {}
        """Mentions that stay and change: local id → all properties."""
        self.unmentioned: list[dict[str, Any]] = []
        """Mentions to delete: `article` and `local`."""
        self.outdated: defaultdict[str, list[str]] = defaultdict(list)
        """Relation → claims whose direct edge is to delete."""
        self.entities: set[str] = set()
        """Local ids and ids of entities that are called otherwise than before."""
        self.groups: set[str] = set()
        """Of claims that came, went or say something else."""
        self.printed: list[Printed] | None = [] if old is None else None
        """What it was before, if anything, where it may be another's copy, or another its, and that was not so before."""
        if old is None:
            self.nodes, self.edges, self.direct = list(new.nodes), list(new.edges), list(new.direct)
            self.entities = set(new.entities)
            self.groups = {n.properties["group"] for n in new.nodes if "group" in n.properties}
            return
        self._article = node_key("article", new.id)
        self._home = {e.properties["localId"]: e.source for e in old.edges if e.type == "MENTIONED_IN"}
        self._compare(new, old, rejected)
        self.edges = [self._at_home(edge) for edge in self.edges]
        self.direct = [self._direct_at_home(edge) for edge in self.direct]

    def ends(self) -> set[str]:
        """Ids of the entities that new edges lead to or from."""
        keys = {key for edge in self.edges for key in (edge.source, edge.target) if key.startswith(_ENTITY)}
        return {key.removeprefix(_ENTITY) for key in keys} | {id_ for edge in self.direct for id_ in (edge.source, edge.target)}

    def _at_home(self, edge: Edge) -> Edge:
        """The edge at the entity that this article's mentions of the local id lead from: it may have been joined to another."""
        if edge.type == "MENTIONED_IN" or "localId" not in edge.properties:
            return edge
        return msgspec.structs.replace(edge, target=self._home.get(edge.properties["localId"], edge.target))

    def _direct_at_home(self, edge: Direct) -> Direct:
        source, target = (self._home.get(id_, f"{_ENTITY}{id_}").removeprefix(_ENTITY) for id_ in (edge.source, edge.target))
        return msgspec.structs.replace(edge, source=source, target=target)

    def _compare(self, new: ArticleRows, old: Owned, rejected: Collection[str]) -> None:
        before, after = {node.key: node for node in old.nodes}, {node.key: node for node in new.nodes}
        was, now = before[self._article].properties, after[self._article].properties
        if any(was.get(p) != now.get(p) for p in _PRINTED):
            fingerprint = was.get("fingerprint")
            self.printed = [Printed(self.id, was.get("date"), fingerprint)] if fingerprint else []
        renamed = self._mentions(new, old)
        anew = renamed or any(was.get(p) != now.get(p) for p in _DATED)
        links, linked = _links(old.edges), _links(new.edges)
        replaced = {
            key
            for key in before.keys() & after.keys()
            if links.get(key) != linked.get(key) or (before[key].label == "Rejected") != (key in rejected)
        }
        self.gone = [key for key in before if key not in after or key in replaced]
        self.claims_gone = sum(before[key].label == "Claim" for key in self.gone)
        created = {key for key in after if key not in before or key in replaced}
        self.nodes = [after[key] for key in after if key in created]
        self.edges = [e for e in new.edges if e.source in created and e.type != "MENTIONED_IN"] + self.edges
        told = set()
        for key in self.gone:
            self._touch(before[key])
            self._outdate(before[key])
        for key, node in after.items():
            changed = {} if key in created else _changed(before[key].properties, node.properties)
            if changed:
                self.set.append({"key": key, "properties": changed})
            if key in created or (node.label == "Claim" and (anew or changed.keys() - _PLACE)):
                told.add(node.properties["id"])
                self._touch(node)
                if key not in created:
                    self._outdate(node)
        self.direct = [d for d in new.direct if d.properties["claimId"] in told]
        self._relink(new, old, created)

    def _touch(self, node: Node) -> None:
        if group := node.properties.get("group"):
            self.groups.add(group)

    def _outdate(self, node: Node) -> None:
        if "group" in node.properties:
            self.outdated[node.properties["relation"]].append(node.properties["id"])

    def _relink(self, new: ArticleRows, old: Owned, created: set[str]) -> None:
        """Claims that stay and whose sentence is another: it is named by its place."""
        before = {edge.source: edge.target for edge in old.edges if edge.type == "EVIDENCED_BY"}
        gone = set(self.gone)
        for edge in new.edges:
            if edge.type != "EVIDENCED_BY" or edge.source in created:
                continue
            if before[edge.source] != edge.target or edge.target in created:
                self.edges.append(edge)
                if before[edge.source] not in gone:
                    self.unlinked.append(edge.source)

    def _mentions(self, new: ArticleRows, old: Owned) -> bool:
        """Compare the mentions. Returns whether an entity has another name."""
        before = {edge.properties["localId"]: edge for edge in old.edges if edge.type == "MENTIONED_IN"}
        after = {edge.properties["localId"]: edge for edge in new.edges if edge.type == "MENTIONED_IN"}
        for local in before.keys() - after.keys():
            self.unmentioned.append({"article": self._article, "local": local})
            self.entities |= {local, before[local].source.partition("/")[2]}
        for local, edge in after.items():
            if local not in before:
                self.edges.append(edge)
                self.entities.add(local)
                continue
            was, now = before[local].properties, edge.properties
            if _changed(was, now):
                self.mentions[local] = now
            if was["name"] != now["name"] or was.get("aliases") != now.get("aliases"):
                self.entities |= {local, before[local].source.partition("/")[2]}
        return any(local in before and before[local].properties["name"] != edge.properties["name"] for local, edge in after.items())


def _links(edges: Sequence[Edge]) -> dict[str, set[str]]:
    """Of each node, the edges that leave it as one can compare them; sentences and mentions apart."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.type not in ("EVIDENCED_BY", "MENTIONED_IN"):
            local = edge.properties.get("localId")
            target = node_key("entity", local) if local else edge.target
            found[edge.source].add(f"{edge.type} {target} {sorted(edge.properties.items())}")
    return found


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    gone = dict.fromkeys(before.keys() - after.keys() - _DERIVED)
    return gone | {name: value for name, value in after.items() if before.get(name) != value}
