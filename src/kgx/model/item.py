"""Typed items: what `mentions` finds in a text, and the whole input of the rules."""

import msgspec

from kgx.model.claim import Comparator

ENTITY_KINDS: tuple[str, ...] = ("Model", "ModelFamily", "Lab", "Organization", "Person", "Behavior", "Benchmark", "Study", "Scenario")
MODELS = frozenset(["Model", "ModelFamily"])
BODIES = frozenset(["Lab", "Organization"])


class Number(msgspec.Struct, frozen=True):
    """A number as written, read."""

    value: float
    unit: str
    """`rate` (0–1), `count`, `multiple`, `points`, `percentage-points`, `money`, `date`, `ordinal` or `plain`."""
    high: float | None = None
    """The upper end of a range."""
    noun: str | None = None
    """The measure word or unit that follows, in normal form."""
    comparator: Comparator = "="
    vague: bool = False
    """True for numbers written in words such as 近半 that a precise one nearby replaces."""
    denominator: float | None = None


class Item(msgspec.Struct, frozen=True):
    """One typed item with its span in `Text.normal`."""

    kind: str
    """An entity type, `number`, or a cue kind of the knowledge."""
    start: int
    end: int
    id: str = ""
    """Entity id, or the cue's value."""
    name: str = ""
    """Canonical name of an entity."""
    number: Number | None = None
    weak: bool = False
    """True where the name alone is not enough, and the article must bear it out."""
    reason: str = ""
    """Why a name that no list has is taken for this entity: `shape`, `title`, `gloss`, `short form` …"""
