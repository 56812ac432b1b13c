"""Seeds: sentences of the labelled articles that kgx reads right, each with as little before it as it needs."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from kgx import pipeline
from kgx.evaluate.folding import fold_name
from kgx.evaluate.labels import Labelled, read_labels
from kgx.evaluate.match import RATED, RELATIONS, from_label
from kgx.knowledge import Knowledge, load
from kgx.model.article import Article
from kgx.model.claim import Claim
from kgx.model.facts import ArticleFacts
from kgx.read import read_article
from kgx.text.build import Text, build
from kgx.text.script import script_of

CORPUS = Path(__file__).parents[2] / "corpus"
_ROLES = frozenset(["body", "list", "quote"])
Key = tuple[str, str | None, str | None, float | None, str]
"""Relation, subject, object (folded names), value and polarity: what a variant must keep."""
Span = tuple[int, int]
"""[start, end) in code points of `Seed.text`."""


class Said(msgspec.Struct, frozen=True):
    """One claim of a seed, with the places of its parts; None for one that the sentence leaves out."""

    key: Key
    subject: Span | None
    object: Span | None
    number: Span | None
    conditional: bool
    attributed: bool


class Named(msgspec.Struct, frozen=True):
    """An entity of a seed and every place that names it."""

    type: str
    name: str
    """Folded, as in keys."""
    spans: tuple[Span, ...]


class Seed(msgspec.Struct, frozen=True):
    """A sentence without markup, with what must stand before it to be understood."""

    article: str
    script: str
    before: str
    """Empty for a sentence that stands alone."""
    sentence: str
    claims: tuple[Said, ...]
    names: tuple[Named, ...]
    allowed: frozenset[Key]
    """All that the article's labels say: a variant that reads one of these besides is not at fault."""

    @property
    def text(self) -> str:
        """Context and sentence."""
        return self.before + self.sentence

    @property
    def keys(self) -> frozenset[Key]:
        """What the sentence claims."""
        return frozenset(s.key for s in self.claims)

    def words(self, span: Span | None) -> str:
        """The words of a part of the text."""
        return self.text[span[0] : span[1]] if span else ""


@cache
def knowledge() -> Knowledge:
    """What kgx knows, loaded once: `load` looks at every file at every call."""
    return load()


def facts_of(text: str, path: str = "variant.md") -> ArticleFacts:
    """What a text says as an article of its own."""
    return pipeline.run(read_article(text.encode(), key=path, path=path), knowledge())


def key_of(claim: Claim) -> Key:
    """The claim in the form of comparison."""
    value = claim.rate if claim.rate is not None else claim.value
    return (
        claim.relation,
        fold_name(claim.subject.name),
        fold_name(claim.object.name) if claim.object else None,
        None if value is None else round(value, 4),
        claim.polarity,
    )


def watched(facts: ArticleFacts, start: int = 0) -> list[Claim]:
    """The claims from a place on whose relations the figures of `kgx eval` count."""
    return [c for c in facts.claims if c.relation in (*RATED, *RELATIONS) and c.evidence.end > start]


@cache
def seeds() -> tuple[Seed, ...]:
    """The seeds of all labelled articles, in order."""
    labelled, _ = read_labels(CORPUS)
    return tuple(seed for one in labelled for seed in _of_article(one))


def _of_article(one: Labelled) -> Iterator[Seed]:
    """The sentences whose every claim is labelled and is read again with little before them."""
    article = read_article(one.path.read_bytes(), key=one.path.name, path=one.path.name)
    text = build(article)
    allowed = frozenset((t.relation, t.subject, t.object, t.value, t.polarity) for t in map(from_label, one.labels.claims))
    by_place: dict[Span, list[Claim]] = {}
    for claim in watched(pipeline.run(article, knowledge())):
        by_place.setdefault((claim.evidence.start, claim.evidence.end), []).append(claim)
    for number, sentence in enumerate(text.sentences):
        claims = by_place.get(text.span(sentence.start, sentence.end), [])
        keys = {key_of(c) for c in claims}
        if not keys or text.blocks[sentence.block].role not in _ROLES or not keys <= allowed or any("(" in (k[1] or "") for k in keys):
            continue
        words = _words(article, text, sentence.start, sentence.end)
        found = (_alone(one.labels.id, before, words, keys, allowed) for before in _contexts(article, text, number))
        yield from [seed for seed in found if seed][:1]


def _alone(id_: str, before: str, words: str, keys: set[Key], allowed: frozenset[Key]) -> Seed | None:
    """The seed, where a sentence with a context says the same as in its article."""
    facts = facts_of(before + words)
    claims = {key_of(c): c for c in watched(facts, len(before))}
    if claims.keys() != keys:
        return None
    said = tuple(_said(c, len(before)) for c in claims.values())
    names = tuple(Named(e.type, fold_name(e.name) or "", tuple((m.start, m.end) for m in e.mentions)) for e in facts.entities)
    return Seed(id_, script_of(before + words), before, words, said, names, allowed)


def _contexts(article: Article, text: Text, number: int) -> Iterator[str]:
    """Nothing; the sentence before in its paragraph; the paragraph before."""
    yield ""
    here = text.sentences[number]
    earlier = [s for s in text.sentences[:number] if s.block == here.block]
    if earlier:
        yield _words(article, text, earlier[-1].start, earlier[-1].end)
    above = [s for s in text.sentences[:number] if s.block == here.block - 1 and text.blocks[s.block].role == "body"]
    if above:
        parts = ["".join(_words(article, text, s.start, s.end) for s in part) for part in (above, earlier)]
        yield "\n\n".join(parts)


def _words(article: Article, text: Text, start: int, end: int) -> str:
    """The article's words at a stretch of normal text, without markup and wraps."""
    return "".join(article.text[p] for p in text.positions[start:end])


def _said(claim: Claim, start: int) -> Said:
    def inside(spans: tuple[Span, ...]) -> Span | None:
        return next((s for s in spans if s[0] >= start), None)

    spans = claim.spans
    parts = (inside(spans.subject), inside(spans.object), inside(spans.value))
    return Said(key_of(claim), *parts, claim.condition is not None, bool(claim.attribution))
