"""Turns of an interview: whether the one who is asked speaks (許：我在台大念物理), so that 我 is who that is."""

import re

import msgspec

from kgx.claims.sequence import Sequence
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context

_LABEL = context("answer-label")
_QUESTION = context("question-label")
_HEAD = 2
"""How far behind the beginning of its clause 我 is its subject."""


def in_turn(state: State, seq: Sequence, knowledge: Knowledge) -> State:
    """The state with who speaks: a block that opens with a name begins a turn, as does the one behind a question (问：), and a heading
    ends it. The guest who says 我 is in focus."""
    question = state.guest is not None and _QUESTION.match(seq.text, seq.start, seq.end) is not None
    if seq.block.role == "heading" or state.guest is None:
        return msgspec.structs.replace(state, speaks=False, asked=question) if state.speaks or question else state
    if seq.block.start != state.block:
        label = _LABEL.match(seq.text, seq.start, seq.end)
        speaks = label[1] in _labels(state, seq, knowledge) if label else state.speaks
        state = msgspec.structs.replace(state, speaks=not question and (state.asked or speaks), asked=question)
    if state.speaks and any(_heads(seq, i.start) for i in seq.items if i.kind == "first-person"):
        return msgspec.structs.replace(state, person=state.guest)
    return state


def _labels(state: State, seq: Sequence, knowledge: Knowledge) -> frozenset[str]:
    """How a turn of the guest may be headed: by the name, its first or last word, a Chinese family name, a word for guests."""
    guest = state.guest
    assert guest is not None
    names = [guest.name] + ([seq.text[guest.item.start : guest.item.end]] if guest.item else [])
    parts = {p for name in names for p in (name, *re.split("[ ·]", name))}
    return frozenset(parts | {name[0] for name in names if "\u3400" <= name[0] <= "\u9fff"}) | knowledge.shapes["guest-label"]


def _heads(seq: Sequence, start: int) -> bool:
    return seq.text[start] == "我" and start - seq.clauses[seq.clause_of(start)].start <= _HEAD
