"""The cascade over an article: sentence by sentence, with the discourse carried along."""

from collections.abc import Iterator, Mapping

import msgspec

from kgx.claims.about import beginning
from kgx.claims.amounts import read_amounts
from kgx.claims.attribution import FIGURED, Said, said_in, source_of
from kgx.claims.background import origin_of, scenario_of
from kgx.claims.build import Builder, Context, numbered
from kgx.claims.cards import by_card, models_of_cards, read_cards
from kgx.claims.conditions import condition_of, governing, in_heading, set_by_heading
from kgx.claims.deeds import read_deeds
from kgx.claims.measures import Unread, read_measures
from kgx.claims.omitted import body_of_section
from kgx.claims.presenters import closings, tests_itself
from kgx.claims.pronouns import called, fitting
from kgx.claims.reading import Reading, Ref
from kgx.claims.relations import read_relations
from kgx.claims.researchers import owner_of
from kgx.claims.retold import retold
from kgx.claims.sayings import read_sayings
from kgx.claims.scope import is_barred
from kgx.claims.sections import entered, talks, voices
from kgx.claims.sequence import Sequence, sequences, whole
from kgx.claims.shared import read_named_later
from kgx.claims.signs import encode
from kgx.claims.speakers import Speaker
from kgx.claims.staff import people_of, read_staff
from kgx.claims.state import Families, State, advance
from kgx.claims.tables import cells_of, cited, read_table
from kgx.claims.tenure import placed
from kgx.claims.tested import read_test_list, read_tested, read_tested_one
from kgx.claims.times import time_of
from kgx.claims.triggers import read_triggers
from kgx.claims.turns import in_turn
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.article import Article, Issue
from kgx.model.claim import Claim, Source
from kgx.model.ids import entity_id
from kgx.model.item import BODIES, MODELS, Item
from kgx.text.build import Text
from kgx.text.normal import normalize

_FOCUSED = FIGURED | {"COMPARED"}
"""Relations whose subject comes into focus."""
_ANOTHER = context("another-finding")
_TESTER = 24
"""How far behind a body the word ends that says that it tests or gives figures."""
_NO_ROWS: Mapping[int, Speaker] = {}
_AT = frozenset(["AFFILIATED_WITH", "FOUNDED"])
_OF_CELLS = frozenset(["join", "leave", "found", "publish", "develop", "acquire", "move", "quit"])
"""Words for what a cell may tell in a sentence of its own."""
_TOLD_IN_CELLS = frozenset(["AFFILIATED_WITH", "FOUNDED", "LEFT", "PUBLISHED", "DEVELOPED", "ACQUIRED"])


class Step(msgspec.Struct, frozen=True):
    """One sentence as it was read: for `--trace` and for the list of what was not understood."""

    sequence: Sequence
    state: State
    readings: tuple[Reading, ...]
    unread: tuple[Unread, ...]
    claims: tuple[Claim, ...]


def read_claims(article: Article, text: Text, items: tuple[Item, ...], knowledge: Knowledge) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
    """All claims of an article in text order, and issues for what stands beside a model and gave no claim: numbers and behaviors."""
    steps = list(read_steps(article, text, items, knowledge))
    issues = [
        Issue(code, f"{reason}: {text.normal[item.start : item.end]}", *text.span(item.start, item.end))
        for step in steps
        if step.sequence.has(*MODELS)
        for code, item, reason in _not_understood(step)
    ]
    return numbered(placed([claim for step in steps for claim in step.claims], article.text, knowledge)), tuple(issues)


def _not_understood(step: Step) -> Iterator[tuple[str, Item, str]]:
    """What no rule gave to anybody in a sentence that names a model: code, item, reason."""
    for unread in step.unread:
        yield "unread-number", unread.item, unread.reason
    if step.sequence.block.cell:
        return
    told = {r.object.id for r in step.readings if r.object} | {r.on.id for r in step.readings if r.on}
    for id_, item in {i.id: i for i in reversed(step.sequence.items) if i.kind == "Behavior"}.items():
        if id_ not in told:
            barred = is_barred(step.sequence, item.start, item.end)
            yield "unread-behavior", item, "a question, a story, a definition or a belief" if barred else "no model is said to do it"


