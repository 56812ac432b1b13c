"""GEXF 1.2, as Gephi and networkx read it: the stated time of a claim is the interval of its edge or node."""

import io
from typing import TYPE_CHECKING, Any

from networkx.readwrite.gexf import GEXFWriter

from kgx.export.plain import plain_graph

if TYPE_CHECKING:
    from kgx.export.graph import Graph

SUFFIX = ".gexf"
_TIMES = {"timeFrom": "start", "timeTo": "end"}
_RENAMED = {"start": "spanStart", "end": "spanEnd"}
"""Offsets, under names that in GEXF mean times."""


def encode(graph: "Graph[str]") -> bytes:
    """The graph as a GEXF document in UTF-8; a list is a JSON text, the ends of an interval belong to it."""
    plain = plain_graph(graph)
    for node, data in plain.nodes(data=True):
        _fit(data, data.get("name") or data.get("title") or data.get("text") or node)
    for *_, key, data in plain.edges(keys=True, data=True):
        kind = data.pop("type", None)  # in GEXF, whether the edge is directed
        data |= {"relation": kind or data["relation"], "id": key}
        _fit(data, data["relation"])
    writer = GEXFWriter(plain, version="1.2draft")
    _keep_to_the_schema(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue().rstrip() + b"\n"


def _fit(data: dict[str, Any], label: str) -> None:
    """Rename what GEXF has another meaning for, and say what is drawn and when it holds."""
    for name, other in _RENAMED.items():
        if name in data:
            data[other] = data.pop(name)
    data["label"] = " ".join(label.split())
    data |= {end: data[name] for name, end in _TIMES.items() if name in data}


def _keep_to_the_schema(writer: GEXFWriter) -> None:
    """Take out what networkx writes and GEXF does not know, keys a second time, and the day on which it is written."""
    writer.graph_element.attrib.pop("name")
    meta = writer.xml[0]
    meta.attrib.clear()
    meta[0].text = "kgx"
    key = writer.attr["edge"]["static"].get("networkx_key", "")
    for holder in [*writer.xml.iter("attributes"), *writer.xml.iter("attvalues")]:
        for element in list(holder):
            if key in (element.get("for"), element.get("id")):
                holder.remove(element)
