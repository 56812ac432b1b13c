"""Read sentences as the pipeline does, for tests."""

from collections.abc import Iterable

from kgx import pipeline
from kgx.knowledge import load
from kgx.model.claim import Claim
from kgx.model.facts import ArticleFacts
from kgx.read import read_article


def facts_of(text: str, key: str = "article.md") -> ArticleFacts:
    """What a text says as an article of its own."""
    return pipeline.run(read_article(text.encode(), key=key, path=key), load())


def claims_of(text: str) -> tuple[Claim, ...]:
    """The claims of a text."""
    return facts_of(text).claims


def told(claims: Iterable[Claim], *relations: str) -> set[tuple[str, str, str | None]]:
    """Relation, subject and object of the claims of these relations."""
    return {(c.relation, c.subject.name, c.object.name if c.object else None) for c in claims if not relations or c.relation in relations}


def rates(text: str) -> set[tuple[str, str, float]]:
    """Subject, object and rate of each rate and score of a text."""
    measured = [c for c in claims_of(text) if c.relation in {"EXHIBITED", "SCORED"} and c.rate is not None]
    return {(c.subject.name, c.object.name, round(c.rate, 4)) for c in measured if c.object is not None and c.rate is not None}
