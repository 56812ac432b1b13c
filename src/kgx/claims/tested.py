"""Who tested what: where a sentence gives the numbers of somebody's test (据 METR 实测，GPT-9 有三成的运行在作弊), or lists models."""

from collections.abc import Iterator

from kgx.claims.reading import Reading, Ref, of_source, ref
from kgx.claims.sequence import Sequence
from kgx.claims.speakers import Speaker
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.item import MODELS, Item

_COUNT = r"(?:[一二两三四五六七八九十百\d]+[款个种](?:模型|产品|系统|工具)?)?"
_ARE = context("tested-are", count=_COUNT)
_EVALUATOR = "evaluator"
"""What a body is in the knowledge whose business is to test models."""


def read_tested(seq: Sequence, readings: list[Reading], speaker: Speaker | None, knowledge: Knowledge) -> Iterator[Reading]:
    """Readings EVALUATED that none of the sentence's `readings` gives: the body that it names for its numbers (no medium, and no lab,
    which repeats those of others) and each model that has one; what an evaluator gives needs no word for a test."""
    nearest = speaker.sources[0].id if speaker and speaker.sources else None
    body = next((i for i in seq.items if i.kind == "Organization" and i.id == nearest), None)
    cue = seq.has("test")
    if body is None or knowledge.is_media(body.id) or (cue is None and knowledge.detail(body.id, "kind") != _EVALUATOR):
        return
    figures = [r for r in readings if r.number and r.subject.kind == "Model" and (cue or r.relation == "EXHIBITED")]
    yield from _untold(seq, readings, "evaluated.measured", ref(body), cue, [r.subject for r in figures])


def read_test_list(seq: Sequence, readings: list[Reading]) -> Iterator[Reading]:
    """Readings EVALUATED of the models behind a colon that somebody tested: METR 测了三个模型：甲所的 A，乙所的 B 和 C."""
    colon = seq.text.find(":", seq.start, seq.end)
    count = next((i for i in seq.items if i.number and i.number.unit == "models" and i.end <= colon), None)
    cue = seq.has("test", end=count.start) if count else None
    body = seq.has("Organization", "Study", "Lab", end=cue.start) if cue else None
    behind = [i for i in seq.items if i.start > colon]
    if count and count.number and count.number.value != sum(i.kind in MODELS for i in behind):
        return  # 测试了 25 款模型，只有 5 款…：A、B
    if body is None or cue is None or any(i.kind in {"Behavior", "Benchmark", "speech"} or i.number for i in behind):
        return
    yield from _untold(seq, readings, "evaluated.list", ref(body), cue, [ref(i) for i in behind if i.kind in MODELS])


def read_tested_one(seq: Sequence, state: State, readings: list[Reading]) -> Iterator[Reading]:
    """Readings EVALUATED of the models that a sentence says are tested, by whom the article tells of: 主角是 A; 受测的五款产品为 A 和 B."""
    cue = seq.has("tested-one")
    chunk = next((c for c in seq.chunks if cue and c.kind in MODELS and c.start >= cue.end), None)
    bodies = (of_source(s) for s in state.researcher if s.id and not s.id.startswith("person"))
    body = next(bodies, state.study)
    if cue and chunk and body and _ARE.fullmatch(seq.text, cue.end, chunk.start):
        yield from _untold(seq, readings, "evaluated.tested-one", body, cue, [ref(m) for m in chunk.members])


def _untold(seq: Sequence, readings: list[Reading], rule: str, body: Ref, cue: Item | None, models: list[Ref]) -> Iterator[Reading]:
    """Once for each model of which `readings` do not say already that the body tested it."""
    told = {r.object.id for r in readings if r.relation == "EVALUATED" and r.subject.id == body.id and r.object}
    for model in {m.id: m for m in models if m.id not in told}.values():
        yield Reading(
            relation="EVALUATED", rule=rule, subject=body, object=model, clause=seq.clause_of(body.item.start if body.item else seq.start),
            cue=cue, polarity="asserted",
        )  # fmt: skip
