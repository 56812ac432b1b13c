"""From what a person names to judgements: reads the graph, writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from kgx.errors import UsageError
from kgx.model.graph import node_key
from kgx.model.judgement import Action, Judgement
from kgx.query.names import claims_called, resolve

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.store import Store

_IS_THERE = "MATCH (e:Entity) WHERE e.id = $id AND e:Kgx RETURN e.id AS id"
_CALLED = (
    "MATCH (e:Entity)-[m:MENTIONED_IN]->(a:Kgx:Article) WHERE e.id = $id AND e:Kgx "
    "RETURN m.localId AS local, a.id AS article, m.name AS name, m.names AS names, m.aliases AS aliases ORDER BY local, article"
)
_IN_ARTICLE = (
    "MATCH (a:Kgx {key: $key})<-[m:MENTIONED_IN]-(e:Kgx:Entity) "
    "RETURN e.id AS id, m.localId AS local, m.name AS name, m.names AS names, m.aliases AS aliases"
)
_SUMMARIES = """
MATCH (e:Kgx:Entity) WHERE e.id IN $ids OR any(l IN coalesce(e.localIds, []) WHERE l IN $ids)
OPTIONAL MATCH (e)<-[:SUBJECT|OBJECT|ON]-(c:Claim)
RETURN e.id AS id, e.name AS name, e.aliases AS aliases, count(DISTINCT c) AS claims ORDER BY id
"""


class Judged(msgspec.Struct, frozen=True):
    """What a judgement on entities did."""

    judgements: tuple[Judgement, ...]
    before: tuple[dict[str, Any], ...]
    """The entities that it is on, as they were: id, name, aliases, claims."""
    after: tuple[dict[str, Any], ...]


def summaries(judgements: Iterable[Judgement], store: "Store") -> tuple[dict[str, Any], ...]:
    """The entities that judgements are on, as the graph has them now."""
    ids = {part for j in judgements for id_ in {j.a, j.b or j.a} for part in (id_, id_.partition("@")[0])}
    return tuple(store.read(_SUMMARIES, {"ids": sorted(ids)}))


def merging(a: str, b: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> list[Judgement]:
    """What makes two entities one. Each is an id, a name in any script, or `NAME@ARTICLE`: what that one article calls so."""
    one, other = (_unit(text, store, knowledge) for text in (a, b))
    parted = {frozenset((j.a, j.b or "")) for j in store.judgements() if j.action == "split"}
    pairs = [(x, y) for x in _members(one, store) for y in _members(other, store) if {x, y} in parted]
    return [Judgement("merge", x, y) for x, y in sorted({(one, other), *pairs})]


def splitting(entity: str, name: str | None, store: "Store", knowledge: "Callable[[], Knowledge]") -> list[Judgement]:
    """What parts from an entity all that bears `name` (a name, a local id, or `NAME@ARTICLE`); without it, all that joined it."""
    id_ = _only(entity, store, knowledge)
    members = _members(id_, store)
    if name is None:
        if len(members) == 1:
            raise UsageError(f"nothing has joined {id_}", hint="name what to part from it: NAME, or NAME@ARTICLE")
        return [Judgement("split", id_, other) for other in members if other != id_]
    if "@" in name:
        unit = _unit(name, store, knowledge)
        return [Judgement("split", member, unit) for member in dict.fromkeys([unit.partition("@")[0], *members]) if member != unit]
    found = {unit for unit, row in _called(id_, store) if name in (row["local"], unit) or _bears(row, name)} - {id_}
    if not found:
        others = ", ".join(member for member in members if member != id_) or "none"
        hint = f"what joined it: {others}; or NAME@ARTICLE parts what one article calls so"
        raise UsageError(f"nothing called {name!r} has joined {id_}", hint=hint)
    return [Judgement("split", member, part) for part in sorted(found) for member in members if member not in found]


def on_claims(action: Action, ids: Sequence[str], store: "Store") -> list[Judgement]:
    """What rejects or accepts claims. `ids`: each an id, or its first eight characters or more."""
    found = []
    for head in ids:
        claims = claims_called(head, store)
        if len(claims) != 1:
            what = f"begins more than one claim's id: {', '.join(claims)}" if claims else "is no claim of the graph"
            raise UsageError(f"{head!r} {what}", hint="a row's number, or eight characters of an id, name a claim")
        found.append(Judgement(action, claims[0]))
    return found


def listed(store: "Store") -> list[dict[str, Any]]:
    """All judgements as rows, with whether what they are on is still there."""
    stale = store.stale()
    return [{**_row(judgement), "stale": judgement in stale} for judgement in store.judgements()]


def _row(judgement: Judgement) -> dict[str, Any]:
    return {field: getattr(judgement, field) for field in ("action", "a", "b", "article", "date", "reason")}


def _unit(text: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> str:
    name, at, article = text.partition("@")
    if not at:
        return _only(text, store, knowledge)
    rows = store.read(_IN_ARTICLE, {"key": node_key("article", article)})
    locals_ = {row["local"] for row in rows if name in (row["local"], row["id"]) or _bears(row, name)}
    if len(locals_) != 1:
        what = f"calls several entities {name!r}: {', '.join(sorted(locals_))}" if locals_ else f"names nothing {name!r}"
        raise UsageError(
            f"article {article!r} {what}", hint="`kgx query articles` shows the ids of articles, `kgx why NAME` what they call it"
        )
    return f"{locals_.pop()}@{article}"


def _only(text: str, store: "Store", knowledge: "Callable[[], Knowledge]") -> str:
    ids = resolve("entity", text, store, knowledge)
    if len(ids) > 1:
        raise UsageError(f"{text!r} names several entities: {', '.join(ids)}", hint="give one of these ids")
    if not store.read(_IS_THERE, {"id": ids[0]}):
        raise UsageError(f"no article in the graph speaks of {text!r}", hint="`kgx query search text=…` finds names")
    return ids[0]


def _members(id_: str, store: "Store") -> list[str]:
    """An entity's id, and what is one with it."""
    return list(dict.fromkeys([id_, *(unit for unit, _ in _called(id_, store))]))


def _called(id_: str, store: "Store") -> Iterator[tuple[str, dict[str, Any]]]:
    """What an entity is called in each article: a local id, or `ID@ARTICLE` where a judgement is on that article's alone."""
    judged = {end for judgement in store.judgements() for end in (judgement.a, judgement.b)}
    for row in store.read(_CALLED, {"id": id_}):
        unit = f"{row['local']}@{row['article']}"
        yield unit if unit in judged else row["local"], row


def _bears(row: dict[str, Any], name: str) -> bool:
    from kgx.text.normal import normalize

    names: Iterable[str] = (row["name"], *(row["names"] or ()), *(row["aliases"] or ()))
    return normalize(name) in {normalize(other) for other in names}


def dated(judgements: Iterable[Judgement], date: str, reason: str | None) -> list[Judgement]:
    """The same, with when and why."""
    return [msgspec.structs.replace(judgement, date=date, reason=reason) for judgement in judgements]
