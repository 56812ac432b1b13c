"""Facts made from labels, right or wrong on purpose, so that scoring is tested apart from extraction."""

import random
from collections.abc import Callable
from pathlib import Path

import msgspec

from kgx.evaluate import ClaimLabel, read_labels
from kgx.evaluate.folding import relation_of
from kgx.evaluate.labels import EntityLabel, Labelled
from kgx.model.claim import Argument, Claim, Evidence, Source, Spans
from kgx.model.entity import Entity, Mention
from kgx.model.facts import ArticleFacts, ArticleHeader, Generator

CORPUS = Path(__file__).parents[2] / "corpus"
TYPES = {"lab": "Lab", "org": "Organization", "person": "Person", "model": "Model", "modelfamily": "ModelFamily", "behavior": "Behavior",
         "benchmark": "Benchmark", "study": "Study", "scenario": "Scenario"}  # fmt: skip


def corpus() -> tuple[Labelled, ...]:
    """The project's own labelled articles."""
    return read_labels(CORPUS)[0]


def argument(name: str) -> Argument:
    return Argument(None if name.startswith("(") else f"x:{name}", name)


def claim(label: ClaimLabel, number: int, text: str) -> Claim:
    start = text.index(label.evidence)
    return msgspec.convert(
        {
            "id": f"c{number}",
            "relation": relation_of(label.type),
            "subject": argument(label.subject or "—"),
            "object": argument(label.object) if label.object else None,
            "evidence": Evidence(label.evidence, start, start + len(label.evidence), 1, "body"),
            "rule": "made",
            "spans": Spans(value=((start, start + 1),)),
            "value": label.value,
            "unit": label.unit,
            "denominator": label.denominator,
            "condition": label.condition,
            "polarity": label.polarity,
            "attribution": tuple(Source(None, s.strip()) for s in (label.attribution or "").split(";") if s.strip()),
        },
        Claim,
    )


def entity(label: EntityLabel, text: str) -> Entity:
    mentions = tuple(Mention(m, text.index(m), text.index(m) + len(m)) for m in label.mentions)
    return msgspec.convert(
        {"id": f"x:{label.name}", "type": TYPES[label.type], "name": label.name, "aliases": (), "mentions": mentions}, Entity
    )


def facts(one: Labelled, *, optional: bool = True) -> ArticleFacts:
    """What a perfect reader gives, with the claims that labels call optional or without them."""
    header = ArticleHeader(one.labels.id, f"articles/{one.path.name}", None, None, None, None, None, "hans", "utf-8", "")
    return ArticleFacts(
        generator=Generator("0", "sha256:0"),
        article=header,
        entities=tuple(entity(label, one.text) for label in one.labels.entities),
        claims=tuple(claim(label, n, one.text) for n, label in enumerate(one.labels.claims) if optional or not label.optional),
        issues=(),
    )


def spoil(right: ArticleFacts, seed: int) -> ArticleFacts:
    """Facts with faults of every kind at random, the same for a seed."""
    draw = random.Random(seed)
    entities: list[Entity] = []
    for e in right.entities:
        turn = draw.random()
        if turn < 0.1:
            continue
        if turn < 0.2:
            e = msgspec.structs.replace(e, name=draw.choice([e.name.upper(), e.name + "甲", e.name.replace(" ", "  ")]))
        elif turn < 0.25:
            e = msgspec.structs.replace(e, type=draw.choice(["Study", "Person", "Lab"]))
        elif turn < 0.3:
            e = msgspec.structs.replace(e, mentions=tuple(msgspec.structs.replace(m, start=m.start + 1) for m in e.mentions))
        entities.append(e)
    claims = [spoiled for c in right.claims for spoiled in _spoil_claim(c, right.claims, draw)]
    draw.shuffle(claims)
    return msgspec.structs.replace(right, entities=tuple(entities), claims=tuple(claims))


def _spoil_claim(c: Claim, others: tuple[Claim, ...], draw: random.Random) -> list[Claim]:
    other = draw.choice(others)
    replace = msgspec.structs.replace
    changes: list[Callable[[], list[Claim]]] = [
        lambda: [],  # noqa: PIE807 - one form for all
        lambda: [c],
        lambda: [c, replace(c, polarity="negated", value=0.0)],
        lambda: [replace(c, subject=other.subject)],
        lambda: [replace(c, object=other.object, on=c.object)],
        lambda: [replace(c, value=other.value, unit=other.unit, denominator=other.denominator)],
        lambda: [replace(c, polarity=draw.choice(["asserted", "negated", "hedged"]))],
        lambda: [replace(c, attribution=other.attribution)],
        lambda: [replace(c, condition=draw.choice([None, other.condition, (c.condition or "")[: len(c.condition or "") // 2]]))],
        lambda: [replace(c, subject=Argument(None, "（某些模型）"))],
        lambda: [replace(c, subject=replace(c.subject, name=c.subject.name.upper().replace("-", " ")))],
        lambda: [replace(c, evidence=replace(c.evidence, end=c.evidence.end - 1))],
        lambda: [replace(c, relation=draw.choice(["EXHIBITED", "SCORED", "MEASURED", "LEFT", "EVALUATED"]))],
        lambda: [c, replace(c, condition="另一条件", attribution=())],
    ]
    return draw.choice([*changes, *[changes[1]] * 6])()
