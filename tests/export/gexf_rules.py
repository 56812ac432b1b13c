"""What the schema of GEXF 1.2 asks of a document, as far as kgx uses it; written from the schema, not from the writer."""

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

NAMESPACE = "{http://www.gexf.net/1.2draft}"
_INSIDE = {
    "gexf": ["meta", "graph"],
    "meta": ["creator", "keywords", "description"],
    "graph": ["attributes", "nodes", "edges"],
    "attributes": ["attribute"],
    "attribute": ["default", "options"],
    "nodes": ["node"],
    "edges": ["edge"],
    "node": ["attvalues", "spells", "nodes", "edges", "parents"],
    "edge": ["attvalues", "spells"],
    "attvalues": ["attvalue"],
    "spells": ["spell"],
}
_TIMES = {"start", "end", "startopen", "endopen"}
_REQUIRED = {
    "gexf": {"version"},
    "attributes": {"class"},
    "attribute": {"id", "title", "type"},
    "node": {"id"},
    "edge": {"id", "source", "target"},
    "attvalue": {"for", "value"},
}
_ALLOWED = {
    "gexf": {"variant"},
    "meta": {"lastmodifieddate"},
    "graph": {"timeformat", "defaultedgetype", "idtype", "mode", *_TIMES},
    "attributes": {"mode", *_TIMES},
    "nodes": {"count"},
    "edges": {"count"},
    "node": {"pid", "label", *_TIMES},
    "edge": {"type", "label", "weight", *_TIMES},
    "attvalue": _TIMES,
    "spell": _TIMES,
}
_READ: dict[str, Callable[[str], object]] = {
    "integer": int,
    "long": int,
    "double": float,
    "float": float,
    "boolean": lambda text: {"true": True, "false": False, "1": True, "0": False}[text],
    "string": str,
    "liststring": str,
    "anyURI": str,
}
_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


def faults(data: bytes) -> list[str]:
    """All that breaks the rules."""
    root = ET.fromstring(data)
    if root.tag != f"{NAMESPACE}gexf" or root.get("version") != "1.2":
        return [f"not a document of GEXF 1.2: {root.tag} {root.get('version')}"]
    return [*_structure(root), *_references(root)]


def _structure(element: ET.Element) -> Iterator[str]:
    name = element.tag.removeprefix(NAMESPACE)
    given = {key for key in element.attrib if not key.startswith(_SCHEMA_INSTANCE)}
    required = _REQUIRED.get(name, set())
    yield from (f"{name} lacks {key}" for key in required - given)
    yield from (f"{name} may not have {key}" for key in given - required - _ALLOWED.get(name, set()))
    for child in element:
        if child.tag.removeprefix(NAMESPACE) not in _INSIDE.get(name, []):
            yield f"{name} may not hold {child.tag}"
        yield from _structure(child)


def _references(root: ET.Element) -> Iterator[str]:
    (graph,) = root.findall(f"{NAMESPACE}graph")
    dated = graph.get("mode") == "dynamic"
    if dated and graph.get("timeformat") != "date":
        yield f"times are dates, not {graph.get('timeformat')}"
    nodes = [node.get("id") for node in graph.iter(f"{NAMESPACE}node")]
    edges = list(graph.iter(f"{NAMESPACE}edge"))
    for kind, ids in (("node", nodes), ("edge", [edge.get("id") for edge in edges])):
        if len(set(ids)) < len(ids):
            yield f"two {kind}s have one id"
    yield from (f"no node {edge.get(end)}" for edge in edges for end in ("source", "target") if edge.get(end) not in nodes)
    for kind in ("node", "edge"):
        of_kind = [group for group in graph.findall(f"{NAMESPACE}attributes") if group.get("class") == kind]
        types = {attribute.get("id"): attribute.get("type", "") for group in of_kind for attribute in group}
        for element in graph.iter(f"{NAMESPACE}{kind}"):
            for value in element.iter(f"{NAMESPACE}attvalue"):
                _READ[types[value.get("for")]](value.get("value", ""))
            times = [datetime.date.fromisoformat(element.attrib[end]) for end in ("start", "end") if end in element.attrib]
            if times != sorted(times) or (times and not dated):
                yield f"{kind} {element.get('id')} has times {times}"
