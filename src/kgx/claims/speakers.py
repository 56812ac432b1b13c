"""Who says it: reporting words with their speakers, chains, quotes."""

import re
from functools import lru_cache

import msgspec

from kgx.claims.reading import Ref
from kgx.claims.sequence import WITH, Chunk, Sequence, is_addressed, is_place
from kgx.claims.signs import subject_person
from kgx.claims.state import State, body_near
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.claim import Source
from kgx.model.item import BODIES, MODELS, Item

_CITES = context("medium-cites")
_VOICES = frozenset(["Lab", "Organization", "Person", "Study"])
_ANAPHORS = {"anaphor-lab": "body", "anaphor-person": "person", "anaphor-study": "study"}
GAP = 14
"""How many characters may stand between a speaker and the word that says that it speaks."""
_PLACED = frozenset("在于")
_CARDS = (" Card", " Report")
"""How the names of a maker's own papers end."""
_POSSESSIVE = context("possessive")
_ITS_FINDING = context("its-finding")


class Speaker(msgspec.Struct, frozen=True):
    """Sources, nearest first, with their spans in normal text."""

    sources: tuple[Source, ...]
    spans: tuple[tuple[int, int], ...]
    personal: bool = False
    """True for a person, whose word does not carry over to the next sentences."""


def speaker_of(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
    """The speaker that the sentence names; one without sources where it rests on somebody unnamed (据报道); None where on nobody."""
    named = _according_to(seq, state, knowledge) or _says(seq, state, knowledge) or _before_quote(seq, state, knowledge)
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
    return the_guest(state.guest)


def the_guest(guest: Ref) -> Speaker:
    """Who is interviewed, as whoever speaks where the text names nobody."""
    return Speaker((Source(guest.id, guest.name),), (), True)


def _before_quote(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
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
    source = antecedent(seq, state, found[0], knowledge)
    return Speaker((source,), ((found[0].start, found[0].end),), True) if source else None


def _quoting(seq: Sequence, state: State) -> tuple[Speaker, int] | None:
    """Whose quote a sentence goes on with, or opens with 我们 where somebody is interviewed, and where that quote ends."""
    close = seq.text.find("”", seq.start, seq.end)
    end = close if close >= 0 else seq.end
    if seq.quoted and state.voice:
        return Speaker(state.voice, state.voice_span, True), end
    if state.guest and seq.words.startswith("“") and seq.has("first-person", end=end):
        return the_guest(state.guest), end
    return None


def _according_to(seq: Sequence, state: State, knowledge: Knowledge) -> Speaker | None:
    """据 B 援引 A 报道: the bodies behind the word, in order."""
    for cue in seq.items:
        if cue.kind != "source-before":
            continue
        clause = seq.clauses[seq.clause_of(cue.start)]
        end = next((at for at in range(cue.end, clause.end) if seq.text[at] == ")"), clause.end)  # (综合报导) ends its own source
        found = [i for i in clause.items if i.kind in _VOICES and cue.end <= i.start < end and i.start - cue.end <= 24]
        if found and found[0].start - cue.end <= GAP:
            chain = [i for n, i in enumerate(found) if n == 0 or seq.has("source-before", start=found[n - 1].end, end=i.start)]
            citing = [
                i for i in clause.items if i.kind in BODIES and _CITES.fullmatch(seq.text, i.end, cue.start)
            ]  # 路透社援引《金融时报》
            return _speaker([*citing, *chain])
        back = next((i for i in clause.items if i.kind in _ANAPHORS and 0 <= i.start - cue.end <= 6), None)
        if back and (source := antecedent(seq, state, back, knowledge)):
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
        voices = [i for i in voices if not _is_platform(seq, i)]
        if voices and _is_maker_of_named(seq, voices[-1]):
            continue
        before = [i for i in voices if not is_addressed(seq, i)]
        if voices and not before:
            continue  # 一名发言人对《卫报》说: nobody who is named
        before = [i for i in before if not is_place(seq, i)] or before
        before = [
            i for i in before if i.kind != "anaphor-study" or seq.last(seq.start, i.start) not in _PLACED
        ] or before  # 该机构在报告中说
        if not before and clause.of("unnamed-source"):
            continue
        if not before:
            voices = [i for i in seq.clauses[number - 1].items if i.kind in _VOICES and not _is_platform(seq, i)] if number else []
            before = [i for i in voices if seq.text[i.start - 1] not in _PLACED and not _owns_models(seq, i)]
            before = [i for i in before if i.kind not in BODIES or not seq.before(i.start, "join-to", "leave", "move")]  # 改投 A，称想…
            if before:
                return _speaker([_who_bears(seq, before)])
            continue
        nearest = _weightier(seq, before, knowledge)
        if cue.start - voices[-1].end > GAP or any(_is_models(i) for i in clause.items if before[-1].end <= i.start < cue.start):
            continue
        if nearest.kind in _VOICES:
            return _speaker([nearest])
        if source := antecedent(seq, state, nearest, knowledge):
            return Speaker((source,), ((nearest.start, nearest.end),), nearest.kind == "anaphor-person")
    return None


def _is_platform(seq: Sequence, item: Item) -> bool:
    """Whether a body is only where something stands: Reddit 上的求助帖."""
    return item.kind in BODIES and seq.text[item.end : item.end + 3].lstrip().startswith("上的")


def _who_bears(seq: Sequence, voices: list[Item]) -> Item:
    """The first of those that a clause names, or the person behind it whose title it is part of (OpenAI 负责人甲否认…，称…), or the body
    that the person only describes (清华教授甲创立的智谱放出…，称…)."""
    beside = [i for i in voices[:-1] if seq.last(seq.start, i.start) in WITH]
    first = next((i for i in voices if i not in beside), voices[0])  # 跟甲一同领导团队的乙请辞，批评…
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
    ran = next((c for c in seq.chunks if c.kind == "Benchmark" and 0 <= lead.start - c.end <= GAP), None)
    if ran:
        return of_chunk(ran)  # SuperCLUE 的测评结果显示
    clause = seq.clauses[seq.clause_of(lead.start)]
    own = next((c for c in reversed(seq.chunks) if c.kind in BODIES and clause.start <= c.start and c.end <= lead.start), None)
    between = seq.between(own.end, lead.start) if own else ""
    if own and (_ITS_FINDING.fullmatch(between) or _made(knowledge).search(between)):
        return of_chunk(own)  # 甲数据显示, 甲九月公布的联合研究显示
    if state.researcher:
        return Speaker(state.researcher, state.researcher_span)
    near = body_near(state, seq)
    found = state.study or near
    return Speaker((Source(found.id, found.name),), ((lead.start, lead.end),)) if found else None


def antecedent(seq: Sequence, state: State, anaphor: Item, knowledge: Knowledge) -> Source | None:
    """Whom a word for a speaker stands for: the person whom the sentence is about, the study or body that the article tells of; 技术报告
    alone, where no study is in focus, for the maker of the model that the sentence names."""
    carded = state.study is not None and state.study.name.endswith(_CARDS)
    if not carded and seq.has("card", start=anaphor.start, end=anaphor.end) and (maker := _maker_of_named(seq, knowledge)):
        return maker
    if anaphor.kind == "anaphor-study" and state.study and state.researcher and (state.researcher[0].id or "").startswith("org"):
        return Source(state.study.id, state.study.name)
    if anaphor.kind == "anaphor-study" and state.researcher:
        return state.researcher[0]
    own = next((i for i in reversed(seq.items) if i.kind == "Organization" and i.end <= anaphor.start), None)
    if anaphor.id in {"organization", "no-lab"} and own and not knowledge.is_media(own.id):
        return Source(own.id, own.name)  # METR 记录到 11 次；该机构同时表示
    if anaphor.kind == "anaphor-lab" and state.researcher:
        named = state.researcher[0]
        whose = dict(state.publishers).get(named.name, ()) if (named.id or "").startswith("study:") else (named,)
        held = (whose or state.researcher)[0]
        near = (state.body, state.home) if state.body_block == seq.block.start else (state.home, state.body)
        company = next((b for b in near if b and _is_company(b.id, knowledge)), None)
        if anaphor.id == "company" and company and not _is_company(held.id, knowledge):
            return Source(company.id, company.name)  # 据公司公布的《甲技术报告》…。公司称
        return held
    told = subject_person(seq, anaphor.start) if anaphor.kind == "anaphor-person" else None
    if told and told.kind == "Person":
        return Source(told.id, told.name)
    found = getattr(state, _ANAPHORS[anaphor.kind])
    return Source(found.id, found.name) if found else None


def _is_company(id_: str | None, knowledge: Knowledge) -> bool:
    """Whether a word such as 该公司 can stand for a body: a lab, a company, or one of which nothing is known."""
    return (id_ or "").startswith("lab:") or ((id_ or "").startswith("org") and knowledge.detail(id_, "kind") in {None, "", "company"})


def is_where(seq: Sequence, chunk: Chunk) -> bool:
    """Whether a name says where something is or happens (在 X 上), whoever is named before it."""
    return seq.last(max(seq.start, chunk.start - 2), chunk.start) in _PLACED


def of_chunk(chunk: Chunk) -> Speaker:
    """The members of a list, as they are named."""
    return Speaker(tuple(Source(m.id, m.name) for m in chunk.members), ((chunk.start, chunk.end),), chunk.kind == "Person")


def _speaker(items: list[Item]) -> Speaker:
    spans = tuple((i.start, i.end) for i in items)
    return Speaker(tuple(Source(i.id, i.name) for i in items), spans, items[0].kind == "Person")


def _maker_of_named(seq: Sequence, knowledge: Knowledge) -> Source | None:
    """Who makes all the models that a sentence names."""
    lineages = [knowledge.grammar.lineage(i.name) for i in seq.items if i.kind in MODELS]
    makers = {knowledge.maker(lineage.lab) for lineage in lineages if lineage}
    known = knowledge.known.get(next(iter(makers))) if len(makers) == 1 else None
    return Source(known.id, known.name) if known else None
