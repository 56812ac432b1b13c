"""Articles that say the same: seen and counted once, whatever came first, in both stores."""

import random

import msgspec
import pytest

from kgx.graph import DERIVATION, article_rows
from kgx.model.facts import ArticleFacts
from kgx.model.graph import node_key
from kgx.store import Store, copies
from tests.support.databases import Snapshot, snapshot, write
from tests.support.facts import article, entity_, knowledge, rate

WORDS = "".join(chr(0x4E00 + number) for number in range(700))
OTHER = "".join(chr(0x5000 + number) for number in range(700))


def load(store: Store, facts: list[ArticleFacts]) -> None:
    store.load(article_rows(f, f.article.sha256) for f in facts)
    store.finish(knowledge(), DERIVATION)


def fresh(store: Store, facts: list[ArticleFacts]) -> Snapshot:
    store.reset()
    load(store, facts)
    return snapshot(store)


def witnesses(store: Store) -> list[tuple[str, str]]:
    rows = store.read("MATCH (a:Kgx:Claim)-[:AGREES_WITH]->(b:Kgx:Claim) RETURN a.articleId AS a, b.articleId AS b ORDER BY a, b")
    return [(row["a"], row["b"]) for row in rows]


def person(store: Store) -> str:
    return str(store.read("MATCH (e:Kgx:Person) RETURN e.name AS name")[0]["name"])


def test_a_copy_bears_no_witness(store: Store) -> None:
    claim = rate("Claude Opus 4", "blackmail", 0.96)
    first = article("a.md", claim, says=WORDS, date="2025-06-01")
    copy = article("b.md", claim, says=WORDS[:600], date="2025-06-02")
    store.reset()
    load(store, [copy])
    assert store.copies() == []
    load(store, [first])
    assert store.copies() == [("b.md", "a.md")]
    assert witnesses(store) == []
    load(store, [article("c.md", claim, says=OTHER, date="2025-06-03")])
    assert witnesses(store) == [("a.md", "c.md"), ("b.md", "c.md"), ("c.md", "a.md")]
    load(store, [article("a.md", claim, says=OTHER[::-1], date="2025-06-01")])  # edited to another article
    assert store.copies() == []
    assert witnesses(store) == [("a.md", "b.md"), ("b.md", "a.md"), ("c.md", "a.md")]


def test_the_name_of_most_articles_is_that_of_most_originals(store: Store) -> None:
    store.reset()
    often, rarely = (msgspec.structs.replace(entity_("Person", "Ilya Example"), name=name) for name in ("Ilya Example", "I. Example"))
    copies = [article(f"c{number}.md", says=WORDS, entities=[rarely]) for number in range(3)]
    load(store, [*copies, article("x.md", says=OTHER, entities=[often]), article("y.md", says=OTHER[::-1], entities=[often])])
    assert len(store.copies()) == 2
    assert person(store) == "Ilya Example"
    store.remove(["x.md", "y.md"])
    store.finish(knowledge(), DERIVATION)
    assert person(store) == "I. Example"


@pytest.mark.parametrize("few", [copies.FEW, 0], ids=["near", "all"])
def test_any_history_of_copies_equals_a_load_from_nothing(store: Store, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "FEW", few)
    chance = random.Random(11)
    texts = [WORDS, WORDS[:500], WORDS[250:], OTHER, OTHER[100:]]
    state: dict[str, ArticleFacts] = {}
    store.reset()
    for _step in range(25):
        id_ = f"{chance.randrange(6)}.md"
        if chance.random() < 0.3 and id_ in state:
            del state[id_]
            store.remove([id_])
        else:
            rates = [rate("Claude Opus 4", chance.choice(["blackmail", "coercion"]), chance.choice([0.5, 0.9])) for _ in range(2)]
            rates = [made for i, made in enumerate(rates) if made not in rates[:i]]
            state[id_] = article(id_, *rates, says=chance.choice(texts), date=chance.choice([None, "2025-06-01", "2025-06-02"]))
            store.load([article_rows(state[id_], state[id_].article.sha256)])
        if chance.random() < 0.6:
            store.finish(knowledge(), DERIVATION)
    store.finish(knowledge(), DERIVATION)
    kept = snapshot(store)
    assert fresh(store, list(state.values())) == kept


def test_an_older_graph_finds_copies_of_what_it_holds(store: Store) -> None:
    claim = rate("Claude Opus 4", "blackmail", 0.96)
    store.reset()
    load(store, [article("a.md", claim, says=WORDS, date="2025-06-01"), article("x.md", says=OTHER)])
    store.load([article_rows(article("y.md", says=OTHER[:650]), "1")])
    write(store, "MATCH (f:Kgx:Fingerprint) DELETE f")
    write(store, "MATCH (n:Kgx:Note) REMOVE n.before")
    write(store, "MATCH (m:Kgx {key: $key}) SET m.schema = 3", {"key": node_key("meta", "graph")})
    store.prepare()
    load(store, [article("b.md", claim, says=WORDS[:600], date="2025-06-02")])
    assert store.copies() == [("b.md", "a.md"), ("y.md", "x.md")]
    load(store, [article("c.md", claim, says=WORDS[:650], date="2025-06-03")])
    assert store.copies() == [("b.md", "a.md"), ("c.md", "a.md"), ("y.md", "x.md")]


def test_what_articles_are_found_by_is_not_shown(store: Store) -> None:
    store.reset()
    load(store, [article("a.md", says=WORDS)])
    assert store.read("MATCH (f:Kgx:Fingerprint) RETURN count(f) AS n") == [{"n": 1}]
    assert [node["labels"] for node in store.nodes()] == [["Article"]]
    assert "Fingerprint" not in store.counts()
    store.remove(["a.md"])
    assert store.read("MATCH (f:Kgx:Fingerprint) RETURN count(f) AS n") == [{"n": 0}]
