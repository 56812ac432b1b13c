"""What one article says: the value that extraction gives and that loading takes."""

import msgspec

from kgx.model.article import Issue
from kgx.model.claim import Claim
from kgx.model.entity import Entity

SCHEMA = 1
"""Version of the facts format; changes only when a reader of the old one would misread the new one."""


class Generator(msgspec.Struct, frozen=True, rename="camel"):
    """What made the facts."""

    kgx: str
    knowledge: str
    """`sha256:` of the knowledge in force."""
    lexicon: str | None = None
    """`sha256:` of the user's lexicon, where there is one."""


class ArticleHeader(msgspec.Struct, frozen=True, rename="camel"):
    """The article's own particulars."""

    id: str
    path: str
    title: str | None
    date: str | None
    source: str | None
    url: str | None
    language: str | None
    script: str
    """`hant`, `hans` or `mixed`."""
    encoding: str
    sha256: str
    text: str | None = None
    """The text that offsets count in: always set for a container; else only on the way into the graph."""
    fingerprint: str | None = None
    """By which copies are found; only on the way into the graph, and None for a text of a line or two."""


class ArticleFacts(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """All that one article says: a pure function of its key, its bytes and the knowledge."""

    schema: int = SCHEMA
    generator: Generator
    article: ArticleHeader
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
