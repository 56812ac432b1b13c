"""What the words around a sign say: named expressions of `data/contexts.yaml`. They are grammar: no lexicon of one's own changes them."""

import re
from functools import cache
from pathlib import Path

import msgspec

CONTEXTS = Path(__file__).parent / "data" / "contexts.yaml"


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A regular expression over the normal form."""

    name: str
    tells: str
    """What stands where it matches, with examples."""
    pattern: str
    """`<part>` stands for what the caller puts in."""
    fires: str | None = None
    """Words in which it must be found; left out where the pattern has parts."""


@cache
def contexts() -> dict[str, Context]:
    """All of them by name. Raises msgspec.ValidationError where the file does not fit the schema."""
    return {record.name: record for record in msgspec.yaml.decode(CONTEXTS.read_bytes(), type=list[Context])}


def context(name: str, **parts: str) -> re.Pattern[str]:
    """The compiled expression of this name. Raises KeyError where there is none."""
    pattern = contexts()[name].pattern
    for part, value in parts.items():
        pattern = pattern.replace(f"<{part}>", value)
    return re.compile(pattern)
