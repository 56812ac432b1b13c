"""What is known of the embedded server, each point held by a test that fails when an upgrade changes it.

That it listens on this machine only, hides its password and lets one process write is in `tests/server`; that two loads at once lose
nothing in `test_kill`; how it finds words in `tests/query/test_search.py`.
"""

import base64
import json
import os
import re
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j import exceptions

import kgx as package
from kgx.errors import DatabaseError, UsageError
from kgx.graph import article_rows
from kgx.model.address import Address
from kgx.model.graph import ENTITY_LABELS, node_key
from kgx.server import start_or_attach
from kgx.server.folder import Folder
from kgx.server.runtime import DATABASE
from kgx.store import Store, connect, write
from tests.support.databases import write as write_anything
from tests.support.facts import article, entity_, rate

pytestmark = pytest.mark.embedded


@pytest.fixture
def embedded(embedded_store: Store) -> Iterator[Store]:
    embedded_store.prepare()
    embedded_store.reset()
    yield embedded_store
    embedded_store.reset()


def ask(address: Address, path: str, body: dict[str, str] | None = None) -> tuple[int, str]:
    """A request to the server's HTTP port, with what lets one in."""
    secret = base64.b64encode(f"{address.username}:{address.password}".encode()).decode()
    headers = {"Authorization": f"Basic {secret}", "Content-Type": "application/json"}
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"{address.http}{path}", data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


@pytest.fixture
def keyed(embedded: Store) -> Iterator[Store]:
    """With a label whose `key` is unique, as `Kgx` has it."""
    autocommit(embedded, "CREATE CONSTRAINT trap_key IF NOT EXISTS FOR (n:Trap) REQUIRE n.key IS UNIQUE")
    yield embedded
    autocommit(embedded, "MATCH (n:Trap) DETACH DELETE n")
    autocommit(embedded, "DROP CONSTRAINT trap_key")


def autocommit(store: Store, statement: str, **parameters: Any) -> list[dict[str, Any]]:
    with store.driver.session(database=store.database) as session:
        return [dict(row) for row in session.run(statement, parameters)]


def transaction(store: Store, statement: str, **parameters: Any) -> list[dict[str, Any]]:
    with store.driver.session(database=store.database) as session:
        return session.execute_write(lambda tx: [dict(row) for row in tx.run(statement, parameters)])


def labels(store: Store, key: str) -> list[str]:
    (row,) = store.read("MATCH (n:Trap {key: $key}) RETURN labels(n) AS labels", {"key": key})
    return sorted(row["labels"])


def test_outside_a_transaction_a_merge_that_sets_a_label_loses_it_in_silence(keyed: Store) -> None:
    """So every write is in a transaction, which refuses the statement instead."""
    merge = "UNWIND range(1, 3000) AS i MERGE (n:Trap {key: $prefix + toString(i)}) SET n.v = i SET n:Marked"
    autocommit(keyed, merge, prefix="a")
    assert keyed.read("MATCH (n:Trap) RETURN count(n) AS n") == [{"n": 3000}]
    assert keyed.read("MATCH (n:Marked) RETURN count(n) AS n")[0]["n"] < 3000
    with pytest.raises(exceptions.ConstraintError):
        transaction(keyed, merge, prefix="b")


def test_a_node_is_not_made_and_labelled_in_one_statement(keyed: Store) -> None:
    """So nodes are created with all their labels, which works."""
    with pytest.raises(exceptions.ConstraintError):
        transaction(keyed, "CREATE (n:Trap {key: 'a'}) SET n:Marked")
    transaction(keyed, "CREATE (n:Trap:Marked {key: 'a'})")
    assert labels(keyed, "a") == ["Marked", "Trap"]
    with pytest.raises(exceptions.ConstraintError):
        transaction(keyed, "MERGE (n:Trap:Other {key: 'a'}) SET n.v = 1")


def test_a_label_is_not_set_and_another_removed_in_one_statement(keyed: Store) -> None:
    """So what changes its label is deleted and made anew, or changed by one statement after the other."""
    transaction(keyed, "CREATE (:Trap:Before {key: 'a'})")
    with pytest.raises(exceptions.ConstraintError):
        transaction(keyed, "MATCH (n:Before) SET n:After REMOVE n:Before")
    assert labels(keyed, "a") == ["Before", "Trap"]
    transaction(keyed, "MATCH (n:Before) SET n:After")
    transaction(keyed, "MATCH (n:Before) REMOVE n:Before")
    assert labels(keyed, "a") == ["After", "Trap"]


