"""The predicate that a sentence leaves out: what a number measures that goes on with what was told before."""

from kgx.claims.figures import Figure
from kgx.claims.reading import Ref
from kgx.claims.sequence import Clause, Sequence
from kgx.claims.state import State
from kgx.knowledge.contexts import context
from kgx.model.item import MODELS, Item

_TAIL = 4
"""What may stand behind a number that goes on with the last measure: 左右, 上下, 也差不多."""
_SETTING = 5
"""How long a setting without a word that opens it may be: 有限时."""
_SUCCESS = "成功率"
"""A rate that measures whatever the paragraph is about."""
_GAINED = context("gained")
_SCORES = context("scores-plainly")
_SCORED = context("scores-plainly-behind")
_SMALL = frozenset(
    [
        "filler",
        "comparator-before",
        "tie",
        "respectively",
        "change-to",
        "change-from",
        "connective-then",
        "rate-word",
        "model-modifier",
        "setting-word",
    ]
)


def from_focus(seq: Sequence, state: State, figure: Figure, last: Figure) -> tuple[Ref, ...]:
    """The predicate that the sentence leaves out.

    A score is one of the benchmark in focus. A number with nothing between it and a model (o3 为 3.5%) goes on with the last
    measure of the section. A share or count in an article about one behavior is its.
    """
    clause = seq.clauses[figure.clause]
    end = min(seq.end, figure.item.end + 8)
    score = seq.has("score-word", start=clause.start, end=end)
    ahead = seq.clauses[figure.clause - 1] if figure.clause else clause
    if score is None and not ahead.of("number"):  # 成功率视手法而定，介于 40% 到 65% 之间
        score = next((i for i in ahead.of("score-word") if seq.text[i.start : i.end] == _SUCCESS), None)
    if score and score.end <= figure.start and not opens(seq, clause, score):
        return ()
    if score:
        if seq.text[score.start : score.end] == _SUCCESS and _is_in_focus(seq, state):
            return (state.behavior,) if state.behavior else ()
        found = state.benchmark or next((p for p in (state.predicate, state.main) if p and p.kind == "Benchmark"), None)
        return (found,) if found else ()
    rate = seq.has("rate-word", start=clause.start, end=end)
    if rate and state.behavior and seq.has("demonstrative", start=clause.start, end=rate.end):
        return (state.behavior,)
    if rate and state.behavior and seq.has("anaphor-behavior", start=rate.end, end=rate.end + _TAIL):
        return (state.behavior,)  # 有 13% 的概率这么干
    left_out = state.predicate or state.main
    above = {i.id for i in state.heading if i.kind == "Behavior"}
    if state.behavior and state.behavior_block == seq.block.start and not state.fresh and not (left_out and left_out.id in above):
        left_out = state.behavior  # 再来是奖励黑客。系统卡写得很白，A 的比率是 18.2%: what the paragraph began with
    if left_out and left_out.kind == "Benchmark":
        left_out = state.benchmark or left_out
    if left_out and (_is_ellipsis(seq, figure, last) or _is_bare_entry(seq, state, figure)):
        return (left_out,)
    owned = any(i.kind in MODELS and seq.between(i.end, figure.start).strip() == "的" for i in clause.items if i.end <= figure.start)
    if left_out and state.fresh and owned:
        return (left_out,)  # A 的 50.4% 压过 B 的 45.8%
    changed = seq.before(figure.start, "change-to") is not None
    if changed and state.predicate and state.block == seq.block.start and seq.has(*MODELS, "anaphor-model", end=figure.start):
        return (left_out,) if left_out else ()  # 碰到假引文却也会涨到 21%
    if state.main and rate and state.predicate in {None, state.main} and opens(seq, clause, rate):
        return (state.main,)
    if state.fresh and state.predicate and rate and opens(seq, clause, rate):
        return (state.predicate,)
    bare = len(seq.between(figure.item.end, clause.end).strip("。”’）) ")) <= _TAIL
    right = seq.has("right-word", start=clause.start, end=figure.start) is not None  # 做对 41 题
    counted = figure.unit == "count" and not right and figure.denominator is not None and bare and seq.has(*MODELS)
    near = state.block == seq.block.start or seq.block.role == "list"
    if counted and state.behavior and state.behavior_block == seq.block.start and not state.fresh:
        return (state.behavior,)
    if counted and near and state.predicate and state.predicate.kind == "Behavior":
        return (state.predicate,)
    return (state.benchmark,) if state.benchmark and _is_on_test(seq, state, figure) else ()


