"""GraphML, as networkx and Gephi read it: lists become JSON texts, numbers of one name one type."""

import io
import json
import re
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from kgx.export.graph import Graph

SUFFIX = ".graphml"
_FLOATS = frozenset(["value", "valueMax", "denominator", "rate"])
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def encode(graph: "Graph[str]") -> bytes:
    """The graph as a GraphML document in UTF-8."""
    plain: Graph[str] = nx.MultiDiGraph()
    plain.add_nodes_from((_clean(node), _attributes(data)) for node, data in graph.nodes(data=True))
    for source, target, key, data in graph.edges(keys=True, data=True):
        plain.add_edge(_clean(source), _clean(target), key=_clean(str(key)), **_attributes(data))
    out = io.BytesIO()
    nx.write_graphml_xml(plain, out)
    return out.getvalue() + b"\n"


def _attributes(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in data.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return _clean(json.dumps(value, ensure_ascii=False))
    if isinstance(value, str):
        return _clean(value)
    return float(value) if name in _FLOATS else value


def _clean(text: str) -> str:
    """A text without characters that no XML document can hold."""
    return _NOT_XML.sub("\ufffd", text)
