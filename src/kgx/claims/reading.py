"""What the rules give: a reading of a stretch of a sentence, not yet a claim."""

import msgspec

from kgx.model.claim import Argument, Comparator, Direction, Polarity, Quantifier, Relation, Source, Status
from kgx.model.item import Item


class Ref(msgspec.Struct, frozen=True):
    """Who or what an argument is: an entity or a group, with the item that names it."""

    id: str | None
    name: str
    kind: str
    item: Item | None = None
    """The item in the text: of this sentence, or of the antecedent."""
    implicit: bool = False
    """True where the sentence does not name it."""
    quantifier: Quantifier | None = None
    count: int | None = None

    def argument(self) -> Argument:
        """As a claim has it."""
        return Argument(self.id, self.name, self.quantifier, self.count)


def ref(item: Item, implicit: bool = False) -> Ref:
    """The entity that an item names."""
    return Ref(item.id, item.name, item.kind, item, implicit)


def of_source(source: Source) -> Ref:
    """The body or study that a text tells of, where a sentence leaves it out."""
    return Ref(source.id, source.name, "Organization", None, True)


def theme(relation: Relation) -> str:
    """The first part of the names of a relation's rules: affiliated, founded."""
    return relation.partition("_")[0].lower()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate claim: who, what, how much, by which rule."""

    relation: Relation
    rule: str
    subject: Ref
    object: Ref | None
    clause: int
    cue: Item | None = None
    number: Item | None = None
    denominator: Item | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    total: float | None = None
    on: Ref | None = None
    direction: Direction | None = None
    role: tuple[int, int] | None = None
    """Span of the role in normal text."""
    status: Status | None = None
    polarity: Polarity | None = None
    """Where the rule itself decides it; else scope does."""
    spans: tuple[tuple[int, int], ...] = ()
    """Further spans in normal text that bear the reading out."""
    condition: tuple[int, int] | None = None
    """Where the rule itself knows the condition: a span of normal text."""
    evidence: tuple[int, int] | None = None
    """Where the evidence is more or less than the sentence: a span of normal text."""
