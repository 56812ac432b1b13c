"""What the tests may do to a database: only to one that is empty, or holds nothing but what they made themselves."""

import json
from collections.abc import Mapping
from typing import Any

from kgx.model.address import Address
from kgx.store import Store

Snapshot = tuple[list[str], list[str]]

_MAKE = """
CREATE (m:KgxTest {id: 'model:claude-opus-4', key: 'entity/model:claude-opus-4', name: 'not ours'}) SET m:Entity SET m:Model
CREATE (b:KgxTest {id: 'behavior:blackmail', key: 'entity/behavior:blackmail', name: 'not ours'}) SET b:Entity SET b:Behavior
CREATE (a:KgxTest {id: 'a.md', key: 'article/a.md', articleId: 'a.md', stamp: 'not ours', title: 'not ours'}) SET a:Article
CREATE (c:KgxTest {id: 'c', key: 'claim/c', articleId: 'a.md', relation: 'EXHIBITED', name: 'not ours'}) SET c:Claim
CREATE (c)-[:SUBJECT {localId: 'model:claude-opus-4'}]->(m) CREATE (c)-[:OBJECT {localId: 'behavior:blackmail'}]->(b)
CREATE (m)-[:EXHIBITED {claimId: 'c', articleId: 'a.md', localId: 'model:claude-opus-4', rate: 1.0}]->(b)
CREATE (m)-[:MENTIONED_IN {localId: 'model:claude-opus-4'}]->(a)
"""


class Refused(Exception):
    """The database holds what the tests did not make."""


def given_address(environment: Mapping[str, str]) -> Address | None:
    """The Neo4j that the environment names for tests; never the one in NEO4J_URI, which is somebody's."""
    uri = environment.get("KGX_TEST_NEO4J_URI")
    if not uri:
        return None
    read = environment.get
    return Address(uri, read("KGX_TEST_NEO4J_DATABASE"), read("KGX_TEST_NEO4J_USERNAME", "neo4j"), read("KGX_TEST_NEO4J_PASSWORD"))


def claim_database(store: Store) -> None:
    """Make sure that the database is ours to write into, and put nodes into it that look like kgx's and are not."""
    marked = store.read("MATCH (n:KgxTest) RETURN count(n) AS n")[0]["n"]
    foreign = store.read("MATCH (n) WHERE NOT n:KgxTest AND NOT n:Kgx RETURN count(n) AS n")[0]["n"]
    every = store.read("MATCH (n) RETURN count(n) AS n")[0]["n"]
    if foreign or (every and not marked):
        raise Refused(f"the database at {store.where} holds {foreign or every} nodes that the tests did not make; give them an empty one")
    empty_database(store)
    write(store, _MAKE)


def empty_graph(store: Store) -> None:
    """Remove what kgx made, judgements too, which outlive a reset."""
    store.reset()
    write(store, "MATCH (j:Kgx:Judgement) DELETE j")


def empty_database(store: Store) -> None:
    """Remove what the tests made, and what kgx made for them."""
    write(store, "MATCH (n:Kgx) DETACH DELETE n")
    write(store, "MATCH (n:KgxTest) DETACH DELETE n")


def drop_schema(store: Store) -> None:
    """Drop kgx's constraints and indexes, so that a database that was lent is as it was."""
    for what, show in (("CONSTRAINT", "SHOW CONSTRAINTS"), ("INDEX", "SHOW INDEXES")):
        names = [row["name"] for row in store.read(show) if row["name"].startswith("kgx_")]
        for name in names:
            with store.driver.session(database=store.database) as session:
                session.run(f"DROP {what} {name} IF EXISTS").consume()


def foreign(store: Store) -> Snapshot:
    """Everything in the database that is not kgx's."""
    nodes = store.read("MATCH (n) WHERE NOT n:Kgx RETURN labels(n) AS labels, properties(n) AS properties")
    edges = store.read(
        "MATCH (a)-[r]->(b) WHERE NOT a:Kgx OR NOT b:Kgx RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS properties"
    )
    return _sorted([{**row, "labels": sorted(row["labels"])} for row in nodes]), _sorted(edges)


def snapshot(store: Store) -> Snapshot:
    """The whole graph of kgx, so that two of them can be compared node for node."""
    return _sorted(store.nodes()), _sorted(store.edges())


def write(store: Store, statement: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Run a writing statement that is not kgx's."""
    with store.driver.session(database=store.database) as session:
        session.execute_write(lambda tx: tx.run(statement, dict(parameters or {})).consume())


def _sorted(rows: Any) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)
