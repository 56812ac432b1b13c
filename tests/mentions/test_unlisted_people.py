"""People of the labelled articles are found again by a knowledge that lists nobody."""

from pathlib import Path

import pytest

from kgx import pipeline
from kgx.knowledge import Knowledge, load
from kgx.knowledge.knowledge import compile_knowledge
from kgx.knowledge.load import DATA, read_records
from kgx.model.article import Article
from kgx.model.entity import Entity
from kgx.read import read_article

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.fixture(scope="module")
def nobody() -> Knowledge:
    records, faults = read_records(DATA, load().hash.removeprefix("sha256:"))
    assert faults == []
    return compile_knowledge({**records, "people.yaml": []}, "sha256:0", None)


def people(article: Article, knowledge: Knowledge) -> list[Entity]:
    return [entity for entity in pipeline.run(article, knowledge).entities if entity.type == "Person"]


def test_people_are_found_without_their_list(nobody: Knowledge) -> None:
    """By place: a person counts where one of the full run's mentions is a person's again, a mention where just that place is."""
    persons = persons_found = mentions = mentions_found = 0
    for path in sorted(CORPUS.glob("*.md")):
        article = read_article(path.read_bytes(), key=path.name, path=path.name)
        again = {(m.start, m.end) for person in people(article, nobody) for m in person.mentions}
        for person in people(article, load()):
            places = {(m.start, m.end) for m in person.mentions}
            persons, mentions = persons + 1, mentions + len(places)
            persons_found, mentions_found = persons_found + bool(places & again), mentions_found + len(places & again)
    print(f"people {persons_found}/{persons}, mentions {mentions_found}/{mentions}")
    assert persons >= 100
    assert persons_found >= 0.9 * persons
    assert mentions_found >= 0.9 * mentions
