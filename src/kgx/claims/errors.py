"""Numbers of wrong answers: on some benchmarks they are rates of a behavior."""

from kgx.claims.figures import Figure
from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import Sequence
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.model.ids import entity_id


def of_errors(seq: Sequence, state: State, figure: Figure, knowledge: Knowledge) -> Ref | None:
    """The behavior that wrong answers on a benchmark show, where a number counts them: SimpleQA 上弃答 52%，错误率 26%."""
    named = [ref(i) for i in seq.items if i.kind == "Benchmark" and i.end <= figure.start]
    test = named[-1] if named else state.benchmark if state.benchmark_block == seq.block.start else None
    behavior = knowledge.known.get(entity_id("Behavior", knowledge.detail(test.id, "errors") or "")) if test else None
    if test is None or behavior is None or not counts_errors(seq, test, figure) or not _has_error_word(seq, figure):
        return None
    return Ref(behavior.id, behavior.name, "Behavior", test.item if named else None, True)


def _has_error_word(seq: Sequence, figure: Figure) -> bool:
    """Whether a number's own clause speaks of wrong answers, or the one before, which has no number: 论答错的比例，A 高达 75%."""
    clause = seq.clauses[figure.clause]
    if any(i.end <= figure.start for i in clause.of("error-word")):
        return True
    ahead = seq.clauses[figure.clause - 1] if figure.clause else clause
    return bool(ahead.of("error-word")) and not ahead.of("number")


def counts_errors(seq: Sequence, benchmark: Ref, figure: Figure) -> bool:
    """Whether a number counts the wrong answers on a benchmark: 错误率一个是 26%，一个是 75%."""
    start = benchmark.item.end if benchmark.item and benchmark.item.end <= figure.start else seq.clauses[figure.clause].start
    word = seq.has("error-word", start=start, end=figure.start)
    return word is not None and not seq.has("accuracy-word", start=word.end, end=figure.start)


def is_error(seq: Sequence, figure: Figure) -> bool:
    """Whether a number counts wrong answers (答错 96 题, 错误率 8%): no rate of a behavior that is only carried over."""
    return seq.has("error-word", start=seq.clauses[figure.clause].start, end=figure.start) is not None


def is_of_errors(what: Ref) -> bool:
    """Whether wrong answers may be counted on it: not on a behavior other than to make things up (拒绝了 1%，错误率却高达 75%)."""
    return what.kind != "Behavior" or what.name == "hallucination"
