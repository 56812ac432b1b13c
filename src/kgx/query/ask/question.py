"""What is understood of a question: values."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from kgx.model.told import Language

Polarity = Literal["asserted", "measured", "negated", "hedged", "stated"]
"""`measured`: asserted, and measured zeros. `stated`: asserted or denied, for a question that can be answered by no."""
Asked = Literal["list", "yes-no", "count", "rate", "when", "where", "compare"]


class Link(msgspec.Struct, frozen=True):
    """An entity that the question names."""

    text: str
    """As typed, in matching form."""
    type: str
    name: str
    ids: tuple[str, ...]
    """Its own, with those of narrower behaviors and of the versions of a family."""


def once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each entity once, however often it is named."""
    return tuple({link.ids: link for link in links}.values())


class Bound(msgspec.Struct, frozen=True):
    """A limit of the value: `rate > 0.8`."""

    comparator: Literal[">", ">=", "<", "<=", "="]
    value: float


class Question(msgspec.Struct, frozen=True):
    """A question, understood."""

    text: str
    language: Language
    frame: str = "about"
    asked: Asked = "list"
    wanted: str | None = None
    """The kind of thing asked for: model, person, organization, behavior …"""
    subjects: tuple[Link, ...] = ()
    objects: tuple[Link, ...] = ()
    on: tuple[Link, ...] = ()
    under: tuple[Link, ...] = ()
    sources: tuple[Link, ...] = ()
    makers: tuple[Link, ...] = ()
    """Labs whose models are meant."""
    polarity: Polarity = "asserted"
    bounds: tuple[Bound, ...] = ()
    order: Literal["highest", "lowest"] | None = None
    top: int = 1
    status: Literal["current", "former", "present"] | None = None
    """`present`: not stated to be former, for a question that asks how things are without saying now."""
    since: str | None = None
    """ISO date, included."""
    until: str | None = None
    words: tuple[tuple[str, ...], ...] = ()
    """Words that the condition must hold: one of each group."""
    barred: tuple[str, ...] = ()
    """Words that the condition must not hold."""
    loose: tuple[tuple[str, ...], ...] = ()
    """Words that no list has, which the sentence or its condition must hold; where none does, they are not understood."""
    metric: tuple[str, ...] = ()
    """Words one of which the name of the number must have: parameters, price."""
    position: tuple[str, ...] = ()
    """Words one of which the position must have: CEO, 執行長."""
    groups: Literal["only", "no", "any"] = "any"
    """Whether groups of models are meant, beside or instead of named ones."""
    every: bool = False
    """The open end must have a claim with each of the entities at the other."""
    recipe: str | None = None
    """The recipe that answers, where it is no question on claims of one frame."""
    unknown: tuple[str, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    """Typed, and what it was taken for."""
