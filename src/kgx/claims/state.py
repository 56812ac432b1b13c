"""What a sentence takes over from those before it: the discourse, a frozen value."""

from collections.abc import Mapping

import msgspec

from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import Sequence, before_titles, is_called_previous, is_maker, is_modified
from kgx.claims.standards import is_standard
from kgx.knowledge.contexts import context
from kgx.model.claim import Source
from kgx.model.item import BODIES, MODELS, Item

Families = Mapping[str, frozenset[str]]
"""Model id → ids of its families."""


_HEAD = 16
"""Where the subject of a clause begins at the latest, titles before a name included."""
_ANNOUNCING = 6
"""How many more characters a sentence has at most that only says what comes next: 先看越狱。"""
_BESIDE = frozenset("和与跟被对向替给把、")
_FORMERLY = ("前", "旧", "前 ", "原")
_AS = ("身为", "身为 ", "作为", "作为 ")
_RATES = frozenset("率例")
"""How a behavior ends that is named with its rate: 勒索率, 有害内容的比例."""
OFFICE = 8
"""How far behind a body the word for an office ends that somebody has there."""
_WHOSE = context("whose-relation")
_DATELINE = context("dateline-behind")
FROM = frozenset("从自")
"""What stands before a body that somebody only comes from, where the sentence names another: 从 A 出来，做了 B."""
_ASIDE = frozenset("跟与和向对给被比于")
"""What stands before a body that a sentence is not about, where it names another: 跟 ASML 谈融资."""


