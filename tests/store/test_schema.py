"""The constraints and indexes are what they should be, in both stores; what lacks is named, and made where that is allowed."""

import base64
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

import kgx
from kgx.cli import checks
from kgx.errors import DatabaseError, RefusedError
from kgx.model.address import Address
from kgx.model.graph import SCHEMA_VERSION, node_key
from kgx.server import start_or_attach
from kgx.server.runtime import DATABASE
from kgx.settings import resolve
from kgx.store import Store, connect
from tests.support.databases import snapshot

META = node_key("meta", "graph")
TEXT = "據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%。\n"


def change(store: Store, *statements: str) -> None:
    for statement in statements:
        with store.driver.session(database=store.database) as session:
            session.run(statement).consume()


@pytest.fixture
def mended(store: Store) -> Iterator[Store]:
    """A store whose schema a test may spoil: what has our names is dropped and made anew afterwards."""
    yield store
    lacks = store.lacks()
    change(store, *(f"DROP INDEX {name} IF EXISTS" for name in lacks.wrong))
    store.prepare()
    assert not store.lacks()


def test_all_is_there_after_preparing(store: Store) -> None:
    assert store.lacks().of > 10
    assert not store.lacks()


def test_what_somebody_dropped_is_named_and_made_again(mended: Store) -> None:
    change(mended, "DROP INDEX kgx_owner", "DROP INDEX kgx_text", "DROP CONSTRAINT kgx_key")
    assert (mended.lacks().missing, mended.lacks().wrong) == (("kgx_key", "kgx_owner", "kgx_text"), ())
    mended.prepare()
    assert not mended.lacks()


def test_an_index_in_the_place_of_a_constraint_is_no_constraint(mended: Store) -> None:
    change(mended, "DROP CONSTRAINT kgx_key", "CREATE INDEX kgx_key FOR (n:Kgx) ON (n.key)")
    assert mended.lacks().wrong == ("kgx_key",)
    with pytest.raises(DatabaseError, match="another kind than kgx needs under: kgx_key") as raised:
        mended.prepare()
    assert "DROP" in (raised.value.hint or "")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("kgx_owner", "CREATE INDEX kgx_owner FOR (n:Kgx) ON (n.articleID)"),
        ("kgx_claim_id", "CREATE INDEX kgx_claim_id FOR (n:Entity) ON (n.name2)"),
        ("kgx_text", "CREATE INDEX kgx_text FOR (n:Kgx) ON (n.normal)"),
    ],
)
def test_an_index_over_something_else_is_of_another_kind(mended: Store, name: str, made: str) -> None:
    change(mended, f"DROP INDEX {name}", made)
    assert (mended.lacks().missing, mended.lacks().wrong) == ((), (name,))
    with pytest.raises(DatabaseError, match=name):
        mended.prepare()


@contextmanager
def standing_in(store: Store, ours: str, theirs: str, made: str) -> Iterator[None]:
    """While another index is in the place of ours, which is put back."""
    store.prepare()
    change(store, f"DROP INDEX {ours}", made)
    try:
        yield
    finally:
        change(store, f"DROP INDEX {theirs}")
        store.prepare()


@pytest.mark.neo4j
def test_a_full_text_index_that_cuts_otherwise_is_of_another_kind(neo4j_store: Store) -> None:
    with standing_in(neo4j_store, "kgx_text", "kgx_text", "CREATE FULLTEXT INDEX kgx_text FOR (n:Kgx) ON EACH [n.normal]"):
        assert neo4j_store.lacks().wrong == ("kgx_text",)


@pytest.mark.neo4j
def test_an_equal_index_under_another_name_will_do(neo4j_store: Store) -> None:
    """Neo4j makes no second one like it, so to demand the name would be to ask for what cannot be."""
    with standing_in(neo4j_store, "kgx_owner", "theirs", "CREATE INDEX theirs FOR (n:Kgx) ON (n.articleId)"):
        assert not neo4j_store.lacks()
        neo4j_store.prepare()


