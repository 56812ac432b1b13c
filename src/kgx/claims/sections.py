"""Sections: what stands between two headings, and whether it tells of somebody else than the sections before."""

from collections.abc import Mapping

import msgspec

from kgx.claims.sequence import Sequence, is_maker
from kgx.claims.state import State
from kgx.knowledge.contexts import context
from kgx.model.claim import Source
from kgx.model.item import BODIES, MODELS, Item

Voices = Mapping[int, frozenset[str]]
"""Number of a heading's sentence → ids of the bodies and studies that its section names, but for makers of models."""

Talks = Mapping[int, Item]
"""Number of a heading's sentence → who gives the talk."""

_VOICES = BODIES | {"Study"}
_TELLS = ("speech", "figures", "publish", "test", "study-noun", "official-figures", "source-before")
_MADE = context("of-its-making")
_TALK = context("heads-talk")


def voices(seqs: list[Sequence]) -> Voices:
    """Who may speak in each section."""
    found: dict[int, frozenset[str]] = {}
    heading = -1
    for seq in seqs:
        if seq.block.role == "heading":
            heading = seq.number
        found[heading] = found.get(heading, frozenset()) | {i.id for i in seq.items if i.kind in _VOICES and _may_speak(seq, i)}
    return found


def _may_speak(seq: Sequence, item: Item) -> bool:
    """Whether a sentence can tell what a body says or tests: a lab where one says, tests or publishes something; none whose model or test
    it only is (采用甲开源的 SimpleQA)."""
    if item.kind == "Study":
        return True
    if is_maker(seq, item) or (item.kind == "Lab" and not seq.has(*_TELLS)):
        return False
    test = next((i for i in seq.items if i.kind == "Benchmark" and i.start >= item.end), None)
    return test is None or _MADE.fullmatch(seq.text, item.end, test.start) is None


def talks(seqs: list[Sequence]) -> Talks:
    """Who gives the talk that a heading is of: 上半场：何昱安（清华大学助理教授）; 何昱安：…, where headings name several people so."""
    opens: dict[int, Item] = {}
    placed: dict[int, Item] = {}
    for seq in seqs:
        people = {i.id: i for i in reversed(seq.items) if i.kind == "Person"} if seq.block.role == "heading" else {}
        if len(people) != 1 or seq.has(*MODELS):
            continue
        person = next(iter(people.values()))
        if person.start == seq.start and seq.text.startswith(":", person.end):
            opens[seq.number] = person
        if _is_placed(seq, person):
            placed[seq.number] = person
    several = len({p.id for p in opens.values()}) > 1
    return {**(opens if several else {}), **placed}


def _is_placed(heading: Sequence, person: Item) -> bool:
    """Whether a heading says of a person that it is their talk, or in a bracket where they are."""
    last = next(i for i in reversed(heading.items) if i.kind == "Person")
    house = heading.has(*BODIES, start=last.end)
    bracketed = house is not None and "(" in heading.between(last.end, house.start)
    return bracketed or _TALK.search(heading.text, heading.start, person.start) is not None


def entered(state: State, heading: Sequence, spoken: Voices, talker: Item | None = None) -> State:
    """The state under a new heading.

    Figures are of who gives the talk that it is of. Else whose figures the article told of holds on, but not where an article without a
    model for its topic names only others there.
    """
    if talker:
        source, span = (Source(talker.id, talker.name),), ((talker.start, talker.end),)
        return msgspec.structs.replace(state, researcher=source, researcher_span=span, aside=())
    held = state.researcher or state.aside
    own = spoken[heading.number]
    theirs = {s.id for s in held} | {s.id for study, makers in state.publishers for s in makers if study in {s.name for s in held}}
    if held and state.topic is None and own and not own & theirs:
        return msgspec.structs.replace(state, researcher=(), aside=held)
    return msgspec.structs.replace(state, researcher=held, aside=())
