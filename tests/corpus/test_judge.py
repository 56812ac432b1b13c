"""Judgements: in force at once, undone, kept over a reset, part of what the graph is a function of."""

import random
from typing import Any

import pytest

from kgx import api
from kgx.corpus.judge import decode, encode
from kgx.errors import InputError, UsageError
from kgx.graph import DERIVATION, article_rows
from kgx.knowledge.rows import knowledge_source
from kgx.model.facts import ArticleFacts
from kgx.model.judgement import Action, Judgement
from kgx.store import Store
from tests.support.databases import snapshot, write
from tests.support.facts import article, claim, entity_, in_its_text, rate, source, thing

WANG = thing("Person", "王伟")


def articles() -> list[ArticleFacts]:
    made = [
        article(
            "a.md", claim("AFFILIATED_WITH", WANG, thing("Lab", "xAI"), "王伟在 xAI"), rate("Claude Opus 4", "blackmail", 0.96, start=50)
        ),
        article("b.md", claim("AFFILIATED_WITH", WANG, thing("Lab", "OpenAI"), "王伟在 OpenAI"), rate("Claude Opus 4", "blackmail", 0.96)),
        article("c.md", claim("LEFT", thing("Person", "Wang Wei"), thing("Lab", "OpenAI"), "Wang Wei 離開 OpenAI")),
        article(
            "d.md",
            claim("FOUNDED", thing("Person", "Pavel Izmailov"), thing("Lab", "xAI"), "Izmailov 創辦 xAI"),
            rate("Claude 4 Opus", "blackmail", 0.5, start=50, attribution=(source("Person", "Wang Wei"),)),
            entities=[entity_("Person", "Pavel Izmailov", "伊茲邁洛夫"), entity_("Person", "Wang Wei")],
        ),
        article("e.md", claim("LEFT", thing("Person", "伊兹迈洛夫"), thing("Lab", "OpenAI"), "伊兹迈洛夫离开 OpenAI")),
    ]
    return [in_its_text(facts) for facts in made]


