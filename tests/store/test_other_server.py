"""A Neo4j whose database is not called neo4j, with other data in it, reached by address and by the caller's own driver."""

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from msgspec.structs import replace

import kgx
from kgx.errors import DatabaseError
from kgx.model.address import Address
from kgx.store import connect
from tests.support.databases import claim_database, foreign
from tests.support.neo4j_server import Missing, neo4j_server

pytestmark = pytest.mark.neo4j
TEXT = "據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%。\n"


@pytest.fixture(scope="module")
def articles() -> Iterator[Address]:
    try:
        with neo4j_server("articles") as address:
            yield address
    except Missing as missing:
        pytest.skip(str(missing))


def test_by_address_and_by_driver_beside_other_data(articles: Address, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    auth = (articles.username or "", articles.password or "")
    with connect(articles) as store:
        claim_database(store)
        before = foreign(store)
        for database in (articles.database, None):
            with kgx.connect(articles.uri, username=auth[0], password=auth[1], database=database) as graph:
                assert graph.database_name() == "articles"
                assert graph.ingest(tmp_path, base=tmp_path).new == 1
                assert [row["rate"] for row in graph.query("rates", behavior="blackmail").rows] == [0.96]
                graph.reset()
            assert foreign(store) == before
        with neo4j.GraphDatabase.driver(articles.uri, auth=auth) as driver:
            with kgx.connect(driver=driver) as graph:
                assert graph.ingest(tmp_path, base=tmp_path).new == 1
                assert len(graph.query("search", text="勒索").rows) == 2
            assert driver.execute_query("MATCH (c:Kgx:Claim) RETURN count(c) AS n").records[0]["n"] == 1
            with kgx.connect(driver=driver) as graph:
                graph.reset()
        assert foreign(store) == before


def test_errors_of_this_kind_of_server_are_told_apart(articles: Address) -> None:
    with connect(articles) as store, store.driver.session(database="system") as session:
        session.run("CREATE USER eve IF NOT EXISTS SET PASSWORD 'secret-secret' CHANGE REQUIRED").consume()
    for address, message in (
        (replace(articles, username="eve", password="secret-secret"), "wants a new password"),
        (replace(articles, username="nobody", password="x"), "refuses this user name and password"),
        (replace(articles, database="neo4j"), "has no database 'neo4j'"),
        (replace(articles, database="system"), "holds no graphs"),
    ):
        with connect(address) as store, pytest.raises(DatabaseError, match=message) as raised:
            store.ready()
        assert raised.value.hint
