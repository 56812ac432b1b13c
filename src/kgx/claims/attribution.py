"""The nearest source of a reading: who speaks in its part of the sentence, else whose test or figures it is, else who is in force."""

from collections.abc import Mapping

import msgspec

from kgx.claims.presenters import parts_of, presented, tests_itself
from kgx.claims.reading import Reading
from kgx.claims.researchers import acting, founder_of, in_footnote, made_by, makers, official, owner_of
from kgx.claims.sequence import Sequence
from kgx.claims.speakers import Speaker, speaker_of, the_guest
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.model.claim import Source
from kgx.model.ids import entity_id
from kgx.model.item import MODELS
from kgx.text.normal import normalize

FIGURED = frozenset(["EXHIBITED", "SCORED"])
"""Relations whose numbers rest on somebody's test."""


class Said(msgspec.Struct, frozen=True):
    """Who speaks in a sentence, and on whose test or figures it rests."""

    speaker: Speaker | None = None
    founder: Speaker | None = None
    presenter: Speaker | None = None
    parts: tuple["Said", ...] = ()
    """The same for its parts between semicolons, where there are several."""
    start: int = 0
    """Where it begins in normal text."""
    alone: bool = False
    """True of a part that its own speaker heads, and numbers follow: he bears on it alone."""


def said_in(seq: Sequence, state: State, knowledge: Knowledge) -> Said:
    """Who says what a sentence tells, as far as it names somebody."""
    parts = list(parts_of(seq))
    return _said(seq, state, knowledge, tuple(_said(p, _named_before(seq, p, state), knowledge) for p in parts) if len(parts) > 1 else ())


def _named_before(seq: Sequence, part: Sequence, state: State) -> State:
    """The state in a part of a sentence whose 该机构 is a body of a part before: METR 记录到 11 次；该机构同时表示."""
    points = any(i.kind == "anaphor-lab" and i.id in {"organization", "no-lab"} for i in part.items)
    body = next((i for i in reversed(seq.items) if i.kind == "Organization" and i.end <= part.start), None) if points else None
    return msgspec.structs.replace(state, researcher=(Source(body.id, body.name),)) if body else state


def _said(seq: Sequence, state: State, knowledge: Knowledge, parts: tuple[Said, ...] = ()) -> Said:
    if not seq.items:
        return Said(start=seq.start)
    speaker = speaker_of(seq, state, knowledge) or official(seq, state, knowledge)
    founder, presenter = founder_of(seq, state, knowledge), presented(seq, knowledge)
    starts = [start for s in (speaker, founder, presenter) if s for start, _ in s.spans]
    first = seq.chunks[0].start if seq.chunks else None
    alone = first in starts and any(i.number for i in seq.items if i.start > min(starts))
    return Said(speaker, founder, presenter, parts, seq.start, alone)


def source_of(
    reading: Reading, seq: Sequence, state: State, said: Said, closings: Mapping[int, Speaker], knowledge: Knowledge
) -> Speaker | None:
    """The nearest source of a reading; one without sources where it rests on somebody unnamed."""
    figured = reading.relation in FIGURED and reading.number is not None
    said = _near(reading, said) if figured else said
    if said.speaker or not figured or (state.guest is None and tests_itself(seq)):
        return said.speaker
    maker = made_by(reading, knowledge) if _is_its_own(reading, seq, state) else None
    return (
        in_footnote(seq)
        or _leaderboard(reading, knowledge)
        or maker
        or said.founder
        or owner_of(seq)
        or said.presenter
        or acting(seq)
        or _in_force(state, seq, closings, knowledge)
    )


def _is_its_own(reading: Reading, seq: Sequence, state: State) -> bool:
    """Whether a number is what the model's maker gives: in a table, a list or a sentence of each maker's own (各家自报的…), or said of it
    alone (甲自报 44.4%)."""
    if reading.evidence is not None or (state.own_figures and seq.block.role == "list"):
        return state.own_figures
    if seq.has("own-figures"):
        return True
    subject, number = reading.subject.item, reading.number
    return bool(subject and number and seq.has("self-told", start=subject.end, end=number.start))


def _near(reading: Reading, said: Said) -> Said:
    """What is said in the part of the sentence in which a number stands: who speaks there, or in a part before; who heads a later part
    speaks in that alone (甲称为 3%；乙实测约 10%)."""
    if not said.parts or reading.number is None:
        return said
    number = sum(part.start <= reading.number.start for part in said.parts) - 1
    own = [part for part in said.parts[: number + 1] if part.speaker or part.founder or part.presenter]
    if own:
        return own[-1]
    return Said() if any(part.alone for part in said.parts[number + 1 :]) else said


def _leaderboard(reading: Reading, knowledge: Knowledge) -> Speaker | None:
    """The body that runs the leaderboard on which a number stands."""
    for what in (reading.on, reading.object):
        body = knowledge.detail(what.id, "by") if what and what.kind == "Benchmark" else None
        if what and body:
            found = next((k for kind in ("Lab", "Organization") if (k := knowledge.known.get(entity_id(kind, normalize(body))))), None)
            source = Source(found.id, found.name) if found else Source(None, body)
            return Speaker((source,), ((what.item.start, what.item.end),) if what.item else ())
    return None


def _in_force(state: State, seq: Sequence, closings: Mapping[int, Speaker], knowledge: Knowledge) -> Speaker | None:
    """The speaker of the paragraph, whom it names behind its figures, else the body whose figures the article tells of."""
    if state.source and state.source_block == seq.block.start:
        return Speaker(state.source, state.source_span)
    if state.speaks and state.guest:
        return the_guest(state.guest)
    if closing := closings.get(seq.block.start):
        return closing
    if not state.researcher or _is_beside(state, seq, knowledge):
        return None
    return Speaker(state.researcher, state.researcher_span)


def _is_beside(state: State, seq: Sequence, knowledge: Knowledge) -> bool:
    """Whether a lab's own figures are told of no longer: a paragraph on a model of another that names neither the lab nor its models; a
    table behind a paragraph that neither names nor quotes it, under a heading that does not, in an article that named another lab first."""
    labs = {s.id for s in state.researcher if s.id and s.id.startswith("lab:")}
    if labs and seq.block.cell and not state.card:
        before = state.body if state.body_block == state.block else None
        told = state.source_block == state.block and not labs.isdisjoint(s.id for s in state.source)
        return not told and labs.isdisjoint({i.id for i in (state.home, before, *state.heading) if i})
    studied = any(s.id in labs for _, makers in state.publishers for s in makers)
    if not labs or studied or seq.block.role not in {"body", "quote"} or state.topic is not None:
        return False
    theirs = makers((i.name for i in seq.items if i.kind in MODELS), knowledge)
    named = {i.id for i in seq.items if i.kind == "Lab"} | theirs
    near = state.body is not None and state.body.id in labs and state.body_block == seq.block.start
    return bool(theirs) and not labs & named and not near
