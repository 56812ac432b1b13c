"""Whose figures a sentence presents where no word says that anybody speaks: 南京大学的抽样里, 信通院的回答是：, 以上均为 xAI 自己的数字."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kgx.claims.researchers import makers
from kgx.claims.sequence import Chunk, Clause, Sequence, is_addressed, is_maker
from kgx.claims.speakers import GAP, Speaker, is_where, of_chunk
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.item import BODIES, MODELS

_VOICES = BODIES | {"Person", "Study"}
_SOURCES = _VOICES | {"Benchmark"}
_LOOKS_BACK = frozenset(["looks-back", "this-is", "so-says"])
_TOLD = frozenset(["rate", "count", "score", "trials"])
_TELLS = ("speech", "figures", "publish", "test", "study-noun", "official-figures")
_HEAD = 12
"""Where the first source of a sentence begins at the latest that heads it."""
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_STOPS = re.compile("[，；。！？!?;()“”]")
_LABEL = re.compile(r"[\s*()]*")
_OF = context("whom-of")
_OPENS = re.compile(r"[\s—*(-]*")
_SEMICOLON = re.compile("[；;]")


def presented(seq: Sequence, knowledge: Knowledge) -> Speaker | None:
    """Whose figures they are: by a word for figures behind the name, by who heads what stands before a colon, by a look back."""
    return _with_figures(seq, knowledge) or _before_colon(seq, knowledge) or looking_back(seq) or _card_at_head(seq)


def _with_figures(seq: Sequence, knowledge: Knowledge) -> Speaker | None:
    """南京大学的抽样里，…; Arcee 的甲重跑了一遍: the last name before the word, in its clause."""
    for cue in seq.items:
        if cue.kind != "figures":
            continue
        before = [c for c in seq.chunks if c.kind in _VOICES and c.end <= cue.start]
        chunk = before[-1] if before else None
        if chunk is None or cue.start - chunk.end > GAP or _STOPS.search(seq.between(chunk.end, cue.start)):
            continue
        if seq.has(*MODELS, start=chunk.end, end=cue.start) or _is_aside(seq, chunk, knowledge):
            continue
        return of_chunk(chunk)
    return None


def _before_colon(seq: Sequence, knowledge: Knowledge) -> Speaker | None:
    """信通院的回答是：…; 甲以两代模型为例：… A maker heads so much about its own models that a word must say that it tells."""
    found = _COLON.search(seq.text, seq.start, seq.end)
    if found is None or seq.block.role == "heading":
        return None
    opens = max(seq.start, seq.text.rfind("”", seq.start, found.start()) + 1)
    head = [c for c in seq.chunks if c.kind in _VOICES and opens <= c.start and c.end <= found.start()]
    first = head[0] if head else None
    if first is None or "“" in seq.between(opens, found.start()) or not _LABEL.sub("", seq.between(first.end, found.start())):
        return None
    if first.start - max(opens, seq.clauses[seq.clause_of(first.start)].start) > _HEAD:
        return None
    chunk = next((c for c in head[1:2] if c.kind in {"Person", "Study"} and _OF.match(seq.text, first.end, c.start + 1)), first)
    named = next((c for c in head if c.kind == "Person" and seq.has("title", start=first.end, end=c.start)), chunk)
    if _is_aside(seq, named, knowledge) or is_addressed(seq, named.members[0]):
        return None
    theirs = makers((i.name for i in seq.items if i.kind in MODELS), knowledge)
    if named.kind in BODIES and theirs & {m.id for m in named.members} and not seq.has(*_TELLS, start=named.end, end=found.start()):
        return None
    return of_chunk(named)


def _card_at_head(seq: Sequence) -> Speaker | None:
    """A system card or a report that a sentence is about: GPT-9 的系统卡也没有只报喜."""
    study = next((c for c in seq.chunks if c.kind == "Study"), None)
    if study is None or seq.block.role == "heading" or any(c.kind not in MODELS | BODIES for c in seq.chunks if c.start < study.start):
        return None
    opens = seq.clauses[seq.clause_of(study.start)].start
    label = seq.chunks[0]
    if seq.block.role == "list" and label.kind in MODELS and label.start == seq.start and label.end < study.start:
        opens = label.end  # DeepSeek-V3.2　深度求索的技术报告给出的…
    of = next(
        (c.start for c in seq.chunks if c.kind in MODELS and c.end <= study.start and not seq.between(c.end, study.start).strip()),
        study.start,
    )
    return of_chunk(study) if of - opens <= _HEAD and of - seq.start <= 2 * _HEAD else None


def _is_aside(seq: Sequence, chunk: Chunk, knowledge: Knowledge) -> bool:
    """Whether a name only says where, or whose model it is: 在 X 上, X 的 GPT-9."""
    if is_where(seq, chunk) or is_maker(seq, chunk.members[-1]):
        return True
    return knowledge.is_media(chunk.members[0].id)


def looking_back(seq: Sequence) -> Speaker | None:
    """Who is said behind some figures to be their source: 以上均为 xAI 自己的数字; 资料来源：甲; 这是乙公布的数字; 丙的论文如是说."""
    for cue in seq.items:
        if cue.kind not in _LOOKS_BACK:
            continue
        clause = seq.clauses[seq.clause_of(cue.start)]
        if cue.kind == "so-says":
            before = [c for c in seq.chunks if c.kind in _VOICES and clause.start <= c.start and c.end <= cue.start]
            if before:
                return of_chunk(before[0])
        if not _OPENS.fullmatch(seq.text, clause.start, cue.start) and seq.text[cue.start - 1] not in "(—":
            continue
        chunk = next((c for c in seq.chunks if c.kind in _SOURCES and 0 <= c.start - cue.end <= GAP), None)
        if chunk and (cue.kind == "looks-back" or seq.has(*_TELLS, start=chunk.end, end=min(seq.end, chunk.end + GAP))):
            return of_chunk(chunk)
    return None


def tests_itself(seq: Sequence) -> bool:
    """Whether the author tells of a test of their own: 我用五十题测了 GPT-9, 笔者实测. What follows is the author's."""
    told = (i for i in seq.items if i.kind in {"first-person", "author"} and "“" not in seq.between(seq.start, i.start))
    return any(seq.has("test", start=i.end, end=min(seq.end, i.end + GAP)) for i in told)


