"""Each behavior is read where a sentence tells it of a model, in either script, and is not where its words mean something else."""

from pathlib import Path

import pytest
import yaml

from kgx.knowledge import load
from kgx.text.script import script_of
from tests.claims.reading import claims_of

TABLE: dict[str, dict[str, list[str]]] = yaml.safe_load((Path(__file__).parent / "behaviors.yaml").read_text(encoding="utf-8"))


def shown(text: str) -> set[str]:
    """The behaviors that a text says a model showed."""
    claims = claims_of(text)
    return {c.object.name for c in claims if c.relation == "EXHIBITED" and c.object is not None and c.polarity == "asserted"}


def cases(part: str) -> list[tuple[str, str]]:
    return [(behavior, text) for behavior, parts in TABLE.items() for text in parts[part]]


@pytest.mark.parametrize(("behavior", "text"), cases("tells"))
def test_tells(behavior: str, text: str) -> None:
    assert shown(text) == {behavior}


@pytest.mark.parametrize(("behavior", "text"), cases("silent"))
def test_is_silent(behavior: str, text: str) -> None:
    assert not shown(text), behavior


def test_every_behavior_is_told_in_both_scripts() -> None:
    assert set(TABLE) == {known.name for known in load().known.values() if known.type == "Behavior"}
    for behavior, parts in TABLE.items():
        assert {"hant", "hans"} <= {script_of(text) for text in parts["tells"]}, behavior
