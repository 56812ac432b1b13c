"""Facts made by hand, small and readable: `article("a.md", rate("Claude Opus 4", "blackmail", 0.96))`."""

import hashlib
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from kgx.model.article import Issue
from kgx.model.claim import Argument, Claim, Evidence, Relation, Source, Spans
from kgx.model.entity import Entity, EntityType, Mention
from kgx.model.facts import ArticleFacts, ArticleHeader, Generator
from kgx.model.graph import Called, EntityName, KnowledgeRows, KnowledgeSource, Names, entity_type
from kgx.model.ids import claim_id, entity_id
from kgx.text.fingerprint import fingerprint
from kgx.text.normal import normalize

GENERATOR = Generator(kgx="0.1.0", knowledge="sha256:test")


def entity_(type_: EntityType, name: str, *aliases: str) -> Entity:
    """An entity mentioned by its name and each alias once."""
    texts = (name, *aliases)
    mentions = tuple(Mention(text, 10 * i, 10 * i + len(text)) for i, text in enumerate(texts))
    return Entity(entity_id(type_, normalize(name)), type_, name, tuple(sorted(aliases)), mentions)


def thing(type_: EntityType, name: str) -> Argument:
    """An argument that is an entity."""
    return Argument(entity_id(type_, normalize(name)), name)


def phrase(name: str, **fields: Any) -> Argument:
    """An argument that is none."""
    return Argument(None, name, **fields)


def claim(relation: Relation, subject: Argument, object_: Argument | None, text: str, *, start: int = 0, **fields: Any) -> Claim:
    """A claim whose evidence is `text`. Its id is filled in by `article`."""
    evidence = Evidence(text, start, start + len(text), 1 + start // 100, "body")
    spans = Spans(subject=((start, start + 2),), cue=((start + 2, start + 4),))
    return Claim("", relation, subject, object_, evidence, "test", spans, **fields)


def rate(model: str, behavior: str, value: float, *, start: int = 0, **fields: Any) -> Claim:
    """`model` exhibited `behavior` at a rate."""
    text = f"{model} 的 {behavior} 率為 {value:.0%}。"
    numbers = {"value": value, "rate": value, "unit": "rate", "comparator": "="}
    subject, object_ = thing("Model", model), thing("Behavior", behavior)
    return claim("EXHIBITED", subject, object_, text, start=start, **{**numbers, **fields})


def source(type_: EntityType, name: str) -> Source:
    """Who says it."""
    return Source(entity_id(type_, normalize(name)), name)


def article(
    id_: str,
    *claims: Claim,
    entities: Sequence[Entity] = (),
    date: str | None = "2025-06-20",
    script: str = "hant",
    issues: Sequence[Issue] = (),
    says: str | None = None,
) -> ArticleFacts:
    """Facts of one article; the entities that its claims use are mentioned in it as well, unless they are given.

    `says`: the text by which it is told whether the article is a copy; none is taken for one otherwise.
    """
    numbered = []
    for made in claims:
        fields = (made.relation, made.subject, made.object, made.value, made.polarity, made.condition, made.evidence.text)
        numbered.append(_replace(made, id=claim_id(id_, *fields)))
    found = {e.id: e for e in entities}
    for made in claims:
        for argument in (made.subject, made.object, made.on, made.scenario):
            if argument and argument.id and argument.id not in found:
                found[argument.id] = entity_(entity_type(argument.id), argument.name)
    text = "".join(made.evidence.text for made in claims) or id_
    header = ArticleHeader(
        id=id_, path=id_, title=f"標題 {id_}", date=date, source="測試報", url=None, language="zh", script=script, encoding="utf-8",
        sha256=hashlib.sha256(repr(numbered).encode()).hexdigest(), text=text, fingerprint=fingerprint(says) if says else None,
    )  # fmt: skip
    return ArticleFacts(
        generator=GENERATOR,
        article=header,
        entities=tuple(sorted(found.values(), key=lambda e: e.id)),
        claims=tuple(numbered),
        issues=tuple(issues),
    )


def in_its_text(facts: ArticleFacts) -> ArticleFacts:
    """The same facts in a text that has every mention and every sentence at its place."""
    wanted = [m.text for e in facts.entities for m in e.mentions] + [c.evidence.text for c in facts.claims]
    text = "\n".join(dict.fromkeys(wanted))

    def at(piece: str) -> tuple[int, int]:
        start = 0 if text.startswith(f"{piece}\n") else text.index(f"\n{piece}") + 1
        return start, start + len(piece)

    entities = tuple(replace(e, mentions=tuple(Mention(m.text, *at(m.text)) for m in e.mentions)) for e in facts.entities)
    claims = tuple(
        replace(c, evidence=Evidence(c.evidence.text, *at(c.evidence.text), c.evidence.line, c.evidence.role)) for c in facts.claims
    )
    return replace(facts, article=replace(facts.article, text=text), entities=entities, claims=claims)


def _replace(value: Claim, **changes: Any) -> Claim:
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    return Claim(**{**fields, **changes})


def called(local: str, name: str, *aliases: str, articles: int = 1) -> Called:
    """What articles call an entity."""
    return Called(local, name, aliases, articles)


_FAMILIES = {"claude": "anthropic", "gpt": "openai", "grok": "xai"}
_LABS = {"anthropic": "Anthropic", "openai": "OpenAI", "xai": "xAI"}


def knowledge(version: str = "1") -> KnowledgeSource:
    """A small knowledge: three families and their labs, one chain of behaviors, one person."""
    return KnowledgeSource(f"sha256:{version}", _ask)


def _ask(entities: Sequence[EntityName]) -> KnowledgeRows:
    names: dict[str, Names] = {}
    versions, makes, broader = set(), set(), set()
    for entity in entities:
        family = entity.name.split(" ")[0].split("-")[0].lower()
        if entity.type in ("Model", "ModelFamily") and family in _FAMILIES:
            lab = _FAMILIES[family]
            names[f"modelfamily:{family}"] = Names(family.capitalize(), family.capitalize())
            names[f"lab:{lab}"] = Names(_LABS[lab], _LABS[lab])
            makes.add((f"lab:{lab}", f"modelfamily:{family}"))
            if entity.type == "Model":
                versions.add((entity.id, f"modelfamily:{family}"))
        if entity.id in ("behavior:blackmail", "behavior:coercion"):
            names["behavior:blackmail"] = Names("blackmail", "blackmail", "勒索", "勒索")
            names["behavior:coercion"] = Names("coercion", "coercion", "脅迫", "胁迫")
            broader.add(("behavior:blackmail", "behavior:coercion"))
        if entity.id == "person:ilya-sutskever":
            names[entity.id] = Names("Ilya Sutskever", "Ilya Sutskever", "伊爾亞．蘇茨克維", "伊利亚·苏茨克韦尔")
    if "behavior:coercion" in {e.id for e in entities} and "behavior:blackmail" not in {e.id for e in entities}:
        broader.clear()
        names.pop("behavior:blackmail", None)
    return KnowledgeRows(names, tuple(sorted(versions)), tuple(sorted(makes)), tuple(sorted(broader)))
