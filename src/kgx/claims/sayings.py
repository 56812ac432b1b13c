"""What people and bodies say: a speaker, a word of saying, and the topic of what is said."""

from kgx.claims.reading import Reading, Ref, of_source, ref
from kgx.claims.scope import polarity_at
from kgx.claims.sequence import Sequence, is_addressed, is_place
from kgx.claims.signs import points, subject_person
from kgx.claims.speakers import antecedent
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.model.item import BODIES, MODELS, Item

_SPEAKERS = frozenset(["Person", *BODIES])
_PRONOUNS = frozenset(["anaphor-person", "anaphor-lab"])
_GAP = 14
"""How many characters may stand between the speaker and the word of saying."""
_NEAR = 7
_LEAST = 4
"""A stretch with fewer characters says nothing."""
_MOST = 40
"""A topic without a name is the first words of what is said, up to so many."""
_TOPICS = (frozenset(["Behavior", "Scenario"]), frozenset(["Study", "Benchmark"]), MODELS, BODIES)
_CLOSES = frozenset("”’，,")
_CITED = 6
"""How far behind 据 the body stands that is only cited: 据英国《卫报》取得的文件."""
_QUOTES = ' “”‘’"：:，,。；;()（）*'


def read_sayings(seq: Sequence, state: State, knowledge: Knowledge) -> list[Reading]:
    """One reading SAID for each speaker and topic of a sentence."""
    readings: dict[tuple[str, str], Reading] = {}
    for cue in seq.items:
        if cue.kind != "say" or seq.text[cue.end : cue.end + 1] == "的" or _goes_on(seq, cue):
            continue
        found = _speaker(seq, state, cue, knowledge)
        if found is None:
            continue
        item, who = found
        behind, before = (cue.end, seq.end), (seq.start, item.start)
        content = behind if _length(seq, behind) >= _LEAST else before
        if content == before and seq.last(seq.start, item.start) not in _CLOSES:
            continue  # 面临风险警告: nothing that is said stands before the speaker
        topic = _topic(seq, content, who)
        if topic:
            polarity = polarity_at(seq, topic.item.start, topic.item.end) if topic.item else "asserted"
            reading = Reading(
                relation="SAID",
                rule="said.behind" if content == behind else "said.before",
                subject=who,
                object=topic,
                clause=seq.clause_of(cue.start),
                cue=cue,
                polarity=polarity,
            )
            readings.setdefault((who.name, topic.name), reading)
    return list(readings.values())


def _speaker(seq: Sequence, state: State, cue: Item, knowledge: Knowledge) -> tuple[Item, Ref] | None:
    """The nearest person, body or pronoun before the word in its clause, with no model between."""
    clause = seq.clauses[seq.clause_of(cue.start)]
    named = [i for i in clause.items if i.end <= cue.start and i.kind in {*_SPEAKERS, *MODELS, *_PRONOUNS}]
    before = [i for i in named if not is_addressed(seq, i) and not is_place(seq, i)]
    if not before or before[-1].kind in MODELS or cue.start - before[-1].end > _GAP:
        return None
    item = before[-1]
    if item.kind in _SPEAKERS:
        return None if item.kind == "Person" and seq.text[item.end] == "的" else (item, ref(item))
    if not points(seq, item):
        return None
    if item.kind == "anaphor-lab":
        whose = antecedent(seq, state, item, knowledge)
        return (item, of_source(whose)) if whose and whose.id and not whose.id.startswith("study:") else None
    told = subject_person(seq, item.start)
    found = ref(told, implicit=True) if told and told.kind == "Person" else state.person
    return (item, found) if found else None


def _goes_on(seq: Sequence, cue: Item) -> bool:
    """Whether another word of saying follows at once (直言不讳地指出)."""
    return seq.has("say", start=cue.end, end=min(seq.end, cue.end + _NEAR)) is not None


def _topic(seq: Sequence, content: tuple[int, int], who: Ref) -> Ref | None:
    """What is spoken of: a behavior before a study before a model before a body or person; else the words."""
    inside = [i for i in seq.items if content[0] <= i.start and i.end <= content[1] and i.id != who.id]
    cited = [i for i in inside if i.kind in BODIES and seq.has("source-before", start=max(seq.start, i.start - _CITED), end=i.start)]
    inside = [i for i in inside if i not in cited]
    for kinds in _TOPICS:
        if item := next((i for i in inside if i.kind in kinds), None):
            return ref(item)
    start, end = content
    while start < end and seq.text[start] in _QUOTES:
        start += 1
    stop = next((c.end for c in seq.clauses if c.end > start), end)
    stop = min(stop, end, start + _MOST)
    while stop > start and seq.text[stop - 1] in _QUOTES:
        stop -= 1
    if stop - start < _LEAST or seq.has("source-before", start=start, end=start + 1):
        return None
    return Ref(None, seq.between(start, stop), "Topic", Item("topic", start, stop))


def _length(seq: Sequence, span: tuple[int, int]) -> int:
    return len(seq.between(*span).strip(_QUOTES))
