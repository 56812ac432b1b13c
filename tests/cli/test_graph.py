"""Commands on the embedded graph, as a user types them."""

import csv
import io
import json
import signal
import subprocess
import sys
import time

import networkx as nx
import pytest

from tests.cli.running import ARTICLES, Kgx, write_articles

pytestmark = pytest.mark.embedded
ROWS = [("Claude Opus 4", 0.96), ("GPT-4.1", 0.8), ("GPT-4.1", 0.8)]
"""Model and rate of each row on blackmail in the two articles."""


def test_rates_in_every_format(loaded: Kgx) -> None:
    rows = json.loads(loaded("query", "rates", "behavior=勒索", "--format", "json").out)
    assert [(row["model"], row["rate"]) for row in rows] == ROWS
    assert rows[0]["attribution"] == ["Anthropic"]
    assert [json.loads(line) for line in loaded("query", "rates", "behavior=blackmail", "--format", "jsonl").out.splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(loaded("query", "rates", "behavior=敲詐", "--format", "csv").out)))
    assert [(row["model"], float(row["rate"])) for row in table] == ROWS
    assert table[0]["attribution"] == "Anthropic"
    out = loaded("query", "rates", "behavior=blackmail").out
    assert [line.split()[0] for line in out.splitlines() if not line.startswith(" ")] == ["#", "1", "2", "3"]
    assert "articles/甲.md:6" in out
    assert "96%" in out


def test_a_narrow_terminal_loses_nothing(loaded: Kgx) -> None:
    wide = loaded("query", "rates", "behavior=blackmail").out
    narrow = loaded("query", "rates", "behavior=blackmail", env={"COLUMNS": "60"}).out
    from rich.cells import cell_len

    assert max(cell_len(line) for line in narrow.splitlines()) <= 60
    for word in ("articles/甲.md:6", "2025-06-21", "Anthropic", "勒索率高達"):
        assert word in wide
        assert word in narrow.replace("\n", "").replace("   ", "")


def test_no_colours_in_a_pipe(loaded: Kgx) -> None:
    assert "\x1b" not in loaded("query", "rates", "behavior=blackmail").out


@pytest.mark.parametrize("encoding", ["cp950", "cp936", "ascii"])
@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_rows_on_any_terminal(loaded: Kgx, encoding: str, format_: str) -> None:
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    out = loaded("query", "rates", "behavior=blackmail", "--format", format_, env=env, encoding=encoding).out
    assert "Claude Opus 4" in out
    if format_ == "json":
        assert json.loads(out) == json.loads(loaded("query", "rates", "behavior=blackmail", "--format", "json").out)


def test_cypher_reads_and_nothing_else(loaded: Kgx) -> None:
    statement = (
        "MATCH (m:Model {name: $name})-[e:EXHIBITED]->(b:Behavior) RETURN b.name AS behavior, e.rate AS rate ORDER BY rate DESC LIMIT 1"
    )
    assert json.loads(loaded("query", "--cypher", statement, "name=GPT-4.1", "--format", "json").out) == [
        {"behavior": "blackmail", "rate": 0.8}
    ]
    assert loaded("query", "--cypher", "MATCH (n:Nothing) RETURN n").err == "nothing in the graph answers that\n"
    before = loaded("status", "--format", "json").out
    for statement in ("MATCH (n) DETACH DELETE n", "CREATE (n:Model {name: 'x'})", "MATCH (n) SET n.name = 'x'"):
        loaded("query", "--cypher", statement, code=2)
    assert loaded("status", "--format", "json").out == before
    assert "Cypher" in loaded("query", "--cypher", "MATCH (n RETURN n", code=2).err


def test_an_unknown_name_gets_the_nearest(loaded: Kgx) -> None:
    assert "blackmail" in loaded("query", "rates", "behavior=blakmail", code=2).err
    nothing = loaded("query", "rates", "behavior=sandbagging")
    assert nothing.out == ""
    assert "behavior:sandbagging" in nothing.err


