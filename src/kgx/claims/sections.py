"""Sections: what stands between two headings, and whether it tells of somebody else than the sections before."""

from collections.abc import Mapping

import msgspec

from kgx.claims.sequence import Sequence, is_maker
from kgx.claims.state import State
from kgx.model.item import BODIES

Voices = Mapping[int, frozenset[str]]
"""Number of a heading's sentence → ids of the bodies and studies that its section names, but for makers of models."""

_VOICES = BODIES | {"Study"}


def voices(seqs: list[Sequence]) -> Voices:
    """Who may speak in each section (Anthropic 的 Claude 4 alone gives Anthropic no voice)."""
    found: dict[int, frozenset[str]] = {}
    heading = -1
    for seq in seqs:
        if seq.block.role == "heading":
            heading = seq.number
        found[heading] = found.get(heading, frozenset()) | {i.id for i in seq.items if i.kind in _VOICES and not is_maker(seq, i)}
    return found


def entered(state: State, heading: Sequence, spoken: Voices) -> State:
    """The state under a new heading.

    Whose figures the article told of holds on, but not where an article without a model for its topic names only others there.
    """
    held = state.researcher or state.aside
    own = spoken[heading.number]
    if held and state.topic is None and own and not own & {s.id for s in held}:
        return msgspec.structs.replace(state, researcher=(), aside=held)
    return msgspec.structs.replace(state, researcher=held, aside=())
