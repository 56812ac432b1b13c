"""Who still works where: what no word of the sentence says, the rest of the article does."""

from collections.abc import Iterator

import msgspec

from kgx.knowledge import Knowledge
from kgx.model.claim import Claim


def placed(claims: list[Claim], knowledge: Knowledge) -> Iterator[Claim]:
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
        gone = gone or any(_goes_on(claim, other, knowledge) for other in claims)
        stays = any((*place, "current") in told for place in places)
        yield msgspec.structs.replace(claim, status="former" if gone and not stays else "current")


def _goes_on(claim: Claim, other: Claim, knowledge: Knowledge) -> bool:
    """Whether the sentence of a claim goes on with where the person is now: 在 Meta 主导训练的甲，如今在 DeepSeek."""
    if other.status != "current" or (other.subject.id, other.evidence.start) != (claim.subject.id, claim.evidence.start):
        return False
    here, there = claim.spans.object, other.spans.object
    apart = set(_with_its_own(claim, knowledge)).isdisjoint(_with_its_own(other, knowledge))
    return bool(apart and here and there and here[0] < there[0])


def _with_its_own(claim: Claim, knowledge: Knowledge) -> tuple[str, ...]:
    """The body that a claim names, and the one to which it belongs where it is a team."""
    if claim.object is None or claim.object.id is None:
        return ()
    whole = knowledge.whole(claim.object.id)
    return (claim.object.id, whole) if whole else (claim.object.id,)
