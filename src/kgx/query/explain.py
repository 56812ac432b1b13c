"""What one claim or one entity rests on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kgx.errors import UsageError
from kgx.query.names import resolve
from kgx.query.run import run_recipe

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.store import Store

SHORTEST = 8
"""Characters of a claim's id that suffice."""
_SPANS = ("subject", "object", "value", "denominator", "cue", "condition", "attribution")
_CLAIMS = "MATCH (c:Kgx:Claim) WHERE c.id STARTS WITH $id RETURN c.id AS id ORDER BY id LIMIT 3"
_CLAIM_SPANS = f"""
MATCH (c:Kgx:Claim) WHERE c.id = $id
RETURN {", ".join(f"c.{name}Span AS {name}" for name in _SPANS)}, c.implicitSubject AS implicitSubject, c.links AS links
"""
_ENTITY = """
MATCH (e:Kgx:Entity) WHERE e.id = $id
RETURN e.id AS id, labels(e) AS labels, e.name AS name, e.nameEn AS nameEn, e.nameHant AS nameHant, e.nameHans AS nameHans,
       e.aliases AS aliases
"""
_MENTIONS = """
MATCH (e:Kgx:Entity)-[m:MENTIONED_IN]->(a:Article) WHERE e.id = $id
RETURN a.path AS path, m.localId AS localId, m.count AS count, m.names AS names ORDER BY path
"""
_KNOWN = """
MATCH (e:Kgx:Entity)-[k:VERSION_OF|MAKES|BROADER]-(o:Kgx:Entity) WHERE e.id = $id
RETURN type(k) AS relation, startNode(k).name AS source, endNode(k).name AS target ORDER BY relation, source, target
"""
_COUNT = "MATCH (e:Kgx:Entity)<-[:SUBJECT|OBJECT|ON]-(c:Claim) WHERE e.id = $id RETURN count(DISTINCT c) AS claims"


def explain(id_: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> dict[str, Any]:
    """A claim with its sentence, rule and spans, or an entity with its names, its articles and what kgx knew before.

    `id_` is an id, the first eight characters or more of a claim's id, or a name in any script.
    Raises UsageError where it names nothing, or more than one claim.
    """
    if len(id_) >= SHORTEST and ":" not in id_ and (claims := store.read(_CLAIMS, {"id": id_})):
        if len(claims) > 1:
            raise UsageError(f"{id_!r} begins more than one claim's id", hint=f"among them {' and '.join(row['id'] for row in claims)}")
        return _claim(claims[0]["id"], store, knowledge)
    for entity in resolve("entity", id_, store, knowledge):
        if store.read(_ENTITY, {"id": entity}):
            return _entity(entity, store)
    raise UsageError(f"no article in the graph speaks of {id_!r}", hint="`kgx query articles` says what was read")


def _claim(id_: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> dict[str, Any]:
    answer = run_recipe("evidence", {"claim": id_}, store, knowledge)
    row = answer.rows[0]
    more = store.read(_CLAIM_SPANS, {"id": id_})[0]
    spans = {name: more[name] for name in _SPANS if more[name]}
    return {"claim": row.pop("claim"), **row, "implicitSubject": more["implicitSubject"], "links": more["links"], "spans": spans}


def _entity(id_: str, store: "Store") -> dict[str, Any]:
    row = dict(store.read(_ENTITY, {"id": id_})[0])
    labels = [label for label in row.pop("labels") if label not in ("Kgx", "Entity")]
    known = store.read(_KNOWN, {"id": id_})
    return {
        "entity": row.pop("id"),
        "type": "Lab" if "Lab" in labels else labels[0],
        **row,
        "claims": store.read(_COUNT, {"id": id_})[0]["claims"],
        "mentions": [dict(mention) for mention in store.read(_MENTIONS, {"id": id_})],
        "knowledge": [f"{edge['source']} {edge['relation']} {edge['target']}" for edge in known],
    }
