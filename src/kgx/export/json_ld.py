"""JSON-LD in the terms of schema.org and PROV: claims, the sentences they were taken from, articles, entities.

A document for triple stores; nothing in it has to be fetched. What kgx has no public term for is under `urn:kgx:`.
"""

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kgx.export.plain import clean

if TYPE_CHECKING:
    from kgx.export.graph import Graph

SUFFIX = ".jsonld"
_CONTEXT = {
    "kgx": "urn:kgx:",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "kgx:attributedTo": {"@container": "@list", "@type": "@id"},
    "kgx:timeFrom": {"@type": "xsd:date"},
    "kgx:timeTo": {"@type": "xsd:date"},
    **{f"kgx:{name}": {"@type": "xsd:double"} for name in ("value", "valueMax", "rate", "denominator")},
}
_TYPES = {
    "Article": ["schema:Article", "prov:Entity"],
    "Sentence": ["schema:Quotation", "prov:Entity"],
    "Claim": ["schema:Claim", "prov:Entity"],
    "Lab": ["schema:Organization", "prov:Agent"],
    "Organization": ["schema:Organization", "prov:Agent"],
    "Person": ["schema:Person", "prov:Agent"],
    "Model": ["schema:SoftwareApplication"],
    "ModelFamily": ["schema:CreativeWorkSeries"],
    "Behavior": ["schema:DefinedTerm", "skos:Concept"],
    "Benchmark": ["schema:Dataset"],
    "Study": ["schema:CreativeWork", "prov:Entity"],
}
"""Label → public types, beside kgx's own, which is the label."""
_TERMS = {
    "Article": {"title": "schema:headline", "date": "schema:datePublished", "url": "schema:url", "source": "schema:publisher"},
    "Sentence": {"text": "schema:text"},
    "Claim": {"name": "schema:name", "evidence": "schema:text"},
}
"""Label → property → its public term; of all others `name` is `schema:name`."""
_EDGES = {
    "EVIDENCED_BY": ("prov:wasDerivedFrom", "schema:appearance"),
    "IN": ("schema:isPartOf", "prov:wasQuotedFrom"),
    "SUBJECT": ("kgx:subject", "schema:about"),
    "OBJECT": ("kgx:object", "schema:about"),
    "ON": ("kgx:on",),
    "UNDER": ("kgx:scenario",),
    "ORIGIN": ("kgx:origin",),
    "VERSION_OF": ("kgx:versionOf",),
    "MAKES": ("kgx:makes",),
    "BROADER": ("skos:broader",),
    "AGREES_WITH": ("kgx:agreesWith",),
    "CONTRADICTS": ("kgx:contradicts",),
    "DIFFERS_BY_CONDITION": ("kgx:differsByCondition",),
    "DUPLICATE_OF": ("kgx:duplicateOf",),
}
_LANGUAGES = {"nameEn": "en", "nameHant": "zh-Hant", "nameHans": "zh-Hans"}
_SCRIPTS = {"hant": "zh-Hant", "hans": "zh-Hans"}
_LEFT_OUT = frozenset(["labels", "id", "sha256", "language", "script", "normal", "duplicateOf", *_LANGUAGES, "aliases"])
_NOT_IRI = re.compile("[^A-Za-z0-9._~:/@!$&'()*+,;=\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0003fffd-]")


def encode(graph: "Graph[str]") -> bytes:
    """The whole graph (kind `claims`) as a JSON-LD document in UTF-8, a resource a line. Issues and short edges stay out."""
    things = {key: _thing(key, data) for key, data in graph.nodes(data=True) if "Issue" not in data["labels"]}
    sources: dict[str, list[tuple[int, str]]] = {}
    for source, target, data in graph.edges(data=True):
        if data["type"] == "ATTRIBUTED_TO":
            sources.setdefault(source, []).append((data["order"], target))
            if "prov:Agent" in things[target]["@type"]:
                _add(things[source], "prov:wasAttributedTo", target)
        elif data["type"] == "MENTIONED_IN":
            _add(things[target], "schema:mentions", source)
        elif data["type"] == "ORIGIN" and "prov:Entity" in things[target]["@type"]:
            _add(things[source], "prov:hadPrimarySource", target)
        if source in things:
            for term in _EDGES.get(data["type"], ()):
                _add(things[source], term, target)
    for claim, ordered in sources.items():
        things[claim]["kgx:attributedTo"] = [_iri(target) for _, target in sorted(ordered)]
    lines = ",\n".join(_line(thing) for thing in things.values())
    return f'{{"@context": {_line(_CONTEXT)},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _thing(key: str, data: dict[str, Any]) -> dict[str, Any]:
    """A node without its edges."""
    labels = [label for label in data["labels"] if label != "Entity" and not (label == "Organization" and "Lab" in data["labels"])]
    (label,) = labels
    terms = _TERMS.get(label, {"name": "schema:name"})
    thing: dict[str, Any] = {"@id": _iri(key), "@type": [*_TYPES.get(label, []), f"kgx:{label}"], "schema:identifier": data["id"]}
    for name, value in data.items():
        if name in _LEFT_OUT or name.endswith("Span"):
            continue
        thing[terms.get(name, f"kgx:{name}")] = _value(name, value)
    if "source" in data:
        thing["schema:publisher"] = {"@type": "schema:Organization", "schema:name": clean(data["source"])}
    if data.get("script") in _SCRIPTS:
        thing["schema:inLanguage"] = _SCRIPTS[data["script"]]
    if label == "Claim" and {"timeFrom", "timeTo"} <= data.keys():
        thing["schema:temporalCoverage"] = f"{data['timeFrom']}/{data['timeTo']}"
    named = [{"@value": clean(data[name]), "@language": language} for name, language in _LANGUAGES.items() if name in data]
    names = [*named, *(clean(alias) for alias in data.get("aliases", []))]
    return {**thing, "schema:alternateName": names} if names else thing


def _value(name: str, value: Any) -> Any:
    if name in ("url", "links"):
        return [{"@id": _address(link)} for link in ([value] if isinstance(value, str) else value)]
    if name in ("relation", "polarity"):
        return {"@id": f"kgx:{value}"}
    return clean(value) if isinstance(value, str) else value


def _add(thing: dict[str, Any], term: str, target: str) -> None:
    link = {"@id": _iri(target)}
    if link not in thing.setdefault(term, []):
        thing[term].append(link)


def _iri(key: str) -> str:
    """The name of a node: `urn:kgx:` and its key, in which only what an IRI cannot hold is written as `%XX`."""
    return "urn:kgx:" + _NOT_IRI.sub(lambda found: quote(found[0]), clean(key))


def _address(url: str) -> str:
    return re.sub(r"[^\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e\xa0-\U0010ffff]", lambda found: quote(found[0]), clean(url))


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
