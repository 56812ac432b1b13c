"""The rows that one article owns → its facts: the way back from `rows`. Pure."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

import msgspec

from kgx.model.article import Issue
from kgx.model.claim import Argument, Claim, Evidence, Source, Span, Spans, Time
from kgx.model.entity import Entity, Mention
from kgx.model.facts import ArticleFacts, ArticleHeader, Generator
from kgx.model.graph import Edge, Owned, entity_type

_PARTS = ("subject", "object", "value", "denominator", "cue", "condition", "attribution")
_BUILT = frozenset(["subject", "object", "on", "scenario", "attribution", "origin", "time", "links", "evidence", "spans"])
_COPIED = {field.name: field.encode_name for field in msgspec.structs.fields(Claim) if field.name not in _BUILT}
"""Fields of a claim that its node has as they are, by the property's name."""


def article_facts(owned: Owned, *, rejected: bool = True) -> ArticleFacts:
    """What the article said: entities and claims in the order of their places. Loading it again gives the same rows.

    `rejected`: with the claims that users rejected.
    """
    kinds = ("Claim", "Rejected") if rejected else ("Claim",)
    nodes = {node.key: node.properties for node in owned.nodes}
    labels = {node.key: node.label for node in owned.nodes}
    article = next(nodes[key] for key, label in labels.items() if label == "Article")
    text = article.get("text", "")
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    mentioned = []
    for edge in owned.edges:
        if edge.type == "MENTIONED_IN":
            mentioned.append(edge.properties)
        else:
            edges[edge.source].append(edge)
    names = {mention["localId"]: mention["name"] for mention in mentioned}
    entities = [_entity(mention, text) for mention in mentioned if mention["count"]]
    claims = [_claim(nodes[key], edges[key], nodes, names) for key, label in labels.items() if label in kinds]
    issues = [Issue(p["code"], p["message"], p["start"], p["end"]) for key, p in nodes.items() if labels[key] == "Issue"]
    return ArticleFacts(
        generator=Generator(article.get("kgxVersion", "unknown"), article.get("knowledge", "unknown"), article.get("lexicon")),
        article=_header(article),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        claims=tuple(sorted(claims, key=lambda c: (c.evidence.start, c.evidence.end, c.id))),
        issues=tuple(sorted(issues, key=lambda i: (i.start, i.end, i.code, i.message))),
    )


def _header(article: dict[str, Any]) -> ArticleHeader:
    fields = {name: article.get(name) for name in ArticleHeader.__struct_fields__}
    title = None if fields["title"] == fields["path"] else fields["title"]  # a node without a title is shown by its path
    return msgspec.convert({**fields, "title": title}, ArticleHeader)


def _entity(mention: dict[str, Any], text: str) -> Entity:
    mentions = tuple(Mention(text[start:end], start, end) for start, end in _spans(mention.get("spans")))
    return Entity(
        mention["localId"], entity_type(mention["localId"]), mention["name"], tuple(sorted(mention.get("aliases") or ())), mentions
    )


def _claim(properties: dict[str, Any], edges: list[Edge], nodes: dict[str, dict[str, Any]], names: dict[str, str]) -> Claim:
    by_type: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(edges, key=lambda e: e.properties.get("order", 0)):
        by_type[edge.type].append(edge)

    def argument(type_: str) -> Argument | None:
        found = [_argument(edge, nodes, names) for edge in by_type[type_]]
        return found[0] if found else None

    def sources(type_: str) -> tuple[Source, ...]:
        return tuple(Source(a.id, a.name) for a in (_argument(edge, nodes, names) for edge in by_type[type_]))

    subject = argument("SUBJECT")
    if subject is None:
        raise ValueError(f"claim {properties['id']} has no subject")
    sentence = nodes[by_type["EVIDENCED_BY"][0].target]
    stated = {name: properties[encoded] for name, encoded in _COPIED.items() if properties.get(encoded) is not None}
    return Claim(
        **stated,
        subject=subject,
        object=argument("OBJECT"),
        on=argument("ON"),
        scenario=argument("UNDER"),
        attribution=sources("ATTRIBUTED_TO"),
        origin=next(iter(sources("ORIGIN")), None),
        time=_time(properties),
        links=tuple(properties.get("links") or ()),
        evidence=Evidence(properties["evidence"], properties["start"], properties["end"], properties["line"], sentence["role"]),
        spans=Spans(**{part: _spans(properties.get(f"{part}Span")) for part in _PARTS}),
    )


def _argument(edge: Edge, nodes: dict[str, dict[str, Any]], names: dict[str, str]) -> Argument:
    local = edge.properties.get("localId")
    properties = edge.properties if local else nodes[edge.target]
    return Argument(local, names[local] if local else properties["name"], properties.get("quantifier"), properties.get("count"))


def _time(properties: dict[str, Any]) -> Time | None:
    if "timePrecision" not in properties:
        return None
    return Time(properties.get("timeFrom"), properties.get("timeTo"), properties["timePrecision"], properties["timeText"])


def _spans(flat: list[int] | None) -> tuple[Span, ...]:
    return tuple(pair for i, pair in enumerate(pairwise(flat or ())) if i % 2 == 0)
