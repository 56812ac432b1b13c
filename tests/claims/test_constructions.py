"""Each construction fires on its own sentence and not on the other."""

import pytest

from kgx.claims.signs import rules_of
from kgx.knowledge import load
from kgx.knowledge.schema import Construction
from tests.claims.reading import claims_of

CONSTRUCTIONS = load().constructions


def rules_on(text: str) -> set[str]:
    return {c.rule for c in claims_of(text)}


@pytest.mark.parametrize("construction", CONSTRUCTIONS, ids=lambda c: c.name)
def test_fires_and_is_silent(construction: Construction) -> None:
    relation = construction.relation
    fired = {c.rule for c in claims_of(construction.fires) if c.relation == relation}
    assert fired, f"{construction.name} gives no {relation} on: {construction.fires}"
    assert construction.name not in rules_on(construction.silent)


def test_names_are_unique() -> None:
    names = [rule.name for rule in rules_of(load())]
    assert len(names) == len(set(names))
