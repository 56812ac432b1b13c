"""The graph as values: nodes and edges that one article owns, and rows of the knowledge. Schema: `ARCHITECTURE.md`, «Graph».

Every node that kgx makes has the label `Kgx` and a `key`: its kind, `/`, and its `id`. Keys are unique over all kinds;
ids are unique within a kind and are what people and queries use.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Literal

import msgspec

from kgx.model.claim import Relation
from kgx.model.entity import EntityType
from kgx.model.judgement import Judgement

SCHEMA_VERSION = 4
"""Of the graph; changes when an older reader would misread it, or when a constraint or index is added."""

Kind = Literal["article", "sentence", "claim", "phrase", "issue", "entity", "fingerprint", "note", "meta", "judgement"]
EdgeType = Literal[
    "SUBJECT",
    "OBJECT",
    "ON",
    "ATTRIBUTED_TO",
    "ORIGIN",
    "UNDER",
    "EVIDENCED_BY",
    "IN",
    "MENTIONED_IN",
    "VERSION_OF",
    "MAKES",
    "BROADER",
    "AGREES_WITH",
    "CONTRADICTS",
    "DIFFERS_BY_CONDITION",
    "DUPLICATE_OF",
]

Bands = tuple[int, ...]
"""The keys by which one article's fingerprint is looked up, in their order; see `kgx.text.fingerprint`."""
Stand = Literal["AGREES_WITH", "CONTRADICTS", "DIFFERS_BY_CONDITION"]

ENTITY_LABELS: dict[EntityType, tuple[str, ...]] = {
    "Lab": ("Entity", "Organization", "Lab"),
    "Organization": ("Entity", "Organization"),
    "Person": ("Entity", "Person"),
    "Model": ("Entity", "Model"),
    "ModelFamily": ("Entity", "ModelFamily"),
    "Behavior": ("Entity", "Behavior"),
    "Benchmark": ("Entity", "Benchmark"),
    "Study": ("Entity", "Study"),
    "Scenario": ("Entity", "Scenario"),
}
OWNED_LABELS = ("Article", "Sentence", "Claim", "Rejected", "Phrase", "Issue", "Fingerprint")
"""Labels of what one article owns."""

_GROUP = re.compile("(.*) -([A-Z_]+)-> (.*)", re.DOTALL)
_TYPES: dict[str, EntityType] = {type_.lower(): type_ for type_ in ENTITY_LABELS}


def entity_type(id_: str) -> EntityType:
    """The type that an entity id begins with. ValueError where it begins with none."""
    type_ = _TYPES.get(id_.partition(":")[0])
    if type_ is None:
        raise ValueError(f"{id_!r} is no entity id: it should begin with one of {', '.join(_TYPES)} and a colon")
    return type_


def node_key(kind: Kind, id_: str) -> str:
    """The key that no other node of kgx has."""
    return f"{kind}/{id_}"


def group(subject: str, relation: str, object_: str) -> str:
    """The name of all claims on one subject, relation and object, by local ids."""
    return f"{subject} -{relation}-> {object_}"


def ungroup(text: str) -> tuple[str, str, str]:
    """(subject, relation, object) of a group's name."""
    found = _GROUP.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} names no group of claims")
    return found[1], found[2], found[3]


class Node(msgspec.Struct, frozen=True):
    """A node that an article owns. Its labels are `Kgx` and `label`."""

    key: str
    label: Literal["Article", "Sentence", "Claim", "Rejected", "Phrase", "Issue", "Fingerprint"]
    properties: dict[str, Any]
    """What a database takes: strings, numbers, truth values, flat lists of them; None is left out. Holds `id` and `articleId`."""


class Edge(msgspec.Struct, frozen=True):
    """An edge that an article owns. An end at an entity is `entity/` and the *local* id; the store points it to the canonical one."""

    type: EdgeType
    source: str
    target: str
    properties: dict[str, Any]


class Direct(msgspec.Struct, frozen=True):
    """The short edge of one claim, between two entities, named as its relation."""

    type: Relation
    source: str
    """Local id of the subject."""
    target: str
    """Local id of the object."""
    properties: dict[str, Any]


class ArticleRows(msgspec.Struct, frozen=True):
    """All that one article owns in the graph."""

    id: str
    stamp: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    direct: tuple[Direct, ...]
    entities: tuple[str, ...]
    """Local ids of all entities that the article names or its claims use, sorted."""
    groups: tuple[tuple[str, Relation, str], ...]
    """(local id of the subject, relation, local id of the object) of its claims between entities, sorted."""
    size: int
    """About how many bytes all this is on the wire."""


