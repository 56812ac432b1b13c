"""Claims on one subject, relation and object: who agrees with whom."""

import itertools
import random
from typing import Any

import pytest

from kgx.graph.agreement import witnesses
from kgx.model.graph import Stated


def stated(key: str, article: str, number: float | None = None, **fields: Any) -> Stated:
    given: dict[str, Any] = {
        "date": "2025-06-20", "origin": None, "polarity": "asserted", "unit": None if number is None else "rate", "comparator": None,
        "direction": None, "condition": None, "setting": (), "time": (None, None),
    }  # fmt: skip
    return Stated(key=key, article=article, number=number, **{**given, **fields})


@pytest.mark.parametrize(
    ("one", "other", "stand"),
    [
        ({"number": 0.96}, {"number": 0.96}, "AGREES_WITH"),
        ({"number": 0.96}, {"number": 0.963}, "AGREES_WITH"),
        ({"number": 0.96}, {"number": 0.80}, "CONTRADICTS"),
        ({"number": 0.96}, {"number": 0.12, "condition": "改了提示"}, "DIFFERS_BY_CONDITION"),
        ({"number": 0.12, "condition": "改了提示詞後"}, {"number": 0.12, "condition": "改了提示词后"}, "AGREES_WITH"),
        ({"number": 0.96}, {"number": 0.12, "setting": ("scenario:shutdown-script",)}, "DIFFERS_BY_CONDITION"),
        ({}, {}, "AGREES_WITH"),
        ({}, {"polarity": "negated"}, "CONTRADICTS"),
        ({"polarity": "negated"}, {"polarity": "negated"}, "AGREES_WITH"),
        ({"number": 0.96}, {"number": 0.0, "polarity": "negated"}, "CONTRADICTS"),
        ({"direction": "higher"}, {"direction": "lower"}, "CONTRADICTS"),
        ({"number": 0.96}, {"number": 0.9, "comparator": ">"}, None),
        ({"number": 0.96}, {}, None),
        ({}, {"polarity": "hedged"}, None),
        ({"number": 0.96, "time": ("2024-01-01", "2024-12-31")}, {"number": 0.5, "time": ("2025-01-01", "2025-12-31")}, None),
        ({"number": 2.0, "unit": "multiple"}, {"number": 0.96}, None),
    ],
)  # fmt: skip
def test_how_two_claims_stand(one: dict[str, Any], other: dict[str, Any], stand: str | None) -> None:
    claims = [stated("claim/1", "a", **one), stated("claim/2", "b", **other)]
    expected = [("claim/1", stand, "claim/2"), ("claim/2", stand, "claim/1")] if stand else []
    assert [(w.source, w.type, w.target) for w in witnesses(claims)] == expected


def test_an_article_is_no_witness_for_itself() -> None:
    assert witnesses([stated("claim/1", "a", 0.5), stated("claim/2", "a", 0.5), stated("claim/3", "a", 0.9)]) == []


def test_the_witness_is_the_earliest_of_another_article() -> None:
    claims = [
        stated("claim/1", "a", 0.5, date="2025-03-01", origin="study:x"),
        stated("claim/2", "b", 0.5, date="2025-01-01", origin="study:x"),
        stated("claim/3", "c", 0.5, date=None, origin="lab:y"),
    ]
    assert [(w.source, w.target, w.origins_differ) for w in witnesses(claims)] == [
        ("claim/1", "claim/2", False),
        ("claim/2", "claim/1", False),
        ("claim/3", "claim/2", True),
    ]


def test_one_witness_of_a_kind_and_no_order_matters() -> None:
    chance = random.Random(3)
    claims = []
    for i in range(30):
        number, polarity = chance.choice([None, 0.1, 0.5]), chance.choice(["asserted", "negated"])
        claims.append(stated(f"claim/{i:02}", f"{i % 5}", number, date=f"2025-0{1 + i % 4}-01", polarity=polarity))
    found = witnesses(claims)
    assert len({(w.source, w.type) for w in found}) == len(found)
    by_key = {c.key: c for c in claims}
    for claim, kind in itertools.product(claims, ("AGREES_WITH", "CONTRADICTS")):
        pairs = [witnesses([claim, other]) for other in claims if other.article != claim.article]
        candidates = [w.target for pair in pairs for w in pair if w.source == claim.key and w.type == kind]
        first = min(candidates, key=lambda key: (by_key[key].date, key), default=None)
        assert [w.target for w in found if w.source == claim.key and w.type == kind] == ([first] if first else [])
    chance.shuffle(claims)
    assert witnesses(claims) == found
