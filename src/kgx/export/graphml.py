"""GraphML, as networkx and Gephi read it."""

import io
from typing import TYPE_CHECKING

import networkx as nx

from kgx.export.plain import plain_graph

if TYPE_CHECKING:
    from kgx.export.graph import Graph

SUFFIX = ".graphml"


def encode(graph: "Graph[str]") -> bytes:
    """The graph as a GraphML document in UTF-8; a list is a JSON text, an edge's id its key."""
    out = io.BytesIO()
    nx.write_graphml_xml(plain_graph(graph), out)
    return out.getvalue() + b"\n"
