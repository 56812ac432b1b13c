"""Exports: what is written is read back by another reader, and nothing is lost or averaged."""

import io
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

from kgx.errors import UsageError
from kgx.export import check_choice, format_of, to_networkx, write
from kgx.export.formats import FORMATS
from kgx.store import Store
from tests.query import graphs


def odd() -> "nx.MultiDiGraph[str]":
    """Everything that a format could trip over."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(kind="claims")
    graph.add_node("entity/a&b", labels=["Entity", "Model"], name="<勒索> “敲詐”\x0b", aliases=["甲", "乙, 丙"], count=3)
    graph.add_node("claim/1", value=1.0, evidence="一行\n兩行\u2028三行 😀")
    graph.add_edge("claim/1", "entity/a&b", type="SUBJECT", rate=0.96, implicitSubject=True)
    graph.add_edge("claim/1", "entity/a&b", type="OBJECT", rate=1)
    return graph


def test_graphml_reads_back() -> None:
    data = FORMATS["graphml"].encode(odd())
    ids = [key.get("id") for key in ET.fromstring(data).iter() if key.tag.endswith("}key")]
    assert len(ids) == len(set(ids))
    back = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert back.nodes["entity/a&b"] == {
        "labels": '["Entity", "Model"]',
        "name": "<勒索> “敲詐”\ufffd",
        "aliases": '["甲", "乙, 丙"]',
        "count": 3,
    }
    assert back.nodes["claim/1"]["evidence"] == "一行\n兩行\u2028三行 😀"
    edges = [dict(data) for _, _, data in back.edges(data=True)]
    assert edges == [{"type": "SUBJECT", "rate": 0.96, "implicitSubject": True}, {"type": "OBJECT", "rate": 1.0}]
    assert FORMATS["graphml"].encode(odd()) == data


def test_node_link_reads_back() -> None:
    data = FORMATS["json"].encode(odd())
    back = nx.node_link_graph(json.loads(data), edges="edges")
    assert nx.utils.graphs_equal(back, odd())
    assert FORMATS["json"].encode(odd()) == data


def test_a_format_is_chosen_by_suffix_or_name(tmp_path: Path) -> None:
    assert format_of(Path("a.GraphML")) == "graphml"
    assert format_of(Path("a.txt"), "json") == "json"
    for path, name in ((Path("a.txt"), None), (Path("a.json"), "xml")):
        with pytest.raises(UsageError) as caught:
            format_of(path, name)
        assert "graphml" in str(caught.value.hint)
    for place in (tmp_path / "none" / "a.json", tmp_path):
        with pytest.raises(UsageError):
            write(b"{}", place, "json")
    write(b"{}", tmp_path / "a.json", "json")
    write(b"a,b", tmp_path / "a.csv", "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig") == "a,b"
    assert (tmp_path / "a.csv").read_bytes() != b"a,b"


@pytest.mark.parametrize(
    ("choice", "hint"),
    [(("jsonld", "rates"), "--kind"), (("gexf", "claims", "en"), "csv, xlsx, parquet"), (("csv", "all"), "claims, entities, rates")],
)
def test_a_choice_that_a_format_has_no_use_for(choice: tuple[str, ...], hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_choice(*choice)
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize(("format_", "module", "extra"), [("xlsx", "openpyxl", "[tables]"), ("parquet", "pyarrow", "[parquet]")])
def test_a_missing_package_says_which_extra_brings_it(format_: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check_choice(format_)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=module) as caught:
        check_choice(format_)
    assert extra in str(caught.value.hint)


def test_the_three_graphs(store: Store) -> None:
    graphs.load(store)
    everything = to_networkx(store)
    counts = store.counts()
    claims = [data for _, data in everything.nodes(data=True) if "Claim" in data["labels"]]
    assert len(claims) == counts["Claim"]
    assert everything.number_of_edges() == counts["edges"]
    keys = [key for *_, key in everything.edges(keys=True)]
    assert len(set(keys)) == len(keys)
    assert not any(value is None for _, data in everything.nodes(data=True) for value in data.values())
    assert not any("text" in data or "stamp" in data for _, data in everything.nodes(data=True) if "Article" in data["labels"])

    entities = to_networkx(store, "entities")
    assert {data["type"] for _, data in entities.nodes(data=True)} >= {"Model", "Lab", "Behavior", "Person", "Study", "ModelFamily"}
    said = [data for _, _, data in entities.edges(data=True) if data["basis"] == "claim"]
    known = {(a, data["relation"], b) for a, b, data in entities.edges(data=True) if data["basis"] == "knowledge"}
    assert ("lab:anthropic", "MAKES", "modelfamily:claude") in known
    assert all(data["evidence"] and data["path"] for data in said)
    between = "MATCH (:Kgx:Entity)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(:Kgx:Entity) RETURN c.id AS id, c.condition AS condition"
    stated = {row["id"]: row["condition"] for row in store.read(between)}
    assert {key: data.get("condition") for *_, key, data in entities.edges(keys=True, data=True) if data["basis"] == "claim"} == stated

    rates = to_networkx(store, "rates")
    found = sorted((a, data["rate"], data.get("condition", "")) for a, _, data in rates.edges(data=True) if data["relation"] == "EXHIBITED")
    assert ("model:grok-3", 0.0, "") in found
    assert [rate for model, rate, _ in found if model == "model:claude-opus-4"] == [0.3, 0.37, 0.96, 0.96, 0.96]
    assert len(found) == 9
    assert {data["type"] for _, data in rates.nodes(data=True)} == {"Model", "Behavior"}
    sides = nx.get_node_attributes(rates, "bipartite")
    assert {(sides[a], sides[b]) for a, b in rates.edges()} == {(0, 1)}
    assert nx.is_bipartite(rates)
    bounded = [data["conditional"] for *_, data in rates.edges(data=True)]
    assert bounded == ["condition" in data or "scenario" in data for *_, data in rates.edges(data=True)]
    assert set(bounded) == {True, False}
    with pytest.raises(UsageError):
        to_networkx(store, "all")  # type: ignore[arg-type]
