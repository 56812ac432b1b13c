"""What holds for both stores."""

import random

import pytest

from kgx.errors import UsageError
from kgx.graph import DERIVATION, article_rows
from kgx.model.article import Issue
from kgx.model.facts import ArticleFacts
from kgx.store import Store
from tests.support.databases import Snapshot, snapshot
from tests.support.facts import article, claim, entity_, knowledge, phrase, rate, source, thing

ANTHROPIC = source("Lab", "Anthropic")


def articles() -> list[ArticleFacts]:
    """Both scripts, a group, a denial, a measured zero, a source chain, a gloss, an issue."""
    izmailov = entity_("Person", "Pavel Izmailov", "帕維爾．伊茲邁洛夫")
    return [
        article(
            "a.md",
            rate("Claude Opus 4", "blackmail", 0.96, attribution=(ANTHROPIC,), origin=ANTHROPIC),
            rate("GPT-4.1", "blackmail", 0.8, start=100, condition="在稍加提示微调后"),
            claim("EXHIBITED", phrase("(16 models)", quantifier="all", count=16), thing("Behavior", "coercion"), "16 款模型", start=200),
            claim("SAID", thing("Person", "Pavel Izmailov"), phrase("進度"), "我們還沒到那個程度", start=300),
            entities=[izmailov],
            issues=[Issue("number-without-claim", "怪", 1, 2), Issue("number-without-claim", "怪", 1, 2)],
        ),
        article("b.md", rate("Claude Opus 4", "blackmail", 0.0, polarity="negated"), rate("Grok 3", "sandbagging", 0.1, polarity="hedged")),
        article(
            "丙.md",
            claim("AFFILIATED_WITH", thing("Person", "帕维尔·伊兹迈洛夫"), thing("Lab", "OpenAI"), "曾在 OpenAI 工作", status="former"),
            script="hans",
        ),
    ]


def load(store: Store, facts: list[ArticleFacts]) -> None:
    store.load(article_rows(f, f.article.sha256) for f in facts)
    store.finish(knowledge(), DERIVATION)


def fresh(store: Store, facts: list[ArticleFacts]) -> Snapshot:
    store.reset()
    load(store, facts)
    return snapshot(store)


def test_loading_again_changes_nothing(store: Store) -> None:
    once = fresh(store, articles())
    assert len(once[0]) > 20
    load(store, articles()[::-1])
    assert snapshot(store) == once


def test_an_article_replaced_equals_a_load_from_nothing(store: Store) -> None:
    old, *rest = articles()
    new = article("a.md", rate("Claude Opus 4", "blackmail", 0.55), date="2025-07-01")
    expected = fresh(store, [new, *rest])
    store.reset()
    load(store, [old, *rest])
    load(store, [new])
    assert snapshot(store) == expected


def test_any_history_equals_a_load_from_nothing(store: Store) -> None:
    chance = random.Random(7)
    models, behaviors = ["Claude Opus 4", "GPT-4.1", "Grok 3"], ["blackmail", "coercion", "sandbagging"]
    teacher = entity_("Person", "Pavel Izmailov", "伊茲邁洛夫")
    pupil = entity_("Person", "伊茲邁洛夫")
    state: dict[str, ArticleFacts] = {}
    for _step in range(25):
        id_ = f"{chance.randrange(5)}.md"
        if chance.random() < 0.3 and id_ in state:
            del state[id_]
            assert store.remove([id_]) == 1
        else:
            rates = [
                rate(chance.choice(models), chance.choice(behaviors), chance.randrange(5) / 10, start=100 * i)
                for i in range(chance.randrange(3))
            ]
            people = [p for p in (teacher, pupil) if chance.random() < 0.4]
            state[id_] = article(id_, *rates, entities=people)
            store.load([article_rows(state[id_], "s")])
        if chance.random() < 0.5:
            store.finish(knowledge(), DERIVATION)
    store.finish(knowledge(), DERIVATION)
    by_steps = snapshot(store)
    counts = store.counts()
    assert store.totals() == {"claims": counts.get("Claim", 0), "entities": counts.get("Entity", 0), "copies": len(store.copies())}
    store.reset()
    assert store.totals() == {"claims": 0, "entities": 0, "copies": 0}
    store.load(article_rows(facts, "s") for facts in state.values())
    store.finish(knowledge(), DERIVATION)
    assert by_steps == snapshot(store)


def test_a_removed_article_takes_its_own_with_it(store: Store) -> None:
    facts = articles()
    expected = fresh(store, facts[:1])
    store.reset()
    load(store, facts)
    assert store.remove(["b.md", "丙.md", "never there"]) == 2
    assert store.pending() == 2
    store.finish(knowledge(), DERIVATION)
    assert store.pending() == 0
    assert snapshot(store) == expected
    store.remove([f.article.id for f in facts])
    store.finish(knowledge(), DERIVATION)
    assert store.counts() == {"edges": 0}


def test_another_knowledge_makes_its_part_anew(store: Store) -> None:
    load(store, articles())
    before = snapshot(store)
    store.finish(knowledge("2"), DERIVATION)
    assert snapshot(store) == before