def test_to_merge_an_edge_costs_what_hangs_on_the_node(keyed: Store) -> None:
    """So edges are created, once it is known which are missing."""
    few, many = 20, 4000
    transaction(keyed, "CREATE (:Trap {key: 'hub'}) WITH 1 AS one UNWIND range(1, $n) AS i CREATE (:Trap {key: toString(i)})", n=many)
    pairs = "MATCH (h:Trap {key: 'hub'}) UNWIND range($from, $n) AS i MATCH (n:Trap {key: toString(i)})"
    transaction(keyed, f"{pairs} CREATE (h)-[:HANGS]->(n)", **{"from": 1, "n": many})

    def seconds(edge: str) -> float:
        begun = time.perf_counter()
        transaction(keyed, f"{pairs} {edge}", **{"from": many - few, "n": many})
        return time.perf_counter() - begun

    seconds("CREATE (h)-[:MADE]->(n)")  # the first makes the type
    assert seconds("MERGE (h)-[:HANGS]->(n)") > 5 * seconds("CREATE (h)-[:MADE]->(n)")


def test_of_two_that_write_one_node_one_is_told_to_try_again(keyed: Store) -> None:
    """So one process writes at a time, and the driver tries again."""
    transaction(keyed, "CREATE (:Trap {key: 'a', v: 0})")
    more = "MATCH (n:Trap {key: 'a'}) SET n.v = n.v + 1"
    with keyed.driver.session(database=keyed.database) as one, keyed.driver.session(database=keyed.database) as other:
        first, second = one.begin_transaction(), other.begin_transaction()
        first.run(more).consume()
        with pytest.raises(exceptions.TransientError):
            in_turn(second, more, first)
    assert keyed.read("MATCH (n:Trap {key: 'a'}) RETURN n.v AS v") == [{"v": 1}]


def in_turn(second: neo4j.Transaction, statement: str, first: neo4j.Transaction) -> None:
    second.run(statement).consume()
    first.commit()
    second.commit()


def test_a_label_from_a_parameter_makes_a_node_without_one(embedded: Store) -> None:
    """So labels are written into statements, from our own lists."""
    write_anything(embedded, "CREATE (n:$($label) {key: 'dynamic'})", {"label": "Dynamic"})
    try:
        assert embedded.read("MATCH (n {key: 'dynamic'}) RETURN labels(n) AS labels") == [{"labels": []}]
    finally:
        write_anything(embedded, "MATCH (n {key: 'dynamic'}) DELETE n")


@pytest.mark.parametrize("prefix", ["SHORTEST 1", "ALL SHORTEST"])
def test_the_newer_way_to_ask_for_short_paths_is_not_there(embedded: Store, prefix: str) -> None:
    with pytest.raises(UsageError, match="not supported"):
        embedded.read(f"MATCH p = {prefix} (a:Kgx)-[:SUBJECT]-+(b:Kgx) RETURN length(p) AS n")


def test_a_full_text_index_is_not_made_over_bolt(embedded: Store) -> None:
    with pytest.raises(exceptions.ClientError, match="Only standard, RANGE and TEXT index types"):
        autocommit(embedded, "CREATE FULLTEXT INDEX trap_text FOR (n:Trap) ON EACH [n.normal]")


def test_a_phrase_in_the_full_text_index_is_its_words_in_any_order(embedded: Store) -> None:
    """So a search looks once more at what was found: see `kgx.query.fulltext.pattern`."""
    write_anything(embedded, "CREATE (n:Kgx {key: 'trap', normal: '乙丙与甲乙'})")
    found = embedded.read("CALL db.index.fulltext.queryNodes('kgx_text', '\"甲乙丙\"') YIELD node RETURN node.normal AS text")
    write_anything(embedded, "MATCH (n:Kgx {key: 'trap'}) DELETE n")
    assert found == [{"text": "乙丙与甲乙"}]


def test_it_is_a_process_of_its_own(tmp_path: Path) -> None:
    with start_or_attach(tmp_path) as server:
        running = Folder(tmp_path).running()
        assert running is not None
        assert server.address.uri.endswith(str(running.bolt))
        assert len({running.pid, running.keeper, os.getpid()}) == 3
        assert "jpype" not in sys.modules, "no Java in here"


def test_it_takes_connections_before_its_database_is_there(tmp_path: Path) -> None:
    """So it is ready when a statement on that database is answered, and not when it listens."""
    heard: list[str] = []

    def probe(address: Address) -> None:
        try:
            with connect(address) as store:
                store.ready()
        except DatabaseError as error:
            heard.append(error.message)
            raise

    with start_or_attach(tmp_path, probe=probe) as server, connect(server.address) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    assert f"{server.address.uri} has no database {DATABASE!r}" in heard


def test_what_kgx_sends_falls_into_none_of_these() -> None:
    """Statements outside a transaction only change or ask after the schema, or read; MERGE makes one node; nothing dynamic."""
    source = Path(package.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in source.rglob("*") if path.suffix in (".py", ".cypher")]

    def found(pattern: str) -> set[str]:
        return {hit for text in texts for hit in re.findall(pattern, text)}

    assert found(r"\bsession\.run\([^)\n]*\)") == {
        'session.run("RETURN 1")',
        "session.run(statement)",
        "session.run(statement, given)",
    }
    assert found(r"\bMERGE [^\s]*\([^)]*\)") == {"MERGE (m:Kgx {key: $key})"}
    assert found(r":\$\([^)]*\)|\bSHORTEST (?:\d|PATH|GROUP)|\b(?:ALL|ANY) SHORTEST") == set()


