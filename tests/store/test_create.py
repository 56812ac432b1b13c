"""New nodes and edges in one statement, for both stores."""

import pytest

from kgx.errors import DatabaseError
from kgx.graph import DERIVATION, article_rows
from kgx.model.graph import Edge
from kgx.store import Store, create
from kgx.store.create import New
from tests.store.test_contract import articles
from tests.support.databases import Snapshot, snapshot
from tests.support.facts import knowledge


def load(store: Store) -> Snapshot:
    store.reset()
    store.load(article_rows(f, f.article.sha256) for f in articles())
    store.finish(knowledge(), DERIVATION)
    return snapshot(store)


def test_what_is_too_much_for_one_statement_gives_the_same_graph(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    once = load(store)
    monkeypatch.setattr(create, "_MOST", 8)
    monkeypatch.setattr(create, "ROWS", 5)
    assert load(store) == once


def test_where_an_end_is_missing_nothing_is_written(store: Store) -> None:
    """Never an edge between others: places in the list would be wrong."""
    new = [New("Issue", f"issue/{number}", {"id": str(number), "name": "x"}) for number in range(2)]
    edges = [Edge("IN", "issue/0", "article/gone", {}), Edge("IN", "issue/1", "issue/0", {})]
    with pytest.raises(DatabaseError, match="went away amid the work"):
        store._ready().transaction(lambda tx: create.create(tx, new, edges))
    assert store.read("MATCH (n:Kgx:Issue) RETURN n.key AS key") == []
    store._ready().transaction(lambda tx: create.create(tx, new, edges[1:]))
    assert store.read("MATCH (a:Kgx)-[:IN]->(b:Kgx) RETURN a.key AS a, b.key AS b") == [{"a": "issue/1", "b": "issue/0"}]
    store.reset()
