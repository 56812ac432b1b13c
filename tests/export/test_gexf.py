"""GEXF: its schema's rules hold, and networkx reads back what was written."""

import io
import json
from typing import Any

import networkx as nx
import pytest

from kgx.export import Kind, to_networkx
from kgx.export.formats import FORMATS
from kgx.store import Store
from tests.export.gexf_rules import faults
from tests.export.test_formats import odd
from tests.query import graphs

OF_NODES = {"start": "spanStart", "end": "spanEnd"}
OF_EDGES = {"type": "relation"}


def test_what_xml_finds_hard_reads_back() -> None:
    data = FORMATS["gexf"].encode(odd())
    assert faults(data) == []
    back = nx.read_gexf(io.BytesIO(data))
    assert back.nodes["entity/a&b"] == {
        "labels": '["Entity", "Model"]',
        "name": "<勒索> “敲詐”\ufffd",
        "label": "<勒索> “敲詐”\ufffd",
        "aliases": '["甲", "乙, 丙"]',
        "count": 3,
    }
    assert back.nodes["claim/1"]["evidence"] == "一行\n兩行\u2028三行 😀"
    assert [(data["relation"], data["rate"], data.get("implicitSubject")) for *_, data in back.edges(data=True)] == [
        ("SUBJECT", 0.96, True),
        ("OBJECT", 1.0, None),
    ]
    assert FORMATS["gexf"].encode(odd()) == data


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b"<graph ", b'<graph name="x" '), (b'<node id="entity/a&amp;b"', b'<node id="other"'), (b"attvalues>", b"values>")],
)
def test_the_rules_find_faults(right: bytes, wrong: bytes) -> None:
    data = FORMATS["gexf"].encode(odd())
    assert right in data
    assert faults(data.replace(right, wrong)) != []


@pytest.mark.embedded
@pytest.mark.parametrize("kind", ["claims", "entities", "rates"])
def test_every_kind_reads_back(embedded_store: Store, kind: Kind) -> None:
    embedded_store.prepare()
    embedded_store.reset()
    graphs.load(embedded_store)
    graph = to_networkx(embedded_store, kind)
    embedded_store.reset()
    data = FORMATS["gexf"].encode(graph)
    assert faults(data) == []
    back = nx.read_gexf(io.BytesIO(data))
    assert set(back) == set(graph)
    for node, given in graph.nodes(data=True):
        assert comparable(back.nodes[node], "label") == expected(given, OF_NODES)
    found = {data["id"]: (a, b, comparable(data, "label", "id")) for a, b, data in back.edges(data=True)}
    assert found == {key: (a, b, expected(data, OF_EDGES)) for a, b, key, data in graph.edges(keys=True, data=True)}
    if kind == "entities":
        (dated,) = [data for *_, data in back.edges(data=True) if "start" in data]
        assert (dated["start"], dated["end"], dated["status"]) == ("2025-05-01", "2025-05-31", "current")


def comparable(data: dict[str, Any], *left_out: str) -> dict[str, Any]:
    """What was read, without what is drawn and the interval, which repeats two attributes."""
    assert data.get("start") == data.get("timeFrom")
    assert data.get("end") == data.get("timeTo")
    return {name: value for name, value in data.items() if name not in (*left_out, "start", "end")}


def expected(data: dict[str, Any], renamed: dict[str, str]) -> dict[str, Any]:
    """Attributes under the names that GEXF leaves free, with lists as JSON texts."""
    return {
        renamed.get(name, name): json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        for name, value in data.items()
        if name != "id"
    }
