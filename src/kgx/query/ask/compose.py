"""From an understood question to the statement that answers it: fixed clauses, put together; everything else is a parameter."""

from typing import Any

import msgspec

from kgx.query.ask.lexicon import lexicon
from kgx.query.ask.question import Link, Question
from kgx.query.values import Column, ColumnType

_HEADS = {
    "objects": "MATCH (y:Kgx:Entity)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(x)",
    "subjects": "MATCH (x:Kgx:Entity)<-[:SUBJECT]-(c:Claim)",
    "about": "MATCH (e:Kgx:Entity)<-[:SUBJECT|OBJECT|ON]-(c:Claim)\nWHERE e.id IN $about\nWITH DISTINCT c\nMATCH (c)-[:SUBJECT]->(x)",
    "claims": "MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)",
}
"""Where the search begins: at the entity that leaves fewest claims."""
_WHERE = {
    "relations": "c.relation IN $relations",
    "subjects": "x.id IN $subjects",
    "objects": "y.id IN $objects",
    "named": "x:Entity",
    "groups": "x:Phrase",
    "measured": "(c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.value = 0))",
    "asserted": "c.polarity = 'asserted'",
    "negated": "c.polarity = 'negated'",
    "hedged": "c.polarity = 'hedged'",
    "stated": "c.polarity IN ['asserted', 'negated']",
    "status": "c.status = $status",
    "present": "coalesce(c.status, 'current') <> 'former'",
    ">": "c.rate > $above",
    ">=": "c.rate >= $least",
    "<": "c.rate < $below",
    "<=": "c.rate <= $most",
    "=": "c.rate = $exactly",
}
_BOUND = {">": "above", ">=": "least", "<": "below", "<=": "most", "=": "exactly"}
_OBJECT = "OPTIONAL MATCH (c)-[:OBJECT]->(y)\n"
_ENDS = """OPTIONAL MATCH (c)-[:ON]->(z)
OPTIONAL MATCH (c)-[:UNDER]->(u)
OPTIONAL MATCH (c)-[:ORIGIN]->(o)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH c, x, y, z, u, o, s, a"""
_FILTERS = {
    "versus": "(y.id IN $objects OR z.id IN $objects AND y.id IN $subjects)",
    "paired": "(c.relation <> 'COMPARED' OR y.id IN $subjects)",
    "counted": "y.count IS NOT NULL",
    "on": "z.id IN $on",
    "under": "u.id IN $under",
    "metric": "any(w IN $metric WHERE y.name CONTAINS w)",
    "position": "any(w IN $position WHERE c.role CONTAINS w)",
    "barred": "none(w IN $barred WHERE coalesce(c.condition, '') CONTAINS w)",
    "since": "coalesce(c.timeFrom, a.date) >= $since",
    "until": "coalesce(c.timeFrom, a.date) <= $until",
}
_WORDS = "any(w IN $words{n} WHERE coalesce(c.condition, '') CONTAINS w)"
_ANYWHERE = "any(w IN $loose{n} WHERE coalesce(c.condition, '') CONTAINS w OR s.normal CONTAINS w OR s.text CONTAINS w)"
_MAKERS = """OPTIONAL MATCH (x)-[:VERSION_OF*0..5]->(:ModelFamily)<-[:MAKES]-(maker:Lab)
OPTIONAL MATCH (developer:Lab)-[:DEVELOPED]->(x)
WITH c, x, y, z, u, o, s, a, collect(DISTINCT maker.id) + collect(DISTINCT developer.id) AS makers
WHERE any(maker IN makers WHERE maker IN $makers)"""
_SOURCES = """OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH c, x, y, z, u, o, s, a, t, w ORDER BY t.order
WITH c, x, y, z, u, o, s, a, collect(w.id) AS speakers, collect(w.name) AS attribution"""
_SAID_BY = "WHERE o.id IN $sources OR any(speaker IN speakers WHERE speaker IN $sources)"
_RETURN = """RETURN x.name AS subject, x.id AS subjectId, c.relation AS relation, y.name AS object, y.id AS objectId, z.name AS on,
       {value} AS value, CASE c.unit WHEN 'count' THEN null ELSE c.valueMax END AS valueMax, c.unit AS unit, c.comparator AS comparator,
       c.direction AS direction, c.role AS position, c.status AS status, c.polarity AS polarity, c.condition AS condition,
       u.name AS scenario, attribution, o.name AS origin, c.timeFrom AS from, c.timeTo AS to, a.date AS date, a.path AS path,
       s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY {order}"""
_ORDERS = {
    "highest": "c.rate DESC, subject, object, date, claim",
    "lowest": "c.rate, subject, object, date, claim",
    "measured": "coalesce(c.rate, -1.0) DESC, subject, object, date, claim",
    "other": "relation, subject, object, value DESC, date, claim",
}
_COLUMNS: dict[str, ColumnType] = {
    **dict.fromkeys(("subject", "subjectId", "relation", "object", "objectId", "on"), "text"), "value": "percent", "valueMax": "number",
    **dict.fromkeys(("unit", "comparator", "direction", "position", "status", "polarity", "condition", "scenario"), "text"),
    **dict.fromkeys(("attribution", "origin", "from", "to", "date"), "text"), "path": "place", "line": "integer", "role": "text",
    "claim": "id", "evidence": "quote",
}  # fmt: skip
_HIDDEN = frozenset(["subjectId", "objectId", "valueMax", "unit", "comparator", "origin", "to", "line", "role", "claim"])
_PARTS: dict[str, tuple[str, ...]] = {"value": ("valueMax", "comparator"), "path": ("line", "role")}


