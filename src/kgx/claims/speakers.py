"""Who says it: reporting words with their speakers, chains, and the body whose test or study a passage tells of."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import msgspec

from kgx.claims.reading import Reading
from kgx.claims.sequence import Chunk, Sequence, is_addressed, is_maker, is_place
from kgx.claims.signs import subject_person
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.model.claim import Source
from kgx.model.item import BODIES, MODELS, Item

_VOICES = frozenset(["Lab", "Organization", "Person", "Study"])
_ANAPHORS = {"anaphor-lab": "body", "anaphor-person": "person", "anaphor-study": "study"}
_GAP = 14
"""How many characters may stand between a speaker and the word that says that it speaks."""
_TITLE = 4
"""A word for a test that stands so close before a body says what the body is."""
_LABEL = 6
"""Where a word such as 论文 ends that stands as a label before a study's name."""
_DONE = re.compile(r"\s*(?:自己|上周|上月|最近|随后|也|曾|[一二三四五六七八九十\d]+月)?(?:做过|做了|进行了|进行过|跑了|)")
"""What stands between a medium and the test that it makes itself."""
_OFFICIAL = 6
"""How far behind 官方 the word ends that says that it speaks: 官方数据显示."""
_PLACED = frozenset("在于")
_TOWARDS = re.compile(r"[对向给][^，。；、]{0,6}$")
"""Before whom something is done: 对中国的 DeepSeek 的模型发布报告."""
_STOPS = re.compile("[，；。！？!?;()]")
_TEAM = re.compile(r"(?:\s*\([^()]*\))?\s*(?:的|等人的?|率领的|带领的)\s*(?:研究)?(?:团队|课题组|研究组|小组|实验室)|\s*等人")
_POSSESSIVE = re.compile(r"[\s)]*的[\s*]*")
_BRACKETS = re.compile(r"\([^()]*\)")
_BOARD = re.compile(r"\s*的[^，。；、]{0,8}(?:榜单?|排行榜)[上里中]")
"""Behind a body on whose leaderboard something stands: Vectara 的幻觉榜上."""
_OWN = re.compile(r"\s*(?:自己|自家|旗下|推出|开发|自建|自有)?的\s*[“‘]?")
_DEEDS = frozenset(["test", "publish", "study-noun"])


class Speaker(msgspec.Struct, frozen=True):
    """Sources, nearest first, with their spans in normal text."""

    sources: tuple[Source, ...]
    spans: tuple[tuple[int, int], ...]
    personal: bool = False
    """True for a person, whose word does not carry over to the next sentences."""


