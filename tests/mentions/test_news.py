"""Paragraphs in the manner of news with names that no list has: how many are found, and how many are made up."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kgx.knowledge import load
from tests.support.entities import BODIES, MODELS, names

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "news.yaml").read_text(encoding="utf-8"))
KINDS = {"people": frozenset(["Person"]), "organizations": BODIES, "studies": frozenset(["Study"]), "models": MODELS}
BARS = {"people": (0.95, 0.95), "organizations": (0.88, 0.9), "studies": (0.85, 0.85), "models": (0.98, 0.98)}
"""Lowest recall and precision over all paragraphs."""


@pytest.mark.parametrize("key", KINDS)
def test_names_in_news(key: str) -> None:
    knowledge = load()
    wanted = {(number, name) for number, case in enumerate(CASES) for name in case.get(key, [])}
    given = {(number, name) for number, case in enumerate(CASES) for name in names(case["text"], knowledge, KINDS[key])}
    recall, precision = BARS[key]
    assert len(wanted & given) >= recall * len(wanted), sorted(wanted - given)
    assert len(wanted & given) >= precision * len(given), sorted(given - wanted)
