"""Facts → the rows that one article owns. Pure: the same facts give the same rows."""

import hashlib
from collections import Counter
from typing import Any

from kgx.model.claim import Argument, Claim, Relation, Source, Span
from kgx.model.facts import ArticleFacts, ArticleHeader, Generator
from kgx.model.graph import SCHEMA_VERSION, ArticleRows, Direct, Edge, EdgeType, Node, band_properties, group, node_key
from kgx.text.fingerprint import bands, sketch
from kgx.text.normal import normalize

_OVERHEAD = 400
"""About how many bytes a row costs beside its texts."""


def article_stamp(sha256: str, generator: Generator) -> str:
    """What an article's facts depend on, as one hash: the same stamp means nothing to do."""
    return _digest(sha256, generator.kgx, generator.knowledge, generator.lexicon or "", str(SCHEMA_VERSION))


def article_rows(facts: ArticleFacts, stamp: str) -> ArticleRows:
    """The nodes and edges of one article. `facts.article.text` is the article's text, where there is one to keep."""
    rows = _Rows(facts.article, facts.generator, stamp)
    for issue in facts.issues:
        rows.issue(issue.code, issue.message, issue.start, issue.end)
    for claim in facts.claims:
        rows.claim(claim)
    for entity in facts.entities:
        spans = [position for mention in entity.mentions for position in (mention.start, mention.end)]
        names = sorted({mention.text for mention in entity.mentions})
        rows.mention(entity.id, entity.name, len(entity.mentions), names, list(entity.aliases), spans)
    return rows.done()


class _Rows:
    def __init__(self, header: ArticleHeader, generator: Generator, stamp: str) -> None:
        self.header = header
        self.stamp = stamp
        self.article = node_key("article", header.id)
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.direct: list[Direct] = []
        self.groups: set[tuple[str, Relation, str]] = set()
        self.names: dict[str, str] = {}
        """Local id → canonical name, of entities that claims use."""
        self.mentioned: set[str] = set()
        self.issues: Counter[str] = Counter()
        self.size = 0
        properties = {field: getattr(header, field) for field in ArticleHeader.__struct_fields__ if field != "id"}
        made_by = {"kgxVersion": generator.kgx, "knowledge": generator.knowledge, "lexicon": generator.lexicon, "stamp": stamp}
        self._node(self.article, "Article", header.id, {**properties, "title": header.title or header.path, **made_by})
        if header.fingerprint is not None:
            found_by = band_properties(bands(sketch(header.fingerprint)))
            self._node(node_key("fingerprint", header.id), "Fingerprint", header.id, found_by)

    def done(self) -> ArticleRows:
        for id_, name in self.names.items():  # claims may use what the article never names (我们 in a quote is the quoted lab)
            if id_ not in self.mentioned:
                self.mention(id_, name, 0, [], [], [])
        nodes, edges = tuple(self.nodes.values()), tuple(self.edges)
        size = self.size + _OVERHEAD * (len(nodes) + len(edges) + len(self.direct))
        return ArticleRows(
            self.header.id, self.stamp, nodes, edges, tuple(self.direct), tuple(sorted(self.mentioned)), tuple(sorted(self.groups)), size
        )

    def issue(self, code: str, message: str, start: int, end: int) -> None:
        content = _digest(self.header.id, code, message, str(start), str(end))
        self.issues[content] += 1
        key = node_key("issue", id_ := f"{content}-{self.issues[content]}")
        self._node(key, "Issue", id_, {"name": code, "code": code, "message": message, "start": start, "end": end})
        self._edge("IN", key, self.article)

    def mention(self, id_: str, name: str, count: int, names: list[str], aliases: list[str], spans: list[int]) -> None:
        self.mentioned.add(id_)
        properties = {"name": name, "count": count, "names": names, "aliases": aliases, "spans": spans}
        self._edge("MENTIONED_IN", node_key("entity", id_), self.article, {"localId": id_, **_properties(properties)})

    def claim(self, claim: Claim) -> None:
        key = node_key("claim", claim.id)
        self._node(key, "Claim", claim.id, _claim_properties(claim))
        self._argument(key, "SUBJECT", claim.subject, claim)
        self._argument(key, "OBJECT", claim.object, claim)
        self._argument(key, "ON", claim.on, claim)
        self._argument(key, "UNDER", claim.scenario, claim)
        for order, source in enumerate(claim.attribution):
            self._source(key, "ATTRIBUTED_TO", source, {"order": order})
        if claim.origin:
            self._source(key, "ORIGIN", claim.origin, {})
        self._edge("EVIDENCED_BY", key, self._sentence(claim))
        self._direct(claim)

    def _sentence(self, claim: Claim) -> str:
        evidence = claim.evidence
        key = node_key("sentence", id_ := f"{self.header.id}#{evidence.start}-{evidence.end}")
        if key not in self.nodes:
            place = {"start": evidence.start, "end": evidence.end, "line": evidence.line, "role": evidence.role, "page": evidence.page}
            self._node(key, "Sentence", id_, {"text": evidence.text, "normal": normalize(evidence.text), **place})
            self._edge("IN", key, self.article)
        return key

    def _argument(self, claim: str, type_: EdgeType, argument: Argument | None, whole: Claim) -> None:
        if argument is None:
            return
        if argument.id is not None:
            counted = _properties({"quantifier": argument.quantifier, "count": argument.count})
            self._entity_edge(type_, claim, argument.id, argument.name, counted)
            return
        kind = {"SAID": "topic", "MEASURED": "metric"}.get(whole.relation, "phrase") if type_ == "OBJECT" else "phrase"
        kind = "group" if argument.name.startswith("(") else kind
        self._edge(type_, claim, self._phrase(argument.name, kind, argument.quantifier, argument.count))

    def _source(self, claim: str, type_: EdgeType, source: Source, properties: dict[str, Any]) -> None:
        if source.id is not None:
            self._entity_edge(type_, claim, source.id, source.name, properties)
        else:
            self._edge(type_, claim, self._phrase(source.name, "source", None, None), properties)

    def _entity_edge(self, type_: EdgeType, claim: str, id_: str, name: str, properties: dict[str, Any]) -> None:
        self.names.setdefault(id_, name)
        self._edge(type_, claim, node_key("entity", id_), {"localId": id_, **properties})

    def _phrase(self, name: str, kind: str, quantifier: str | None, count: int | None) -> str:
        id_ = _digest(self.header.id, kind, name, quantifier or "", "" if count is None else str(count))
        key = node_key("phrase", id_)
        if key not in self.nodes:
            self._node(key, "Phrase", id_, {"name": name, "kind": kind, "quantifier": quantifier, "count": count})
        return key

    def _direct(self, claim: Claim) -> None:
        stated = claim.polarity == "asserted" or (claim.polarity == "negated" and claim.value == 0)
        subject, object_ = claim.subject.id, claim.object.id if claim.object else None
        if subject is None or object_ is None:
            return
        self.groups.add((subject, claim.relation, object_))
        if not stated:
            return
        fields = ("rate", "value", "value_max", "unit", "comparator", "condition", "polarity", "direction", "role", "status")
        properties = _properties({_camel(f): getattr(claim, f) for f in fields})
        properties |= {"claimId": claim.id, "articleId": self.header.id, "localId": subject, "objectLocalId": object_}
        source = claim.attribution[0].name if claim.attribution else self.header.source
        properties |= _properties({"source": source, "date": self.header.date})
        self.direct.append(Direct(claim.relation, subject, object_, properties))

    def _node(self, key: str, label: Any, id_: str, properties: dict[str, Any]) -> None:
        kept = {"id": id_, "articleId": self.header.id, **_properties(properties)}
        self.size += sum(3 * len(value) for value in kept.values() if isinstance(value, str))
        self.nodes[key] = Node(key, label, kept)

    def _edge(self, type_: EdgeType, source: str, target: str, properties: dict[str, Any] | None = None) -> None:
        self.edges.append(Edge(type_, source, target, properties or {}))


