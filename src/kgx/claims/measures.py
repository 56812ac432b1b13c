"""Rates and scores: each number of a sentence to its subject and to its behavior or benchmark."""

from collections.abc import Iterator

import msgspec

from kgx.claims.figures import Figure, figures, runs
from kgx.claims.flattened import rows_of
from kgx.claims.predicates import predicates
from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.scope import number_polarity
from kgx.claims.sequence import Sequence
from kgx.claims.standards import is_level_with
from kgx.claims.state import State
from kgx.claims.subjects import subjects
from kgx.knowledge import Knowledge
from kgx.model.claim import Relation
from kgx.model.item import MODELS, Item

_NOWHERE = State()


class Unread(msgspec.Struct, frozen=True):
    """A number that no rule gave to anybody, and why."""

    item: Item
    reason: str


def read_measures(seq: Sequence, state: State, knowledge: Knowledge) -> tuple[list[Reading], list[Unread]]:
    """Readings EXHIBITED and SCORED of a sentence, and the numbers left unread."""
    readings: list[Reading] = []
    unread: list[Unread] = []
    if "number" not in seq.kinds or seq.block.role == "table" or (seq.has("question") and seq.asks):
        return [], []
    done = seq.start
    first: tuple[Ref, ...] = ()
    last: tuple[Ref, ...] = ()
    said: tuple[Ref, ...] = ()
    found, barred = figures(seq, state.trials)
    models, rows = rows_of(seq, found)
    if rows:
        told = [(f, m, what) for what, row in rows for f, m in zip(row, models, strict=True)]
        rates = (measured(seq, f, ref(m), ref(what), "flattened", knowledge, state=state) for f, m, what in told)
        return [r for r in rates if r], []
    people = [i for i in seq.items if i.kind == "share-people"]
    lost = min((i.start for i in barred), default=seq.end)
    for run in runs(seq, found):
        whats = predicates(seq, state, run, said, knowledge, alone=run[0].start < lost)
        fresh = "；" in seq.between(done, run[0].start) and bool(whats) and whats != said  # a new part on a new thing is the first's
        whos, rule = subjects(seq, state, run, done, (first if fresh else last), len(whats) if whats else 0)
        polled = rule in {"focus", "anaphor", "group"} and any(b.end <= p.start for b in barred for p in people if p.end <= run[0].start)
        if not whats or not whos or polled:  # 八成公司承认智能体越权，23% 说它们泄过密
            reason = "no behavior or benchmark" if not whats else "no subject"
            unread += [Unread(f.item, reason) for f in run]
            lost = min(lost, run[0].start)  # what goes on from here goes on with something unread
        else:
            made = list(_pair(seq, state, run, whos, whats, rule, knowledge))
            readings += made
            if not (last and rule == "of-standard"):  # 比 B 的 61.8% 低得多，准确率也有 62.5%: still of A
                last = tuple(dict.fromkeys(r.subject for r in made)) or whos[-1]  # 从 0 涨到 18%: whose the 0 is
            first = first or last
            done = run[-1].item.end
            said = whats if len(whats) == len(run) > 1 else (made[-1].object,) if made and made[-1].object else whats[-1:]
    return [*readings, *_level(seq, readings)], unread


def _level(seq: Sequence, readings: list[Reading]) -> Iterator[Reading]:
    """The same number of whom the next clause says that it is level: 甲的幻觉率达 88%，与乙完全一样."""
    for reading in readings:
        after = reading.clause + 1
        clause = seq.clauses[after] if after < len(seq.clauses) else None
        if (
            clause is None
            or any(r.clause == reading.clause and r is not reading for r in readings)
            or "；" in seq.text[clause.start - 1 : clause.start]
        ):
            continue
        chunk = next((c for c in seq.chunks if c.kind in MODELS and clause.start <= c.start < clause.end), None)
        if chunk is None or any(i.kind == "number" for i in clause.items) or not is_level_with(seq, chunk, "same-number"):
            continue
        for member in chunk.members:
            yield msgspec.structs.replace(reading, subject=ref(member), rule=f"{reading.rule.partition('.')[0]}.level", clause=after)


def _pair(
    seq: Sequence,
    state: State,
    run: list[Figure],
    whos: tuple[tuple[Ref, ...], ...],
    whats: tuple[Ref, ...],
    rule: str,
    knowledge: Knowledge,
) -> Iterator[Reading]:
    """One reading for each figure and each of its subjects."""
    for at, figure in enumerate(run):
        for who in whos[at if len(whos) == len(run) else 0]:
            reading = measured(seq, figure, who, whats[at if len(whats) == len(run) else 0], rule, knowledge, state=state)
            if reading:
                yield reading


