"""What one claim or one entity rests on."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kgx.errors import UsageError
from kgx.model.graph import node_key
from kgx.query.names import claims_called, resolve
from kgx.query.run import run_recipe

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.store import Store


class Precision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the claims of a rule were worth on labelled articles."""

    right: int
    claims: int


_SPANS = ("subject", "object", "value", "denominator", "cue", "condition", "attribution")
_CLAIM_SPANS = f"""
MATCH (c:Kgx {{key: $key}})-[:EVIDENCED_BY]->(:Kgx)-[:IN]->(a:Kgx)
RETURN {", ".join(f"c.{name}Span AS {name}" for name in _SPANS)}, c.implicitSubject AS implicitSubject, c.links AS links,
       c.start AS start, c.end AS end, a.text AS text, a.id AS article, a.sha256 AS sha256,
       a.kgxVersion AS kgx, a.knowledge AS knowledge, a.lexicon AS lexicon
"""
_ENTITY = """
MATCH (e:Entity) WHERE e.id = $id AND e:Kgx
RETURN e.id AS id, labels(e) AS labels, e.name AS name, e.nameEn AS nameEn, e.nameHant AS nameHant, e.nameHans AS nameHans,
       e.aliases AS aliases
"""
_MENTIONS = """
MATCH (e:Entity)-[m:MENTIONED_IN]->(a:Article) WHERE e.id = $id AND e:Kgx
RETURN a.path AS path, a.id AS article, m.localId AS localId, m.count AS count, m.names AS names, m.aliases AS aliases
ORDER BY path, localId
"""
_JUDGED = """
MATCH (j:Kgx:Judgement) WHERE j.a IN $ids OR j.b IN $ids OR any(id IN $ids WHERE j.a STARTS WITH id + '@' OR j.b STARTS WITH id + '@')
RETURN j.action AS action, j.a AS a, j.b AS b, j.date AS date, j.reason AS reason ORDER BY j.id
"""
_KNOWN = """
MATCH (e:Entity)-[k:VERSION_OF|MAKES|BROADER]-(o:Kgx:Entity) WHERE e.id = $id AND e:Kgx
RETURN type(k) AS relation, startNode(k).name AS source, endNode(k).name AS target ORDER BY relation, source, target
"""
_COUNT = "MATCH (e:Entity)<-[:SUBJECT|OBJECT|ON]-(c:Claim) WHERE e.id = $id AND e:Kgx RETURN count(DISTINCT c) AS claims"


