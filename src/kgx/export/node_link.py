"""Node-link JSON, as networkx and D3 read it."""

import json
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from kgx.export.graph import Graph

SUFFIX = ".json"


def encode(graph: "Graph[str]") -> bytes:
    """The graph as a JSON document in UTF-8: `nodes` and `edges`, one a line."""
    data = nx.node_link_data(graph, edges="edges")
    parts = {
        name: "[\n" + ",\n".join(_line(item) for item in value) + "\n]" if name in ("nodes", "edges") else _line(value)
        for name, value in data.items()
    }
    return ("{\n" + ",\n".join(f"{_line(name)}: {part}" for name, part in parts.items()) + "\n}\n").encode("utf-8", "surrogatepass")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
