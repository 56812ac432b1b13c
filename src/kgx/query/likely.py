"""Which entities may be one, and what speaks for it. Nothing is merged by it: a reader decides, by `merge` or `split`."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from kgx.store import Store

_ENTITIES = """
MATCH (e:Kgx:Entity) WHERE e:Person OR e:Organization OR e:Benchmark
OPTIONAL MATCH (e)<-[:SUBJECT|OBJECT|ON]-(c:Claim)
RETURN e.id AS id, e.name AS name, e.normal AS normal, e.localIds AS locals, count(DISTINCT c) AS claims ORDER BY id
"""
_LATIN = re.compile("[a-z][a-z .'-]+")
_LEAST = 8
"""Characters of a Latin name that may be a misspelt one: shorter names differ by a letter and are others."""
_PARTS = re.compile("[·. ]")


def likely(store: "Store") -> list[dict[str, Any]]:
    """A row a pair of people, bodies or benchmarks that may be one: id, name, otherId, other, because, claims of both.

    Those that a judgement parts are left out; those with most claims come first.
    """
    rows = {row["id"]: row for row in store.read(_ENTITIES)}
    parted = {frozenset((j.a, j.b)) for j in store.judgements() if j.action == "split"}
    found: dict[tuple[str, str], str] = {}
    for a, b, because in (*_shared(rows), *_short(rows), *_misspelt(rows)):
        members = ({id_, *(rows[id_]["locals"] or ())} for id_ in (a, b))
        if not any({x, y} in parted for x, y in product(*members)):
            found.setdefault((min(a, b), max(a, b)), because)
    pairs = (
        {
            "id": a, "name": rows[a]["name"], "otherId": b, "other": rows[b]["name"], "because": because,
            "claims": rows[a]["claims"] + rows[b]["claims"],
        }
        for (a, b), because in found.items()
    )  # fmt: skip
    return sorted(pairs, key=lambda row: (-row["claims"], row["id"], row["otherId"]))


def _names(rows: dict[str, dict[str, Any]], keep: str = "") -> Iterator[tuple[str, str]]:
    for id_, row in rows.items():
        if id_.startswith(keep):
            yield from ((name, id_) for name in row["normal"].split("\n"))


def _kind(id_: str) -> str:
    """The type as far as a merge minds it: a lab is an organization."""
    return id_.partition(":")[0].replace("lab", "organization")


def _shared(rows: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    bearers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, id_ in _names(rows):
        bearers[_kind(id_), name].add(id_)
    for (_, name), ids in bearers.items():
        yield from ((a, b, f"both are called {name}") for a, b in combinations(sorted(ids), 2))


def _short(rows: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """A person known by a surname alone, where one other has it."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for name, id_ in _names(rows, "person:"):
        if len(parts := _PARTS.split(name)) > 1:
            bearers[parts[-1]].add(id_)
    for name, id_ in _names(rows, "person:"):
        others = bearers.get(name, set()) - {id_}
        if len(others) == 1 and not any(_PARTS.search(own) for own in rows[id_]["normal"].split("\n")):
            (other,) = others
            yield id_, other, f"{name} may be short for {rows[other]['name']}"


def _misspelt(rows: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Latin names that one letter parts."""
    alike: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name, id_ in _names(rows):
        if len(name) >= _LEAST and _LATIN.fullmatch(name):
            alike[_kind(id_), name[:2]].append((name, id_))
    for named in alike.values():
        for (name, a), (other, b) in combinations(named, 2):
            if a != b and name != other and Levenshtein.distance(name, other, score_cutoff=1) == 1:
                yield a, b, f"{name} and {other} differ by a letter"