def explain(id_: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> dict[str, Any]:
    """A claim with its sentence, rule and spans, or an entity with its names, its articles and what kgx knew before.

    `id_` is an id, the first eight characters or more of a claim's id, or a name in any script.
    Raises UsageError where it names nothing, or more than one claim.
    """
    if claims := claims_called(id_, store):
        if len(claims) > 1:
            raise UsageError(f"{id_!r} begins more than one claim's id", hint=f"among them {' and '.join(claims)}")
        return _claim(claims[0], store, knowledge)
    for entity in resolve("entity", id_, store, knowledge):
        if store.read(_ENTITY, {"id": entity}):
            return _entity(entity, store)
    raise UsageError(f"no article in the graph speaks of {id_!r}", hint="`kgx query articles` says what was read")


def _claim(id_: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> dict[str, Any]:
    rejected = False
    if not (rows := run_recipe("evidence", {"claim": id_}, store, knowledge).rows):
        rejected = True
        rows = run_recipe("evidence", {"claim": id_}, store, knowledge, rejected=True).rows
    row = rows[0]
    more = store.read(_CLAIM_SPANS, {"key": node_key("claim", id_)})[0]
    judged = [_judged(judgement) for judgement in store.read(_JUDGED, {"ids": [id_]})]
    return {
        "claim": row.pop("claim"),
        **row,
        **_measured(row["rule"]),
        "cue": [more["text"][start:end] for start, end in _pairs(more["cue"])] if more["text"] else None,
        "implied": list(_implied(more)),
        "implicitSubject": more["implicitSubject"],
        "links": more["links"],
        "spans": {name: more[name] for name in _SPANS if more[name]},
        **{name: more[name] for name in ("article", "sha256", "kgx", "knowledge", "lexicon")},
        "rejected" if rejected else "accepted": judged[0] if judged else None,
    }


def _measured(rule: str) -> dict[str, float | int | None]:
    """How often the labels bear the rule's claims out, and of how many claims that is; None where they tell nothing of it."""
    found = precisions().get(rule)
    return {"precision": round(found.right / found.claims, 3) if found else None, "measuredOn": found.claims if found else None}


@cache
def precisions() -> dict[str, Precision]:
    """Rule → what its claims on the project's labelled articles were worth."""
    return msgspec.yaml.decode(Path(__file__).with_name("precision.yaml").read_bytes(), type=dict[str, Precision])


def _implied(found: dict[str, Any]) -> Iterator[str]:
    """What the sentence does not say itself, and the line that it was taken from."""
    for part in _SPANS if found["text"] else ():
        for start, end in _pairs(found[part]):
            if not found["start"] <= start < found["end"]:
                yield f"{part}: {found['text'][start:end]} (line {found['text'].count(chr(10), 0, start) + 1})"


def _pairs(flat: Sequence[int] | None) -> list[tuple[int, int]]:
    return list(zip((flat or ())[::2], (flat or ())[1::2], strict=True))


def _entity(id_: str, store: "Store") -> dict[str, Any]:
    row = dict(store.read(_ENTITY, {"id": id_})[0])
    labels = [label for label in row.pop("labels") if label not in ("Kgx", "Entity")]
    known = store.read(_KNOWN, {"id": id_})
    mentions = [dict(mention) for mention in store.read(_MENTIONS, {"id": id_})]
    judged = store.read(_JUDGED, {"ids": sorted({id_, *(mention["localId"] for mention in mentions)})})
    return {
        "entity": row.pop("id"),
        "type": "Lab" if "Lab" in labels else labels[0],
        **row,
        "claims": store.read(_COUNT, {"id": id_})[0]["claims"],
        "joined": _joined(id_, mentions, judged),
        "judgements": [f"{j['action']} {j['a']} {j['b']}: {_judged(j)}" for j in judged],
        "mentions": [{k: v for k, v in mention.items() if k not in ("article", "aliases")} for mention in mentions],
        "knowledge": [f"{edge['source']} {edge['relation']} {edge['target']}" for edge in known],
    }


def _joined(id_: str, mentions: Sequence[dict[str, Any]], judged: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """What else is this entity (`localId`), and because of what: a judgement, or an article that gives both names."""
    merged: dict[str, str] = {}
    for judgement in judged:
        if judgement["action"] == "merge":
            for end in (judgement["a"], judgement["b"]):
                merged.setdefault(end, f"merged {_judged(judgement)}")
    found: dict[str, str] = {}
    for mention in mentions:
        local = mention["localId"]
        unit = f"{local}@{mention['article']}"
        name = unit if unit in merged else local
        if name != id_ and name not in found:
            found[name] = merged.get(name) or _taught(local, mentions) or "merged with another that is one with it"
    return [{"localId": local, "because": because} for local, because in found.items()]


def _taught(local: str, mentions: Sequence[dict[str, Any]]) -> str | None:
    from kgx.model.ids import entity_id
    from kgx.text.normal import normalize

    type_ = local.partition(":")[0]
    for mention in mentions:
        names = (*(mention["names"] or ()), *(mention["aliases"] or ()))
        if mention["localId"] != local and any(entity_id(type_, normalize(name)) == local for name in names):
            return f"{mention['path']} gives both names"
    return None


def _judged(judgement: dict[str, Any]) -> str:
    return ": ".join(filter(None, (judgement["date"], judgement["reason"]))) or "without a date"