class State(msgspec.Struct, frozen=True):
    """Who and what is in focus when a sentence begins."""

    topic: Ref | None = None
    """The model that the article is about, where it is about one."""
    previous: Ref | None = None
    """The model that the article calls the one before (前代 Gemini 3 Pro), where it so calls one."""
    lists: tuple[tuple[Ref, ...], ...] = ()
    """The lists of models named so far, each by its length, the latest last."""
    entry: tuple[Ref, ...] = ()
    """The focus when a list of entries began: siblings do not lend theirs."""
    section: Ref | None = None
    """The one model that the heading names."""
    titled: bool = False
    """True where the title names the topic alone."""
    topic_block: int = -1
    """Start of the block that last named the topic."""
    models: tuple[Ref, ...] = ()
    """Models named last, in order; the last sentence that names any sets them."""
    focus: tuple[Ref, ...] = ()
    """Subjects of the last reading about models."""
    behavior: Ref | None = None
    behavior_block: int = -1
    """Start of the block that last named a behavior."""
    behaviors: int = 0
    """How many behaviors the last sentence with any names."""
    benchmark: Ref | None = None
    benchmark_block: int = -1
    """Start of the block that last named a benchmark."""
    benchmarks: tuple[Ref, ...] = ()
    """Benchmarks of the last sentence that names any, in order."""
    person: Ref | None = None
    hero: Ref | None = None
    """The person whom the article names clearly more often than any other."""
    met: bool = False
    """Whether the article has named that person so far."""
    people: tuple[Ref, ...] = ()
    """People of the last sentence that names any."""
    together: tuple[Ref, ...] = ()
    """The longest list of people of that sentence: who two or three of them are."""
    called: tuple[tuple[str, str], ...] = ()
    """For each person 他 or 她, as the text calls them."""
    body: Ref | None = None
    """Lab or organization in focus."""
    body_block: int = -1
    """Start of the block that named it."""
    body_of_list: Ref | None = None
    """The body in focus when a list began: siblings do not lend theirs."""
    bodies: tuple[Ref, ...] = ()
    """Labs and organizations of the last sentence that names any."""
    labs: tuple[Ref, ...] = ()
    """The labs that the article names anywhere."""
    home: Ref | None = None
    """The body that the article is about, else the lab that it named first."""
    employers: tuple[tuple[str, Ref], ...] = ()
    """For each person the body that the text gave last as the place of work."""
    founded: Ref | None = None
    """The body whose founder was last told."""
    left: Ref | None = None
    """The body that somebody left last, where no other came into focus since."""
    left_block: int = -1
    """Start of the block that said so."""
    gone: frozenset[tuple[str, str]] = frozenset()
    """Who left which body, by ids."""
    study: Ref | None = None
    scenario: Ref | None = None
    scenario_block: int = -1
    """Start of the block that named the setting, or pointed to it, last."""
    source: tuple[Source, ...] = ()
    """Speaker in force where a sentence names none."""
    source_span: tuple[tuple[int, int], ...] = ()
    source_block: int = -1
    """Start of the block in which that speaker was named; it carries no further."""
    researcher: tuple[Source, ...] = ()
    """The body or study whose test or figures the article tells of."""
    researcher_span: tuple[tuple[int, int], ...] = ()
    published: int = -99
    """Number of the sentence that told last of a report of theirs without its name."""
    publishers: tuple[tuple[str, tuple[Source, ...]], ...] = ()
    """For each study and benchmark (by name) who published it, as the text has said."""
    voice: tuple[Source, ...] = ()
    """Who spoke in the sentence before: whose a quote is that goes on."""
    voice_span: tuple[tuple[int, int], ...] = ()
    guest: Ref | None = None
    """Who is interviewed: whose a quote is that nobody is named for."""
    speaks: bool = False
    """True in a turn of the one who is interviewed: who 我 is."""
    asked: bool = False
    """True behind a question of an interview: who 我 is in the next block."""
    hosts: frozenset[str] = frozenset()
    """Who asks; no pronoun means them while there is a guest."""
    card: tuple[Source, ...] = ()
    """The system or model card that the article summarizes: whose figures are, where a paragraph names nobody."""
    own_figures: bool = False
    """True where the tables of this section give each maker's own figures."""
    aside: tuple[Source, ...] = ()
    """That body or study while a section tells of others."""
    trials: Item | None = None
    """Number of runs that each model had, where the text states one for all."""
    condition: tuple[int, int] | None = None
    """A condition that governs the paragraph."""
    under: tuple[int, int] | None = None
    """The condition that the heading of the section sets."""
    listed: tuple[int, int] | None = None
    """The condition in force when a list began: siblings do not lend theirs."""
    main: Ref | None = None
    """The behavior that the article is about, where it is about one."""
    predicate: Ref | None = None
    """Behavior or benchmark of the last measure of this section."""
    announced: Ref | None = None
    """The behavior or benchmark of the last sentence that speaks of a rate or score, or of the heading."""
    led: Ref | None = None
    """The behavior that the article measured first: what a number without a name means in a new section."""
    bound: Ref | None = None
    """The benchmark on which that behavior was measured."""
    fresh: bool = False
    """True where that measure stands in the sentence before."""
    intro: bool = False
    """True where the sentence before announces a list."""
    heading: tuple[Item, ...] = ()
    specific: tuple[tuple[str, Ref], ...] = ()
    """For each family the version named last."""
    group: bool = False
    """True where the last sentence was about an unnamed group."""
    focus_block: int = -1
    """Start of the block in which the focus was set."""
    block: int = -1
    block_role: str = "body"
    age: int = 0
    """Sentences since a model was named."""


