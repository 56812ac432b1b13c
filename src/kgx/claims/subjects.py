"""Whose a number is."""

import re

from kgx.claims.figures import Figure
from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import MODELS, Chunk, Sequence
from kgx.claims.state import State
from kgx.mentions.item import Item

_ANAPHORS = ("anaphor-model", "anaphor-models", "anaphor-former", "anaphor-latter")
_IS = re.compile(r"\s*(?:的)?\s*(?:则)?(?:是|为|属|来自)\s*")
Whos = tuple[tuple[Ref, ...], ...]


def subjects(seq: Sequence, state: State, run: list[Figure], done: int, last: tuple[Ref, ...], whats: int) -> tuple[Whos, str]:
    """For each figure of a run its subjects (or once for all), and the name of the way they were found.

    `done` is where the last run ended; `last` its subjects; `whats` how many predicates the run has.
    """
    if len(run) > 1 and whats != len(run):
        return _paired(seq, state, run, done)
    first = run[0]
    if first.bracketed and (chunk := _directly_before(seq, first.item.start - 1)):
        return ((ref(chunk.members[-1]),),), "bracket"
    return _single(seq, state, first, done, last)


def _single(seq: Sequence, state: State, figure: Figure, done: int, last: tuple[Ref, ...]) -> tuple[Whos, str]:
    clause = seq.clauses[figure.clause]
    low = max(clause.start, done)
    own = [c for c in _chunks(seq, low, figure.start) if not is_standard(seq, c)]
    back = [i for i in clause.items if i.kind in _ANAPHORS and low <= i.start < figure.start]
    if back and not (own and own[-1].start > back[-1].start) and (found := antecedents(seq, state, back[-1])):
        return (found,), "anaphor"
    if own:
        return (tuple(ref(i) for i in own[-1].members),), "same-clause"
    behind = next((c for c in _chunks(seq, figure.item.end, clause.end) if _IS.fullmatch(seq.between(figure.item.end, c.start))), None)
    if behind:
        return (tuple(ref(i) for i in behind.members),), "behind"
    if group := group_of(seq, low, figure.start):
        return ((group,),), "group"
    return _inherited(seq, state, figure, done, last)


def _inherited(seq: Sequence, state: State, figure: Figure, done: int, last: tuple[Ref, ...]) -> tuple[Whos, str]:
    """The subject of an earlier clause, of the last number, or the model in focus."""
    pending = [c for c in _chunks(seq, done, figure.start) if not is_standard(seq, c)]
    if pending:
        return (tuple(ref(i) for i in pending[-1].members),), "earlier-clause"
    back = [i for i in seq.items if i.kind in _ANAPHORS and done <= i.start < figure.start]
    if back and (found := antecedents(seq, state, back[-1])):
        return (found,), "anaphor"
    if last:
        return (last,), "carried"
    sentence = [c for c in _chunks(seq, seq.start, figure.start) if not is_standard(seq, c)]
    if sentence:
        return (tuple(ref(i) for i in sentence[-1].members),), "earlier-clause"
    if group := group_of(seq, seq.start, figure.start):
        return ((group,),), "group"
    if state.focus:
        return (state.focus[:1],), "focus"
    return (((state.topic,),), "topic") if state.topic else ((), "")


def _paired(seq: Sequence, state: State, run: list[Figure], done: int) -> tuple[Whos, str]:
    """Lists in order: as many models as numbers."""
    start, size = run[0].start, len(run)
    clause = seq.clauses[run[0].clause]
    for low in (max(done, clause.start), done):
        members = [m for c in _chunks(seq, low, start) if not is_standard(seq, c) for m in c.members]
        if len({m.id for m in members}) == size:
            return tuple((ref(m),) for m in {m.id: m for m in members}.values()), "in-order"
    chunk = next((c for c in reversed(_chunks(seq, seq.start, start)) if len(c.members) == size), None)
    if chunk:
        return tuple((ref(m),) for m in chunk.members), "in-order"
    sentence = {m.id: m for c in _chunks(seq, seq.start, start) for m in c.members}
    if len(sentence) == size:
        return tuple((ref(m),) for m in sentence.values()), "in-order"
    if len(sentence) < size and len(state.models) == size:
        return tuple((r,) for r in state.models), "in-order-focus"
    if len(state.focus) == size:
        return tuple((r,) for r in state.focus), "in-order-focus"
    return (), ""


def antecedents(seq: Sequence, state: State, anaphor: Item) -> tuple[Ref, ...]:
    """Whom a pronoun stands for."""
    before = [ref(m, implicit=True) for c in _chunks(seq, seq.start, anaphor.start) for m in c.members]
    listed = list({r.id: r for r in before}.values()) or list(state.models)
    if anaphor.kind == "anaphor-former":
        return (listed[0],) if len(listed) >= 2 else ()
    if anaphor.kind == "anaphor-latter":
        return (listed[-1],) if listed else ()
    if anaphor.kind == "anaphor-models":
        return tuple(listed[-2:]) if len(listed) >= 2 else tuple(state.models)
    subject = next((c for c in _chunks(seq, seq.start, anaphor.start) if not is_standard(seq, c)), None)
    if subject:
        return (ref(subject.members[0], implicit=True),)
    return state.focus[:1] or ((state.topic,) if state.topic else ())


def group_of(seq: Sequence, start: int, end: int) -> Ref | None:
    """An unnamed group that stands as subject within a stretch: 大多数模型, 16 款模型, 推理模型."""
    noun = next((i for i in reversed(seq.items) if i.kind == "group-noun" and start <= i.start and i.end <= end), None)
    quantifier = next((i for i in reversed(seq.items) if i.kind.startswith("quantifier-") and start <= i.start and i.end <= end), None)
    number = next((i for i in reversed(seq.items) if i.kind == "number" and i.number and i.number.unit == "models" and start <= i.start and i.end <= end), None)
    if number and number.number:
        count = int(number.number.value)
        return Ref(None, f"({count} models)", "Group", number, False, "all", count)
    if quantifier and (noun or quantifier.id):
        kind = quantifier.kind.removeprefix("quantifier-")
        return Ref(None, f"({kind} models)", "Group", quantifier, False, kind)  # type: ignore[arg-type]
    return Ref(None, "(AI models)", "Group", noun, False, None) if noun else None


def _chunks(seq: Sequence, start: int, end: int) -> list[Chunk]:
    return [c for c in seq.chunks if c.kind in MODELS and start <= c.start and c.end <= end]


def _directly_before(seq: Sequence, position: int) -> Chunk | None:
    return next((c for c in seq.chunks if c.kind in MODELS and c.end <= position and not seq.between(c.end, position).strip()), None)



def is_standard(seq: Sequence, chunk: Chunk) -> bool:
    """Whether a model is what another is compared with (比 o1 高)."""
    for cue in reversed([i for i in seq.items if i.kind == "standard-before" and i.end <= chunk.start]):
        gap = seq.between(cue.end, chunk.start)
        return len(gap) <= 10 and not any(e in gap for e in "，；。:") and not any(i.kind in MODELS and cue.end <= i.start < chunk.start for i in seq.items)
    return False