def closings(seqs: Iterable[Sequence]) -> Mapping[int, Speaker]:
    """Start of a block → the source that a sentence of it gives for what stands before."""
    found: dict[int, Speaker] = {}
    for seq in seqs:
        if seq.block.role != "heading" and not seq.kinds.isdisjoint(_LOOKS_BACK) and (speaker := looking_back(seq)):
            found.setdefault(seq.block.start, speaker)
    return found


def parts_of(seq: Sequence) -> Iterator[Sequence]:
    """The parts of a sentence, as sentences of their own: between semicolons that stand in no quote, and from where another begins to
    speak who has a number of their own (甲称为 3%，乙更正为 10%)."""
    edges = [m.end() for m in _SEMICOLON.finditer(seq.text, seq.start, seq.end)]
    told = [c.start for c in seq.clauses[1:] if c.start not in edges and _speaks_anew(seq, c)]
    start = seq.start
    for end in sorted({*edges, *told, seq.end}):
        before = seq.text[start:end]
        if end < seq.end and before.count("“") > before.count("”"):
            continue
        if before.strip():
            yield _part(seq, start, end)
        start = end


def _speaks_anew(seq: Sequence, clause: Clause) -> bool:
    """Whether somebody is named at the head of a clause who speaks in it, and a number follows."""
    voice = next((i for i in clause.items if i.kind in _VOICES or i.kind in MODELS), None)
    if voice is None or voice.kind in MODELS or voice.start - clause.start > _HEAD:
        return False
    cue = next((i for i in clause.items if i.kind in {"speech", "figures"} and i.start >= voice.end), None)
    numbers = [i.start for i in seq.items if i.number and i.number.unit in _TOLD]
    return cue is not None and bool(numbers) and numbers[0] < voice.start and numbers[-1] > cue.end


def _part(seq: Sequence, start: int, end: int) -> Sequence:
    items = tuple(i for i in seq.items if start <= i.start < end)
    return msgspec.structs.replace(
        seq,
        start=start,
        end=end,
        items=items,
        clauses=tuple(c for c in seq.clauses if start <= c.start < end),
        chunks=tuple(c for c in seq.chunks if start <= c.start < end),
        quoted=seq.quoted and start == seq.start,
        kinds=frozenset(i.kind for i in items),
    )
