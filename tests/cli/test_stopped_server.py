"""Commands against a Neo4j of their own, which its administrator stops, starts again, or lets only be read."""

import json
from collections.abc import Iterator

import pytest

from kgx.store import connect
from tests.cli.running import ARTICLES, Kgx, write_articles
from tests.cli.test_graph import ROWS
from tests.support.databases import snapshot
from tests.support.neo4j_server import Missing, Neo4j

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def made() -> Iterator[Neo4j]:
    try:
        with Neo4j() as running:
            yield running
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def server(made: Neo4j) -> Neo4j:
    """It runs, whatever the test before did to it."""
    if not made.running:
        made.start()
    return made


def environment(server: Neo4j) -> dict[str, str]:
    address = server.address
    return {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.username or "", "NEO4J_PASSWORD": address.password or ""}


def test_a_database_that_can_only_be_read(kgx: Kgx, server: Neo4j) -> None:
    """Stands for a user with the role `reader`: the Community edition has no roles, so the whole database is set to be read only.

    What asks works, and what would write says so and leaves everything as it was.
    """
    env = environment(server)
    folder = write_articles(kgx.folder / "in")
    kgx("reset", "--yes", "neo4j", env=env)
    kgx("ingest", "in", "--quiet", env=env)
    server.stop()
    server.start(**{"server.databases.read_only": "neo4j"})
    try:
        with connect(server.address) as store:
            before = snapshot(store)
        rows = json.loads(kgx("query", "rates", "behavior=勒索", "--format", "json", env=env).out)
        assert [(row["model"], row["rate"]) for row in rows] == ROWS
        assert "96%" in kgx("ask", "Claude Opus 4 的勒索率是多少？", env=env).out
        kgx("export", "g.graphml", "--quiet", env=env)
        kgx("report", "pages", "--quiet", env=env)
        assert (kgx.folder / "g.graphml").stat().st_size > 1000
        assert (kgx.folder / "pages" / "index.html").exists()
        checks = {row["check"]: row["state"] for row in json.loads(kgx("doctor", "--format", "json", env=env, code=0).out)}
        assert (checks["graph"], checks["schema"]) == ("well", "well")
        assert "2 unchanged" in kgx("ingest", "in", env=env).err, "nothing to write"
        (folder / "甲.md").write_text(ARTICLES["甲.md"].replace("96%", "55%"), encoding="utf-8")
        for arguments in (("ingest", "in"), ("reject", "1"), ("reset", "--yes", "neo4j")):
            assert "can only be read" in kgx(*arguments, env=env, code=3).err
        with connect(server.address) as store:
            assert snapshot(store) == before
    finally:
        server.stop(kill=True)
