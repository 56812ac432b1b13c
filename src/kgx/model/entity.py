"""Entities of one article."""

from typing import Literal

import msgspec

EntityType = Literal["Lab", "Organization", "Person", "Model", "ModelFamily", "Behavior", "Benchmark", "Study", "Scenario"]


class Mention(msgspec.Struct, frozen=True, rename="camel"):
    """One place where an entity is named: `text == Article.text[start:end]`."""

    text: str
    start: int
    """Code points into `Article.text`, 0-based."""
    end: int
    """Exclusive."""


class Entity(msgspec.Struct, frozen=True, rename="camel"):
    """One entity as one article knows it; `id` is the local id."""

    id: str
    type: EntityType
    name: str
    """Canonical name (Latin where one exists, else as written)."""
    aliases: tuple[str, ...]
    """Other names that this article uses, as written, sorted."""
    mentions: tuple[Mention, ...]