class Statement(msgspec.Struct, frozen=True):
    """A reading statement with its parameters, and the columns of its rows."""

    cypher: str
    parameters: dict[str, Any]
    columns: tuple[Column, ...]


def compose(question: Question) -> Statement:
    """The statement for a question on claims."""
    frame = lexicon().frames[question.frame]
    values: dict[str, Any] = {}
    first, later = _conditions(question, values)
    start = _start(question)
    lines = [f"{_HEADS[start]}\nWHERE {' AND '.join(first)}"]
    lines.append(("" if start == "objects" else _OBJECT) + _ENDS + (f"\nWHERE {' AND '.join(later)}" if later else ""))
    if question.makers:
        values["makers"] = _ids(question.makers)
        lines.append(_MAKERS)
    lines.append(_SOURCES)
    if question.sources:
        values["sources"] = _ids(question.sources)
        lines.append(_SAID_BY)
    order = question.order if question.order and frame.measured else "measured" if frame.measured else "other"
    value = "c.rate" if frame.measured else "coalesce(y.count, c.value)" if question.frame == "evaluated" else "c.value"
    lines.append(_RETURN.format(value=value, order=_ORDERS[order]))
    return Statement("\n".join(lines), values, columns(question, percent=frame.measured))


def _compares(question: Question) -> bool:
    """Whether claims that compare the subjects answer too."""
    return question.asked == "compare" and question.frame not in ("compared", "about") and bool(question.subjects)


def _start(question: Question) -> str:
    if question.frame == "about":
        return "about" if question.subjects or question.objects else "claims"
    if question.objects and not _compares(question):
        return "objects"
    return "subjects" if question.subjects else "claims"


def _conditions(question: Question, values: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What a claim must be, and what its ends must be; their values go into `values`."""
    frame = lexicon().frames[question.frame]
    first = []
    if frame.relations:
        values["relations"] = [*frame.relations, *(["COMPARED"] if _compares(question) else [])]
        first.append(_WHERE["relations"])
    if _start(question) == "about":
        values["about"] = _ids((*question.subjects, *question.objects))
    else:
        for name, links in (("subjects", question.subjects), ("objects", question.objects)):
            if links:
                values[name] = _ids(links)
            if links and (name == "subjects" or not _compares(question)):
                first.append(_WHERE[name])
    if question.groups != "any":
        first.append(_WHERE["named" if question.groups == "no" else "groups"])
    first.append(_WHERE[question.polarity])
    if question.order and frame.measured:
        first.append("c.rate IS NOT NULL")
    if question.status == "present":
        first.append(_WHERE["present"])
    elif question.status:
        values["status"] = question.status
        first.append(_WHERE["status"])
    for bound in question.bounds:
        values[_BOUND[bound.comparator]] = bound.value
        first.append(_WHERE[bound.comparator])
    return first, _of_ends(question, values)


def _of_ends(question: Question, values: dict[str, Any]) -> list[str]:
    found = []
    if _compares(question):
        found.append(_FILTERS["versus" if question.objects else "paired"])
    if question.frame == "evaluated" and question.asked == "count" and not (question.subjects or question.objects):
        found.append(_FILTERS["counted"])
    for name, links in (("on", question.on), ("under", question.under)):
        if links:
            values[name] = _ids(links)
            found.append(_FILTERS[name])
    for name, words in (("metric", question.metric), ("position", question.position), ("barred", question.barred)):
        if words:
            values[name] = list(words)
            found.append(_FILTERS[name])
    for name, day in (("since", question.since), ("until", question.until)):
        if day:
            values[name] = day
            found.append(_FILTERS[name])
    for name, clause, groups in (("words", _WORDS, question.words), ("loose", _ANYWHERE, question.loose)):
        for number, words in enumerate(groups, 1):
            values[f"{name}{number}"] = list(words)
            found.append(clause.format(n=number))
    return found


def columns(question: Question, *, percent: bool) -> tuple[Column, ...]:
    """The columns of the answer; a column without any value is not shown."""
    frame = lexicon().frames[question.frame]
    hidden = set(_HIDDEN)
    if not percent and question.frame != "evaluated":
        hidden.discard("unit")
    if len(frame.relations) == 1 and question.asked != "compare":
        hidden.add("relation")
    types = _COLUMNS if percent else {**_COLUMNS, "value": "number"}
    return tuple(Column(name, type_, _PARTS.get(name, ()), name in hidden) for name, type_ in types.items())


def _ids(links: tuple[Link, ...]) -> list[str]:
    return list(dict.fromkeys(id_ for link in links for id_ in link.ids))
