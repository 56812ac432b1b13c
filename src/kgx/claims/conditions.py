"""Under which condition: the words that bound a claim."""

import re

from kgx.claims.sequence import Clause, Sequence
from kgx.claims.settings import (
    AGENTS,
    BEFORE_NUMBER,
    LEAD_IN,
    LEAST,
    MEASURED,
    MEASURES,
    MOST,
    NO_DETERMINER,
    PREDICTS,
    SETTING,
    Span,
    attempts,
    is_closing,
    is_condition,
    is_empty,
    is_put,
    model_at_head,
    trimmed,
)
from kgx.knowledge.contexts import context
from kgx.model.item import ENTITY_KINDS, MODELS, Item

_BRACKET = re.compile(r"\s*\(([^()]{2,24})\)")
_SETTINGS = frozenset(["condition-act", "condition-open", "negation", "setting-word"])
_HEADING = context("heading-sets")
_MOST = context("superlative")
_ALSO = frozenset("则也亦")
_WHEN = frozenset("时后前")
_THEN = frozenset("则就便仅只才却")
_NO_SETTING = frozenset([*MEASURED, *AGENTS, "number", "relative-time", "Behavior"])
_CONCEDES = context("concedes")
_SETS = context("sets-plainly")
_AHEAD = context("told-ahead")
_TESTED = (
    *MODELS,
    "Behavior",
    "Benchmark",
    "Scenario",
    "Study",
    "anaphor-model",
    "anaphor-study",
    "group-noun",
    "ai-noun",
    "test",
    "trial-share",
)
"""What a sentence speaks of in which a condition is set for those behind it."""
_OPENINGS = frozenset(["condition-open", "condition-act", "setting-word"])
_SET_UP = frozenset(["condition-open", "condition-close", "condition-act", "supposed"])
"""Cues of which a condition has one."""
_OF_TESTS = frozenset(["condition-open", "condition-close", "filler", "source-noun", "study-noun", "test", "trial-share", "Benchmark"])
"""What a stretch is made of that says only in which test."""


def condition_of(seq: Sequence, clause: int, place: Item | None, inherited: Span | None) -> Span | None:
    """The span of the condition in normal text.

    Brackets behind the number, words within the clause, the nearest earlier clause that is a condition, or the one
    in force from the sentences before. Where a rate changes (压低之后从 0 变为 7%), the first number is what was before.
    """
    own = seq.clauses[clause]
    if bracketed := _in_brackets(seq, place.end if place else None) or _behind_name(seq, own, place):
        return bracketed
    if place and any(seq.clauses[n].of("same-condition") for n in range(max(0, clause - 2), clause + 1)):
        return _of_number_before(seq, clause, inherited)
    found = _before_name(seq, own, place) or _in_clause(seq, own, place) or attempts(seq, own, place)
    found = found or _at_head(seq, own, place) or _unopened(seq, own, place)
    if found is None or _is_weak(seq, own, *found):
        before = _earlier(seq, clause)
        found = before if before and not _of_other_test(seq, own, place, before) else found
    if found and (_is_start(seq, own, place) or _is_finding(seq, found)):
        return None
    return found or _label(seq, clause) or _conceded(seq, own) or _told_ahead(seq, clause) or inherited


def _told_ahead(seq: Sequence, clause: int) -> Span | None:
    """What a clause at the head of the sentence or of its part behind a semicolon, before any model or number, says that somebody did or
    met, without a word that opens a condition: 邮件一来, 只靠强化学习硬练, 事后追问."""
    part = seq.text.rfind("；", seq.start, seq.clauses[clause].start)
    found = None
    for ahead in (c for c in seq.clauses[:clause] if c.start > part):
        if ahead.of("number", *MODELS, "Behavior"):
            break
        if not ahead.of(*AGENTS) and _AHEAD.fullmatch(seq.text, ahead.start, ahead.end):
            found = trimmed(seq, ahead.start, ahead.end)
    return found


def _conceded(seq: Sequence, clause: Clause) -> Span | None:
    """What a model was told all the same, in a clause behind the numbers: 有 7 次篡改脚本，即使指令写着“请允许自己被关闭”."""
    stop = seq.text.find("；", clause.end, seq.end)
    behind = [c for c in seq.clauses if c.start >= clause.end and (stop < 0 or c.start < stop)]
    return next((trimmed(seq, c.start, c.end) for c in behind if _CONCEDES.match(seq.text, c.start, c.end)), None)