def measured(
    seq: Sequence, figure: Figure, who: Ref, what: Ref, rule: str, knowledge: Knowledge, score: bool | None = None, state: State = _NOWHERE
) -> Reading | None:
    """The reading that a number of a subject on a behavior or benchmark gives; None where the number cannot be one.

    `score` says that the number is a success at the benchmark, not a rate of the behavior that it measures; None leaves it to
    the words of the clause.
    """
    if score is None:
        clause = seq.clauses[figure.clause]
        score = seq.has("accuracy-word", "right-word", start=clause.start, end=clause.end) is not None
    relation: Relation = "EXHIBITED"
    object_, on = what, None
    if what.kind == "Benchmark":
        behavior, scale = _behind(knowledge, what)
        named = what.item is not None and seq.start <= what.item.start < seq.end
        if behavior is None and named and figure.unit == "count" and not score and state.predicate and state.predicate.kind == "Behavior":
            behavior = state.predicate
        half = figure.value == 0.5 and figure.item.number is not None and figure.item.number.vague
        if half or (figure.item.number and figure.item.number.vague and rule == "carried" and not _here(seq, figure, what)):
            return None  # 如今过了六成: too loose for a score whose owner is only carried over
        if behavior and not score:
            object_, on = behavior, what
        else:
            relation = "SCORED"
            if scale == "points" and figure.unit != "rate":
                return None
    else:
        on = _bounding(seq, figure) or (state.bound if what is state.predicate else None)
        if on is None and (benchmark := state.benchmark):
            fits = _is_near(state, benchmark) if rule == "table" else _measures(knowledge, benchmark, what)
            on = benchmark if fits else None
    if figure.unit == "plain" and (relation == "EXHIBITED" or figure.value < 1) and not _said_as_rate(seq, figure, relation, what):
        return None
    if relation == "EXHIBITED" and _is_mark(seq, figure):
        return None
    unit, value, high = _value(seq, figure, relation)
    if unit is None or value is None:
        return None
    return Reading(
        relation=relation,
        rule=f"{'rate' if relation == 'EXHIBITED' else 'score'}.{rule}",
        subject=who,
        object=object_,
        on=on,
        clause=figure.clause,
        number=figure.item,
        denominator=figure.denominator,
        value=value,
        value_max=high,
        unit=unit,
        comparator=figure.comparator,
        total=figure.total,
        cue=what.item,
        polarity="negated" if value == 0 and figure.comparator == "=" else number_polarity(seq, figure.start, figure.item.end),
        spans=tuple((c.start, c.end) for c in figure.cues),
    )


def _is_mark(seq: Sequence, figure: Figure) -> bool:
    """Whether a number is a full mark, which is no rate of a deed: 从而取得满分."""
    return seq.between(figure.item.start, figure.item.end).endswith("分") and figure.unit == "rate"


def _is_near(state: State, benchmark: Ref) -> bool:
    """Whether a benchmark is named in the paragraph before a table, in the heading above it, or before a paragraph that announces it."""
    return state.intro or state.benchmark_block == state.block or any(i.id == benchmark.id for i in state.heading)


def _said_as_rate(seq: Sequence, figure: Figure, relation: Relation, what: Ref) -> bool:
    """Whether a word before a bare number makes it a share: in its clause (幻觉率为 0.12, 答对率 0.79), or earlier in the sentence, as
    the name of what is measured (幻觉率差得很远：A 为 0.044，B 达 0.167)."""
    start = seq.clauses[figure.clause].start
    if relation == "SCORED":
        return seq.has("accuracy-word", start=start, end=figure.start) is not None
    if what.item and seq.start <= what.item.start < figure.start and seq.text[what.item.end - 1] == "率":
        return True
    return any(
        i.kind == "rate-word" or (i.kind == "Behavior" and seq.text[i.end - 1] == "率")
        for i in seq.clauses[figure.clause].items
        if i.end <= figure.start
    )


def _here(seq: Sequence, figure: Figure, what: Ref) -> bool:
    """Whether the figure's own clause names what is measured."""
    clause = seq.clauses[figure.clause]
    return what.item is not None and clause.start <= what.item.start < clause.end


def _value(seq: Sequence, figure: Figure, relation: str) -> tuple[str | None, float | None, float | None]:
    if figure.unit == "rate":
        if figure.value > 1:
            return None, None, None
        return ("rate" if relation == "EXHIBITED" else "score"), figure.value, figure.high
    if figure.unit == "count":
        return "count", figure.value, None
    if figure.unit == "points" and relation == "SCORED" and figure.value <= 100:
        return "score", round(figure.value / 100, 6), None
    if figure.unit == "plain":
        if relation == "EXHIBITED":
            return ("rate", figure.value, None) if 0 < figure.value < 1 else (None, None, None)
        if 0 < figure.value < 1:
            return "score", figure.value, None
        if 1 < figure.value <= 100 and "." in seq.between(figure.item.start, figure.item.end):
            return "score", round(figure.value / 100, 6), None
    return None, None, None


def _behind(knowledge: Knowledge, benchmark: Ref) -> tuple[Ref | None, str]:
    """The behavior whose rate a benchmark measures, and its scale."""
    known = knowledge.known.get(benchmark.id or "")
    if known is None:
        return None, "percent"
    behavior = f"behavior:{known.record.behavior.replace(' ', '-')}" if known.record.behavior else None
    return (Ref(behavior, known.record.behavior, "Behavior", benchmark.item, True) if behavior else None), known.record.scale


def _measures(knowledge: Knowledge, benchmark: Ref, behavior: Ref) -> bool:
    """Whether a benchmark measures just this behavior."""
    known = knowledge.known.get(benchmark.id or "")
    return known is not None and known.record.behavior == behavior.name


def _bounding(seq: Sequence, figure: Figure) -> Ref | None:
    """The benchmark on which a behavior's rate was measured, named earlier in the sentence."""
    found = [i for i in seq.items if i.kind == "Benchmark" and i.start < figure.start]
    return ref(found[-1]) if found else None
