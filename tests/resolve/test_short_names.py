"""Short forms of models in the light of their text: resolved, or left out, and never wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kgx.knowledge import load
from tests.support.entities import MODELS, names

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "short_names.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:18] for case in CASES])
def test_short_forms(case: dict[str, Any]) -> None:
    assert names(case["text"], load(), MODELS) == set(case["names"])
