"""What an expression needs is in every text that it matches, and keeps most other texts from being tried."""

import re

import pytest

from kgx.claims.needs import needs
from kgx.claims.signs import rules_of
from kgx.knowledge import load


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("加入", ["入", "加"]),
        ("(?:加入|投奔)了?", ["加投"]),
        ("(?:加入|)了", ["了"]),
        ("[的之]{0,2}(?P<o>[甲乙])", ["乙甲"]),
        ("[^的]{1,3}(?:去)+", ["去"]),
        ("(?=后)(?<!前)来", ["来"]),
        ("Co", ["Cc", "Oo"]),
        (r"\s*", []),
    ],
)
def test_characters_that_a_match_cannot_do_without(pattern: str, needed: list[str]) -> None:
    assert ["".join(sorted(chars)) for chars in needs(re.compile(pattern, re.IGNORECASE))] == needed


def test_every_construction_needs_something() -> None:
    assert [rule.name for rule in rules_of(load()) if not rule.needs] == []
