"""What no list has and a sentence introduces: by its shape and the words beside it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kgx import pipeline
from kgx.knowledge import Knowledge, load
from kgx.read import read_article
from tests.support.entities import BODIES, MODELS

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "introduced.yaml").read_text(encoding="utf-8"))
KINDS = {
    "people": frozenset(["Person"]),
    "organizations": BODIES,
    "models": MODELS,
    "benchmarks": frozenset(["Benchmark"]),
    "studies": frozenset(["Study"]),
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20] for case in CASES])
def test_what_a_sentence_introduces(case: dict[str, Any], knowledge: Knowledge) -> None:
    found = pipeline.run(read_article(case["text"].encode(), key="a.md", path="a.md"), knowledge).entities
    for key, kinds in KINDS.items():
        if key in case:
            given = sorted(e.name for e in found if e.type in kinds)
            assert given == sorted(case[key]), key
    for name, mentions in case.get("mentions", {}).items():
        (entity,) = [e for e in found if e.name == name]
        assert {m.text for m in entity.mentions} == set(mentions)
