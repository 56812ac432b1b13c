"""When two names, types or relations count as the same: rules here, the lists in `folding.yaml`."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

GROUP = "(group)"
"""The folded name of every unnamed group."""

_BLANKS = re.compile(r"[\s_]+")


class _Folding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    names: dict[str, str]
    entity_types: dict[str, str]
    relations: dict[str, str]


@cache
def _folding() -> _Folding:
    import yaml

    with Path(__file__).with_name("folding.yaml").open(encoding="utf-8") as file:
        return msgspec.convert(yaml.safe_load(file), _Folding)


@cache
def _to_hans() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def fold_name(name: str | None) -> str | None:
    """A name without case, width, script and stray blanks; one form for all unnamed groups; None stays None."""
    if name is None:
        return None
    simplified: str = _to_hans().convert(unicodedata.normalize("NFKC", name))
    folded = _BLANKS.sub(" ", simplified.lower().strip())
    if folded.startswith("gpt "):
        folded = "gpt-" + folded.removeprefix("gpt ")
    folded = _folding().names.get(folded, folded)
    return GROUP if folded.startswith("(") else folded


def fold_type(name: str) -> str:
    """The scored group of an entity type: model, org, person, behavior, benchmark, study, scenario."""
    lower = name.lower()
    return _folding().entity_types.get(lower, lower)


def relation_of(label_type: str) -> str:
    """The relation that a claim type of the label format stands for; an unknown one stands for itself, and matches nothing."""
    return _folding().relations.get(label_type.lower(), label_type.upper())