def _claim_properties(claim: Claim) -> dict[str, Any]:
    fields = (
        "relation", "value", "value_max", "unit", "denominator", "rate", "comparator", "condition", "polarity",
        "direction", "role", "status", "rule", "implicit_subject",
    )  # fmt: skip
    properties = {_camel(f): getattr(claim, f) for f in fields}
    if claim.time:
        time = claim.time
        properties |= {"timeFrom": time.from_, "timeTo": time.to, "timePrecision": time.precision, "timeText": time.text}
    spans = claim.spans
    for part in ("subject", "object", "value", "denominator", "cue", "condition", "attribution"):
        properties[f"{part}Span"] = _flat(getattr(spans, part))
    if claim.subject.id is not None and claim.object is not None and claim.object.id is not None:
        properties["group"] = group(claim.subject.id, claim.relation, claim.object.id)
    evidence = claim.evidence
    place = {"evidence": evidence.text, "start": evidence.start, "end": evidence.end, "line": evidence.line}
    return {"name": _caption(claim), **properties, **place, "links": list(claim.links)}


def _caption(claim: Claim) -> str:
    """`Claude Opus 4 · blackmail · 96%`."""
    parts = [claim.subject.name, claim.object.name if claim.object else claim.relation]
    if claim.value is not None:
        high = "" if claim.value_max is None else f"–{_number(claim.value_max, claim.unit)}"
        parts.append(f"{_number(claim.value, claim.unit)}{high}")
    return " · ".join(parts)


def _number(value: float, unit: str | None) -> str:
    return f"{round(value * 100, 4):g}%" if unit in ("rate", "score") else f"{value:g}"


def _flat(spans: tuple[Span, ...]) -> list[int]:
    """[start, end, start, end, …], since a property holds no list of lists."""
    return [position for span in spans for position in span]


def _properties(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value != []}


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
