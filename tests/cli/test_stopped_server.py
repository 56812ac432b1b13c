"""A Neo4j of its own, which crashes, is stopped and started again amid an ingest, or can only be read."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kgx.corpus.facts import load_facts
from kgx.corpus.ingest import Summary, ingest
from kgx.corpus.judge import judge
from kgx.errors import AwayError
from kgx.graph import article_facts
from kgx.knowledge import load
from kgx.knowledge.rows import knowledge_source
from kgx.model.facts import ArticleFacts
from kgx.model.graph import EntityName, KnowledgeRows, KnowledgeSource
from kgx.model.judgement import Judgement
from kgx.store import Store, connect, write
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


NUMBER = 24
ARTICLE = """---
title: 第{number}篇
date: 2025-06-{number:02}
---
研究發現，Claude Opus 4 的勒索率高達 {number}%，而 GPT-4.1 為 {other}%。Anthropic 發表了這項研究。
"""


class Outage:
    """An ingest in which the server goes away at a certain moment, and comes back once somebody waits for it."""

    def __init__(self, server: Neo4j, store: Store, folder: Path) -> None:
        self.server = server
        self.store = store
        self.folder = folder
        self.at_article = 0
        """The number of the one after which it goes; 0 for none."""
        self.at_naming = False
        """Whether it goes amid a transaction of the last part, when the knowledge is asked for names."""
        self.kill = False
        self.back = False
        """Whether it comes back a little later by itself, where nobody says that it is waited for."""
        self.said: list[str] = []

    def ingest(self, *, patience: float = 200) -> Summary:
        return ingest(
            [self.folder], store=self.store, knowledge=load(), source=self.source(), base=self.folder, workers=1,
            on_progress=self.progress, on_wait=self.hear if patience > 100 else self.said.append, patience=patience,
        )  # fmt: skip

    def source(self) -> KnowledgeSource:
        """The knowledge, as which asked the server may go."""
        true = knowledge_source(load())

        def ask(entities: Sequence[EntityName]) -> KnowledgeRows:
            if self.at_naming:
                self.at_naming = False
                self.server.stop(kill=self.kill)
                if self.back:
                    self.server.start_later()
            return true.ask(entities)

        return KnowledgeSource(true.hash, ask)

    def progress(self, done: int, _of: int, _path: str) -> None:
        if done == self.at_article:
            self.at_article = 0
            self.server.stop(kill=self.kill)

    def hear(self, message: str) -> None:
        self.said.append(message)
        if not self.server.running:
            self.server.start(wait=False)


@pytest.fixture
def outage(server: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outage]:
    """Over a folder of articles, into an empty graph, written in more than one part."""
    monkeypatch.setattr(write, "BATCH_ROWS", 100)
    for number in range(1, NUMBER + 1):
        (tmp_path / f"{number}.md").write_text(ARTICLE.format(number=number, other=number + 20), encoding="utf-8")
    with connect(server.address) as store:
        store.reset()
        yield Outage(server, store, tmp_path)


def test_an_ingest_waits_for_a_server_that_comes_back(outage: Outage) -> None:
    """Stopped amid the loading, and killed amid the last part: the graph is that of an undisturbed run."""
    outage.ingest()
    undisturbed = snapshot(outage.store)
    assert outage.said == []
    outage.store.reset()
    outage.at_article = NUMBER // 2
    assert outage.ingest().new == NUMBER
    assert ["again" in said for said in outage.said] == [False, True]
    assert snapshot(outage.store) == undisturbed
    outage.store.reset()
    outage.at_naming, outage.kill = True, True
    assert outage.ingest().new == NUMBER
    assert ["again" in said for said in outage.said] == [False, True, False, True]
    assert snapshot(outage.store) == undisturbed
    assert outage.store.pending() == 0


def test_facts_and_judgements_wait_for_a_server_that_comes_back(outage: Outage) -> None:
    """It is killed amid the loading of facts, and amid what follows from a judgement."""
    outage.ingest()
    store, source = outage.store, outage.source()
    facts = [article_facts(owned) for owned in store.owned(list(store.stored()))]
    store.reset()
    load_facts(facts, store=store, source=source)
    undisturbed = snapshot(store)
    merge, split = (Judgement(action, "model:claude-opus-4", "model:gpt-4.1") for action in ("merge", "split"))
    judge([merge], store=store, source=source)
    judged = snapshot(store)
    assert judged != undisturbed
    judge([split], store=store, source=source)
    store.reset()

    def sent() -> Iterator[ArticleFacts]:
        for number, each in enumerate(facts):
            if number == NUMBER // 2:
                outage.server.stop(kill=True)
                outage.server.start_later()
            yield each

    outage.kill = outage.back = True
    assert load_facts(sent(), store=store, source=source) == NUMBER
    assert snapshot(store) == undisturbed
    outage.at_naming = True
    judge([merge], store=store, source=source)
    assert not outage.at_naming
    assert snapshot(store) == judged
    judge([split], store=store, source=source)


def test_an_ingest_stops_where_the_server_stays_away(outage: Outage) -> None:
    """It says what is done, and the next run does the rest."""
    outage.at_article, outage.kill = NUMBER // 2, True
    with pytest.raises(AwayError, match="no database answers") as raised:
        outage.ingest(patience=2)
    assert len(outage.said) == 1
    assert (told := re.search(rf"\n(\d+) of {NUMBER} articles had been loaded$", raised.value.message))
    outage.server.start()
    assert 0 < int(told[1]) == len(outage.store.stored()) < NUMBER
    assert outage.ingest().unchanged == int(told[1])
    by_two = snapshot(outage.store)
    outage.store.reset()
    outage.ingest()
    assert snapshot(outage.store) == by_two


def test_a_database_that_can_only_be_read(kgx: Kgx, server: Neo4j) -> None:
    """Stands for a user with the role `reader`: the Community edition has no roles, so the whole database is set to be read only.

    What asks works, and what would write says so and leaves everything as it was.
    """
    env = environment(server)
    folder = write_articles(kgx.folder / "in")
    kgx("reset", "--yes", "neo4j", env=env)
    kgx("ingest", "in", "--quiet", env=env)
    server.stop()
    server.start({"server.databases.read_only": "neo4j"})
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
