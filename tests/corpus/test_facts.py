"""Facts out of the graph and into it again, without the articles; what changed since, and why."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kgx import api
from kgx.corpus import Change
from kgx.errors import InputError
from kgx.graph import article_facts, article_rows
from kgx.model.claim import Time
from kgx.model.facts import ArticleFacts
from kgx.model.graph import Owned
from kgx.store import Store
from tests.support.databases import snapshot
from tests.support.facts import article, claim, phrase, rate, source, thing

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
ARTICLE = """---
title: 勒索
date: 2025-06-21
---
據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%，GPT-4.1 為 80%。

馬斯克創辦的 xAI 推出了 Grok 3 Beta。
"""


def graph_of(store: Store, lexicon: Path | None = None) -> api.Graph:
    return api.Graph(store, None, None, lexicon)


def everything(store: Store) -> list[str]:
    """The graph without the stamps: facts have one of their own."""
    nodes, edges = snapshot(store)
    return [msgspec.json.encode(_plain(node)).decode() for node in nodes] + edges


def _plain(node: str) -> Any:
    plain = msgspec.json.decode(node)
    plain["properties"].pop("stamp", None)
    return plain


def owned(facts: ArticleFacts) -> Owned:
    rows = article_rows(facts, "s")
    return Owned(rows.id, rows.nodes, rows.edges)


def test_rows_lead_back_to_the_facts() -> None:
    several = claim(
        "AFFILIATED_WITH", thing("Person", "王伟"), thing("Lab", "xAI"), "王伟在 xAI", status="current", role="研究員",
        time=Time("2025-05-01", None, "month", "五月"), links=("https://example.org",), implicit_subject=True,
        attribution=(source("Lab", "xAI"),), origin=source("Study", "X"),
    )  # fmt: skip
    group = claim("EXHIBITED", phrase("(16 models)", quantifier="all", count=16), thing("Behavior", "coercion"), "十六款都會", start=20)
    facts = article("a.md", several, group, rate("GPT-4.1", "blackmail", 0.8, start=50, value_max=0.9, comparator="~"))
    facts = msgspec.structs.replace(facts, article=msgspec.structs.replace(facts.article, title=None))
    back = article_facts(owned(facts))
    assert back.claims == facts.claims
    assert back.article == facts.article
    assert (back.generator, [e.id for e in back.entities]) == (facts.generator, [e.id for e in facts.entities])


def test_facts_make_the_same_graph_without_the_articles(store: Store, tmp_path: Path) -> None:
    graph = graph_of(store)
    graph.ingest(*sorted(CORPUS.glob("*0[14]*.md")), base=CORPUS)
    before = everything(store)
    graph.export(tmp_path / "facts.jsonl", full_text=True)
    graph.reset()
    summary = graph.ingest(tmp_path / "facts.jsonl", base=tmp_path)
    assert summary.new > 3
    assert not summary.failed
    assert everything(store) == before
    assert graph.ingest(tmp_path / "facts.jsonl", base=tmp_path).unchanged == summary.new
    graph.export(tmp_path / "again.jsonl", full_text=True)
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "facts.jsonl").read_bytes()


@pytest.mark.embedded
@pytest.mark.neo4j
def test_facts_go_from_one_database_to_the_other(embedded_store: Store, neo4j_store: Store, tmp_path: Path) -> None:
    for a, b in ((embedded_store, neo4j_store), (neo4j_store, embedded_store)):
        for store in (a, b):
            store.prepare()
            store.reset()
        graph_of(a).ingest(CORPUS / "hant02_schulman_podcast.md", base=CORPUS)
        graph_of(a).export(tmp_path / "facts.jsonl", full_text=True)
        graph_of(b).ingest(tmp_path / "facts.jsonl", base=tmp_path)
        assert everything(a) == everything(b)
    for store in (embedded_store, neo4j_store):
        store.reset()


def test_facts_that_contradict_themselves_are_refused(tmp_path: Path) -> None:
    from kgx.corpus.facts import facts_header, read_facts

    good = msgspec.to_builtins(api.extract(ARTICLE))
    good["article"]["text"] = ARTICLE
    for change, message in (
        (lambda f: f["article"].update(text=None), "hold no text"),
        (lambda f: f["article"].update(text="別的"), "the text has no"),
        (lambda f: f["claims"][0]["subject"].update(id="nothing:x"), "is no entity id"),
        (lambda f: f["claims"].append(f["claims"][0]), "twice"),
        (lambda f: f["claims"][0].update(polarity="maybe"), "no facts"),
    ):
        wrong = msgspec.json.decode(msgspec.json.encode(good))
        change(wrong)  # type: ignore[no-untyped-call]
        with pytest.raises(InputError, match=message):
            read_facts(msgspec.json.encode(wrong), path="x")
    with pytest.raises(InputError, match="schema 99"):
        facts_header(msgspec.json.encode({**good, "schema": 99}))
    assert facts_header(b'{"id": "a", "text": "the word \\"generator\\" alone"}') is None


def test_facts_and_articles_may_stand_in_one_file(store: Store, tmp_path: Path) -> None:
    line = msgspec.json.encode(msgspec.structs.replace(api.extract(ARTICLE)))
    facts = msgspec.json.decode(line)
    facts["article"]["text"] = ARTICLE
    record = {"id": "r", "text": "Claude Opus 4 的勒索率高達 50%。"}
    (tmp_path / "both.jsonl").write_bytes(msgspec.json.encode(facts) + b"\n" + msgspec.json.encode(record) + b"\n" + line + b"\n")
    summary = graph_of(store).ingest(tmp_path, base=tmp_path)
    assert (summary.new, [failure.code for failure in summary.failed]) == (2, ["key.twice"])
    assert set(store.stored()) == {"text", "r"}


def test_what_changed_since_and_why(store: Store, tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    graph = graph_of(store)
    graph.ingest(tmp_path, base=tmp_path)
    assert graph.diff(base=tmp_path) == graph.diff(tmp_path, base=tmp_path) == []
    before = snapshot(store)
    (tmp_path / "a.md").write_text(ARTICLE.replace("96%", "95%").replace("馬斯克創辦的 xAI", "xAI"), encoding="utf-8")
    (tmp_path / "b.md").unlink()
    (tmp_path / "d.md").write_text("Claude Opus 4 的勒索率高達 50%。\n", encoding="utf-8")
    for changes, new in ((graph.diff(base=tmp_path), False), (graph.diff(tmp_path, base=tmp_path), True)):
        seen = {(c.path, c.change, c.why, c.subject, c.relation) for c in changes}
        assert ("a.md", "changed", "text", "Claude Opus 4", "EXHIBITED") in seen
        assert ("a.md", "gone", "text", "Elon Musk", "FOUNDED") in seen
        assert ("b.md", "gone", "file", "Claude Opus 4", "EXHIBITED") in seen
        assert (("d.md", "added", "text", "Claude Opus 4", "EXHIBITED") in seen) is new
        assert not any(c.path == "c.md" for c in changes)
        (opus,) = (c for c in changes if (c.path, c.subject, c.relation) == ("a.md", "Claude Opus 4", "EXHIBITED"))
        assert opus.fields == ("value", "evidence")
        assert opus.before is not None
        assert opus.after is not None
        assert (opus.before[:4], opus.after[:4]) == ("0.96", "0.95")
    assert snapshot(store) == before


def test_a_lexicon_is_told_as_the_reason(store: Store, tmp_path: Path) -> None:
    folder, lexicon = tmp_path / "in", tmp_path / "lexicon"
    folder.mkdir()
    lexicon.mkdir()
    (folder / "a.md").write_text("據報導，Claude Opus 4 的甩鍋率高達 96%。\n", encoding="utf-8")
    graph_of(store).ingest(folder, base=folder)
    record = "- {name: blame shifting, broader: [], hant: [甩鍋], hans: [甩锅], cues: {hant: [甩鍋, 甩鍋率], hans: [甩锅, 甩锅率]}}"
    (lexicon / "behaviors.yaml").write_text(f"{record}\n", encoding="utf-8")
    changes: list[Change] = graph_of(store, lexicon).diff(base=folder)
    assert [(c.change, c.why, c.object) for c in changes] == [("added", "lexicon", "blame shifting")]


def test_facts_are_loaded_over_a_driver_of_ones_own(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("a.md")
    path.write_text(ARTICLE, encoding="utf-8")
    facts = api.extract(path, keep_text=True)
    assert api.load(facts, store.driver, database=store.database) == 1
    loaded = everything(store)
    assert api.load([facts], store.driver, database=store.database) == 0
    assert everything(store) == loaded
    store.reset()
    graph_of(store).ingest(path, base=tmp_path)
    assert everything(store) == loaded
    assert api.load(api.extract(path), store.driver, database=store.database) == 1
    bare = next(graph_of(store).facts("a.md"))
    assert bare.article.text is None
    assert {claim.id for claim in bare.claims} == {claim.id for claim in facts.claims}


def test_facts_that_contradict_themselves_are_not_loaded(store: Store) -> None:
    facts = api.extract(ARTICLE, keep_text=True)
    moved = msgspec.structs.replace(facts, article=msgspec.structs.replace(facts.article, text="。" + str(facts.article.text)))
    with pytest.raises(InputError, match="the text has no"):
        graph_of(store).load(moved)
    assert not store.counts().get("Article")
