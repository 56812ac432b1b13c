"""A sentence in signs without what only tells more of a name, so that constructions read on over it."""

import re

from kgx.claims.sequence import Sequence
from kgx.claims.signs import BODY_SIGNS, PERSON, Encoded
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context

_TOLD_OF = re.compile(rf"(?<=[{PERSON}])\s*\([^()]*\)|(?<=[{BODY_SIGNS}])”?\s*\([^()]*\)")
"""由甲（现任 CEO，前 OpenAI 副总裁）与乙共同创立, “乙院”（B Institute）创办人: what tells of a person or body in a bracket."""
_RIVAL = context("whose-rival", bodies=BODY_SIGNS, person=PERSON)
_BRACKET = re.compile(r"\s*[【\[(][^】\])]{2,40}[】\])]")
"""A bracket that opens a sentence."""
_DASHES = re.compile(rf"(——|—)\s*[{PERSON}]\s*(——|—)")
"""三位研究员——甲、乙和丙——集体离职: dashes around people."""


def without_brackets(encoded: Encoded) -> Encoded | None:
    """The sentence without the brackets behind people and bodies; None where there are none."""
    return _without(encoded, _TOLD_OF)


def without_rivals(encoded: Encoded) -> Encoded:
    """The sentence without the bodies that only say whose rival or part the next one is, and without dashes around people."""
    found = _without(encoded, _RIVAL) or encoded
    return _without(found, _DASHES) or found


def byline_end(seq: Sequence, knowledge: Knowledge) -> int:
    """Where the bracket ends that only says who reports: 【记者甲／综合报道】."""
    opening = _BRACKET.match(seq.text, seq.start, seq.end)
    return opening.end() if opening and any(word in opening[0] for word in knowledge.shapes["byline"]) else seq.start


def _without(encoded: Encoded, aside: re.Pattern[str]) -> Encoded | None:
    """The sentence without what an expression matches, or without its groups where it has some."""
    groups = range(1, aside.groups + 1) or (0,)
    gone = {at for match in aside.finditer(encoded.signs) for group in groups for at in range(*match.span(group))}
    if not gone:
        return None
    kept = [at for at in range(len(encoded.signs)) if at not in gone]
    place = {old: new for new, old in enumerate(kept)}
    return Encoded(
        "".join(encoded.signs[at] for at in kept),
        tuple(encoded.origin[at] for at in kept),
        {place[at]: members for at, members in encoded.members.items() if at in place},
    )