def test_doctor_says_which_lack_and_what_mends_it(mended: Store, request: pytest.FixtureRequest) -> None:
    address: Address = request.getfixturevalue("embedded_address" if mended.embedded else "neo4j_address")

    def row() -> dict[str, str | None]:
        given = {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.username, "NEO4J_PASSWORD": address.password}
        flags = dict.fromkeys(("to", "data", "database", "username", "lexicon"))
        chosen = resolve(flags, {k: v for k, v in given.items() if v}, Path.cwd())
        graph = kgx.connect(address.uri, username=address.username, password=address.password, database=address.database)
        (found,) = [row for row in checks.run(lambda: chosen, lambda _chosen: graph) if row["check"] == "schema"]
        return found

    assert row()["state"] == "well"
    change(mended, "DROP INDEX kgx_owner")
    assert (row()["state"], row()["found"]) == ("well", "not yet made: the first `kgx ingest` makes it"), "no graph yet"
    change(mended, "CREATE (:Kgx:Article {key: 'article/x'})")
    found = row()
    assert (found["state"], found["found"]) == ("wrong", "missing: kgx_owner")
    assert ("kgx schema --cypher" in (found["mend"] or "")) == (not mended.embedded), "what it prints is for Neo4j"
    change(mended, "CREATE INDEX kgx_owner FOR (n:Kgx) ON (n.other)", "DROP CONSTRAINT kgx_key")
    assert row()["found"] == "of another kind: kgx_owner; missing: kgx_key"
    assert "DROP INDEX" in (row()["mend"] or "")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """An embedded server where `writer` may write and not change the schema, and `reader` only read."""
    with start_or_attach(tmp_path_factory.mktemp("guarded") / "kgx", probe=probe) as server:
        for user, rights in (("writer", ["createRecord", "readRecord", "updateRecord", "deleteRecord"]), ("reader", ["readRecord"])):
            command(server.address, "server/groups", database=DATABASE, name=user, access=[], types={"*": {"access": rights}})
            new = {"name": user, "password": "secret-secret", "databases": {DATABASE: [user]}}
            command(server.address, "server", command=f"create user {json.dumps(new)}")
        yield server.address


def probe(address: Address) -> None:
    with connect(address) as store:
        store.ready()


def command(address: Address, path: str, **body: object) -> None:
    secret = base64.b64encode(f"{address.username}:{address.password}".encode()).decode()
    headers = {"Authorization": f"Basic {secret}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{address.http}/api/v1/{path}", data=json.dumps(body).encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=20):
        pass


def as_user(address: Address, name: str) -> Address:
    return replace(address, username=name, password="secret-secret")


@pytest.mark.embedded
def test_a_writer_without_the_right_to_the_schema_goes_on_where_it_is_there(guarded: Address, tmp_path: Path) -> None:
    """Stands for a user of Neo4j with the role `editor` or `publisher`: its Community edition has no roles, the embedded server has."""
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")

    def graph(address: Address) -> kgx.Graph:
        return kgx.connect(address.uri, username=address.username, password=address.password, database=address.database)

    writer = as_user(guarded, "writer")
    with graph(writer) as theirs, pytest.raises(RefusedError, match=r"lacks what this user may not make: kgx_key, kgx_owner, ") as raised:
        theirs.ingest(tmp_path, base=tmp_path)
    assert "kgx schema --cypher" in (raised.value.hint or "")
    with connect(guarded) as store, graph(guarded) as admins, graph(writer) as theirs:
        store.prepare()
        admins.ingest(tmp_path, base=tmp_path)
        (tmp_path / "a.md").write_text(TEXT.replace("96", "55"), encoding="utf-8")
        assert theirs.ingest(tmp_path, base=tmp_path).changed == 1
        assert [row["rate"] for row in theirs.query("rates", behavior="blackmail").rows] == [0.55]
        by_writer = snapshot(store)
        admins.reset()
        admins.ingest(tmp_path, base=tmp_path)
        assert snapshot(store) == by_writer
        change(store, "DROP INDEX kgx_claim_group")
        with pytest.raises(RefusedError, match="may not make: kgx_claim_group"):
            theirs.ingest(tmp_path, base=tmp_path)
        admins.ingest(tmp_path, base=tmp_path)
        assert not store.lacks()


@pytest.mark.embedded
def test_a_reader_asks_and_is_told_that_it_may_not_write(guarded: Address, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    reader = as_user(guarded, "reader")
    with connect(guarded) as store:
        store.prepare()
    with kgx.connect(guarded.uri, username=guarded.username, password=guarded.password, database=guarded.database) as admins:
        admins.reset()
        admins.ingest(folder, base=folder)
    with kgx.connect(reader.uri, username=reader.username, password=reader.password, database=reader.database) as theirs:
        assert [row["rate"] for row in theirs.query("rates", behavior="blackmail").rows] == [0.96]
        assert theirs.ask("Claude Opus 4 的勒索率是多少？").answer
        assert theirs.export(tmp_path / "facts.jsonl") == (1, "articles")
        assert len(theirs.report(tmp_path / "report").core.articles) == 1
        assert theirs.diff(base=folder) == []
        (folder / "a.md").write_text(TEXT.replace("96", "55"), encoding="utf-8")
        with pytest.raises(RefusedError, match="no right to do that"):
            theirs.ingest(folder, base=folder)
        assert [row["rate"] for row in theirs.query("rates", behavior="blackmail").rows] == [0.96]


def test_a_graph_of_this_version_is_checked_too(mended: Store) -> None:
    (meta,) = mended.read("MATCH (m:Kgx {key: $key}) RETURN m.schema AS schema", {"key": META})
    assert meta == {"schema": SCHEMA_VERSION}
    change(mended, "DROP INDEX kgx_claim_id")
    mended.prepare()
    assert not mended.lacks()
