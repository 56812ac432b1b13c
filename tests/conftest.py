"""Databases for the tests: the embedded one always, a real Neo4j where there is one or can be put together. And a browser."""

import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from kgx.model.address import Address
from kgx.server import start_or_attach
from kgx.store import Store, connect
from tests.support.browsers import NoBrowser, launched
from tests.support.databases import Refused, claim_database, drop_schema, empty_database, empty_graph, foreign, given_address
from tests.support.neo4j_server import Missing, neo4j_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("kgx", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("kgx")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a script that starts the suite with & passes that on to every program it tests
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The system's Chromium for the whole run, else a skip with the reason."""
    try:
        with launched() as browser:
            yield browser
    except NoBrowser as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def embedded_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """An embedded server for the whole run, in a folder of its own."""
    with start_or_attach(tmp_path_factory.mktemp("資料 夾") / "kgx", probe=_probe) as server:
        yield server.address


@pytest.fixture(scope="session")
def neo4j_address() -> Iterator[Address]:
    """A real Neo4j for the whole run: the one in KGX_TEST_NEO4J_URI, else one that Maven puts together, else a skip with the reason."""
    given = given_address(os.environ)
    if given:
        yield given
        return
    try:
        with neo4j_server() as address:
            yield address
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def embedded_store(embedded_address: Address) -> Iterator[Store]:
    """The embedded store, with other nodes in it that must survive. What takes this and not `store` cleans up itself."""
    yield from _claimed(embedded_address)


@pytest.fixture(scope="session")
def neo4j_store(neo4j_address: Address) -> Iterator[Store]:
    """The real Neo4j, refused where it holds what the tests did not make. What takes this and not `store` cleans up itself."""
    yield from _claimed(neo4j_address)


@pytest.fixture(
    params=[pytest.param("embedded", marks=pytest.mark.embedded), pytest.param("neo4j", marks=pytest.mark.neo4j)],
)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store without a graph of kgx, in a database that holds other nodes, which must survive; once with each server."""
    opened: Store = request.getfixturevalue(f"{request.param}_store")
    opened.prepare()
    empty_graph(opened)
    before = foreign(opened)
    yield opened
    assert foreign(opened) == before, "nodes that are not kgx's were touched"


def _claimed(address: Address) -> Iterator[Store]:
    with connect(address) as store:
        try:
            claim_database(store)
        except Refused as refused:
            pytest.fail(str(refused))
        before = foreign(store)
        yield store
        after = foreign(store)
        empty_database(store)
        if not store.embedded:  # whose folder goes as a whole
            drop_schema(store)
        assert after == before, "nodes that are not kgx's did not survive the suite"


def _probe(address: Address) -> None:
    with connect(address) as store:
        store.ready()
