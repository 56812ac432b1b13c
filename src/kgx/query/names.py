"""From names as people write them, in any script, to ids in the graph."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from kgx.errors import UsageError
from kgx.model.graph import node_key

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.store import Store

LABELS = {
    "behavior": ("Behavior",),
    "model": ("Model", "ModelFamily"),
    "organization": ("Organization",),
    "person": ("Person",),
    "study": ("Study",),
    "benchmark": ("Benchmark",),
    "scenario": ("Scenario",),
    "entity": ("Entity",),
}
"""Parameter type → labels of the entities that it names. A lab is an organization too."""
_BELOW = {"behavior": "BROADER", "model": "VERSION_OF"}
"""Parameter type → edge by which narrower ones are included."""
_FIND = " UNION ".join(
    # One label where a property is looked up: the embedded server uses no index under two.
    f"MATCH (e:Entity) WHERE e.{field} IN ${given} AND e:Kgx AND any(l IN labels(e) WHERE l IN $labels) RETURN e.id AS id"
    for field, given in (("id", "ids"), ("name", "names"), ("nameEn", "names"), ("nameHant", "names"), ("nameHans", "names"))
)
SHORTEST = 8
"""Characters of a claim's id that suffice."""
_CLAIMS = """
MATCH (c:Claim) WHERE c.id STARTS WITH $id AND c:Kgx RETURN c.id AS id ORDER BY id LIMIT 3
UNION
MATCH (c:Kgx:Rejected) WHERE c.id STARTS WITH $id RETURN c.id AS id ORDER BY id LIMIT 3
"""
_JOINED = """
MATCH (e:Kgx:Entity) WHERE any(l IN labels(e) WHERE l IN $labels) AND any(l IN coalesce(e.localIds, []) WHERE l IN $ids)
RETURN e.id AS id ORDER BY id
"""
_ALL = """
MATCH (e:Kgx:Entity) WHERE any(l IN labels(e) WHERE l IN $labels)
RETURN e.id AS id, e.name AS name, e.nameEn AS en, e.nameHant AS hant, e.nameHans AS hans, e.aliases AS aliases ORDER BY id
"""
_BELOW_OF = "UNWIND $keys AS key MATCH (:Kgx {{key: key}})<-[:{edge}]-(e:Kgx:Entity) RETURN DISTINCT e.id AS id ORDER BY id"


def resolve(type_: str, text: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> list[str]:
    """Ids of what `text` names (several names parted by `|`), with narrower behaviors and the versions of a family.

    A name that the knowledge has and the graph has not gives its id all the same: no article speaks of it.
    Raises UsageError, with the nearest names, where nobody knows the name.
    """
    ids: list[str] = []
    for name in filter(None, (part.strip() for part in re.split(r"[|｜]", text))):
        ids += _one(type_, name, store, knowledge)
    if not ids:
        raise UsageError(f"no name is given for {type_}", hint=f"{type_}=NAME, several as NAME|NAME")
    return with_narrower(type_, dict.fromkeys(ids), store)


def claims_called(head: str, store: "Store") -> list[str]:
    """Ids of at most three claims, rejected ones among them, that begin so: the id itself alone where it is one."""
    rows = store.read(_CLAIMS, {"id": head}) if len(head) >= SHORTEST and ":" not in head else ()
    ids = [row["id"] for row in rows]
    return [head] if head in ids else ids


def _one(type_: str, name: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> list[str]:
    labels = LABELS[type_]
    known = _from_knowledge(type_, name, knowledge())
    ids = [name, *(f"{label.lower()}:{_slug(name)}" for label in (*labels, *(("Lab",) if "Organization" in labels else ()))), *known]
    found = store.read(_FIND, {"labels": list(labels), "ids": ids, "names": [name, unicodedata.normalize("NFC", name)]})
    if found:
        return sorted(row["id"] for row in found)
    if merged := store.read(_JOINED, {"labels": list(labels), "ids": ids}):
        return [row["id"] for row in merged]
    if known:
        return known
    entities = store.read(_ALL, {"labels": list(labels)})
    wanted = _squash(name)
    hits = [row["id"] for row in entities if any(_squash(other) == wanted for other in _names(row))]
    if not hits:
        raise _unknown(type_, name, entities)
    return hits


def _from_knowledge(type_: str, name: str, knowledge: "Knowledge") -> list[str]:
    """Ids that bear the name in the knowledge; those whose very name it is before those that only have it as a cue."""
    from kgx.text.normal import normalize

    wanted = normalize(name)
    types = {*LABELS[type_], *(("Lab",) if type_ == "organization" else ())}
    ids = [id_ for id_, _ in knowledge.aliases.get(wanted, []) if type_ == "entity" or knowledge.known[id_].type in types]
    records = {id_: knowledge.known[id_].record for id_ in ids}
    named = [id_ for id_, r in records.items() if wanted in {normalize(n) for n in (r.name, *r.en, *r.hant, *r.hans)}]
    return named or ids


def _slug(name: str) -> str:
    from kgx.model.ids import entity_id
    from kgx.text.normal import normalize

    return entity_id("", normalize(name)).removeprefix(":")


def _squash(name: str) -> str:
    """A name without what spellings differ in: script, width, case, blanks and hyphens. Dots count: 4.1 is not 41."""
    from kgx.text.normal import normalize

    return re.sub(r"[\s\-_·]+", "", normalize(name))


def _names(row: dict[str, Any]) -> Iterable[str]:
    return filter(None, (row["id"].partition(":")[2], row["name"], row["en"], row["hant"], row["hans"], *(row["aliases"] or ())))


def _unknown(type_: str, name: str, entities: Sequence[dict[str, Any]]) -> UsageError:
    shown = {_squash(other): row["name"] for row in entities for other in _names(row)}
    near = dict.fromkeys(shown[key] for key in get_close_matches(_squash(name), shown, n=3, cutoff=0.5))
    if near:
        hint = f"did you mean {' or '.join(near)}?"
    elif entities:
        hint = f"the graph has, among others: {', '.join(row['name'] for row in entities[:8])}"
    else:
        hint = "the graph has none yet; `kgx status` says what it has"
    return UsageError(f"no {type_} is called {name!r}", hint=hint)


def with_narrower(type_: str, ids: Iterable[str], store: "Store") -> list[str]:
    """The ids, and all below them: narrower behaviors, versions of a family."""
    found = dict.fromkeys(ids)
    if edge := _BELOW.get(type_):
        waiting = list(found)
        while waiting:
            rows = store.read(_BELOW_OF.format(edge=edge), {"keys": [node_key("entity", id_) for id_ in waiting]})
            waiting = [row["id"] for row in rows if row["id"] not in found]
            found |= dict.fromkeys(waiting)
    return list(found)