def advance(state: State, seq: Sequence, subjects: tuple[Ref, ...], renewed: bool, families: Families) -> State:
    """The state after a sentence: what it names comes into focus. `families` gives the families of each model."""
    change: dict[str, object] = {"block": seq.block.start, "block_role": seq.block.role}
    models = tuple({i.id: ref(i, implicit=True) for i in seq.items if i.kind in MODELS}.values())
    named = tuple(msgspec.structs.replace(s, implicit=True) for s in subjects if s.id)
    if models:
        specific = dict(state.specific) | {f: m for m in models if m.kind == "Model" for f in families.get(m.id or "", ())}
        change |= {"models": models, "age": 0, "specific": tuple(specific.items())}
    else:
        change["age"] = state.age + 1
    lists = [tuple(ref(m, implicit=True) for m in c.members) for c in seq.chunks if c.kind in MODELS and len(c.members) > 1]
    if lists:
        change["lists"] = (*state.lists, *lists)[-6:]
    if seq.block.role != "list":
        change["entry"] = named or models[:1] or state.entry
    if state.topic and any(m.id == state.topic.id for m in models):
        change["topic_block"] = seq.block.start
    beside = {c.members[0].id for c in seq.chunks if c.kind in MODELS and (is_called_previous(seq, c) or is_standard(seq, c))}
    fresh = tuple(m for m in named if m.id not in beside) or tuple(m for m in models if m.id not in beside)[:1]
    if fresh:
        change |= {"focus": fresh, "group": False}
    if models or (named and renewed):
        change |= {"focus_block": seq.block.start, "age": 0}
    elif any(_is_group(seq, i) for i in seq.items) or any(s.quantifier for s in subjects):
        change["group"] = True
    deeds = {i.id for i in seq.items if i.kind == "Behavior"}
    if deeds:
        change |= {"behaviors": len(deeds), "behavior_block": seq.block.start}
    whats = [i for i in seq.items if i.kind in {"Behavior", "Benchmark"}]
    if whats and (
        seq.block.role == "heading"
        or seq.has("rate-word", "score-word")
        or seq.text[whats[-1].end - 1] in _RATES
        or _only_names(seq, whats)
    ):
        change["announced"] = ref(whats[0 if seq.has("table-word") else -1], implicit=True)
    if tests := tuple({i.id or i.name: ref(i, implicit=True) for i in seq.items if i.kind == "Benchmark"}.values()):
        change["benchmarks"] = tests
    if bodies := tuple({i.id: ref(i, implicit=True) for i in seq.items if i.kind in BODIES}.values()):
        change["bodies"] = bodies
    people = tuple({i.id: ref(i, implicit=True) for i in seq.items if i.kind == "Person"}.values())
    if people:
        lists = [tuple(ref(m, implicit=True) for m in c.members) for c in seq.chunks if c.kind == "Person"]
        met = state.met or (state.hero is not None and state.hero.id in {p.id for p in people})
        change |= {"people": people, "together": max(lists, key=len), "met": met}
    hosts = state.hosts | {i.id for i in seq.items if i.kind == "Person" and seq.before(i.start, "host")}
    guests = [p for p in people if p.id not in hosts]
    if (invited := seq.has("guest")) and guests:
        behind = [p for p in guests if p.item and p.item.start >= invited.end]
        invitee = (behind or guests)[0]
        change["guest"] = ref(next(i for i in seq.items if i.id == invitee.id), implicit=True)  # as first written, before a gloss
    change["hosts"] = hosts
    for field, kinds in _FOCUS.items():
        if seq.kinds.isdisjoint(kinds):
            continue
        found = [i for i in seq.items if i.kind in kinds]
        if field == "body":
            found = [i for i in found if not _DATELINE.match(seq.text, i.end, seq.end)]  # 环球财讯伦敦3月12日电
        if field == "body" and state.body:
            found = [i for i in found if seq.last(seq.start, i.start) not in _ASIDE]
            found = [i for i in found if not is_maker(seq, i)] or found
            found = [i for i in found if not _is_attribute(seq, i) and not _is_goal(seq, i)]
            found = [i for i in found if seq.last(seq.start, i.start) not in FROM] or found
        if field == "person":
            heads = _subjects(seq) or (found if len({i.id for i in found}) == 1 and not seq.has("anaphor-person") else [])
            found = [i for i in heads if i.id not in hosts and not is_kin(seq, i)] if seq.block.role != "byline" else []
        if found:
            chosen = found[0] if field in {"person", "body"} else found[-1]
            change[field] = ref(chosen, implicit=True)
            if field == "body":
                change["left"] = None
            if field in {"benchmark", "body", "scenario"}:
                change[f"{field}_block"] = seq.block.start
    if seq.has("anaphor-scenario") and not seq.has("Scenario"):
        change["scenario_block"] = seq.block.start
    if state.home is None and (lab := next((i for i in seq.items if i.kind == "Lab"), None)):
        change["home"] = ref(lab, implicit=True)
    if seq.block.role != "list":
        change["body_of_list"] = change.get("body", state.body)
    if seq.block.role == "heading":
        change["section"] = models[0] if len(models) == 1 else None
        told = {i.id: i for i in whats}
        predicate = ref(whats[0], implicit=True) if len(told) == 1 else state.led if state.main is None or state.led == state.main else None
        if not whats:
            change["announced"] = None
        heading = tuple(i for i in seq.items if i.kind not in BODIES or not _is_attribute(seq, i))
        change |= {"heading": heading, "trials": None, "condition": None, "fresh": False, "predicate": predicate, "bound": None}
    return msgspec.structs.replace(state, **change)


