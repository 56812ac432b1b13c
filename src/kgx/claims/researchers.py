"""On whose test, study or figures it rests what a sentence tells."""

import re
from collections.abc import Iterable
from itertools import pairwise

from kgx.claims.reading import Reading
from kgx.claims.sequence import Chunk, Sequence, is_maker
from kgx.claims.speakers import GAP, Speaker, is_where, of_chunk
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.claim import Source
from kgx.model.item import BODIES, MODELS

_TITLE = 4
"""A word for a test that stands so close before a body says what the body is."""
_TITLED = 8
"""How far behind a word for publishing the word for what is published ends: 发表了一篇重要论文."""
_LABEL = 6
"""Where a word such as 论文 ends that stands as a label before a study's name."""
_GOING = frozenset("去到赴往")
_DONE = context("test-done")
_OFFICIAL = 10
"""How far behind 官方 the word ends that says that it speaks: 官方数据显示."""
_HOUSE = context("part-of-house")
_TOWARDS = context("towards")
_STOPS = re.compile("[，；。！？!?;()]")
_TEAM = context("team-of")
_TEAM_OF_WHOM = context("pronoun-team")
_BRACKETS = re.compile(r"\([^()]*\)")
_BOARD = context("on-board")
_INSPIRED = context("inspired")
_OWN = context("of-its-own")
_DEEDS = frozenset(["test", "publish", "study-noun"])