class Graph(api.Graph):
    """A graph over a store."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, None, None, None)

    def fill(self, facts: list[ArticleFacts]) -> None:
        self.store.load(article_rows(f, f.article.sha256) for f in facts)
        self.finish()

    def finish(self) -> None:
        self.store.finish(knowledge_source(self.knowledge), DERIVATION)


@pytest.fixture
def graph(store: Store) -> Graph:
    graph = Graph(store)
    graph.fill(articles())
    return graph


def worked(graph: api.Graph) -> set[tuple[str, str, str]]:
    rows = graph.store.read("MATCH (p:Kgx:Person)-[r:AFFILIATED_WITH|LEFT|FOUNDED]->(o:Lab) RETURN p.id AS p, type(r) AS t, o.name AS o")
    return {(row["p"], row["t"], row["o"]) for row in rows}


def by_claims(graph: api.Graph) -> set[tuple[str, str, str]]:
    rows = graph.store.read("MATCH (p:Kgx:Person)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Lab) RETURN p.id AS p, c.relation AS t, o.name AS o")
    return {(row["p"], row["t"], row["o"]) for row in rows}


def test_a_merge_is_in_force_at_once_and_undone(graph: Graph) -> None:
    before = snapshot(graph.store)
    done = graph.merge("Wang Wei", "王偉", reason="同一人")
    assert [entity["id"] for entity in done.before] == ["person:wang-wei", "person:王伟"]
    assert [(entity["id"], entity["claims"]) for entity in done.after] == [("person:wang-wei", 3)]
    wang = {("person:wang-wei", "AFFILIATED_WITH", "xAI"), ("person:wang-wei", "AFFILIATED_WITH", "OpenAI")}
    assert wang | {("person:wang-wei", "LEFT", "OpenAI")} <= worked(graph)
    assert worked(graph) == by_claims(graph)
    for old in ("person:王伟", "王偉", "Wang Wei", "person:wang-wei"):
        assert {row["person"] for row in graph.query("affiliations", person=old).rows} == {"Wang Wei"}
    assert graph.why("王伟")["joined"][0]["because"].endswith("同一人")
    ids = {row["id"] for row in graph.store.read("MATCH (c:Kgx:Claim) RETURN c.id AS id")}
    graph.split("Wang Wei", "王伟")
    assert snapshot(graph.store) == before
    assert {row["id"] for row in graph.store.read("MATCH (c:Kgx:Claim) RETURN c.id AS id")} == ids
    graph.merge("person:王伟", "person:wang-wei")
    graph.split("Wang Wei")
    assert snapshot(graph.store) == before


def test_likely_merges_are_listed_with_reasons_and_never_made(store: Store) -> None:
    graph, openai = Graph(store), thing("Lab", "OpenAI")
    pairs = [("Katherine Marlowe", "Katharine Marlowe"), ("詹姆斯·科尔", "科尔"), ("Rosa Lind", "Rosa Lynd"), ("张三丰", "李三丰")]
    named = [
        article(f"{i}{j}.md", claim("LEFT", thing("Person", name), openai, f"{name}離開 OpenAI"))
        for i, pair in enumerate(pairs)
        for j, name in enumerate(pair)
    ]
    for id_, name in (("x.md", "Harbor Institute"), ("y.md", "Port Institute")):
        body = thing("Organization", name)
        entities = [entity_("Organization", name, "海港研究院")]
        named.append(article(id_, claim("FOUNDED", WANG, body, f"王伟創辦 {name}"), entities=entities))
    graph.fill([in_its_text(facts) for facts in named])
    before = snapshot(store)
    found = {(row["name"], row["other"]): row["because"] for row in graph.likely_merges()}
    assert found == {
        ("Katharine Marlowe", "Katherine Marlowe"): "katharine marlowe and katherine marlowe differ by a letter",
        ("科尔", "詹姆斯·科尔"): "科尔 may be short for 詹姆斯·科尔",
        ("Rosa Lind", "Rosa Lynd"): "rosa lind and rosa lynd differ by a letter",
        ("Harbor Institute", "Port Institute"): "both are called 海港研究院",
    }
    assert snapshot(store) == before
    graph.merge("Katharine Marlowe", "Katherine Marlowe")
    graph.import_judgements(encode([Judgement("split", "person:rosa-lind", "person:rosa-lynd")]))
    assert {row["name"] for row in graph.likely_merges()} == {"科尔", "Harbor Institute"}


def test_models_are_merged_with_their_agreement(graph: Graph) -> None:
    graph.merge("model:claude-4-opus", "model:claude-opus-4")
    rows = graph.store.read("MATCH (m:Kgx:Model)-[e:EXHIBITED]->(b) RETURN m.id AS m, e.rate AS rate ORDER BY rate")
    assert [(row["m"], row["rate"]) for row in rows] == [("model:claude-opus-4", r) for r in (0.5, 0.96, 0.96)]
    stands = {row["how"] for row in graph.query("contradictions").rows}
    assert stands == {"contradicts"}
    graph.split("model:claude-opus-4", "model:claude-4-opus")
    assert graph.query("contradictions").rows == ()


def test_two_people_of_one_name_are_parted_by_article(graph: Graph) -> None:
    graph.split("王伟", "王伟@b.md")
    assert {("person:王伟", "AFFILIATED_WITH", "xAI"), ("person:王伟@b.md", "AFFILIATED_WITH", "OpenAI")} <= worked(graph)
    assert worked(graph) == by_claims(graph)
    graph.merge("王伟@b.md", "Wang Wei")
    assert ("person:wang-wei", "AFFILIATED_WITH", "OpenAI") in worked(graph)
    assert ("person:王伟", "AFFILIATED_WITH", "xAI") in worked(graph)
    graph.fill(articles()[1:2])
    assert ("person:wang-wei", "AFFILIATED_WITH", "OpenAI") in worked(graph)
    graph.split("Wang Wei", "王伟@b.md")
    graph.merge("person:王伟", "王伟@b.md")
    joined = worked(graph)
    assert {("person:王伟", "AFFILIATED_WITH", "xAI"), ("person:王伟", "AFFILIATED_WITH", "OpenAI")} <= joined


def test_one_articles_name_is_joined_alone_after_all_of_it_was_parted(graph: Graph) -> None:
    graph.merge("王偉", "Wang Wei")
    graph.split("Wang Wei", "王偉")
    graph.split("王伟", "王伟@b.md")
    graph.merge("王伟@b.md", "Wang Wei")
    assert ("person:wang-wei", "AFFILIATED_WITH", "OpenAI") in worked(graph)
    assert ("person:王伟", "AFFILIATED_WITH", "xAI") in worked(graph), "that of the other article stays apart"
    graph.split("Wang Wei", "王偉")
    assert {("person:王伟@b.md", "AFFILIATED_WITH", "OpenAI"), ("person:王伟", "AFFILIATED_WITH", "xAI")} <= worked(graph)


def test_what_an_article_taught_is_parted_and_joined_again(graph: Graph) -> None:
    before = snapshot(graph.store)
    assert ("person:pavel-izmailov", "LEFT", "OpenAI") in worked(graph)
    assert "d.md" in graph.why("伊兹迈洛夫")["joined"][0]["because"]
    graph.split("Pavel Izmailov", "person:伊兹迈洛夫")
    assert ("person:伊兹迈洛夫", "LEFT", "OpenAI") in worked(graph)
    graph.merge("person:伊兹迈洛夫", "person:pavel-izmailov")
    assert snapshot(graph.store) == before


def test_a_rejected_claim_leaves_and_comes_back(graph: Graph) -> None:
    before, networkx = snapshot(graph.store), graph.to_networkx()
    claims = [row["claim"] for row in graph.query("rates", behavior="blackmail").rows]
    assert len(claims) == 2
    (judgement,) = graph.reject(claims[0][:10], reason="讀錯")
    assert (judgement.a, judgement.action, judgement.reason, judgement.article) == (claims[0], "reject", "讀錯", "a.md")
    assert [row["articles"] for row in graph.query("rates", behavior="blackmail").rows] == [1, 1]
    for name in ("claims", "search"):
        given: dict[str, Any] = {"about": "Claude Opus 4"} if name == "claims" else {"text": "blackmail 96%"}
        assert len(graph.query(name, **given).rows) == 1
        assert len(graph.query(name, rejected=True, **given).rows) == 1
    assert [row["claim"] for row in graph.query("rates", rejected=True, behavior="blackmail").rows] == [claims[0]]
    assert graph.store.read("MATCH ()-[e:EXHIBITED]->(:Kgx) WHERE e.claimId = $id RETURN e", {"id": claims[0]}) == []
    assert graph.store.read("MATCH (:Kgx:Claim)-[r:AGREES_WITH]->() RETURN r") == []
    without = graph.to_networkx()
    assert len(networkx) - len(without) == 2  # the claim, and its sentence
    assert len(graph.to_networkx(rejected=True)) == len(networkx)
    assert sum("rejected" in data for *_, data in graph.to_networkx("entities", rejected=True).edges(data=True)) == 1
    for rejected in (True, False):
        there = {c.id for facts in graph.facts(rejected=rejected) for c in facts.claims}
        assert (claims[0] in there) is rejected
    assert graph.why(claims[0])["rejected"].endswith("讀錯")
    graph.accept(claims[0])
    assert snapshot(graph.store) == before
    assert [(j["action"], j["stale"]) for j in graph.judgements()] == [("accept", False)]


def test_judgements_outlive_a_reset_and_a_new_load(graph: Graph) -> None:
    claim_ = graph.query("rates", behavior="blackmail").rows[0]["claim"]
    graph.reject(claim_)
    graph.merge("Wang Wei", "王伟", reason="同一人")
    graph.split("Pavel Izmailov", "person:伊兹迈洛夫")
    judged = snapshot(graph.store)
    text = graph.export_judgements()
    graph.reset()
    assert len(graph.judgements()) == 3
    assert all(row["stale"] for row in graph.judgements())
    graph.fill(articles()[::-1])
    assert snapshot(graph.store) == judged
    assert not any(row["stale"] for row in graph.judgements())
    graph.reset()
    write(graph.store, "MATCH (j:Kgx:Judgement) DELETE j")
    graph.fill(articles())
    assert snapshot(graph.store) != judged
    assert graph.import_judgements(text) == 3
    assert snapshot(graph.store) == judged
    assert graph.export_judgements() == text
    graph.store.remove(["a.md", "e.md"])
    graph.finish()
    assert [row["action"] for row in graph.judgements() if row["stale"]] == ["reject", "split"]


def test_what_cannot_be_judged_is_refused(graph: Graph) -> None:
    before = snapshot(graph.store)
    for call, message in (
        (lambda: graph.merge("Wang Wei", "xAI"), "not of one type"),
        (lambda: graph.merge("Wang Wei", "person:wang-wei"), "two entities"),
        (lambda: graph.merge("Wang Wei", "沒有這人"), "沒有這人"),
        (lambda: graph.merge("王伟@z.md", "Wang Wei"), "z.md"),
        (lambda: graph.split("Wang Wei"), "nothing has joined"),
        (lambda: graph.split("Wang Wei", "王伟"), "nothing called"),
        (lambda: graph.reject("00000000"), "no claim"),
        (lambda: graph.reject("ab"), "no claim"),
    ):
        with pytest.raises(UsageError, match=message):
            call()
    assert snapshot(graph.store) == before
    assert graph.judgements() == []


def test_the_text_file_is_checked_line_by_line() -> None:
    good = b'# why\n\n{"action":"reject","a":"0123456789abcdef","reason":"x"}\n{"action":"merge","a":"person:b","b":"person:a"}\n'
    found = decode(good, "x")
    assert decode(encode(found), "x") == sorted(found, key=lambda j: j.a)[:1] + [j for j in found if j.b]
    for wrong, message in (
        (b'{"action":"merge","a":"person:b"}', "line 1: merge is on two entities"),
        (b'\n{"action":"reject","a":"x","b":"y"}', "line 2: reject is on one claim"),
        (b'{"action":"merge","a":"person:b","b":"lab:a"}', "not of one type"),
        (b'{"action":"merge","a":"person:b","b":"nothing:a"}', "no entity id"),
        (b'{"action":"drop","a":"x"}', "Invalid enum"),
        (b'{"action":"reject","a":"x","color":"y"}', "unknown field"),
        (b"no json", "malformed"),
        (good + b'{"action":"split","a":"person:a","b":"person:b"}', "line 5: a second judgement"),
    ):
        with pytest.raises(InputError, match=message):
            decode(wrong, "x")
    assert Judgement("reject", "x") == decode(b'{"action":"reject","a":"x"}', "x")[0]


def test_any_history_of_articles_and_judgements_equals_a_load_from_nothing(graph: Graph) -> None:
    chance = random.Random(11)
    facts = {f.article.id: f for f in articles()}
    there = dict(facts)
    people = ["person:王伟", "person:wang-wei", "person:pavel-izmailov", "person:伊兹迈洛夫", "person:王伟@a.md", "person:王伟@b.md"]
    claims = sorted(c.id for f in facts.values() for c in f.claims)
    for _step in range(24):
        chosen = chance.choice(sorted(facts))
        what = chance.choice(["remove", "load", "entities", "entities", "claims"])
        if what == "remove" and chosen in there:
            del there[chosen]
            graph.store.remove([chosen])
        elif what == "load":
            there[chosen] = facts[chosen]
            graph.store.load([article_rows(facts[chosen], facts[chosen].article.sha256)])
        elif what == "claims":
            action: Action = chance.choice(["reject", "accept"])
            graph.import_judgements(encode([Judgement(action, chance.choice(claims))]))
        else:
            action = chance.choice(["merge", "split"])
            graph.import_judgements(encode([Judgement(action, *chance.sample(people, 2))]))
        if chance.random() < 0.4:
            graph.finish()
    graph.finish()
    by_steps, judgements = snapshot(graph.store), graph.export_judgements()
    graph.reset()
    graph.fill(list(there.values()))
    assert snapshot(graph.store) == by_steps
    graph.reset()
    write(graph.store, "MATCH (j:Kgx:Judgement) DELETE j")
    graph.fill(list(there.values())[::-1])
    graph.import_judgements(judgements)
    assert snapshot(graph.store) == by_steps
    assert worked(graph) <= by_claims(graph)