def read_steps(article: Article, text: Text, items: tuple[Item, ...], knowledge: Knowledge) -> Iterator[Step]:
    """Read each sentence in order with the state that those before it leave."""
    seqs = list(sequences(text, items))
    tables = cells_of(seqs)
    builder = Builder(article, text)
    state = beginning(article, seqs, knowledge)
    families = _families(seqs, knowledge)
    spoken, given = voices(seqs), talks(seqs)
    closing = closings(seqs)
    rows: dict[int, Ref] = {}
    carded = models_of_cards(seqs)
    named = retold(seqs)
    for seq in seqs:
        state = _entering(state, seq)
        if seq.block.role == "heading":
            state = entered(state, seq, spoken, given.get(seq.number))
        cell = seq.block.cell
        if cell:
            readings, sources = [], {}
            if cell.table in tables:
                cells = tables.pop(cell.table)
                sources = cited(cells)
                rows = people_of(cells)
                readings += [*read_table(cells, state, knowledge, named.get(seq.number)), *read_staff(cells, rows, state, knowledge)]
            readings += _in_cell(seq, state, rows.get(cell.row), knowledge)
            yield _step(builder, seq, state, readings, (), Said(), closing, knowledge, sources)
            continue
        if what := named.get(seq.number):
            state = msgspec.structs.replace(state, predicate=what, behavior=what, intro=True)
        state = by_card(fitting(in_turn(state, seq, knowledge), seq), seq, carded)
        measures, unread = read_measures(seq, state, knowledge)
        readings = [*measures, *read_deeds(seq, state, measures), *read_triggers(seq), *_told(seq, state, knowledge)]
        said = said_in(seq, state, knowledge)
        readings += read_tested(seq, readings, said.speaker or said.founder, knowledge)
        readings += [*read_test_list(seq, readings), *read_tested_one(seq, state, readings)]
        cards = read_cards(seq, state, readings, knowledge)  # they say whose a card is, not whose figures follow
        yield _step(builder, seq, state, [*readings, *cards], tuple(unread), said, closing, knowledge)
        state = _after(state, seq, measures, readings, said, families, knowledge)


def _told(seq: Sequence, state: State, knowledge: Knowledge) -> list[Reading]:
    """What the constructions read in a sentence, and what is said in it; a question tells nothing."""
    if not seq.items or seq.asks:
        return []
    plain, wide = encode(seq, state, knowledge)
    related = read_relations(seq, state, plain, knowledge)
    told = [
        *related,
        *read_named_later(seq, state, related, knowledge),
        *read_amounts(seq, state, wide, knowledge),
        *read_sayings(seq, state, knowledge),
    ]
    return [r for r in told if seq.clauses[r.clause].start < seq.asked]


def _in_cell(seq: Sequence, state: State, who: Ref | None, knowledge: Knowledge) -> list[Reading]:
    """What a cell tells by itself of people and bodies, and of `who` if its row is about somebody: 2024 年 | 甲宣布离开 OpenAI;
    甲 | 2024 年离开，创办 SSI."""
    if seq.kinds.isdisjoint(_OF_CELLS):
        return []
    if who:
        house = body_of_section(state, knowledge)
        state = msgspec.structs.replace(state, person=msgspec.structs.replace(who, implicit=True), body=house, body_block=seq.block.start)
    found = [r for r in _told(seq, state, knowledge) if r.relation in _TOLD_IN_CELLS and r.object]
    return [r for r in found if _stands(seq, r, who)]