class Owned(msgspec.Struct, frozen=True):
    """What one article owns, as the graph has it: its nodes, the edges that leave them, and the mentions that lead to it."""

    id: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    """A target that is an entity is the canonical one; `localId` is the article's own."""


class EntityName(msgspec.Struct, frozen=True):
    """An entity as the graph has it, to ask the knowledge about."""

    id: str
    type: EntityType
    name: str


class Names(msgspec.Struct, frozen=True):
    """Display names of one entity that the knowledge gives; None where it gives none."""

    name: str
    en: str | None = None
    hant: str | None = None
    hans: str | None = None


class KnowledgeRows(msgspec.Struct, frozen=True):
    """What the knowledge says of some entities and of all that lie above them. Never a claim."""

    names: dict[str, Names] = {}
    """Entity id → names: of those asked for that it knows, and of every id in the rows below that was not asked for."""
    versions: tuple[tuple[str, str], ...] = ()
    """(model or family, its family)."""
    makes: tuple[tuple[str, str], ...] = ()
    """(lab, family)."""
    broader: tuple[tuple[str, str], ...] = ()
    """(behavior, the next broader one)."""


class KnowledgeSource(msgspec.Struct, frozen=True):
    """How the store asks the knowledge, without knowing it."""

    hash: str
    """Of the shipped files. Another hash: everything that came from the knowledge is made anew."""
    ask: Callable[[Sequence[EntityName]], KnowledgeRows]
    lexicon: str | None = None
    """Hash of the user's lexicon, where there is one; another one likewise."""


class Called(msgspec.Struct, frozen=True):
    """What some articles call an entity, under one local id."""

    local: str
    name: str
    aliases: tuple[str, ...]
    articles: int
    """How many articles call it just so."""


class Stated(msgspec.Struct, frozen=True):
    """One claim on a subject, relation and object, as others are held against it."""

    key: str
    article: str
    """Its article's id; of a copy, that of the original, since a copy bears no witness of its own."""
    date: str | None
    origin: str | None
    """What the claim goes back to: its origin, else the article's source."""
    polarity: str
    number: float | None
    """The rate, else the value."""
    unit: str | None
    comparator: str | None
    direction: str | None
    condition: str | None
    setting: tuple[str, ...]
    """Ids of its benchmark and scenarios, sorted."""
    time: tuple[str | None, str | None]


class Witness(msgspec.Struct, frozen=True):
    """How a claim stands to the earliest claim of another article that stands so to it."""

    source: str
    type: Stand
    target: str
    origins_differ: bool


class Printed(msgspec.Struct, frozen=True):
    """An article as copies are found among: the earliest of them is the original."""

    id: str
    date: str | None
    fingerprint: str
    """Of `kgx.text.fingerprint`."""


class Known(Printed, frozen=True):
    """An article as it stands in the graph."""

    original: str | None = None
    """Id of the article that it is taken for a copy of."""


LookUp = Callable[[Collection[Bands]], Iterable[Known]]
"""Gives all articles that share a band with one of some."""


def band_name(position: int) -> str:
    """The property of a node `:Fingerprint` that holds the band at this position."""
    return f"band{position:02}"


def band_properties(bands: Bands) -> dict[str, int]:
    """What a node `:Fingerprint` has for an article to be found by."""
    return {band_name(position): band for position, band in enumerate(bands)}


class Derivation(msgspec.Struct, frozen=True):
    """What the set of all articles says, as functions; the store asks them, and knows no more. `kgx.graph.DERIVATION` is the one in use."""

    learned: frozenset[EntityType]
    """Types of entities that articles can teach to be one."""
    canonical: Callable[[Iterable[Called], Collection[str], Iterable[Judgement]], dict[str, str]]
    """(all that articles call these entities, ids of the knowledge, judgements) → local id → canonical id, where they differ.

    A local id is `ID@ARTICLE` where a judgement is on what that one article calls so.
    """
    names: Callable[[str, Iterable[Called], Names | None], dict[str, Any]]
    """(id, what articles call it, what the knowledge calls it) → the node's names."""
    witnesses: Callable[[Iterable[Stated]], list[Witness]]
    """All claims on one subject, relation and object → their witnesses."""
    duplicates: Callable[[Iterable[Printed]], dict[str, str]]
    """All articles, gone through twice → id of a copy → id of its original."""
    duplicates_near: Callable[[Iterable[Known], Iterable[Printed], LookUp], dict[str, str | None]]
    """(articles that came or changed, what they and those that went were before, all articles that share a band with one of these)
    → id of each article for which that may matter → id of its original, None where it is no copy. The others stay what they are."""