def speaker_of(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
    """The speaker that the sentence names; one without sources where it rests on somebody unnamed (据报道); None where on nobody."""
    named = _according_to(seq, state) or _says(seq, state, knowledge) or _before_quote(seq, state)
    if (quoting := _quoting(seq, state)) and (named is None or all(start < quoting[1] for start, _ in named.spans)):
        return quoting[0]
    if named is None and seq.has("unnamed-source"):
        return Speaker((), ())
    return named or _lead(seq, state, knowledge) or _asked(seq, state)


def _asked(seq: Sequence, state: State) -> Speaker | None:
    """Who is interviewed, where a sentence of their turn says 我 or 我们."""
    said = seq.has("first-person")
    if not state.speaks or state.guest is None or said is None or "“" in seq.between(seq.start, said.start):
        return None
    return Speaker((Source(state.guest.id, state.guest.name),), (), True)


def _before_quote(seq: Sequence, state: State) -> Speaker | None:
    """The person in the clause that opens a quote: 她的语气比较保留：“我们…"""
    colon = seq.text.find(":“", seq.start, seq.end)
    if colon < 0:
        return None
    found = [
        i for i in seq.clauses[seq.clause_of(max(seq.start, colon - 1))].items if i.kind in {"Person", "anaphor-person"} and i.end <= colon
    ]
    if not found:
        return None
    if found[0].kind == "Person":
        return _speaker(found[:1])
    source = _antecedent(seq, state, found[0])
    return Speaker((source,), ((found[0].start, found[0].end),), True) if source else None


def _quoting(seq: Sequence, state: State) -> tuple[Speaker, int] | None:
    """Whose quote a sentence goes on with, or opens with 我们 where somebody is interviewed, and where that quote ends."""
    close = seq.text.find("”", seq.start, seq.end)
    end = close if close >= 0 else seq.end
    if seq.quoted and state.voice:
        return Speaker(state.voice, state.voice_span, True), end
    if state.guest and seq.words.startswith("“") and seq.has("first-person", end=end):
        return Speaker((Source(state.guest.id, state.guest.name),), (), True), end
    return None


def founder_of(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
    """The body or study whose test, report or figures the sentence tells of, on which what follows rests."""
    if again := _taken_up(seq, state):
        return again
    labelled = seq.has("study-noun", end=seq.start + _LABEL)
    for number, chunk in enumerate(seq.chunks):
        if chunk.kind == "Study" and _entitled(seq, chunk, knowledge):
            return _of_chunk(chunk)
        if chunk.kind == "Study" and labelled and 0 <= chunk.start - labelled.end <= 2:
            return _of_chunk(chunk)  # 论文：《截止之前》
        if chunk.kind == "Study" and seq.has("test", "speech", "study-noun", *(() if number else ("publish",)), start=chunk.end):
            return _of_chunk(chunk)
        if chunk.kind in BODIES and _can_test(seq, chunk, knowledge) and not (state.researcher and _only_made(seq, chunk)):
            joint = len(chunk.members) > 1 and next((c for c in seq.chunks if c.kind == "Study" and c.start >= chunk.end), None)
            return _of_chunk(joint or chunk)  # several bodies publish a study: the study says it
        if chunk.kind == "Person" and (team := _TEAM.match(seq.text, chunk.end)) and _acts(seq, chunk):
            work = next((c for c in seq.chunks if c.kind == "Study" and 0 <= c.start - team.end() <= 2), None)
            return _of_chunk(work or chunk)  # 甲等人的 SycEval 研究
        if chunk.kind == "Person" and (study := _written_by(seq, chunk)):
            return _of_chunk(study)
    return None


def _entitled(seq: Sequence, study: Chunk, knowledge: Knowledge) -> bool:
    """Whether a study is what a report is called that somebody publishes, or that a sentence begins with: 放出一份报告，题目就叫《借来的
    钥匙》, 论文题为《夜班》."""
    noun = next((i for i in reversed(seq.items) if i.kind == "study-noun" and i.end <= study.start), None)
    if noun is None or study.start - noun.end > _GAP:
        return False
    if not any(word in seq.between(noun.end, study.start) for word in knowledge.shapes["study-called"]):
        return False
    return noun.end - seq.start <= _LABEL or seq.has("publish", end=noun.start) is not None


def _taken_up(seq: Sequence, state: State) -> Speaker | None:
    """Who published the study or benchmark that heads a sentence, as an earlier sentence said: ImpossibleBench 的构想很直接."""
    first = seq.chunks[0] if seq.chunks else None
    if first is None or first.start - seq.start > 2 or first.kind not in {"Study", "Benchmark"}:
        return None
    sources = dict(state.publishers).get(first.members[0].name)
    return Speaker(sources, ((first.start, first.end),)) if sources else None


def _only_made(seq: Sequence, body: Chunk) -> bool:
    """Whether a body is only whose model it is that somebody tests: 谷歌刚上线的 Gemini 3 Pro 居首."""
    deed = seq.has("publish", start=body.end)
    of = deed is not None and len(seq.between(body.end, deed.start)) <= _GAP and seq.text[deed.end : deed.end + 1] == "的"
    return deed is not None and of and any(i.kind in MODELS and i.start - deed.end in {1, 2} for i in seq.items)


def owner_of(seq: Sequence) -> Speaker | None:
    """The body on whose own benchmark a sentence gives results: Artificial Analysis 的 AA-Omniscience 上, OpenAI 自家的 SimpleQA."""
    for body, test in pairwise(seq.chunks):
        if body.kind in BODIES and test.kind == "Benchmark" and _OWN.fullmatch(seq.text, body.end, test.start):
            return _of_chunk(body)
    boards = (c for c in seq.chunks if c.kind in BODIES and _BOARD.match(seq.text, c.end, seq.end))
    return next(map(_of_chunk, boards), None)


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
    it = seq.has("anaphor-model", start=told.end, end=told.end + _OFFICIAL)  # 官方说它赢过乙
    named = [i.name for i in models if i.end <= told.start][-1:] if it or figures else []
    if not named and not it:
        named = [i.name for i in models]
    about = (state.topic,) if state.topic else state.focus[:1]
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
    if deed is None or _STOPS.search(_BRACKETS.sub("", seq.between(person.end, deed.start))):
        return None
    return next((c for c in seq.chunks if c.kind == "Study" and c.start >= deed.end), None)


def _can_test(seq: Sequence, chunk: Chunk, knowledge: Knowledge) -> bool:
    """An evaluator in a sentence on a test, or another body, no medium and no place (在 X 上), that itself tests or publishes."""
    kind = knowledge.detail(chunk.members[0].id, "kind")
    if kind == "evaluator" and seq.has("test", "study-noun", "publish", "speech"):
        return True
    if (kind == "media" and not _tests(seq, chunk)) or seq.last(max(seq.start, chunk.start - 2), chunk.start) in _PLACED:
        return False
    return _acts(seq, chunk) or _sets_to(seq, chunk, knowledge)


def _tests(seq: Sequence, medium: Chunk) -> bool:
    """Whether a medium itself tests: TechCrunch 做过测试, 本刊实测."""
    test = seq.has("test", start=medium.end)
    return test is not None and _DONE.fullmatch(seq.text, medium.end, test.start) is not None


def _sets_to(seq: Sequence, chunk: Chunk, knowledge: Knowledge) -> bool:
    """A body at the head of a clause that makes models of others do something (拿 50 条提示去攻 DeepSeek-V4, 让几款模型下棋)."""
    clause = seq.clauses[seq.clause_of(chunk.start)]
    cue = next((i for i in clause.of("sets-to") if 0 <= i.start - chunk.end <= _GAP), None)
    if cue is None or is_maker(seq, chunk.members[-1]):
        return False
    own = {m.id for m in chunk.members}
    models = [i for i in seq.items if i.kind in MODELS and i.start >= cue.end]
    return bool(clause.of("group-noun") or (models and own.isdisjoint(makers((i.name for i in models), knowledge))))


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
    return _of_chunk(chunk) if acts else None


def in_footnote(seq: Sequence) -> Speaker | None:
    """The body that a footnote names as where it is from."""
    chunk = next((c for c in seq.chunks if c.kind == "Organization"), None)
    return _of_chunk(chunk) if chunk and seq.block.role == "footnote" else None


def _acts(seq: Sequence, chunk: Chunk) -> bool:
    names = [c.start for c in seq.chunks if c.kind in BODIES]
    deeds = (i for i in seq.items if i.kind in _DEEDS and i.start >= chunk.end)
    deed = next((i for i in deeds if not any(0 < name - i.end <= _TITLE for name in names)), None)  # 评测机构 METR: no deed
    if is_maker(seq, chunk.members[-1]):
        return False  # 阿里巴巴的 Qwen3-Max 同样受测
    before = seq.text[chunk.start - 1 : chunk.start]
    if deed is None or before in {"、", "("} or _TOWARDS.search(seq.between(max(seq.start, chunk.start - _TITLE - 3), chunk.start)):
        return False
    if any(c.kind in BODIES and chunk.end <= c.start < deed.start and not _in_brackets(seq, chunk, c) for c in seq.chunks):
        return False  # 总部设在柏克莱的机构 METR 发表: the nearest
    if any(c.kind == "Person" and chunk.end <= c.start < deed.start and not _in_brackets(seq, chunk, c) for c in seq.chunks):
        return False  # 史丹佛大学教授克莱恩发表: the person
    between = _BRACKETS.sub("", seq.between(chunk.end, deed.start))
    return len(between) <= _GAP and not _STOPS.search(between)


def _in_brackets(seq: Sequence, chunk: Chunk, other: Chunk) -> bool:
    between = seq.between(chunk.end, other.start)
    return between.count("(") > between.count(")")


def _according_to(seq: Sequence, state: State) -> Speaker | None:
    """据 B 援引 A 报道: the bodies behind the word, in order."""
    for cue in seq.items:
        if cue.kind != "source-before":
            continue
        clause = seq.clauses[seq.clause_of(cue.start)]
        end = next((at for at in range(cue.end, clause.end) if seq.text[at] == ")"), clause.end)  # (综合报导) ends its own source
        found = [i for i in clause.items if i.kind in _VOICES and cue.end <= i.start < end and i.start - cue.end <= 24]
        if found and found[0].start - cue.end <= _GAP:
            chain = [i for n, i in enumerate(found) if n == 0 or seq.has("source-before", start=found[n - 1].end, end=i.start)]
            citing = [i for i in clause.items if i.kind in BODIES and 0 <= cue.start - i.end <= 1]  # 路透社援引《金融时报》
            return _speaker([*citing, *chain])
        back = next((i for i in clause.items if i.kind in _ANAPHORS and 0 <= i.start - cue.end <= 6), None)
        if back and (source := _antecedent(seq, state, back)):
            return Speaker((source,), ((back.start, back.end),))
    return None


def _says(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
    """X 表示, X 的报告指出: the nearest body before the word, within its clause or as subject of the one before."""
    for cue in seq.items:
        if cue.kind != "speech" or seq.text[cue.end : cue.end + 1] == "的":
            continue
        number = seq.clause_of(cue.start)
        clause = seq.clauses[number]
        voices = [i for i in clause.items if i.end <= cue.start and (i.kind in _VOICES or i.kind in _ANAPHORS)]
        if voices and _is_maker_of_named(seq, voices[-1]):
            continue
        before = [i for i in voices if not is_addressed(seq, i)]
        if voices and not before:
            continue  # 一名发言人对《卫报》说: nobody who is named
        before = [i for i in before if not is_place(seq, i)] or before
        if not before:
            voices = [i for i in seq.clauses[number - 1].items if i.kind in _VOICES] if number else []
            before = [i for i in voices if seq.text[i.start - 1] not in _PLACED and not _owns_models(seq, i)]
            if before:
                return _speaker([_who_bears(seq, before)])
            continue
        nearest = _weightier(seq, before, knowledge)
        if cue.start - before[-1].end > _GAP or any(_is_models(i) for i in clause.items if before[-1].end <= i.start < cue.start):
            continue
        if nearest.kind in _VOICES:
            return _speaker([nearest])
        if source := _antecedent(seq, state, nearest):
            return Speaker((source,), ((nearest.start, nearest.end),), nearest.kind == "anaphor-person")
    return None


def _who_bears(seq: Sequence, voices: list[Item]) -> Item:
    """The first of those that a clause names, or the person behind it whose title it is part of (OpenAI 负责人甲否认…，称…), or the body
    that the person only describes (清华教授甲创立的智谱放出…，称…)."""
    first = voices[0]
    person = next((i for i in voices[1:] if i.kind == "Person"), None)
    if person is None or first.kind not in BODIES or not seq.has("title", "founder", start=first.end, end=person.start):
        return first
    return next((i for i in voices if i.kind in BODIES and i.start > person.end and seq.text[i.start - 1] == "的"), person)


def _is_maker_of_named(seq: Sequence, voice: Item) -> bool:
    """Whether it is 官方 in a sentence that names a model: its maker, whoever was spoken of before."""
    return (
        voice.kind == "anaphor-lab" and seq.has("official", start=voice.start, end=voice.end) is not None and seq.has(*MODELS) is not None
    )


def _is_models(item: Item) -> bool:
    """Whether it names models or a number of them: 在甲的 16 款模型中观察到 is not what 甲 says."""
    return item.kind in {"Model", "group-noun"} or (item.number is not None and item.number.unit == "models")


def _owns_models(seq: Sequence, body: Item) -> bool:
    """Whether a body is only whose models are spoken of: (包括甲，乃至乙)的 16 款模型中，普遍观察到."""
    behind = _POSSESSIVE.match(seq.text, body.end)
    return behind is not None and any(_is_models(i) and 0 <= i.start - behind.end() <= 1 for i in seq.items)


def _weightier(seq: Sequence, before: list[Item], knowledge: Knowledge) -> Item:
    """The body itself rather than a word such as 报告 or 研究人员 that follows its name."""
    last = before[-1]
    if last.kind in _ANAPHORS and len(before) > 1 and before[-2].kind in _VOICES:
        between = seq.between(before[-2].end, last.start)
        if len(between) <= 4 or _made(knowledge).search(between):
            return before[-2]
    return last


@lru_cache(maxsize=4)
def _made(knowledge: Knowledge) -> re.Pattern[str]:
    """What stands between a body and a word for its study: 甲九月公布的联合研究显示."""
    verbs = "|".join(map(re.escape, knowledge.shapes["study-made"]))
    return re.compile(rf"(?:{verbs})了?的[^，。；]{{0,4}}$")


def _lead(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
    """数据显示, 研究发现: the source in force, else the study in focus."""
    lead = seq.has("reporting-lead")
    if lead is None:
        return None
    ran = next((c for c in seq.chunks if c.kind == "Benchmark" and 0 <= lead.start - c.end <= _GAP), None)
    if ran:
        return _of_chunk(ran)  # SuperCLUE 的测评结果显示
    clause = seq.clauses[seq.clause_of(lead.start)]
    own = next((c for c in reversed(seq.chunks) if c.kind in BODIES and clause.start <= c.start and c.end <= lead.start), None)
    if own and _made(knowledge).search(seq.between(own.end, lead.start)):
        return _of_chunk(own)  # 甲九月公布的联合研究显示
    if state.researcher:
        return Speaker(state.researcher, state.researcher_span)
    near = state.body if state.body_block in {seq.block.start, state.block} else None
    found = state.study or near
    return Speaker((Source(found.id, found.name),), ((lead.start, lead.end),)) if found else None


def _antecedent(seq: Sequence, state: State, anaphor: Item) -> Source | None:
    """Whom a word for a speaker stands for: the person whom the sentence is about, the study or body that the article tells of."""
    if anaphor.kind == "anaphor-study" and state.study and state.researcher and (state.researcher[0].id or "").startswith("org"):
        return Source(state.study.id, state.study.name)
    if anaphor.kind in {"anaphor-study", "anaphor-lab"} and state.researcher:
        return state.researcher[0]
    told = subject_person(seq, anaphor.start) if anaphor.kind == "anaphor-person" else None
    if told and told.kind == "Person":
        return Source(told.id, told.name)
    found = getattr(state, _ANAPHORS[anaphor.kind])
    return Source(found.id, found.name) if found else None


def _of_chunk(chunk: Chunk) -> Speaker:
    return Speaker(tuple(Source(m.id, m.name) for m in chunk.members), ((chunk.start, chunk.end),))


def _speaker(items: list[Item]) -> Speaker:
    spans = tuple((i.start, i.end) for i in items)
    return Speaker(tuple(Source(i.id, i.name) for i in items), spans, items[0].kind == "Person")
