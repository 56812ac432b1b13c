"""What goes wrong on the way to a database is told apart, with what would mend it."""

import socket

import neo4j
import pytest
from msgspec.structs import replace

from kgx.errors import DatabaseError, UsageError
from kgx.graph import article_rows
from kgx.model.address import Address
from kgx.model.graph import SCHEMA_VERSION, node_key
from kgx.store import Store, connect, wrap
from kgx.store.connect import check_version
from tests.support.databases import Refused, claim_database, given_address, write
from tests.support.facts import article, rate


@pytest.fixture(params=[pytest.param("embedded", marks=pytest.mark.embedded), pytest.param("neo4j", marks=pytest.mark.neo4j)])
def address(request: pytest.FixtureRequest) -> Address:
    found: Address = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def fails(address: Address) -> DatabaseError:
    with connect(address) as store, pytest.raises(DatabaseError) as raised:
        store.ready()
    assert raised.value.hint
    return raised.value


def test_no_server(closed_port: int) -> None:
    assert "no database answers" in fails(Address(f"bolt://127.0.0.1:{closed_port}")).message


def test_wrong_password(address: Address) -> None:
    # A name that is no user: wrong passwords for a user would lock that one out for some seconds.
    error = fails(replace(address, username="nobody", password="wrong"))
    assert "refuses this user name and password" in error.message
    assert "wrong" not in error.message


def test_no_such_database(address: Address) -> None:
    assert "has no database 'nowhere'" in fails(replace(address, database="nowhere")).message


def test_no_bolt(embedded_address: Address) -> None:
    assert embedded_address.http is not None
    error = fails(replace(embedded_address, uri=embedded_address.http.replace("http://", "bolt://")))
    assert "failed" in error.message or "no database answers" in error.message


@pytest.mark.parametrize("uri", ["localhost:7687", "http://localhost:7474", "nonsense", ""])
def test_no_address(uri: str) -> None:
    with pytest.raises(UsageError, match="is no address of a database"):
        connect(Address(uri))


def test_too_old() -> None:
    with pytest.raises(DatabaseError, match="too old"):
        check_version("Neo4j/4.4.12", "bolt://somewhere")
    check_version("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", "bolt://somewhere")
    check_version("Neo4j/2026.01.0", "bolt://somewhere")


def test_a_graph_of_another_schema_is_not_written(store: Store) -> None:
    meta = {"key": node_key("meta", "graph")}
    write(store, "MATCH (m:Kgx {key: $key}) SET m.schema = 99", meta)
    try:
        with pytest.raises(DatabaseError, match="schema 99"):
            store.prepare()
    finally:
        write(store, "MATCH (m:Kgx {key: $key}) SET m.schema = $version", {**meta, "version": SCHEMA_VERSION})


def test_an_older_graph_gets_what_it_lacks(store: Store) -> None:
    write(store, "MATCH (m:Kgx {key: $key}) SET m.schema = 1, m.knowledge = 'x'", {"key": node_key("meta", "graph")})
    with store.driver.session(database=store.database) as session:
        session.run("DROP INDEX kgx_text IF EXISTS").consume()
    assert "kgx_text" not in {row["name"] for row in store.read("SHOW INDEXES")}
    store.prepare()
    assert "kgx_text" in {row["name"] for row in store.read("SHOW INDEXES")}
    (meta,) = store.read(
        "MATCH (m:Kgx {key: $key}) RETURN m.schema AS schema, m.knowledge AS knowledge", {"key": node_key("meta", "graph")}
    )
    assert meta == {"schema": SCHEMA_VERSION, "knowledge": None}


def test_the_callers_driver_is_never_closed(address: Address) -> None:
    auth = (address.username or "", address.password or "")
    with neo4j.GraphDatabase.driver(address.uri, auth=auth) as driver:
        with wrap(driver, address.database) as store:
            assert store.read("RETURN 1 AS one") == [{"one": 1}]
        assert driver.execute_query("RETURN 2 AS two", database_=address.database).records[0]["two"] == 2


@pytest.mark.neo4j
def test_a_read_that_takes_too_long_ends(neo4j_address: Address) -> None:
    numbers = "UNWIND range(1, 5000) AS a UNWIND range(1, 5000) AS b UNWIND range(1, 100) AS c RETURN sum(a * b % 7 + c) AS s"
    with connect(neo4j_address) as store, pytest.raises(DatabaseError, match="took too long"):
        store.read(numbers, timeout=1)


@pytest.mark.neo4j
def test_a_reading_session_of_neo4j_takes_no_write(neo4j_store: Store) -> None:
    """There the server guards too, after ours; the embedded one does not, see test_traps."""
    with pytest.raises(UsageError, match="does not take this statement"):
        neo4j_store.read("CREATE (n:KgxTest:Slipped)")


def test_the_suite_refuses_a_database_that_holds_what_it_did_not_make(store: Store) -> None:
    write(store, "CREATE (:Somebody {name: 'else'})")
    try:
        with pytest.raises(Refused, match="1 nodes that the tests did not make"):
            claim_database(store)
    finally:
        write(store, "MATCH (n:Somebody) DELETE n")


def test_the_suite_refuses_a_graph_of_kgx_that_it_did_not_make(store: Store) -> None:
    store.load([article_rows(article("x.md", rate("GPT-4.1", "blackmail", 0.8)), "s")])
    write(store, "MATCH (n:KgxTest) REMOVE n:KgxTest SET n:Held")
    try:
        with pytest.raises(Refused):
            claim_database(store)
    finally:
        write(store, "MATCH (n:Held) SET n:KgxTest")
        write(store, "MATCH (n:Held) REMOVE n:Held")


def test_the_suite_never_uses_somebodys_database() -> None:
    assert given_address({"NEO4J_URI": "bolt://production:7687", "NEO4J_PASSWORD": "x"}) is None
    given = given_address({"NEO4J_URI": "bolt://production:7687", "KGX_TEST_NEO4J_URI": "bolt://test:7687"})
    assert given is not None
    assert given.uri == "bolt://test:7687"
