"""What a report hands to its pages: the values of its data files. Entities and articles are numbers, their places in `Core`.

Only lists and fixed keys: no text of an article ever becomes a key. What has its default value is left out of the files.
"""

import msgspec

from kgx.model.article import Role
from kgx.model.claim import Comparator, Direction, Polarity, Relation, Span, Status, Time
from kgx.model.entity import EntityType
from kgx.model.graph import Stand

Named = int | str
"""An entity's number, or the name of a group or phrase."""


class _Shown(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A value of a data file."""


class ReportEntity(_Shown, frozen=True):
    """An entity of the graph, by its canonical id."""

    id: str
    type: EntityType
    name: str
    en: str | None = None
    hant: str | None = None
    hans: str | None = None
    aliases: tuple[str, ...] = ()
    claims: int = 0
    """How many claims it is a part of."""
    chunks: tuple[int, ...] = ()
    """Which files of claims hold them."""
    articles: tuple[int, ...] = ()
    """Where it is named."""


class ReportArticle(_Shown, frozen=True):
    """An article's particulars."""

    id: str
    path: str
    """Relative, never with a folder above the corpus."""
    script: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    """Only on the web."""
    claims: int = 0
    chunk: int = 0
    copy_of: int | None = None


class Cell(_Shown, frozen=True):
    """One claim on what a model does, as the matrix needs it."""

    claim: int
    model: int
    behavior: int
    value: float | None = None
    """A fraction from 0 to 1, where there is one."""
    high: float | None = None
    """Upper end of a stated range."""
    comparator: Comparator | None = None
    polarity: Polarity = "asserted"
    conditional: bool = False
    """True where a condition, scenario or benchmark bounds it."""
    conflict: bool = False
    """True where another article contradicts it."""


class Link(_Shown, frozen=True):
    """How many claims of one relation lead from one entity to another."""

    source: int
    target: int
    relation: str
    claims: int = 0
    """0: it is kgx's own knowledge and no claim."""


class Core(_Shown, frozen=True):
    """What every page needs."""

    entities: tuple[ReportEntity, ...]
    articles: tuple[ReportArticle, ...]
    cells: tuple[Cell, ...]
    links: tuple[Link, ...]
    firsts: tuple[int, ...]
    """Number of the first claim of each file of claims."""
    claims: int
    fold: tuple[str, str]
    """Characters, and what each is in the form in which names and texts are searched."""
    groups: int = 0
    """Claims on what groups of models do."""
    full_text: bool = False


class ReportSentence(_Shown, frozen=True):
    """A sentence on which claims rest, verbatim."""

    article: int
    start: int
    """Code points into the article's text."""
    text: str
    line: int
    role: Role = "body"
    page: int | None = None
    mentions: tuple[tuple[int, int, int], ...] = ()
    """Start and end in the article's text, and the entity."""


class ReportStand(_Shown, frozen=True):
    """How a claim stands to one of another article."""

    type: Stand
    claim: int
    origins_differ: bool = False


class ReportClaim(_Shown, frozen=True):
    """A claim, with the fields of `Claim`."""

    id: str
    sentence: int
    """Its place in the file's sentences."""
    relation: Relation
    subject: Named
    object: Named | None = None
    on: Named | None = None
    scenario: Named | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    denominator: float | None = None
    comparator: Comparator | None = None
    direction: Direction | None = None
    role: str | None = None
    status: Status | None = None
    condition: str | None = None
    polarity: Polarity = "asserted"
    attribution: tuple[Named, ...] = ()
    origin: Named | None = None
    time: Time | None = None
    implicit_subject: bool = False
    spans: tuple[tuple[str, tuple[Span, ...]], ...] = ()
    """Part of the claim, and where it stands in the article's text."""
    stands: tuple[ReportStand, ...] = ()


class Chunk(_Shown, frozen=True):
    """A file of claims: those of some articles, in their order."""

    first: int
    sentences: tuple[ReportSentence, ...]
    claims: tuple[ReportClaim, ...]


class ReportBlock(_Shown, frozen=True):
    """A block of an article's whole text."""

    role: Role
    runs: tuple[tuple[int, str], ...]
    """Start in the article's text, and the text that is seen from there on."""
    level: int = 0
    table: int | None = None
    row: int = 0
    head: bool = False


class ReportText(_Shown, frozen=True):
    """An article's whole text."""

    article: int
    mentions: tuple[tuple[int, int, int], ...]
    blocks: tuple[ReportBlock, ...]


class Contents(msgspec.Struct, frozen=True):
    """All that a report shows."""

    core: Core
    chunks: tuple[Chunk, ...]
    texts: tuple[ReportText, ...]
    """Of each article, where whole texts are wanted; else empty."""
