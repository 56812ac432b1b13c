"""A claim: one statement that an article makes, with the exact place where it makes it. Field meanings: `docs/claims.md`."""

from typing import Literal

import msgspec

from kgx.model.article import Role

Relation = Literal[
    "EXHIBITED",
    "SCORED",
    "EVALUATED",
    "PUBLISHED",
    "DEVELOPED",
    "AFFILIATED_WITH",
    "LEFT",
    "FOUNDED",
    "SAID",
    "COMPARED",
    "MEASURED",
    "CONTRIBUTED_TO",
    "ACQUIRED",
    "DISSOLVED",
]
Polarity = Literal["asserted", "negated", "hedged"]
Comparator = Literal["=", "~", "<", "<=", ">", ">="]
Direction = Literal["higher", "lower", "equal"]
Status = Literal["current", "former"]
Quantifier = Literal["all", "most", "some", "none"]

Span = tuple[int, int]
"""[start, end) in code points of `Article.text`."""


class Argument(msgspec.Struct, frozen=True, rename="camel"):
    """Subject, object or benchmark of a claim: an entity, or (id None) a group or a phrase."""

    id: str | None
    name: str
    """Canonical name; a group's is in parentheses: `(16 models)`."""
    quantifier: Quantifier | None = None
    count: int | None = None


class Source(msgspec.Struct, frozen=True, rename="camel"):
    """Who says it. `id` is None for a source without a name."""

    id: str | None
    name: str


class Time(msgspec.Struct, frozen=True, rename="camel"):
    """The stated time of a fact: ISO dates, inclusive, and the words that state it."""

    from_: str | None = msgspec.field(name="from")
    to: str | None
    precision: Literal["day", "month", "quarter", "year", "decade"]
    text: str


class Evidence(msgspec.Struct, frozen=True, rename="camel"):
    """The sentence that states the claim: `text == Article.text[start:end]`."""

    text: str
    start: int
    end: int
    line: int
    """1-based line of the file; of a container, of its text."""
    role: Role
    page: int | None = None
    """1-based page on which it begins; None where the article has no pages."""


class Spans(msgspec.Struct, frozen=True, rename="camel"):
    """Where each part of the claim stands in `Article.text`; a part may lie outside the evidence."""

    subject: tuple[Span, ...] = ()
    object: tuple[Span, ...] = ()
    value: tuple[Span, ...] = ()
    denominator: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    condition: tuple[Span, ...] = ()
    attribution: tuple[Span, ...] = ()


class Claim(msgspec.Struct, frozen=True, rename="camel"):
    """One claim of one article."""

    id: str
    relation: Relation
    subject: Argument
    object: Argument | None
    evidence: Evidence
    rule: str
    spans: Spans
    on: Argument | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    denominator: float | None = None
    rate: float | None = None
    """The value as a fraction (also of a count with its denominator); None where there is none."""
    comparator: Comparator | None = None
    direction: Direction | None = None
    role: str | None = None
    status: Status | None = None
    condition: str | None = None
    scenario: Argument | None = None
    polarity: Polarity = "asserted"
    attribution: tuple[Source, ...] = ()
    """Nearest source first; empty is the author's own voice."""
    origin: Source | None = None
    time: Time | None = None
    implicit_subject: bool = False
    links: tuple[str, ...] = ()
