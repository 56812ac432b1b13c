"""Who still works where: what no word of the sentence says, the rest of the article does."""

from collections.abc import Iterator

import msgspec

from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.claim import Claim
from kgx.text.normal import normalize

_COMES = frozenset(
    f"affiliated.{name}"
    for name in (
        "joined",
        "entered",
        "move-to",
        "called-back",
        "brought",
        "hired",
        "fetched",
        "went-to-be",
        "starts-at",
        "goes-to",
        "went-into",
    )
)
"""Constructions of somebody who comes to a body."""
_STATIONS = _COMES | {f"affiliated.{name}" for name in ("is-title", "takes-office", "works-at", "led-at")}
"""Constructions of a place of work that the next one may end."""
_BESIDE = context("beside-another")
_EDGES = frozenset("，,；;")


def placed(claims: list[Claim], text: str, knowledge: Knowledge) -> Iterator[Claim]:
    """The claims, each place of work with its status: former where the article says elsewhere that the person left the body, or was
    once there and nowhere that he is, or where the sentence goes on with where he is now; else current."""
    told = {(c.subject.id, body, c.status) for c in claims if c.relation == "AFFILIATED_WITH" for body in _with_its_own(c, knowledge)}
    departures = [c for c in claims if c.relation == "LEFT" and c.polarity == "asserted"]
    left = {(c.subject.id, body) for c in departures for body in _with_its_own(c, knowledge)}
    for claim in claims:
        if claim.relation != "AFFILIATED_WITH" or claim.status is not None:
            yield claim
            continue
        places = [(claim.subject.id, body) for body in _with_its_own(claim, knowledge)]
        gone = any(place in left or (*place, "former") in told for place in places)
        gone = gone or any(_goes_on(claim, other, text, knowledge) for other in claims)
        stays = any((*place, "current") in told for place in places)
        yield msgspec.structs.replace(claim, status="former" if gone and not stays else "current")


def _goes_on(claim: Claim, other: Claim, text: str, knowledge: Knowledge) -> bool:
    """Whether a claim's text goes on with where the person is now: 在 Meta 主导训练的甲，如今在 DeepSeek; or comes to next: 先加入 A，
    后来加盟 B."""
    if (
        other.relation != "AFFILIATED_WITH"
        or other.subject.id != claim.subject.id
        or other.polarity != "asserted"
        or not _apart(claim, other, knowledge)
    ):
        return False
    within = other.evidence.start == claim.evidence.start
    if within and other.status == "current":
        return bool(claim.spans.object and other.spans.object and claim.spans.object[0] < other.spans.object[0])
    if claim.rule not in _STATIONS or other.rule not in (_STATIONS if within else _COMES) or other.status == "former":
        return False
    if not within:
        return _later(claim, other)
    here = max(span[1] for span in (*claim.spans.object, *claim.spans.cue))
    there = min(span[0] for span in other.spans.cue or other.spans.object)
    between = normalize(text[here:there])
    return not _EDGES.isdisjoint(between) and not _BESIDE.search(between)


def _later(claim: Claim, other: Claim) -> bool:
    """Whether the stated time of a claim is over when that of another begins."""
    before, after = claim.time and claim.time.to, other.time and other.time.from_
    return bool(before and after and before < after)


def _apart(claim: Claim, other: Claim, knowledge: Knowledge) -> bool:
    """Whether neither body is a part of the other, by its record or its name."""
    if claim.object is None or other.object is None or not set(_with_its_own(claim, knowledge)).isdisjoint(_with_its_own(other, knowledge)):
        return False
    short, long = sorted((claim.object.name, other.object.name), key=len)
    return not long.startswith(f"{short} ")


def _with_its_own(claim: Claim, knowledge: Knowledge) -> tuple[str, ...]:
    """The body that a claim names, and the one to which it belongs where it is a team."""
    if claim.object is None or claim.object.id is None:
        return ()
    whole = knowledge.whole(claim.object.id)
    return (claim.object.id, whole) if whole else (claim.object.id,)
