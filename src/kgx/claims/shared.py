"""Relations told of several at once, or over sentences: founders in a row, who goes along with somebody, a report named later."""

import re
from collections.abc import Iterator

import msgspec

from kgx.claims.omitted import body_of_many
from kgx.claims.reading import Reading, of_source, ref
from kgx.claims.sequence import Chunk, Sequence
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.item import BODIES

BY_MOVING = frozenset(
    f"affiliated.{name}"
    for name in (
        "joined", "back", "move-to", "called-back", "went-to-be", "brought", "hired", "fetched", "both-joined", "is-to-go", "starts-at",
        "reports-to", "entered",
    )
)  # fmt: skip
"""Constructions of somebody who comes to a body."""
_MANY = context("several-people")
_ROW = context("one-by-one")
_LATER = 4
"""How many sentences behind the publication of a report its name may come."""
_NEAR = 16
"""How far from a word for a report its name stands."""
_DIRECT = re.compile(r"\s*[“‘]?")


def read_founders(seq: Sequence, state: State, readings: list[Reading], knowledge: Knowledge) -> Iterator[Reading]:
    """Each of several founders whom a sentence tells of one by one: 五名创办人当中，甲来自…；乙与丙…; 两位创始人甲和乙."""
    told = {(r.subject.id, r.object.id) for r in readings if r.relation == "FOUNDED" and r.object}
    for cue in seq.items:
        if cue.kind != "founder" or not _MANY.search(seq.text, seq.start, cue.start):
            continue
        body = body_of_many(seq, state, cue.start, knowledge)
        people = _in_row(seq, cue.end)
        if body is None or not people:
            continue
        for chunk in people:
            for member in chunk.members:
                if (member.id, body.id) not in told:
                    told.add((member.id, body.id))
                    yield Reading(
                        relation="FOUNDED", rule="founded.in-a-row", subject=ref(member), object=body, clause=seq.clause_of(cue.start),
                        cue=cue, role=(cue.start, cue.end),
                    )  # fmt: skip


def _in_row(seq: Sequence, start: int) -> list[Chunk]:
    people = [c for c in seq.chunks if c.kind == "Person" and c.start >= start]
    if people and _DIRECT.fullmatch(seq.text, start, people[0].start):
        return people[:1]
    return people if _ROW.match(seq.text, start) else []


def read_company(seq: Sequence, readings: list[Reading]) -> Iterator[Reading]:
    """Who comes and goes with somebody does as he does: 甲回到 OpenAI，同行的还有乙."""
    cue = seq.has("together")
    if cue is None:
        return
    with_him = [m for c in seq.chunks if c.kind == "Person" and c.start >= cue.end for m in c.members]
    moves = [r for r in readings if r.relation == "LEFT" or r.rule in BY_MOVING]
    moves = [r for r in moves if r.subject.item and r.subject.item.start < cue.start]
    told = {(r.relation, r.subject.id, r.object.id) for r in readings if r.object}
    for move in moves:
        assert move.object is not None
        for who in with_him:
            if (move.relation, who.id, move.object.id) not in told and move.object.kind in BODIES:
                yield msgspec.structs.replace(move, rule="affiliated.along" if move.relation != "LEFT" else "left.along", subject=ref(who))


def read_named_later(seq: Sequence, state: State, readings: list[Reading], knowledge: Knowledge) -> Iterator[Reading]:
    """Who published a report or a test that is named only now: 甲上周公布一份报告。…报告题为《夜班》, 这份题为《夜班》的报告."""
    named = [c for c in seq.chunks if c.kind in {"Study", "Benchmark"}]
    if not named or not 0 < seq.number - state.published <= _LATER or any(c.kind in BODIES for c in seq.chunks):
        return
    study = named[0]
    called = any(word in seq.between(max(seq.start, study.start - _NEAR), study.start) for word in knowledge.shapes["study-called"])
    noun = seq.has("study-noun", "test", start=max(seq.start, study.start - _NEAR), end=min(seq.end, study.end + _NEAR))
    if not called or (noun is None and study.kind == "Study") or any(r.relation == "PUBLISHED" for r in readings):
        return
    for source in state.researcher:
        if source.id and not source.id.startswith("study:"):
            yield Reading(
                relation="PUBLISHED", rule="published.named-later", subject=of_source(source),
                object=ref(study.members[0]), clause=seq.clause_of(study.start), cue=noun, polarity="asserted",
            )  # fmt: skip
