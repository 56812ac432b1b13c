"""Glosses in either direction, in every style of bracket and without one."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kgx.knowledge import load
from tests.support.entities import entities

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "glosses.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_gloss_makes_one_entity_of_its_spellings(case: dict[str, Any]) -> None:
    (found,) = (entity for entity in entities(case["text"], load()) if entity.name == case["name"])
    assert {mention.text for mention in found.mentions} == set(case["spellings"])


def test_names_side_by_side_that_do_not_sound_alike_stay_two() -> None:
    text = "到場的有歐蘭多·費茲威廉，Pavel Blankov，還有兩位記者。"
    assert {e.name for e in entities(text, load()) if e.type == "Person"} == {"歐蘭多·費茲威廉", "Pavel Blankov"}
