"""Bulk files, loaded by the real `neo4j-admin`: the same graph."""

import subprocess
from pathlib import Path

import pytest

from kgx import api
from kgx.errors import UsageError
from kgx.export import write_bulk
from kgx.store import Store, connect
from tests.query import graphs
from tests.support.databases import snapshot
from tests.support.neo4j_server import Missing, neo4j_server

HARD = 'a "quoted" text, with\na line, a \\ and 「勒索」; 𠮷'


@pytest.mark.embedded
@pytest.mark.neo4j
def test_the_real_tool_loads_the_same_graph(embedded_store: Store, tmp_path: Path) -> None:
    embedded_store.prepare()
    embedded_store.reset()
    graphs.load(embedded_store)
    expected = snapshot(embedded_store)
    folder = tmp_path / "批 量"
    counts = api.Graph(embedded_store, None, None, None).export(folder, format="neo4j-admin", full_text=True)
    assert counts == (len(expected[0]), f"nodes, {len(expected[1])} edges")
    embedded_store.reset()

    def load(environment: dict[str, str]) -> None:
        done = subprocess.run(
            ["sh", "import.sh"], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        with neo4j_server(before=load) as address, connect(address) as store:
            assert set(snapshot(store)[0]) ^ set(expected[0]) == set()
            assert set(snapshot(store)[1]) ^ set(expected[1]) == set()
            with store.driver.session() as session:
                for statement in (folder / "schema.cypher").read_text(encoding="utf-8").split(";\n")[:-1]:
                    session.run(statement).consume()
            graphs.load(store)
            assert snapshot(store) == expected
            rows = api.Graph(store, None, None, None).query("search", text="伊茲邁洛夫").rows
            assert [row["text"] for row in rows] == ["Pavel Izmailov"]
    except Missing as missing:
        pytest.skip(str(missing))


def test_what_csv_finds_hard(tmp_path: Path) -> None:
    nodes = [
        {"key": "a/1", "labels": ["Article"], "properties": {"id": "1", "text": HARD, "empty": "", "n": 1, "list": ["x", 'y"']}},
        {"key": "a/2", "labels": ["Article"], "properties": {"id": "2", "n": 0.5, "flag": True, "spans": [1, 2]}},
    ]
    assert write_bulk(nodes, [], ["CREATE INDEX x"], tmp_path / "out") == (2, 0)
    written = (tmp_path / "out" / "nodes-Article.csv").read_text(encoding="utf-8")
    head, rest = written.split("\n", 1)
    assert head == '"key:ID","id:string","text:string","empty:string","n:double","list:string[]","flag:boolean","spans:long[]"'
    quoted = HARD.replace('"', '""')
    assert rest == f'"a/1","1","{quoted}","","1","x\x1fy""",,\n"a/2","2",,,"0.5",,"true","1\x1f2"\n'
    with pytest.raises(UsageError, match="no empty folder"):
        write_bulk(nodes, [], [], tmp_path / "out")
    with pytest.raises(UsageError, match="no such folder"):
        write_bulk(nodes, [], [], tmp_path / "nowhere" / "out")
