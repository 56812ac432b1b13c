"""Which claims of different articles agree, contradict, or differ since their conditions do. Pure.

All claims given are on one subject, relation and object. Hedged ones take no side. Claims that state different times are
not compared. Two numbers are the same within half a percentage point (of rates and scores) or one percent (of others);
a bound (over 90%) neither agrees nor contradicts, unless it is stated alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from kgx.model.graph import Stand, Stated, Witness
from kgx.text.normal import normalize

_POINTS, _PART = 0.005, 0.01


class _Saying(msgspec.Struct, frozen=True):
    """What makes two claims say the same, whoever says it."""

    denied: bool
    number: float | None
    unit: str | None
    bound: str | None
    direction: str | None
    circumstances: tuple[str, tuple[str, ...]]
    time: tuple[str | None, str | None]


def witnesses(claims: Iterable[Stated]) -> list[Witness]:
    """For each claim at most one witness of each kind: the earliest (date, then key) of another article."""
    by_saying: defaultdict[_Saying, list[Stated]] = defaultdict(list)
    for claim in sorted(claims, key=_age):
        if claim.polarity != "hedged":
            by_saying[_saying(claim)].append(claim)
    found: list[Witness] = []
    for saying, sayers in by_saying.items():
        earliest: defaultdict[Stand, list[Stated]] = defaultdict(list)
        for other, others in by_saying.items():
            stand = _stand(saying, other)
            if stand:
                earliest[stand] += _first_of_two_articles(others)
        for stand, candidates in earliest.items():
            candidates.sort(key=_age)
            for claim in sayers:
                found += _pick(claim, stand, candidates)
    return sorted(found, key=lambda w: (w.source, w.type))


def _pick(claim: Stated, stand: Stand, candidates: list[Stated]) -> Iterator[Witness]:
    other = next((c for c in candidates if c.article != claim.article), None)
    if other:
        yield Witness(claim.key, stand, other.key, claim.origin is None or claim.origin != other.origin)


def _first_of_two_articles(claims: list[Stated]) -> list[Stated]:
    """Whichever article asks, one of these two is of another, and the earliest such."""
    second = next((c for c in claims if c.article != claims[0].article), None)
    return [claims[0], second] if second else [claims[0]]


def _stand(a: _Saying, b: _Saying) -> Stand | None:
    if a.time != b.time and None not in (*a.time, *b.time):
        return None
    if a.circumstances == b.circumstances:
        return "AGREES_WITH" if _same(a, b) else "CONTRADICTS" if _opposed(a, b) else None
    return "DIFFERS_BY_CONDITION" if _opposed(a, b) else None


def _same(a: _Saying, b: _Saying) -> bool:
    if (a.denied, a.bound, a.direction) != (b.denied, b.bound, b.direction):
        return False
    return _close(a, b) if a.number is not None and b.number is not None else a.number is b.number


def _opposed(a: _Saying, b: _Saying) -> bool:
    if a.direction and b.direction and a.direction != b.direction:
        return True
    if a.denied != b.denied:
        return True
    measured = a.number is not None and b.number is not None and a.unit == b.unit
    return measured and not (a.bound or b.bound) and not _close(a, b)


def _close(a: _Saying, b: _Saying) -> bool:
    if a.number is None or b.number is None or a.unit != b.unit:
        return False
    allowed = _POINTS if a.unit == "rate" else _PART * max(abs(a.number), abs(b.number))
    return abs(a.number - b.number) <= allowed


def _saying(claim: Stated) -> _Saying:
    bound = claim.comparator if claim.comparator in ("<", "<=", ">", ">=") else None
    unit = "rate" if claim.unit in ("rate", "score", "count") else claim.unit
    circumstances = (normalize(claim.condition or ""), claim.setting)
    return _Saying(claim.polarity == "negated", claim.number, unit, bound, claim.direction, circumstances, claim.time)


def _age(claim: Stated) -> tuple[str, str]:
    return (claim.date or "9999", claim.key)
