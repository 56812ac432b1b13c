"""Entities of a text that stands alone, for tests."""

from kgx import pipeline
from kgx.knowledge import Knowledge
from kgx.model.article import Article, Block
from kgx.model.entity import Entity

MODELS = frozenset(["Model", "ModelFamily"])
BODIES = frozenset(["Lab", "Organization"])


def article(text: str) -> Article:
    """An article whose blocks are the lines of a text."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("body", at, at + len(line)))
        at += len(line) + 1
    return Article("a", "a.md", text, "0" * 64, tuple(blocks))


def entities(text: str, knowledge: Knowledge) -> tuple[Entity, ...]:
    """What the whole pipeline finds in a text."""
    return pipeline.run(article(text), knowledge).entities


def names(text: str, knowledge: Knowledge, kinds: frozenset[str]) -> set[str]:
    """Names of the entities of some types."""
    return {entity.name for entity in entities(text, knowledge) if entity.type in kinds}