def test_why_takes_row_numbers_ids_and_names(loaded: Kgx) -> None:
    rows = json.loads(loaded("query", "rates", "behavior=blackmail", "--format", "json").out)
    loaded("query", "rates", "behavior=blackmail")
    first = json.loads(loaded("why", "1", "--format", "json").out)
    assert first == json.loads(loaded("why", rows[0]["claim"][:8], "--format", "json").out)
    assert first["claim"] == rows[0]["claim"]
    assert first["rule"]
    assert first["spans"]["value"]
    assert (first["rule"], first["cue"]) == ("rate.same-clause", ["勒索率"])
    assert 0.8 < first["precision"] <= 1
    assert first["measuredOn"] > 100
    assert first["implied"] == []
    model = json.loads(loaded("why", "claude opus 4", "--format", "json").out)
    assert model["entity"] == "model:claude-opus-4"
    assert [mention["path"] for mention in model["mentions"]] == ["articles/甲.md"]
    assert "Anthropic MAKES Claude" not in str(model["claims"])
    assert "no row 99" in loaded("why", "99", code=2).err
    assert "沒有" in loaded("why", "沒有這個", code=2).err


def test_status_and_doctor(loaded: Kgx) -> None:
    counts = {row["what"]: row["count"] for row in json.loads(loaded("status", "--format", "json").out)}
    assert counts["Article"] == len(ARTICLES)
    assert counts["Claim"] >= len(ROWS)
    rows = {row["check"]: row for row in json.loads(loaded("doctor", "--format", "json", code=0).out)}
    assert rows["graph"]["found"].startswith("2 articles, ")


def test_exports_are_read_back(loaded: Kgx) -> None:
    assert "nodes" in loaded("export", "g.graphml").err
    loaded("export", "g.json", "--quiet")
    graphml = nx.read_graphml(loaded.folder / "g.graphml", force_multigraph=True)
    node_link = nx.node_link_graph(json.loads((loaded.folder / "g.json").read_text(encoding="utf-8")), edges="edges")
    assert set(graphml) == set(node_link)
    assert graphml.number_of_edges() == node_link.number_of_edges() > 0
    assert list(loaded.folder.glob(".g.*")) == []


def test_ingest_again_changes_nothing(loaded: Kgx) -> None:
    loaded("export", "before.json", "--quiet")
    said = loaded("ingest", "articles").err
    assert "articles: 2 unchanged" in said
    assert said.startswith(f"writing to embedded database in {loaded.folder / '.kgx'} (default)\n")
    assert "kgx query rates behavior=blackmail" in said
    loaded("export", "after.json", "--quiet")
    assert (loaded.folder / "before.json").read_bytes() == (loaded.folder / "after.json").read_bytes()


def test_a_folder_below_finds_the_graph(loaded: Kgx) -> None:
    below = Kgx(loaded.folder / "articles", loaded.cache)
    assert "found above" in below("status").err
    assert "articles: 2 unchanged" in below("ingest", ".").err


def test_reading_works_while_another_writes_and_writing_does_not(loaded: Kgx) -> None:
    from kgx.server import writing

    with writing(loaded.folder / ".kgx"):
        refused = loaded("ingest", "articles", code=3)
        assert "another kgx is writing" in refused.err
        assert len(json.loads(loaded("query", "rates", "behavior=blackmail", "--format", "json").out)) == len(ROWS)


def test_some_files_fail_and_the_rest_is_loaded(kgx: Kgx) -> None:
    folder = write_articles(kgx.folder / "in")
    (folder / "壞.md").write_bytes(bytes(range(128, 256)) * 9 + b"\xff\xfe\xfd")
    said = kgx("ingest", "in", "--data", "資料", code=1)
    assert "壞.md" in said.err
    assert "articles: 2 new" in said.err
    (folder / "乙.md").unlink()
    assert "1 in the graph whose files are gone" in kgx("ingest", "in", "--data", "資料", "--dry-run", code=1).err
    shown = kgx("ingest", "in", "--data", "資料", "--prune", "--dry-run", code=1).err
    assert "1 would be removed\n  gone: in/乙.md\n" in shown
    pruned = kgx("ingest", "in", "--data", "資料", "--prune", code=1).err
    assert "1 removed\n  gone: in/乙.md\n" in pruned


