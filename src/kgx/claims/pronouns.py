"""他 and 她: whom the text has called the one is not meant by the other."""

import msgspec

from kgx.claims.sequence import Sequence
from kgx.claims.state import State
from kgx.model.item import Item

_TELLING = frozenset("他她")


def fitting(state: State, seq: Sequence) -> State:
    """The state with the person in focus whom the sentence's pronoun may mean: another of the sentence before where it does not fit."""
    pronoun = _pronoun(seq)
    if pronoun is None or state.person is None:
        return state
    said, called = seq.text[pronoun.start], dict(state.called)
    if called.get(state.person.id or "", said) == said:
        return state
    others = [p for p in reversed(state.people) if called.get(p.id or "", said) == said]
    return msgspec.structs.replace(state, person=others[0] if others else None)


def called(state: State, seq: Sequence) -> tuple[tuple[str, str], ...]:
    """Who is called 他 and who 她, after a sentence that begins with such a word."""
    pronoun = _pronoun(seq)
    if pronoun is None or state.person is None or state.person.id is None or seq.has("Person", end=pronoun.start):
        return state.called
    return tuple((dict(state.called) | {state.person.id: seq.text[pronoun.start]}).items())


def _pronoun(seq: Sequence) -> Item | None:
    return next((i for i in seq.items if i.kind == "anaphor-person" and seq.text[i.start] in _TELLING), None)