def _only_names(seq: Sequence, whats: list[Item]) -> bool:
    """Whether a short sentence only says what comes next: 先看越狱。"""
    rest = len(seq.words.strip()) - (whats[0].end - whats[0].start)
    return len(whats) == 1 and rest <= _ANNOUNCING and not seq.has(*MODELS)


def _is_attribute(seq: Sequence, body: Item) -> bool:
    """Whether a body within a clause is only whose something is: 班底几乎是 OpenAI 的旧部."""
    start = seq.clauses[seq.clause_of(body.start)].start
    if seq.text.endswith(_AS, seq.start, body.start) and seq.has("title", "founder", start=body.end, end=min(seq.end, body.end + OFFICE)):
        return True  # 身为 OpenAI 共同创办人
    if seq.text[body.end : body.end + 1] in _FORMERLY or seq.text.endswith(_FORMERLY, seq.start, body.start):
        return True  # 前搜狗 CEO, 搜狗旧部
    return body.start - start > 1 and seq.between(body.end, min(seq.end, body.end + 2)).lstrip().startswith("的")


def _is_goal(seq: Sequence, body: Item) -> bool:
    """Whether a body is only where somebody goes who was spoken of: 回到 OpenAI, 转投 Meta."""
    return seq.before(body.start, "move", "join") is not None


def is_kin(seq: Sequence, person: Item) -> bool:
    """Whether a person is only somebody's teacher or partner: 导师之一是甲."""
    first = next(i for i in seq.items if i.id == person.id and i.kind == person.kind)
    return _WHOSE.search(seq.text, seq.start, before_titles(seq, first)) is not None


def _is_group(seq: Sequence, item: Item) -> bool:
    """Whether it is several models without names: 所有前沿模型, 九家厂商的 25 款模型."""
    if item.number is not None:
        return item.number.unit == "models" and item.number.value >= 2
    return item.kind == "group-noun" and is_modified(seq, item)


def _subjects(seq: Sequence) -> list[Item]:
    """The people that head a clause, the first of each list; none where a pronoun comes before them all."""
    heads = [i for c in seq.chunks if c.kind == "Person" and _heads(seq, i := c.members[0])]
    pronoun = seq.has("anaphor-person")
    return [] if pronoun and heads and pronoun.start < heads[0].start and _heads(seq, pronoun) else heads


def _heads(seq: Sequence, item: Item) -> bool:
    """Whether a person or a pronoun can be the subject of its clause: 他和联合创始人甲 is about him."""
    start = seq.clauses[seq.clause_of(item.start)].start
    return item.start - start <= _HEAD and seq.last(start, before_titles(seq, item)) not in _BESIDE


_FOCUS = {
    "behavior": frozenset(["Behavior"]),
    "benchmark": frozenset(["Benchmark"]),
    "person": frozenset(["Person"]),
    "body": BODIES,
    "study": frozenset(["Study"]),
    "scenario": frozenset(["Scenario"]),
}


def body_near(state: State, seq: Sequence) -> Ref | None:
    """The body in focus, if the block of the sentence, or that of the sentence before, is the one that named it."""
    return state.body if state.body_block in {seq.block.start, state.block} else None


def refined(found: Ref, state: State) -> Ref:
    """The version that a family's bare name stands for, where the text before named one of it."""
    if found.kind != "ModelFamily":
        return found
    version = dict(state.specific).get(found.id or "")
    return msgspec.structs.replace(version, implicit=True) if version else found


def in_focus(state: State, block: int, reach: int, entry: bool = False) -> Ref | None:
    """The model in focus for a sentence that names none: set in this block, or at most `reach` sentences ago; else the article's topic."""
    if state.group and state.block == block:
        return None
    if entry and state.focus_block != block:
        return state.section or state.topic or (state.entry[0] if state.entry and state.intro else None)
    if state.focus and (state.focus_block == block or state.age <= reach):
        variant = state.topic is not None and state.focus[0].name.startswith(f"{state.topic.name} ")  # GPT-9 Thinking of GPT-9
        if variant:
            return state.focus[0]
        among = state.topic is not None and state.topic.id in {f.id for f in state.focus}
        return state.topic if state.titled and (among or state.topic_block == block) else state.focus[0]
    return state.section or state.topic
