"""A sentence in signs without what only tells more of a name, so that constructions read on over it."""

import re

from kgx.claims.signs import BODY_SIGNS, PERSON, Encoded

_BRACKET = re.compile(rf"(?<=[{PERSON}])\s*\([^()]*\)")
"""由甲（现任 CEO，前 OpenAI 副总裁）与乙共同创立: what tells of a person in a bracket."""
_RIVAL = re.compile(
    rf"[{BODY_SIGNS}]\s*的[^，。；、{PERSON}{BODY_SIGNS}]{{0,6}}(?:对手|劲敌|竞争者|死对头)\s*(?=[{BODY_SIGNS}])"
    rf"|[{BODY_SIGNS}]\s*(?:\([^()]*\))?\s*(?:旗下的?|(?:新成立|刚成立|新设立?|新组建|新近成立)的)\s*(?=[{BODY_SIGNS}])"
)
"""跳槽到 OpenAI 的竞争对手 Anthropic, 思科旗下的 Robust Intelligence: whose rival a body is, or whose part."""
_DASHES = re.compile(rf"(?:——|—)\s*(?=[{PERSON}]\s*(?:——|—))|(?<=[{PERSON}])\s*(?:——|—)")
"""三位研究员——甲、乙和丙——集体离职: dashes around people."""


def without_brackets(encoded: Encoded) -> Encoded | None:
    """The sentence without the brackets behind people; None where there are none."""
    return _without(encoded, _BRACKET)


def without_rivals(encoded: Encoded) -> Encoded:
    """The sentence without the bodies that only say whose rival or part the next one is, and without dashes around people."""
    found = _without(encoded, _RIVAL) or encoded
    return _without(found, _DASHES) or found


def _without(encoded: Encoded, aside: re.Pattern[str]) -> Encoded | None:
    gone = {at for match in aside.finditer(encoded.signs) for at in range(*match.span())}
    if not gone:
        return None
    kept = [at for at in range(len(encoded.signs)) if at not in gone]
    place = {old: new for new, old in enumerate(kept)}
    return Encoded(
        "".join(encoded.signs[at] for at in kept),
        tuple(encoded.origin[at] for at in kept),
        {place[at]: members for at, members in encoded.members.items() if at in place},
    )