def founder_of(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
    """The body or study whose test, report or figures the sentence tells of, on which what follows rests."""
    if again := _taken_up(seq, state):
        return again
    labelled = seq.has("study-noun", end=seq.start + _LABEL)
    for number, chunk in enumerate(seq.chunks):
        if chunk.kind == "Study" and _entitled(seq, chunk, knowledge):
            return of_chunk(chunk)
        if chunk.kind == "Study" and labelled and 0 <= chunk.start - labelled.end <= 2:
            return of_chunk(chunk)  # 论文：《截止之前》
        if chunk.kind == "Study" and not number and _published_just_before(seq, chunk):
            return of_chunk(chunk)  # 上个月，他们发表报告《走投无路》
        if chunk.kind == "Study" and seq.has("test", "speech", "study-noun", *(() if number else ("publish",)), start=chunk.end):
            return of_chunk(chunk)
        if chunk.kind in BODIES and _can_test(seq, chunk, knowledge) and not (state.researcher and _only_made(seq, chunk)):
            joint = len(chunk.members) > 1 and next((c for c in seq.chunks if c.kind == "Study" and c.start >= chunk.end), None)
            return of_chunk(joint or chunk)  # several bodies publish a study: the study says it
        if chunk.kind == "Person" and (team := _TEAM.match(seq.text, chunk.end)) and _acts(seq, chunk):
            work = next((c for c in seq.chunks if c.kind == "Study" and 0 <= c.start - team.end() <= 2), None)
            return of_chunk(work or chunk)  # 甲等人的 SycEval 研究
        if chunk.kind == "Person" and (study := _written_by(seq, chunk)):
            return of_chunk(study)
        if chunk.kind == "Person" and _writes(seq, chunk):
            return of_chunk(chunk)
    return _with_team(seq, state)


def _published_just_before(seq: Sequence, study: Chunk) -> bool:
    """Whether somebody without a name publishes a study."""
    deed = next((i for i in reversed(seq.items) if i.kind == "publish" and i.end <= study.start), None)
    return deed is not None and study.start - deed.end <= _TITLED and not _STOPS.search(seq.between(deed.end, study.start))


def _with_team(seq: Sequence, state: State) -> Speaker | None:
    """The person in focus whose people test something: 他的实验室以 TMMLU+ 试测."""
    who = next((i for i in seq.items if i.kind == "anaphor-person" and _TEAM_OF_WHOM.match(seq.text, i.end)), None)
    if who is None or state.person is None or seq.has("test", start=who.end, end=seq.clauses[seq.clause_of(who.start)].end) is None:
        return None
    return Speaker((Source(state.person.id, state.person.name),), ((who.start, who.end),), True)


def _entitled(seq: Sequence, study: Chunk, knowledge: Knowledge) -> bool:
    """Whether a study is what a report is called that somebody publishes, or that a sentence begins with: 放出一份报告，题目就叫《借来的
    钥匙》, 论文题为《夜班》."""
    noun = next((i for i in reversed(seq.items) if i.kind == "study-noun" and i.end <= study.start), None)
    if noun is None or study.start - noun.end > GAP:
        return False
    if not any(word in seq.between(noun.end, study.start) for word in knowledge.shapes["study-called"]):
        return False
    return noun.end - seq.start <= _LABEL or seq.has("publish", end=noun.start) is not None


def _taken_up(seq: Sequence, state: State) -> Speaker | None:
    """Who published the study or benchmark that heads a sentence, as an earlier sentence said: ImpossibleBench 的构想很直接."""
    first = seq.chunks[0] if seq.chunks else None
    if first is None or first.start - seq.start > 2 or first.kind != "Benchmark":
        return None
    sources = dict(state.publishers).get(first.members[0].name)
    return Speaker(sources, ((first.start, first.end),)) if sources else None


def _only_made(seq: Sequence, body: Chunk) -> bool:
    """Whether a body is only whose model it is that somebody tests: 谷歌刚上线的 Gemini 3 Pro 居首."""
    deed = seq.has("publish", start=body.end)
    of = deed is not None and len(seq.between(body.end, deed.start)) <= GAP and seq.text[deed.end : deed.end + 1] == "的"
    return deed is not None and of and any(i.kind in MODELS and i.start - deed.end in {1, 2} for i in seq.items)


def owner_of(seq: Sequence) -> Speaker | None:
    """The body on whose own benchmark a sentence gives results: Artificial Analysis 的 AA-Omniscience 上, OpenAI 自家的 SimpleQA."""
    for body, test in pairwise(seq.chunks):
        if body.kind in BODIES and test.kind == "Benchmark" and _OWN.fullmatch(seq.text, body.end, test.start):
            return of_chunk(body)
    boards = (c for c in seq.chunks if c.kind in BODIES and _BOARD.match(seq.text, c.end, seq.end))
    return next(map(of_chunk, boards), None)


def made_by(reading: Reading, knowledge: Knowledge) -> Speaker | None:
    """The maker of the model that a reading is of."""
    source = _maker([reading.subject.name], knowledge)
    return Speaker((source,), ()) if source else None


def official(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
    """The maker of the model named before official figures, else of the one that they are about: 官方说 GPT-5 得了 74.9%."""
    figures = seq.has("official-figures")
    told = figures or seq.has("official")
    if told is None:
        return None
    if not figures and not seq.words.rstrip().endswith(":") and not seq.has("speech", start=told.end, end=told.end + _OFFICIAL):
        return None
    models = [i for i in seq.items if i.kind in MODELS]
    it = seq.has("anaphor-model", start=told.end, end=told.end + _OFFICIAL)  # 官方说它赢过乙, 按官方的成绩单，新模型
    named = [i.name for i in models if i.end <= told.start][-1:] if it or figures else []
    near = state.focus[:1] if state.focus_block == seq.block.start and state.focus and state.focus[0].kind in MODELS else ()
    behind = [i.name for i in models if 0 <= i.start - told.end <= _OFFICIAL]
    if not named and not it:
        named = behind if near else [i.name for i in models]
    topic = (state.topic,) if state.topic and (it is None or it.id == "newest") else state.focus[:1]
    about = topic if it else near or topic  # 月之暗面开源甲…。按照官方数字，它…，压过乙
    source = _maker(named or [r.name for r in about], knowledge)
    if source is None or (not it and any(i.id != source.id for i in seq.items if i.kind in BODIES)):
        return None
    return Speaker((source,), ((told.start, told.end),))


def _maker(models: Iterable[str], knowledge: Knowledge) -> Source | None:
    """Who makes these models, where one does."""
    found = makers(models, knowledge)
    known = knowledge.known.get(next(iter(found))) if len(found) == 1 else None
    return Source(known.id, known.name) if known else None


def _written_by(seq: Sequence, person: Chunk) -> Chunk | None:
    """The study that a person publishes (史丹佛大学教授克莱恩发表论文〈温暖的代价〉)."""
    deed = seq.has("publish", start=person.end)
    if deed is None or _STOPS.search(_without_brackets(seq, person.end, deed.start)):
        return None
    return next((c for c in seq.chunks if c.kind == "Study" and c.start >= deed.end), None)


def _writes(seq: Sequence, person: Chunk) -> bool:
    """Whether people publish a study that is not named: 甲与乙合写了一篇论文."""
    deed = seq.has("publish", start=person.end, end=min(seq.end, person.end + GAP))
    noun = seq.has("study-noun", start=deed.end, end=min(seq.end, deed.end + _TITLED)) if deed else None
    return noun is not None and deed is not None and not _STOPS.search(_without_brackets(seq, person.end, noun.start))


def _can_test(seq: Sequence, chunk: Chunk, knowledge: Knowledge) -> bool:
    """An evaluator in a sentence on a test, or another body, no medium and no place (在 X 上), that itself tests or publishes."""
    body = chunk.members[0].id
    if _is_example(seq, chunk):
        return False
    going = seq.last(seq.start, chunk.start) in _GOING  # 去 METR 访问时做的研究
    if not going and knowledge.detail(body, "kind") == "evaluator" and seq.has("test", "study-noun", "publish", "speech"):
        return True
    if (knowledge.is_media(body) and not _tests(seq, chunk)) or is_where(seq, chunk) or _part_of(seq, chunk):
        return False
    return _acts(seq, chunk) or _sets_to(seq, chunk, knowledge) or _staff_tests(seq, chunk)


def _is_example(seq: Sequence, chunk: Chunk) -> bool:
    """Whether others only took a body or study as their example: 受 Anthropic 的研究启发."""
    return seq.last(seq.start, chunk.start) == "受" and _INSPIRED.match(seq.text, chunk.end, seq.end) is not None


def _tests(seq: Sequence, medium: Chunk) -> bool:
    """Whether a medium itself tests: TechCrunch 做过测试, 本刊实测."""
    test = seq.has("test", start=medium.end)
    return test is not None and _DONE.fullmatch(seq.text, medium.end, test.start) is not None


def _staff_tests(seq: Sequence, chunk: Chunk) -> bool:
    """Whether it is a body's people who test, whatever stands between: 甲的研究人员今年 1 月从题库抽出 50 则提示，用来测试…"""
    staff = next((i for i in seq.items if i.kind == "research-staff" and 0 <= i.start - chunk.end <= 1), None)
    return staff is not None and seq.has("test", start=staff.end) is not None and seq.has("Person", start=staff.end) is None


def _sets_to(seq: Sequence, chunk: Chunk, knowledge: Knowledge) -> bool:
    """A body at the head of a clause that makes models of others do something (拿 50 条提示去攻 DeepSeek-V4, 让几款模型下棋), or that
    ends with a test (从题库抽出 50 题测试，)."""
    clause = seq.clauses[seq.clause_of(chunk.start)]
    cue = next((i for i in clause.of("sets-to") if 0 <= i.start - chunk.end <= GAP), None)
    if cue is None and clause.start in {chunk.start, *(c.start for c in seq.chunks if _part_of(seq, c) is chunk)}:
        cue = next((i for i in clause.of("test") if i.end >= clause.end - 1), None)
    if cue is None or is_maker(seq, chunk.members[-1]):
        return False
    own = {m.id for m in chunk.members}
    models = [i for i in seq.items if i.kind in MODELS and i.start >= cue.end]
    return bool(clause.of("group-noun") or (models and own.isdisjoint(makers((i.name for i in models), knowledge))))


def _part_of(seq: Sequence, house: Chunk) -> Chunk | None:
    """The body whose house another is: 思科旗下 Robust Intelligence."""
    found = _HOUSE.match(seq.text, house.end) if house.kind in BODIES else None
    return next((c for c in seq.chunks if c.kind in BODIES and c.start == found.end()), None) if found else None


def makers(models: Iterable[str], knowledge: Knowledge) -> set[str]:
    """Ids of who makes the models of these names, as far as their families are known."""
    lineages = map(knowledge.grammar.lineage, models)
    return {knowledge.maker(lineage.lab) for lineage in lineages if lineage}


def acting(seq: Sequence) -> Speaker | None:
    """A lab or organization that is the first entity of the sentence and does something in it (Anthropic 把…降到 3%)."""
    chunk = seq.chunks[0] if seq.chunks else None
    if chunk is None or chunk.kind not in BODIES or chunk.start - seq.start > 2:
        return None
    acts = next((i for i in seq.items if i.kind == "acts" and 0 <= i.start - chunk.end <= 1), None)
    return of_chunk(chunk) if acts else None


def in_footnote(seq: Sequence) -> Speaker | None:
    """The body that a footnote names as where it is from."""
    chunk = next((c for c in seq.chunks if c.kind == "Organization"), None)
    return of_chunk(chunk) if chunk and seq.block.role == "footnote" else None


def _acts(seq: Sequence, chunk: Chunk) -> bool:
    names = [c.start for c in seq.chunks if c.kind in BODIES]
    deeds = (i for i in seq.items if i.kind in _DEEDS and i.start >= chunk.end)
    deed = next((i for i in deeds if not any(0 < name - i.end <= _TITLE for name in names)), None)  # 评测机构 METR: no deed
    if is_maker(seq, chunk.members[-1]):
        return False  # 阿里巴巴的 Qwen3-Max 同样受测
    before = seq.text[chunk.start - 1 : chunk.start]
    released = deed is not None and deed.kind == "publish" and seq.last(seq.start, chunk.start) == "由"
    if released and any(i.kind in MODELS and i.end <= chunk.start for i in seq.items):
        return False  # Gemini 3 Pro 上月才由谷歌放出
    if deed is None or before in {"、", "("} or _TOWARDS.search(seq.between(max(seq.start, chunk.start - _TITLE - 3), chunk.start)):
        return False
    if any(c.kind in BODIES and chunk.end <= c.start < deed.start and not _in_brackets(seq, chunk, c) for c in seq.chunks):
        return False  # 总部设在柏克莱的机构 METR 发表: the nearest
    if any(c.kind == "Person" and chunk.end <= c.start < deed.start and not _in_brackets(seq, chunk, c) for c in seq.chunks):
        return False  # 史丹佛大学教授克莱恩发表: the person
    between = _without_brackets(seq, chunk.end, deed.start)
    return len(between) <= GAP and not _STOPS.search(between)


def _in_brackets(seq: Sequence, chunk: Chunk, other: Chunk) -> bool:
    between = seq.between(chunk.end, other.start)
    return between.count("(") > between.count(")")


def _without_brackets(seq: Sequence, start: int, end: int) -> str:
    return _BRACKETS.sub("", seq.between(start, end))
