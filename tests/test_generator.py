"""The made-up articles of the benchmarks are facts that an ingest takes, and the same each time."""

import msgspec
from benchmarks.generator import Corpus

from kgx.corpus.facts import read_facts
from kgx.knowledge import load


def test_made_up_articles_are_valid_facts_and_always_the_same() -> None:
    corpus = Corpus(knowledge=load())
    made = list(corpus.articles(2_000))
    assert sum(len(facts.claims) for facts in made) >= 2_000
    assert {facts.article.script for facts in made} == {"hant", "hans"}
    assert all(5 <= len(facts.claims) <= 40 for facts in made)
    for facts in made:
        read_facts(msgspec.json.encode(facts), path=facts.article.path)  # raises where a place is wrong
    assert [corpus.article(number) for number in range(len(made))] == made
    edited = corpus.article(3, edition=1)
    assert len({c.id for c in edited.claims} - {c.id for c in made[3].claims}) == 1