def _stands(seq: Sequence, reading: Reading, who: Ref | None) -> bool:
    """Whether both ends of a reading stand in its cell, or are what its row is about."""
    whose = who is not None and reading.subject.id == who.id
    left = whose and reading.relation == "LEFT"
    return (whose or _is_in(seq, reading.subject)) and reading.object is not None and (left or _is_in(seq, reading.object))


def _is_in(seq: Sequence, end: Ref) -> bool:
    return end.item is not None and not end.implicit and seq.start <= end.item.start < seq.end


def _families(seqs: list[Sequence], knowledge: Knowledge) -> dict[str, frozenset[str]]:
    models = {i.id: i.name for s in seqs for i in s.items if i.kind in MODELS}
    found = {id_: knowledge.grammar.lineage(name) for id_, name in models.items()}
    return {id_: frozenset(entity_id("ModelFamily", normalize(f)) for f in lineage.families) for id_, lineage in found.items() if lineage}


def _entering(state: State, seq: Sequence) -> State:
    """What a new block ends: a condition governs its paragraph only, up to another finding (报告还说), and a card is the source again."""
    if seq.block.start == state.block:
        another = _ANOTHER.match(seq.words) or _is_of_other_tester(seq, state)
        return msgspec.structs.replace(state, condition=None) if another else state
    theirs = {s.id for card in state.card for s in dict(state.publishers).get(card.name, ())}
    other = any(s.id not in theirs and not (s.id or "").startswith("lab:") for s in state.researcher)
    if state.card and other and not seq.block.cell and seq.block.role in {"body", "list", "quote", "footnote"}:
        state = msgspec.structs.replace(state, researcher=state.card, researcher_span=())
    if state.block_role == "heading":
        return state
    goes_on = seq.block.role == state.block_role or state.intro
    if not ((seq.block.role == "list" or seq.block.cell) and goes_on):
        return msgspec.structs.replace(state, condition=state.under)
    if not seq.block.role == state.block_role == "list":
        return state
    body = state.body_of_list or state.body
    return msgspec.structs.replace(state, condition=state.listed, body=body, body_block=state.block if body else -1)


def _is_of_other_tester(seq: Sequence, state: State) -> bool:
    """Whether a sentence begins with a body that tests or tells figures, and that is not the one whose test the text told of."""
    head = seq.chunks[0] if seq.chunks and seq.chunks[0].kind in BODIES else None
    if head is None or not state.researcher or seq.between(seq.start, head.start).strip():
        return False
    told = seq.has("test", "figures", "publish", start=head.end, end=min(seq.end, head.end + _TESTER))
    return told is not None and {m.id for m in head.members}.isdisjoint(s.id for s in state.researcher)