def _is_on_test(seq: Sequence, state: State, figure: Figure) -> bool:
    """Whether a rate is a model's on the one test that the paragraph has named so far, with only small words between: SWE-bench 换了新王。
    三天前还是 A 以 54.2% 居首，B 一出手就是 58.1%."""
    if state.benchmark_block != seq.block.start or state.behavior_block == seq.block.start or len({b.name for b in state.benchmarks}) != 1:
        return False
    model = next((i for i in reversed(seq.clauses[figure.clause].items) if i.kind in MODELS and i.end <= figure.start), None)
    if model is None or figure.unit not in {"rate", "points"} or seq.has("Behavior", end=figure.start):
        return False
    return _SCORES.fullmatch(seq.text, model.end, figure.item.start) is not None and _SCORED.match(seq.text, figure.item.end) is not None


def is_score(seq: Sequence, figure: Figure) -> bool:
    """Whether words before a number say that it is a score: 论通过率，A 正好八成; A 取得 77%."""
    word = seq.has("score-word", end=figure.start)
    scored = word is not None and seq.text[word.start : word.end] != _SUCCESS
    return scored or _GAINED.search(seq.text, seq.start, figure.item.start) is not None


def as_score(seq: Sequence, state: State, figure: Figure) -> tuple[Ref, ...]:
    """What is scored where only a behavior is in focus: the benchmark of the paragraph, where the sentence names who gained it."""
    near = state.benchmark is not None and state.benchmark_block == seq.block.start and seq.has(*MODELS, end=figure.start)
    return (state.benchmark,) if near and state.benchmark else ()


def _is_in_focus(seq: Sequence, state: State) -> bool:
    """Whether the paragraph has named a behavior and no benchmark: what succeeds is the behavior (先看越狱。…，成功率只有 1.4%)."""
    return state.behavior is not None and state.behavior_block == seq.block.start != state.benchmark_block


def opens(seq: Sequence, clause: Clause, rate: Item, most: int = 1) -> bool:
    """Whether a word such as 比例 has nothing before it in its clause that says of what."""
    models = [i for i in clause.items if (i.kind in MODELS or i.kind.startswith("anaphor-model")) and i.end <= rate.start]
    low = models[-1].end if models else clause.start
    return len(seq.between(low, rate.start).strip(" 的其个这该项此总平均综合")) <= most


def _is_bare_entry(seq: Sequence, state: State, figure: Figure) -> bool:
    """Whether the sentence is an entry of a list that ends with its number (加上防护之后：11.2%), or names a model."""
    if seq.block.role != "list" or not (state.fresh or state.intro):
        return False
    return seq.has(*MODELS) is not None or len(seq.between(figure.item.end, seq.end).strip("。；; ")) <= 2


def _is_ellipsis(seq: Sequence, figure: Figure, last: Figure) -> bool:
    """Whether only small words and a condition stand between a model and a list of numbers, and next to nothing behind it."""
    clause = seq.clauses[figure.clause]
    models = [i for i in seq.items if (i.kind in MODELS or i.kind.startswith("anaphor-model")) and i.end <= figure.start]
    if not models:
        return False
    behind = [i for i in clause.items if i.start >= last.item.end]
    goes_on = any(i.kind == "change-to" and not seq.between(last.item.end, i.start).strip() for i in behind)
    if not goes_on and len(seq.between(last.item.end, clause.end).strip("。”’）) ")) > _TAIL:
        return False
    low = max(models[-1].end, clause.start)
    opened = [i for i in clause.items if i.kind == "condition-open" and i.start >= low]
    closed = [i for i in clause.items if i.kind == "condition-close" and i.end <= figure.start]
    if opened and closed and closed[-1].end > opened[0].end and not seq.between(low, opened[0].start).strip(" ，"):
        low = closed[-1].end
    elif closed and low < closed[-1].end <= low + _SETTING:
        low = closed[-1].end  # Kimi 有限时为 27%
    rest = seq.between(low, figure.start)
    for item in sorted(clause.items, key=lambda i: i.start - i.end):
        restated = item.number is not None and item.number.vague  # 将近三成（29%）
        if (item.kind in _SMALL or restated) and item.start >= low and item.end <= figure.start:
            rest = rest.replace(seq.text[item.start : item.end], "")
    return len(rest.strip(" ()：:，、")) <= 1