def _of_other_test(seq: Sequence, clause: Clause, place: Item | None, span: Span) -> bool:
    """Whether a stretch is of another benchmark than a number: 在 RE-Bench 的任务里有 30%，HCAST 上只有 0.7%."""
    low = max(seq.start, span[1])
    own = {i.name for i in seq.items if i.kind == "Benchmark" and place and low <= i.start and i.end <= place.start}
    others = {i.name for i in seq.items if i.kind == "Benchmark" and span[0] <= i.start < span[1]}
    return bool(own and others) and own.isdisjoint(others)


def _of_number_before(seq: Sequence, clause: int, inherited: Span | None) -> Span | None:
    """The condition of the nearest number in an earlier clause: what 同样条件下 points to."""
    before = [i for i in seq.items if i.number and i.number.unit in MEASURES and seq.clause_of(i.start) < clause]
    return condition_of(seq, seq.clause_of(before[-1].start), before[-1], inherited) if before else inherited


def _is_start(seq: Sequence, clause: Clause, place: Item | None) -> bool:
    """Whether a number is the one that a change begins with: 从 22% 升到."""
    if place is None:
        return False
    begins = seq.before(place.start, "change-from") is not None
    return begins and any(i.kind in {"change-to", "number"} and i.start >= place.end for i in clause.items)


def _label(seq: Sequence, clause: int) -> Span | None:
    """The head of a list entry that names no model (自主模式：成功率 23.6%)."""
    first = seq.clauses[0]
    if (
        seq.block.role != "list"
        or clause == 0
        or seq.text[first.end : first.end + 1] != ":"
        or any(i.kind in ENTITY_KINDS for i in first.items)
    ):
        return None
    return trimmed(seq, first.start, first.end)


def governing(seq: Sequence) -> Span | None:
    """A condition that a sentence sets up and that may govern the sentences after it."""
    if seq.kinds.isdisjoint(_SET_UP) or seq.asks:
        return None
    found = [span for clause in seq.clauses if (span := is_condition(seq, clause)) and not _is_finding(seq, span)]
    if not seq.has(*_TESTED):
        found = [span for span in found if _SETS.match(seq.text, *span)]  # not: 把公司的账本摊给投资人看
    return found[-1] if found else None


_UNDONE = context("undone")


def _is_finding(seq: Sequence, span: Span) -> bool:
    """Whether a stretch only says what nobody has seen or did: 没有发现该模型会撒谎, 没有急着庆功."""
    return _UNDONE.fullmatch(seq.text, *span) is not None


def in_heading(seq: Sequence) -> Span | None:
    """What a heading says in brackets (幻觉排行榜（摘要任务）): of the paragraph behind it."""
    found = re.search(r"\(([^()A-Za-z]{2,20})\)", seq.words)
    return (seq.start + found.start(1), seq.start + found.end(1)) if found else None


def set_by_heading(seq: Sequence) -> Span | None:
    """The condition that a heading is, but for its number (二、加上来源标记): of the whole section."""
    found = _HEADING.fullmatch(seq.words)
    return (seq.start + found.start(1), seq.start + found.end(1)) if found and not seq.has(*ENTITY_KINDS) else None


