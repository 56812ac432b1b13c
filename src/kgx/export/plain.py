"""Graphs whose attributes XML formats can hold: texts, numbers and truth values, of one type by name; lists as JSON texts."""

import json
import re
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from kgx.export.graph import Graph

_FLOATS = frozenset(["value", "valueMax", "denominator", "rate"])
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_graph(graph: "Graph[str]") -> "Graph[str]":
    """The same graph with plain attributes. A node's `id` is left out: its key has it, and formats keep the name for that."""
    plain: Graph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        plain.add_node(clean(node), **{name: _value(name, value) for name, value in data.items() if name != "id"})
    for source, target, key, data in graph.edges(keys=True, data=True):
        attributes = {name: _value(name, value) for name, value in data.items()}
        plain.add_edge(clean(source), clean(target), key=clean(str(key)), **attributes)
    return plain


def clean(text: str) -> str:
    """A text without characters that no XML document can hold."""
    return _NOT_XML.sub("\ufffd", text)


def _value(name: str, value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return clean(json.dumps(value, ensure_ascii=False))
    if isinstance(value, str):
        return clean(value)
    return float(value) if name in _FLOATS else value