def test_reset_wants_the_name(kgx: Kgx) -> None:
    write_articles(kgx.folder / "in")
    kgx("ingest", "in", "--quiet")
    refused = kgx("reset", code=2).err
    assert "2 articles" in refused
    assert "--yes kgx" in refused
    assert "nothing is removed" in kgx("reset", "--yes", "neo4j", code=2).err
    assert json.loads(kgx("query", "articles", "--format", "json").out)
    kgx("reset", "--yes", "kgx")
    assert json.loads(kgx("query", "articles", "--format", "json").out) == []


def test_where_there_is_no_graph(kgx: Kgx) -> None:
    said = kgx("query", "rates", "behavior=blackmail", code=3).err
    assert "there is no graph in" in said
    assert "kgx ingest" in said
    assert not (kgx.folder / ".kgx").exists()


def test_a_data_folder_that_cannot_be(kgx: Kgx) -> None:
    write_articles(kgx.folder / "in")
    (kgx.folder / "file").write_text("x", encoding="utf-8")
    assert "file" in kgx("ingest", "in", "--data", "file", code=3).err
    assert "under a file" in kgx("ingest", "in", "--data", "file/x", code=3).err
    if sys.platform == "linux":
        assert "cannot be written" in kgx("ingest", "in", "--data", "/sys/kgx", code=3).err


def test_serve_says_how_to_connect_and_ends_on_ctrl_c(kgx: Kgx) -> None:
    with kgx.start("serve") as process:
        _connect_and_end(kgx, process)


def _connect_and_end(kgx: Kgx, process: "subprocess.Popen[bytes]") -> None:
    from neo4j import GraphDatabase

    assert process.stdout is not None
    said = dict(process.stdout.readline().decode().split() for _ in range(4))
    with GraphDatabase.driver(said["address"], auth=(said["user"], said["password"])) as driver:
        assert driver.execute_query("RETURN 1 AS one", database_=said["database"]).records[0]["one"] == 1
    port = said["address"].rpartition(":")[2]
    assert f"port {port}" in kgx("serve", "--data", "other", "--port", port, code=3).err
    _interrupt(process)
    assert process.wait(20) == 0
    assert _servers(kgx) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl-C for another process there")
def test_ctrl_c_leaves_whole_articles_and_no_process(kgx: Kgx) -> None:
    text = ARTICLES["甲.md"]
    write_articles(kgx.folder / "in", {f"{i:03}.md": text.replace("96%", f"{i % 90 + 1}%") * 12 for i in range(80)})
    with kgx.start("ingest", "in", "--workers", "1") as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(b"writing to")
        while not (kgx.folder / ".kgx" / "server.json").exists():
            time.sleep(0.05)
        time.sleep(2.5)
        assert process.poll() is None, "the corpus is too small for this test"
        _interrupt(process)
        begun = time.monotonic()
        rest = process.stderr.read().decode()
        assert process.wait(20) == 130
        assert time.monotonic() - begun < 2 + 3  # three for the machine's other work
        assert rest == "kgx: interrupted\n"
    assert _servers(kgx) == []
    stopped = _claims(kgx)
    assert f"{80 - len(stopped)} new" in kgx("ingest", "in").err
    whole = _claims(kgx)
    assert len(whole) == 80
    assert stopped.items() <= whole.items()
    assert "80 unchanged" in kgx("ingest", "in").err


def _claims(kgx: Kgx) -> dict[str, int]:
    """Article → how many claims of it are in the graph."""
    return {row["id"]: row["claims"] for row in json.loads(kgx("query", "articles", "--format", "json").out)}


def _interrupt(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.send_signal(signal.SIGTERM)
    else:
        process.send_signal(signal.SIGINT)


def _servers(kgx: Kgx) -> list[str]:
    """Command lines of processes that run in the folder's databases."""
    if sys.platform != "linux":
        return []
    lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, encoding="utf-8", errors="replace", check=True).stdout.splitlines()
    return [line for line in lines if str(kgx.folder) in line]