def _after(
    state: State,
    seq: Sequence,
    measures: list[Reading],
    readings: list[Reading],
    said: Said,
    families: Families,
    knowledge: Knowledge,
) -> State:
    speaker, founder = said.speaker, said.founder or _publisher(readings, knowledge)
    subjects = tuple(dict.fromkeys(r.subject for r in readings if r.relation in _FOCUSED and r.subject.kind in MODELS | {"Group"}))
    persons = called(state, seq)
    state = advance(state, seq, subjects, bool(measures), families)
    intro = seq.words.endswith((":", "：")) or "如下" in seq.words
    change: dict[str, object] = {
        "fresh": bool(measures) or (state.fresh and seq.block.role == "list"),
        "called": persons,
        "intro": intro or (state.intro and seq.block.role == "list"),
    }
    if measured := next((m for m in reversed(measures) if m.value), measures[-1] if measures else None):  # a zero beside is an aside
        change["predicate"] = msgspec.structs.replace(measured.object, implicit=True) if measured.object else None
        if state.led is None and measured.relation == "EXHIBITED":
            change["led"] = change["predicate"]
        change["bound"] = msgspec.structs.replace(measured.on, implicit=True) if measured.on else None
    elif intro and (what := state.behavior or state.benchmark):
        change["predicate"] = what
    if at := [(r.subject.id, r.object) for r in readings if r.relation in _AT and r.subject.id and r.object and r.status != "former"]:
        change["employers"] = tuple((dict(state.employers) | dict(at)).items())
    if gone := {(r.subject.id, r.object.id) for r in readings if r.relation == "LEFT" and r.subject.id and r.object and r.object.id}:
        change["gone"] = state.gone | gone
        last = next(r.object for r in reversed(readings) if r.relation == "LEFT" and r.object and r.object.id)
        change |= {"left": msgspec.structs.replace(last, implicit=True), "left_block": seq.block.start}
    if made := _publications(readings):
        change["publishers"] = tuple((dict(state.publishers) | made).items())
    if founded := [r.object for r in readings if r.relation == "FOUNDED" and r.object and not _only_bought(seq, r)]:
        body = msgspec.structs.replace(founded[-1], implicit=True)
        change |= {"body": body, "body_block": seq.block.start, "founded": body}
    if seq.has("own-figures"):
        change["own_figures"] = True
    if seq.block.role == "heading":
        under = set_by_heading(seq)
        change |= {"condition": in_heading(seq) or under, "under": under, "own_figures": False}
    elif condition := governing(seq):
        change["condition"] = condition
    if seq.block.role != "list":
        change["listed"] = change.get("condition", state.condition)
    if total := _trials(seq) or next((m.denominator for m in reversed(measures) if m.denominator), None):
        change["trials"] = total
    change |= {"voice": speaker.sources, "voice_span": speaker.spans} if speaker else {"voice": (), "voice_span": ()}
    if speaker and speaker.sources and speaker.personal and "“" in seq.words and seq.has("first-person"):
        change["guest"] = Ref(
            speaker.sources[0].id, speaker.sources[0].name, "Person", None, True
        )  # 我们…，甲说: whose the next quotes are
    if speaker and speaker.sources and not speaker.personal:
        change |= {"source": speaker.sources, "source_span": speaker.spans, "source_block": seq.block.start}
        if intro or seq.has("table-word"):
            founder = speaker  # 下表整理自官方博客: what follows rests on it
    if founder is None and state.source and state.source_block == seq.block.start and seq.has("table-word"):
        founder = Speaker(state.source, state.source_span)  # 按该公司的数据…。其余见附表
    if founder and (seq.block.role != "list" or _only_names_study(seq)):
        change |= {"researcher": founder.sources, "researcher_span": founder.spans}
        if seq.has("study-noun", "reporting-lead") and not seq.has("Study"):
            change["published"] = seq.number
    elif founder and "source" not in change:  # an entry of a list says nothing of its siblings
        change |= {"source": founder.sources, "source_span": founder.spans, "source_block": seq.block.start}
    elif "source" not in change and (owner := owner_of(seq) or said.presenter) and not owner.personal:
        change |= {"source": owner.sources, "source_span": owner.spans, "source_block": seq.block.start}
    if state.guest is None and not said.speaker and tests_itself(seq):
        change |= {"researcher": (), "researcher_span": (), "source": (), "source_span": ()}
    return msgspec.structs.replace(state, **change)


def _only_bought(seq: Sequence, founding: Reading) -> bool:
    """Whether a sentence on another body only says whose founder it takes over: Meta 买下 A 的股份，把创办人甲请去."""
    bought, cue = founding.object, founding.cue
    if not bought or not bought.item or not cue or cue.kind != "founder" or bought.item.end > cue.start:
        return False
    return bool(seq.chunks) and seq.chunks[0].kind in BODIES and all(m.id != bought.id for m in seq.chunks[0].members)


def _only_names_study(seq: Sequence) -> bool:
    """Whether an entry of a list only says of which study the section tells: 论文：《借来的钥匙》."""
    study = next((i for i in seq.items if i.kind == "Study"), None)
    label = seq.has("study-noun", end=study.start) if study else None
    return bool(study and label and label.start == seq.start and not seq.between(study.end, seq.end).strip("》。 ”"))


