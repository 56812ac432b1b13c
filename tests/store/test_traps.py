"""What is known of the embedded server, each point held by a test that fails when an upgrade changes it."""

import base64
import json
import time
import urllib.request
from collections.abc import Iterator

import pytest

from kgx.errors import DatabaseError
from kgx.graph import article_rows
from kgx.model.address import Address
from kgx.model.graph import ENTITY_LABELS, node_key
from kgx.server.runtime import DATABASE
from kgx.store import Store, connect, write
from tests.support.databases import write as write_anything
from tests.support.facts import article, entity_, rate

pytestmark = pytest.mark.embedded


@pytest.fixture
def embedded(embedded_address: Address) -> Iterator[Store]:
    with connect(embedded_address) as store:
        store.prepare()
        store.reset()
        yield store
        store.reset()


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