def test_agreement_is_known_and_forgotten(store: Store) -> None:
    same = article("z.md", rate("Claude Opus 4", "blackmail", 0.96, condition=None, origin=ANTHROPIC), date="2025-08-01")
    load(store, [*articles(), same])
    stands = (
        "MATCH (a:Kgx:Claim)-[r:AGREES_WITH|CONTRADICTS|DIFFERS_BY_CONDITION]->(b:Claim) "
        "RETURN a.articleId AS a, type(r) AS type, b.articleId AS b, r.originsDiffer AS differ ORDER BY a, type"
    )
    assert [tuple(row.values()) for row in store.read(stands)] == [
        ("a.md", "AGREES_WITH", "z.md", False),
        ("a.md", "CONTRADICTS", "b.md", True),
        ("b.md", "CONTRADICTS", "a.md", True),
        ("z.md", "AGREES_WITH", "a.md", False),
        ("z.md", "CONTRADICTS", "b.md", True),
    ]
    store.remove(["b.md"])
    store.finish(knowledge(), DERIVATION)
    assert {row["type"] for row in store.read(stands)} == {"AGREES_WITH"}


def test_stamps_tell_what_is_unchanged(store: Store) -> None:
    load(store, articles())
    stored = store.stored()
    assert {id_: (s.stamp, s.path) for id_, s in stored.items()} == {f.article.id: (f.article.sha256, f.article.path) for f in articles()}


def test_knowledge_stands_above_models_and_is_no_claim(store: Store) -> None:
    load(store, articles())
    rows = store.read(
        "MATCH (m:Kgx:Model)-[:VERSION_OF]->(f:ModelFamily)<-[:MAKES]-(l:Lab) RETURN m.name AS model, l.name AS lab ORDER BY model"
    )
    assert rows == [
        {"model": "Claude Opus 4", "lab": "Anthropic"},
        {"model": "GPT-4.1", "lab": "OpenAI"},
        {"model": "Grok 3", "lab": "xAI"},
    ]


def test_direct_edges_are_assertions_and_measured_zeros(store: Store) -> None:
    load(store, articles())
    rows = store.read(
        "MATCH (m:Kgx:Model)-[r:EXHIBITED]->(b:Behavior) RETURN m.name AS model, b.id AS behavior, r.rate AS rate, r.polarity AS polarity, "
        "r.source AS source ORDER BY model, rate"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("Claude Opus 4", "behavior:blackmail", 0.0, "negated", "測試報"),
        ("Claude Opus 4", "behavior:blackmail", 0.96, "asserted", "Anthropic"),
        ("GPT-4.1", "behavior:blackmail", 0.8, "asserted", "測試報"),
    ]


def test_a_gloss_joins_a_person_over_scripts_and_comes_apart_without_it(store: Store) -> None:
    load(store, articles())
    people = "MATCH (p:Kgx:Person) RETURN p.id AS id, p.nameHant AS hant, p.nameHans AS hans ORDER BY id"
    assert store.read(people) == [{"id": "person:pavel-izmailov", "hant": "帕維爾．伊茲邁洛夫", "hans": "帕维尔·伊兹迈洛夫"}]
    worked = "MATCH (p:Kgx:Person)-[r:AFFILIATED_WITH]->(o) RETURN p.id AS person, r.localId AS local"
    assert store.read(worked) == [{"person": "person:pavel-izmailov", "local": "person:帕维尔·伊兹迈洛夫"}]
    store.remove(["a.md"])
    store.finish(knowledge(), DERIVATION)
    assert [row["id"] for row in store.read(people)] == ["person:帕维尔·伊兹迈洛夫"]
    assert [row["person"] for row in store.read(worked)] == ["person:帕维尔·伊兹迈洛夫"]


def test_a_group_is_a_phrase_of_its_article(store: Store) -> None:
    load(store, articles())
    rows = store.read("MATCH (c:Kgx:Claim)-[:SUBJECT]->(p:Phrase) RETURN p.name AS name, p.kind AS kind, p.quantifier AS q, p.count AS n")
    assert rows == [{"name": "(16 models)", "kind": "group", "q": "all", "n": 16}]


def test_a_simplified_word_finds_traditional_text(store: Store) -> None:
    load(store, articles())
    rows = store.read(
        "MATCH (s:Kgx:Sentence)-[:IN]->(a:Article) WHERE s.normal CONTAINS $word RETURN s.text AS text", {"word": "我们还没到"}
    )
    assert rows == [{"text": "我們還沒到那個程度"}]


def test_reads_give_plain_values(store: Store) -> None:
    load(store, articles())
    read = store.read(
        "MATCH p = (c:Kgx:Claim)-[r:SUBJECT]->(m:Model {id: 'model:gpt-4.1'}) RETURN c, r, p, date('2025-06-20') AS day, [1] AS list"
    )
    assert read.columns == ("c", "r", "p", "day", "list")
    (row,) = read
    assert (row["c"]["labels"], row["c"]["condition"], row["r"]["type"]) == (["Claim"], "在稍加提示微调后", "SUBJECT")
    assert (len(row["p"]), row["day"], row["list"]) == (3, "2025-06-20", [1])
    assert len(store.read("MATCH (n:Kgx) RETURN n.id AS id", limit=2)) == 2


def test_a_statement_that_is_no_cypher_is_a_wrong_call(store: Store) -> None:
    with pytest.raises(UsageError, match="does not take this statement"):
        store.read("MATCH (n RETURN n")