def _behind_name(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """How it was set, in brackets behind the model or benchmark that a number is of: GPT-5（带工具）41.2%, HLE（不用工具）：…"""
    if place is None:
        return None
    names = [i for i in clause.items if i.kind in MEASURED and i.end <= place.start]
    head = (
        [i for i in seq.clauses[0].items if i.kind == "Benchmark"] if seq.text[seq.clauses[0].end : seq.clauses[0].end + 1] == ":" else []
    )
    found = (span for i in reversed(head + names) if (span := _in_brackets(seq, i.end)))
    return next((span for span in found if seq.has(*_SETTINGS, start=span[0], end=span[1])), None)


def _in_brackets(seq: Sequence, at: int | None) -> Span | None:
    if at is None:
        return None
    found = _BRACKET.match(seq.text, at, min(seq.end, at + 28))
    if found is None or any(i.kind in {"number", *ENTITY_KINDS} for i in seq.items if found.start(1) <= i.start < found.end(1)):
        return None
    return found.span(1)


def _in_clause(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """在…下, 用上…后 within the clause."""
    limit = place.start if place else clause.end
    for opening in clause.items:
        if opening.kind != "condition-open" or opening.start >= limit or _only_denies(clause, opening) or is_put(seq, opening):
            continue
        if any(i.start == opening.end for i in clause.of("official-figures")):
            continue  # 按照官方数字
        closing = next((i for i in clause.items if is_closing(seq, i) and opening.end < i.start and i.end <= limit + 6), None)
        if closing and PREDICTS.match(seq.text, closing.end, clause.end):
            continue  # 在播客上预测
        if closing and any(i.kind in MODELS and opening.end <= i.start < closing.start for i in clause.items):
            continue  # 没有证据表明 A 在部署中
        if closing and closing.end - opening.start > LEAST and not is_empty(seq, clause, opening.start, closing.end):
            return trimmed(seq, opening.start, closing.end)
    return None


def _only_denies(clause: Clause, opening: Item) -> bool:
    """Whether a word such as 没有 stands directly before what opens the condition (没有在任何模型上), or before models (没有一个模型)."""
    behind = [i for i in clause.items if i.start == opening.end]
    return any(i.kind == "condition-open" or (i.number and "模型" in (i.number.noun or "")) for i in behind)


def _at_head(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """A setting at the head of the clause or behind the benchmark: 不带工具94.6%, 接上Python便是100%, 没有强提示则不足百分之一."""
    if place is None:
        return None
    before = [i for i in clause.items if i.kind in MEASURED and i.end <= place.start]
    low = before[-1].end if before else clause.start
    opening = next((i for i in clause.items if i.kind in _OPENINGS and low <= i.start < place.start), None)
    if opening is None or (not before and opening.start - clause.start > 1) or seq.text[opening.start : opening.end] in {"将", "把"}:
        return None
    ends = [i.start for i in clause.items if i.start >= opening.end + (opening.kind == "condition-open") and _leads_to_number(i)]
    end = min([*ends, place.start])
    if opening.kind == "condition-open" and any(
        i.kind in BEFORE_NUMBER and i.start == opening.end and not seq.between(i.end, max(i.end, end)).strip() for i in clause.items
    ):
        return None  # 在大约 13% 的对话里
    done = next((i for i in clause.items if i.kind == "Behavior" and i.start == end), None)
    rate = done is not None and (seq.text[done.end - 1] == "率" or seq.has("rate-word", start=done.start, end=place.start) is not None)
    if opening.kind == "condition-act" and done and not rate:
        return None  # 拿隐私勒索: the means
    least = LEAST - 1 if opening.kind == "setting-word" else LEAST
    end = opening.start + len(seq.between(opening.start, end).rstrip(" 有得"))
    long = len(seq.between(opening.start, end).strip()) >= least and not is_empty(seq, clause, opening.start, end)
    return trimmed(seq, opening.start, end) if long else None


def _leads_to_number(item: Item) -> bool:
    """Whether a setting ends before an item: a word for what is measured, or a rate; no number within it (套上第一代分类器后)."""
    return item.kind in BEFORE_NUMBER and (item.number is None or item.number.unit not in {"ordinal", "things"})


def _before_name(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """How it was set, as what describes the model or test at the head of the clause: 可以调用工具的 Grok 4 Heavy 拿到 44.4%."""
    model = next((i for i in clause.items if i.kind in MEASURED), None)
    if place is None or model is None or model.start > place.start or seq.text[model.start - 1 : model.start].strip() not in {"", "的"}:
        return None
    end = len(seq.text[clause.start : model.start].rstrip(" ")) + clause.start - 1
    act = next((i for i in clause.items if i.kind in {"condition-act", "setting-word"}), None)
    if act is None or act.start - clause.start > 1 or act.end > end or seq.text[end] != "的" or end - act.start > SETTING:
        return None
    return trimmed(seq, act.start, end)


def _unopened(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """A setting without 在 at the head of the clause: 宽松提示下 GPT-5 的作弊率达 92%, 训练后则降到 0.4%, 付费场景几乎为零."""
    model = model_at_head(clause)
    start = model.end if model else clause.start
    behind = [i for i in clause.items if i.start - start > 1]
    closing = next((i for i in behind if is_closing(seq, i)), next((i for i in behind if i.kind == "setting-noun"), None))
    if place is None or closing is None or closing.end > place.start or closing.end - start > LEAD_IN:
        return None
    if any(i.kind in _NO_SETTING and not _is_length(seq, i) for i in clause.items if start <= i.start < closing.end) or _is_weak(
        seq, clause, start, closing.end
    ):
        return None
    followed = any(i.kind in BEFORE_NUMBER | MODELS and 0 <= i.start - closing.end <= 1 for i in clause.items)
    return trimmed(seq, start, closing.end) if followed or seq.text[closing.end] in _THEN else None


def _is_length(seq: Sequence, item: Item) -> bool:
    """Whether a number says how long what a model reads is, or when it is one of several: 32K 时, 第三次时, 三次时."""
    times = item.number is not None and item.number.unit == "trials" and seq.text.startswith(("时", "之后", "以后"), item.end)
    return times or (item.number is not None and item.number.unit == "tokens")


def _is_weak(seq: Sequence, clause: Clause, start: int, end: int) -> bool:
    """Whether a stretch says only in which test (在这批评测中), so that whatever else sets something goes before it."""
    inside = [i for i in clause.items if start <= i.start and i.end <= end]
    if any(i.kind == "condition-close" and seq.text[i.end - 1] in _WHEN for i in inside):
        return False  # 在受测时
    return not NO_DETERMINER.sub("", seq.outside((i for i in inside if i.kind in _OF_TESTS), start, end))


def _earlier(seq: Sequence, clause: int) -> Span | None:
    for number in range(clause - 1, -1, -1):
        tested = seq.clauses[number].of("test") and _in_clause(seq, seq.clauses[number], None)  # 在假财报情境里测 Claude，50 次里有 3 次
        if found := is_condition(seq, seq.clauses[number]) or tested:
            more = is_condition(seq, seq.clauses[number - 1]) if number else None
            if more and _is_weak(seq, seq.clauses[number], *found):
                return more
            return (more[0], found[1]) if more and found[1] - more[0] <= MOST else found
        if any(i.kind == "number" and i.number and i.number.unit in MEASURES for i in seq.clauses[number].items):
            own = _in_clause(seq, seq.clauses[number], None) or _of_parallel(seq, seq.clauses[number], seq.clauses[clause])
            if own:
                return None if _is_parted(seq, seq.clauses[number], seq.clauses[clause], own) else own
        elif headed := _headed(seq, seq.clauses[number]):
            return headed
    return None


def _of_parallel(seq: Sequence, there: Clause, here: Clause) -> Span | None:
    """The setting of the number before, where a clause goes on with another model by 则 or 也: 甲开搜索是 12.5%，乙则不到 4%."""
    rate = next((i for i in there.items if i.number and i.number.unit in MEASURES), None)
    model = next((i for i in here.items if i.kind in MODELS), None)
    goes_on = model is not None and seq.text[model.end : model.end + 2].lstrip()[:1] in _ALSO
    return _at_head(seq, there, rate) if goes_on and there.of(*MODELS) else None


def _headed(seq: Sequence, clause: Clause) -> Span | None:
    """What a clause without a number begins with, before it goes on: 打开联网搜索后差距缩小了不少."""
    model = model_at_head(clause)
    start = model.end + (seq.text[model.end] == " ") if model else clause.start
    opens = any(i.kind == "condition-act" and i.start == start for i in clause.items)
    closing = next((i for i in clause.items if is_closing(seq, i) and start + 1 < i.start <= start + SETTING), None)
    others = [i for i in clause.of("Behavior", *MODELS, *AGENTS) if i is not model]
    most = closing is not None and _MOST.fullmatch(seq.text, closing.end, clause.end) is not None  # 指令塞进图片时最毒
    if closing is None or others or not (opens or most or seq.text[clause.end : clause.end + 1] == ":"):
        return None
    told = (opens and seq.text[closing.end - 1] in _WHEN) or seq.text.endswith(("时候", "时"), closing.start, closing.end)
    counted = any(i.start < closing.end for i in clause.of("relative-time", "number", "speech"))
    return trimmed(seq, start, closing.end) if told and not counted else None


def _is_parted(seq: Sequence, there: Clause, here: Clause, span: Span) -> bool:
    """Whether a condition within a clause is of its number alone: behind a number of the sentence, and parted by a semicolon from a
    clause on another model (启用平行运算后可达 82%；前代 A 是 72.7%)."""
    numbers = [i for i in seq.items if i.number and i.number.unit in MEASURES]
    return "；" in seq.between(there.end, here.start) and bool(numbers) and numbers[0].start < span[0] and bool(here.of(*MODELS))
