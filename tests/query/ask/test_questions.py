"""Questions in three languages on the project's own articles, held against what their labels say; see scoring.py for what is right.

At first sight, before anything was mended for them, 225 of the 267 were answered right: questions_first.yaml 61 of 70 (14 of 257 rows
wrong), questions.yaml 74 of 91 (37 of 332), questions_held_out.yaml 42 of 46 (5 of 143), questions_demanding.yaml 48 of 60 (27 of 234).
That is by today's scoring; as first counted, with faults of the scoring and of two labels, the first three had 60, 72 and 41. One of the
twelve that failed in the last asked for two behaviors with narrower ones, which the form cannot expect: it names another behavior now.
"""

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from opencc import OpenCC

from kgx.corpus import ingest
from kgx.knowledge import load
from kgx.knowledge.rows import knowledge_source
from kgx.model.address import Address
from kgx.query.ask import Reply, ask
from kgx.query.ask.lexicon import Word, _read
from kgx.server import start_or_attach
from kgx.store import Store, connect
from tests.query.ask.scoring import Case, Fact, Score, cases, facts, hold, labels

FILES = ("questions_first.yaml", "questions.yaml", "questions_held_out.yaml", "questions_demanding.yaml")
LEAST_RIGHT, MOST_WRONG = 0.95, 0.02
ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The project's articles in an embedded store of their own."""

    def probe(address: Address) -> None:
        with connect(address) as store:
            store.ready()

    with start_or_attach(tmp_path_factory.mktemp("corpus") / "kgx", probe=probe) as server, connect(server.address) as store:
        knowledge = load()
        ingest(
            [ROOT / "corpus" / "articles"],
            store=store,
            knowledge=knowledge,
            source=knowledge_source(knowledge),
            base=ROOT,
            lexicon=None,
            prune=False,
            confirm=None,
            dry_run=False,
            workers=1,
            on_progress=None,
        )
        yield store


@pytest.fixture(scope="module")
def claims(corpus: Store) -> list[Fact]:
    return facts(corpus)


def asked(case: Case, store: Store) -> Reply:
    before = ask(case.before, store, load).question if case.before else None
    return ask(case.q, store, load, before)


def test_the_set_is_large_enough_and_in_three_languages(corpus: Store) -> None:
    languages = [ask(case.q, corpus, load).question.language for case in cases(*FILES)]
    assert len({case.q for case in cases(*FILES)}) == len(languages) >= 150
    assert all(languages.count(language) >= 50 for language in ("en", "hant", "hans")), {x: languages.count(x) for x in set(languages)}


@pytest.mark.parametrize("file", FILES)
def test_questions_are_answered(corpus: Store, claims: list[Fact], file: str) -> None:
    score, gold = Score(), labels()
    for case in cases(file):
        hold(case, asked(case, corpus), claims, gold, score)
    assert score.right / score.asked >= LEAST_RIGHT, "\n".join(score.faults)
    assert score.wrong / score.shown <= MOST_WRONG, "\n".join(score.faults)
    assert score.held > score.labelled / 3, "the graph holds too little of what is labelled for this to say much"


def test_a_wrong_answer_is_seen(corpus: Store, claims: list[Fact]) -> None:
    """Each question with the answer to the next one: hardly any may pass."""
    score, gold, set_ = Score(), labels(), cases(FILES[0])
    for case, other in itertools.pairwise(set_):
        hold(case, asked(other, corpus), claims, gold, score)
    assert score.right < score.asked / 10, "what passes for right says nothing"


def test_every_row_has_its_evidence(corpus: Store) -> None:
    for case in cases(FILES[0]):
        for row in asked(case, corpus).answer.rows:
            if row.get("basis") != "knowledge":
                assert row["evidence"], case.q
                assert row["path"], case.q
                assert row["line"] >= 1, case.q


def test_what_is_hedged_or_denied_is_no_answer_unless_asked_for(corpus: Store, claims: list[Fact]) -> None:
    by_id = {fact.id: fact for fact in claims}
    for case in cases(*FILES):
        reply = asked(case, corpus)
        if reply.question.polarity in ("asserted", "measured") and reply.question.recipe is None:
            for fact in (by_id[row["claim"]] for row in reply.answer.rows if row.get("claim")):
                assert fact.polarity == "asserted" or (fact.zero and reply.question.polarity == "measured"), case.q


def test_answers_do_not_depend_on_the_script(corpus: Store) -> None:
    to_hant, to_hans = (OpenCC(configuration).convert for configuration in ("s2t", "t2s"))
    for case in cases(*FILES):
        if re.search("[\u3400-\u9fff]", case.q) and case.before is None and case.unknown is None:
            rows = [asked(Case(text), corpus).answer.rows for text in (to_hant(case.q), to_hans(case.q))]
            assert rows[0] == rows[1], case.q


def test_no_mixture_of_words_and_names_breaks_it(corpus: Store) -> None:
    words = [form for word in _read("words.yaml", Word) for form in (*word.en, *word.zh)]
    names = ["Claude Opus 4", "OpenAI", "Sam Altman", "blackmail", "幻觉", "SWE-bench Verified", "METR", "2025", "80%", "三", "致命場景"]
    chance, before = random.Random(7), None
    for _ in range(300):
        text = " ".join(chance.choice(chance.choice((words, names))) for _ in range(chance.randint(1, 7)))
        reply = ask(text, corpus, load, before)
        assert set(re.findall(r"\$(\w+)", reply.cypher)) <= set(reply.parameters), text
        before = chance.choice((None, reply.question))
