"""Who says it: reporting words with their speakers, chains, and the source that a passage rests on."""

import re

import msgspec

from kgx.claims.sequence import Sequence
from kgx.claims.state import State
from kgx.mentions.item import Item
from kgx.model.claim import Source

_BODIES = frozenset(["Lab", "Organization", "Person", "Study"])
_ANAPHORS = {"anaphor-lab": "body", "anaphor-person": "person", "anaphor-study": "study"}
_GAP = 14
"""How many characters may stand between a speaker and the word that says that it speaks."""
_STOPS = re.compile("[，；。！？!?;]")


class Speaker(msgspec.Struct, frozen=True):
    """Sources, nearest first, with their spans in normal text."""

    sources: tuple[Source, ...]
    spans: tuple[tuple[int, int], ...]
    lasting: bool = False
    """True where the sentence founds what follows on this source."""


def speaker_of(seq: Sequence, state: State) -> Speaker | None:
    """The speaker that the sentence names, or None."""
    return _according_to(seq, state) or _says(seq, state) or _lead(seq, state)


def founded_on(seq: Sequence) -> Speaker | None:
    """The body whose study or test the sentence tells of, on which the next sentences rest."""
    if not (seq.has("publish", "test", "publish-study") and seq.has("study-noun", "Study", "test", "group-noun", "Benchmark")):
        return None
    chunk = next((c for c in seq.chunks if c.kind in {"Lab", "Organization"} and _acts(seq, c.end)), None)
    return Speaker(tuple(Source(m.id, m.name) for m in chunk.members), ((chunk.start, chunk.end),), True) if chunk else None


def _acts(seq: Sequence, end: int) -> bool:
    deed = next((i for i in seq.items if i.kind in {"test", "publish"} and i.start >= end), None)
    return deed is not None and deed.start - end <= 12 and not _STOPS.search(seq.between(end, deed.start))


def _according_to(seq: Sequence, state: State) -> Speaker | None:
    """据 B 援引 A 报道: the bodies behind the word, in order."""
    for cue in seq.items:
        if cue.kind != "source-before":
            continue
        clause = seq.clauses[seq.clause_of(cue.start)]
        found = [i for i in clause.items if i.kind in _BODIES and i.start >= cue.end and i.start - cue.end <= 24]
        if found and found[0].start - cue.end <= _GAP:
            chain = [i for n, i in enumerate(found) if n == 0 or seq.has("source-before", start=found[n - 1].end, end=i.start)]
            return _speaker(chain)
        back = next((i for i in clause.items if i.kind in _ANAPHORS and 0 <= i.start - cue.end <= 6), None)
        if back and (source := _antecedent(state, back)):
            return Speaker((source,), ((back.start, back.end),))
    return None


def _says(seq: Sequence, state: State) -> Speaker | None:
    """X 表示, X 的报告指出: the nearest body before the word, within its clause."""
    for cue in seq.items:
        if cue.kind != "speech" or seq.text[cue.end : cue.end + 1] == "的":
            continue
        clause = seq.clauses[seq.clause_of(cue.start)]
        before = [i for i in clause.items if i.end <= cue.start and (i.kind in _BODIES or i.kind in _ANAPHORS)]
        if not before:
            continue
        nearest = _weightier(seq, before)
        if cue.start - before[-1].end > _GAP or any(i.kind == "Model" for i in clause.items if before[-1].end <= i.start < cue.start):
            continue
        if nearest.kind in _BODIES:
            return _speaker([nearest])
        if source := _antecedent(state, nearest):
            return Speaker((source,), ((nearest.start, nearest.end),))
    return None


def _weightier(seq: Sequence, before: list[Item]) -> Item:
    """The body itself rather than a word such as 报告 or 研究人员 that follows its name."""
    last = before[-1]
    if last.kind in _ANAPHORS and len(before) > 1 and before[-2].kind in _BODIES and last.start - before[-2].end <= 4:
        return before[-2]
    return last


def _lead(seq: Sequence, state: State) -> Speaker | None:
    """数据显示, 研究发现: the source in force, else the study in focus."""
    lead = seq.has("reporting-lead")
    if lead is None:
        return None
    if state.source:
        return Speaker(state.source, state.source_span)
    found = state.study or state.body
    return Speaker((Source(found.id, found.name),), ((lead.start, lead.end),)) if found else None


def _antecedent(state: State, anaphor: Item) -> Source | None:
    found = getattr(state, _ANAPHORS[anaphor.kind])
    if found is None and anaphor.kind == "anaphor-study" and state.source:
        return state.source[0]
    return Source(found.id, found.name) if found else None


def _speaker(items: list[Item]) -> Speaker:
    return Speaker(tuple(Source(i.id, i.name) for i in items), tuple((i.start, i.end) for i in items))