def test_nothing_is_looked_up_by_id_under_two_labels() -> None:
    """The embedded database then scans every node of a label; under one it takes the index, and the other label is asked after.

    A statement that asks for another property too (`OR`) scans anyway.
    """
    two = re.compile(r"\((\w*):Kgx:\w+( \{(id|articleId):|\)\s*WHERE \1\.(id|articleId) (=|IN) )(?!\$ids OR)")
    sources = [p for p in Path(package.__file__).parent.rglob("*") if p.suffix in {".py", ".cypher"}]
    assert two.search("MATCH (e:Kgx:Entity) WHERE e.id = $id")
    assert two.search("MATCH (n:Kgx:Claim {articleId: id})")
    assert [p.name for p in sources if two.search(p.read_text(encoding="utf-8"))] == []


def test_four_labels_are_found_by_each(embedded: Store) -> None:
    entities = [entity_(type_, "X") for type_ in ENTITY_LABELS]
    embedded.load([article_rows(article("a", entities=entities), "s")])
    for type_, labels in ENTITY_LABELS.items():
        for label in ("Kgx", *labels):
            found = embedded.read(
                f"MATCH (e:{label} {{key: $key}}) RETURN labels(e) AS labels", {"key": node_key("entity", f"{type_.lower()}:x")}
            )
            assert [sorted(row["labels"]) for row in found] == [sorted({"Kgx", *labels})]


def test_a_key_is_one_node_over_all_labels(embedded: Store) -> None:
    embedded.load([article_rows(article("a", entities=[entity_("Lab", "X")]), "s")])
    with pytest.raises(Exception, match="Duplicated key"):
        write_anything(embedded, "CREATE (:Kgx:Claim {key: 'entity/lab:x'})")


def test_a_batch_of_full_size_goes_through(embedded: Store) -> None:
    text = "勒索" * (write.BATCH_BYTES // 6)
    facts = article("large.md", rate("GPT-4.1", "blackmail", 0.8))
    rows = article_rows(facts, "s")
    rows.nodes[0].properties["text"] = text
    embedded.load([rows])
    assert embedded.read("MATCH (a:Kgx:Article) RETURN size(a.text) AS n") == [{"n": len(text)}]


def test_reading_sessions_take_writes_so_the_guard_is_ours(embedded: Store) -> None:
    embedded.read("CREATE (n:KgxTest:Slipped) RETURN n")
    assert embedded.read("MATCH (n:Slipped) RETURN count(n) AS n") == [{"n": 1}]
    write_anything(embedded, "MATCH (n:Slipped) DELETE n")


def test_a_shortest_path_is_found(embedded: Store) -> None:
    embedded.load([article_rows(article("a", rate("GPT-4.1", "blackmail", 0.8)), "s")])
    found = embedded.read(
        "MATCH (a:Kgx {key: 'entity/model:gpt-4.1'}), (b:Kgx {key: 'entity/behavior:blackmail'}) "
        "MATCH p = shortestPath((a)-[*..4]-(b)) RETURN length(p) AS n"
    )
    assert found == [{"n": 1}]


def test_constraints_and_indexes_bear_our_name(embedded: Store) -> None:
    assert {row["name"] for row in embedded.read("SHOW CONSTRAINTS") if row["type"] == "UNIQUENESS"} == {"kgx_key"}
    others = {row["name"] for row in embedded.read("SHOW INDEXES") if not row["owningConstraint"]}
    assert others
    assert all(name.startswith("kgx_") for name in others)


def test_its_agent_interface_is_off(embedded_address: Address) -> None:
    assert embedded_address.http is not None
    status, _body = ask(embedded_address, "/api/v1/mcp", {"jsonrpc": "2.0", "id": "1", "method": "tools/list"})
    assert status >= 400


def test_no_statement_runs_for_ever(embedded_address: Address, embedded: Store) -> None:
    numbers = "UNWIND range(1, 5000) AS a UNWIND range(1, 5000) AS b RETURN sum(a * b % 7) AS s"
    limit = f"set database setting {DATABASE} arcadedb.command.timeout"
    assert ask(embedded_address, "/api/v1/server", {"command": f"{limit} 300"})[0] == 200
    try:
        begun = time.monotonic()
        with pytest.raises(DatabaseError, match="took too long"):
            embedded.read(numbers)
        assert time.monotonic() - begun < 30
    finally:
        ask(embedded_address, "/api/v1/server", {"command": f"{limit} 120000"})


def test_sql_over_http_reaches_the_same_graph(embedded_address: Address, embedded: Store) -> None:
    embedded.load([article_rows(article("a"), "s")])
    status, body = ask(embedded_address, f"/api/v1/command/{DATABASE}", {"language": "sql", "command": "SELECT count(*) AS n FROM Article"})
    assert status == 200
    assert json.loads(body)["result"][0]["n"] >= 1