def _publisher(readings: list[Reading], knowledge: Knowledge) -> Speaker | None:
    """Who is read to publish a study or a benchmark, or the study where it stands first (第一篇叫《夜班》，出自甲): what follows rests
    on it."""
    told = [r for r in readings if r.relation == "PUBLISHED" and r.polarity == "asserted" and not _only_used(r)]
    made = [r for r in told if r.subject.id and not knowledge.is_media(r.subject.id)]
    if not made:
        return None
    what, who = made[0].object, made[0].subject
    first = what is not None and what.kind == "Study" and what.item is not None and who.item is not None and what.item.end <= who.item.start
    ends = [what] if first and what else [r.subject for r in made]
    sources = tuple(dict.fromkeys(Source(end.id, end.name) for end in ends))
    return Speaker(sources, ((ends[0].item.start, ends[0].item.end),) if ends[0].item else ())


def _only_used(reading: Reading) -> bool:
    """Whether a test is only named with its maker, since somebody uses it: 采用甲公司开源的基准."""
    return reading.object is not None and reading.object.kind == "Benchmark" and reading.rule == "published.own-made"


def _publications(readings: list[Reading]) -> dict[str, tuple[Source, ...]]:
    """Study or benchmark → who is read to publish it."""
    made: dict[str, tuple[Source, ...]] = {}
    for r in readings:
        if r.relation == "PUBLISHED" and r.polarity == "asserted" and r.object and r.subject.id:
            made[r.object.name] = (*made.get(r.object.name, ()), Source(r.subject.id, r.subject.name))
    return made


def _trials(seq: Sequence) -> Item | None:
    """How many runs each model had, where the sentence says so for all (每款各跑 100 轮, 请每款模型点评 20 遍)."""
    for item in seq.items:
        if item.number is None or item.number.unit not in {"trials", "things"}:
            continue
        each = seq.has("quantifier-all", start=seq.clauses[seq.clause_of(item.start)].start, end=item.start)
        if seq.last(seq.start, item.start) == "各" and any(i.number and i.number.unit == "models" for i in seq.items):
            return item  # 可测的只有三款，各 60 次
        if seq.has("total-before", start=max(seq.start, item.start - 8), end=item.start) or (each and seq.text[each.start] in "每各"):
            return item
    return None


def _step(
    builder: Builder,
    seq: Sequence,
    state: State,
    readings: list[Reading],
    unread: tuple[Unread, ...],
    said: Said,
    closing: Mapping[int, Speaker],
    knowledge: Knowledge,
    rows: Mapping[int, Speaker] = _NO_ROWS,
) -> Step:
    own = [rows.get(r.evidence[0]) if r.evidence and r.relation in FIGURED else None for r in readings]
    sources = [told or source_of(r, seq, state, said, closing, knowledge) for r, told in zip(readings, own, strict=True)]
    told = zip(readings, sources, strict=True)
    claims = tuple(builder.claim(reading, _context(seq, state, reading, source, builder.published, knowledge)) for reading, source in told)
    return Step(seq, state, tuple(readings), unread, claims)


def _context(
    seq: Sequence, state: State, reading: Reading, speaker: Speaker | None, published: str | None, knowledge: Knowledge
) -> Context:
    sources, spans = (speaker.sources, speaker.spans) if speaker else ((), ())
    condition = None
    if reading.relation in FIGURED:
        table = reading.evidence is not None
        condition = state.condition if table else condition_of(seq, reading.clause, reading.number or reading.cue, state.condition)
    scenario = scenario_of(seq, state, reading, knowledge)
    place = reading.number or reading.cue or next(iter(seq.items), None)
    time = time_of(seq, place.start if place else seq.start, published)
    origin = origin_of(state, sources, knowledge) if reading.relation in FIGURED else sources[-1] if sources else None
    return Context(seq.block, whole(seq), condition, sources, spans, origin, scenario, time)
