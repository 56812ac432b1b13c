"""Under which condition: the words that bound a claim."""

import re

from kgx.claims.sequence import Clause, Sequence
from kgx.knowledge.contexts import context
from kgx.model.item import BODIES, ENTITY_KINDS, MODELS, Item

_BRACKET = re.compile(r"\s*\(([^()]{2,24})\)")
_TRIM = " ，、的(：:"
"""What a condition does not end with."""
_HEAD_TRIM = _TRIM.replace("(", "") + "而但"
"""What it does not begin with."""
_LEAST = 3
_MOST = 40
"""Two conditions side by side are one, up to so many characters."""
_PLACE = 3
"""How far behind a study's name a stretch ends that only says that it stands in it."""
_SETTING = 20
_MEASURES = frozenset(["rate", "points"])
_MEASURED = MODELS | {"Benchmark"}
_BEFORE_NUMBER = frozenset(["comparator-before", "number", "score-word", "rate-word", "Behavior", "connective-then", "change-to", "tie"])
_LEAD, _LEAD_IN = 3, 10
"""How far into a clause the word for what is set stands, without and with somebody who sets it."""
_AGENTS = BODIES | {"anaphor-lab", "anaphor-person", "Person"}
"""Who may set a condition."""
_SETTINGS = frozenset(["condition-act", "condition-open", "negation", "setting-word"])
_BESIDE = 4
"""How far from the word for attempts the number of them stands."""
_LETTER = context("setting-letter")
_HEADING = context("heading-sets")
_WHEN = frozenset("时后前")
_THEN = frozenset("则就便仅只才却")
_NO_SETTING = frozenset([*_MEASURED, *_AGENTS, "number", "relative-time", "Behavior"])
_RUNS = frozenset("次轮回趟局场")
_COUNTED_BY = context("counted-by")
_PUT = context("is-put")
_PREDICTS = context("predicts")
_SETS = context("sets-plainly")
_ONLY_WHEN = context("only-when")
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
_PLACES = frozenset("里中下内")
_SET_UP = frozenset(["condition-open", "condition-close", "condition-act", "supposed"])
"""Cues of which a condition has one."""
_OF_TESTS = frozenset(["condition-open", "condition-close", "filler", "source-noun", "study-noun", "test", "trial-share", "Benchmark"])
"""What a stretch is made of that says only in which test."""
_NO_DETERMINER = context("no-determiner")
Span = tuple[int, int]


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
    found = _before_name(seq, own, place) or _in_clause(seq, own, place) or _attempts(seq, own, place)
    found = found or _at_head(seq, own, place) or _unopened(seq, own, place)
    if found is None or _is_weak(seq, own, *found):
        before = _earlier(seq, clause)
        found = before if before and not _of_other_test(seq, own, place, before) else found
    if found and (_is_start(seq, own, place) or _is_finding(seq, found)):
        return None
    return found or _label(seq, clause) or inherited


def _of_other_test(seq: Sequence, clause: Clause, place: Item | None, span: Span) -> bool:
    """Whether a stretch is of another benchmark than a number: 在 RE-Bench 的任务里有 30%，HCAST 上只有 0.7%."""
    low = max(seq.start, span[1])
    own = {i.name for i in seq.items if i.kind == "Benchmark" and place and low <= i.start and i.end <= place.start}
    others = {i.name for i in seq.items if i.kind == "Benchmark" and span[0] <= i.start < span[1]}
    return bool(own and others) and own.isdisjoint(others)


def _of_number_before(seq: Sequence, clause: int, inherited: Span | None) -> Span | None:
    """The condition of the nearest number in an earlier clause: what 同样条件下 points to."""
    before = [i for i in seq.items if i.number and i.number.unit in _MEASURES and seq.clause_of(i.start) < clause]
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
    return _trimmed(seq, first.start, first.end)


def governing(seq: Sequence) -> Span | None:
    """A condition that a sentence sets up and that may govern the sentences after it."""
    if seq.kinds.isdisjoint(_SET_UP) or seq.asks:
        return None
    found = [span for clause in seq.clauses if (span := _is_condition(seq, clause)) and not _is_finding(seq, span)]
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
    names = [i for i in clause.items if i.kind in _MEASURED and i.end <= place.start]
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
        if opening.kind != "condition-open" or opening.start >= limit or _only_denies(clause, opening) or _is_put(seq, opening):
            continue
        closing = next((i for i in clause.items if _is_closing(seq, i) and opening.end < i.start and i.end <= limit + 6), None)
        if closing and _PREDICTS.match(seq.text, closing.end, clause.end):
            continue  # 在播客上预测
        if closing and any(i.kind in MODELS and opening.end <= i.start < closing.start for i in clause.items):
            continue  # 没有证据表明 A 在部署中
        if closing and closing.end - opening.start > _LEAST and not _empty(seq, clause, opening.start, closing.end):
            return _trimmed(seq, opening.start, closing.end)
    return None


def _is_put(seq: Sequence, opening: Item) -> bool:
    """Whether 在 only says where something is put or seen: 抄在了本子上, 反映在数字上."""
    return seq.text[opening.start] == "在" and _PUT.search(seq.text, seq.start, opening.start) is not None


def _only_denies(clause: Clause, opening: Item) -> bool:
    """Whether a word such as 没有 stands directly before what opens the condition (没有在任何模型上), or before models (没有一个模型)."""
    behind = [i for i in clause.items if i.start == opening.end]
    return any(i.kind == "condition-open" or (i.number and "模型" in (i.number.noun or "")) for i in behind)


def _at_head(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """A setting at the head of the clause or behind the benchmark: 不带工具94.6%, 接上Python便是100%, 没有强提示则不足百分之一."""
    if place is None:
        return None
    before = [i for i in clause.items if i.kind in _MEASURED and i.end <= place.start]
    low = before[-1].end if before else clause.start
    opening = next((i for i in clause.items if i.kind in _OPENINGS and low <= i.start < place.start), None)
    if opening is None or (not before and opening.start - clause.start > 1) or seq.text[opening.start : opening.end] in {"将", "把"}:
        return None
    ends = [i.start for i in clause.items if i.start >= opening.end + (opening.kind == "condition-open") and _leads_to_number(i)]
    end = min([*ends, place.start])
    if opening.kind == "condition-open" and any(
        i.kind in _BEFORE_NUMBER and i.start == opening.end and not seq.between(i.end, max(i.end, end)).strip() for i in clause.items
    ):
        return None  # 在大约 13% 的对话里
    done = next((i for i in clause.items if i.kind == "Behavior" and i.start == end), None)
    if opening.kind == "condition-act" and done and not seq.has("rate-word", start=done.start, end=place.start):
        return None  # 拿隐私勒索: the means
    least = _LEAST - 1 if opening.kind == "setting-word" else _LEAST
    end = opening.start + len(seq.between(opening.start, end).rstrip(" 有得"))
    long = len(seq.between(opening.start, end).strip()) >= least and not _empty(seq, clause, opening.start, end)
    return _trimmed(seq, opening.start, end) if long else None


def _leads_to_number(item: Item) -> bool:
    """Whether a setting ends before an item: a word for what is measured, or a rate; no number within it (套上第一代分类器后)."""
    return item.kind in _BEFORE_NUMBER and (item.number is None or item.number.unit not in {"ordinal", "things"})


def _before_name(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """How it was set, as what describes the model or test at the head of the clause: 可以调用工具的 Grok 4 Heavy 拿到 44.4%."""
    model = next((i for i in clause.items if i.kind in _MEASURED), None)
    if place is None or model is None or model.start > place.start or seq.text[model.start - 1 : model.start].strip() not in {"", "的"}:
        return None
    end = len(seq.text[clause.start : model.start].rstrip(" ")) + clause.start - 1
    act = next((i for i in clause.items if i.kind in {"condition-act", "setting-word"}), None)
    if act is None or act.start - clause.start > 1 or act.end > end or seq.text[end] != "的" or end - act.start > _SETTING:
        return None
    return _trimmed(seq, act.start, end)


def _unopened(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """A setting without 在 at the head of the clause: 宽松提示下 GPT-5 的作弊率达 92%, 训练后则降到 0.4%, 付费场景几乎为零."""
    behind = [i for i in clause.items if i.start - clause.start > 1]
    closing = next((i for i in behind if _is_closing(seq, i)), next((i for i in behind if i.kind == "setting-noun"), None))
    if place is None or closing is None or closing.end > place.start or closing.end - clause.start > _LEAD_IN:
        return None
    if any(i.kind in _NO_SETTING and not _is_length(i) for i in clause.items if i.start < closing.end) or _is_weak(
        seq, clause, clause.start, closing.end
    ):
        return None
    followed = any(i.kind in _BEFORE_NUMBER | MODELS and 0 <= i.start - closing.end <= 1 for i in clause.items)
    return _trimmed(seq, clause.start, closing.end) if followed or seq.text[closing.end] in _THEN else None


def _is_length(item: Item) -> bool:
    """Whether a number says how long what a model reads is: 32K 时."""
    return item.number is not None and item.number.unit == "tokens"


def _attempts(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """How many attempts somebody has, before the number that says how often one of them works: 连试十次升到 33.6%, 只攻击一次，."""
    limit = place.start if place else clause.end
    if place and place.number and place.number.unit not in _MEASURES:
        return None
    before = [i for i in clause.items if i.end <= limit]
    word = next((i for i in before if i.kind == "attempt-word"), None)
    if word is None and place and (alone := _runs_alone(seq, clause, place)):
        return alone
    runs = next((i for i in before if i.number and i.number.unit == "trials" and word and abs(i.start - word.end) <= _BESIDE), None)
    if word is None or runs is None:
        return None
    end = max(word.end, runs.end)
    if any(i.kind in {*MODELS, "Behavior"} for i in clause.items if i.start < end):
        return None
    return _trimmed(seq, clause.start, end) if end - clause.start <= _SETTING else None


def _runs_alone(seq: Sequence, clause: Clause, place: Item) -> Span | None:
    """A number of attempts at the head of a clause whose number is a rate: 十次升至 33.6%，一百次则为 63%."""
    runs = next((i for i in clause.items if i.number and i.number.unit == "trials" and i.start == clause.start), None)
    several = runs is not None and runs.number is not None and runs.number.value > 1
    if runs is None or not several or seq.clauses[0].start == clause.start:
        return None
    small = seq.outside((i for i in clause.items if i.kind in _BEFORE_NUMBER or i.kind == "filler"), runs.end, place.start).strip(
        " 就也还为是约达已"
    )
    return (runs.start, runs.end) if not small else None


def _is_weak(seq: Sequence, clause: Clause, start: int, end: int) -> bool:
    """Whether a stretch says only in which test (在这批评测中), so that whatever else sets something goes before it."""
    inside = [i for i in clause.items if start <= i.start and i.end <= end]
    if any(i.kind == "condition-close" and seq.text[i.end - 1] in _WHEN for i in inside):
        return False  # 在受测时
    return not _NO_DETERMINER.sub("", seq.outside((i for i in inside if i.kind in _OF_TESTS), start, end))


def _earlier(seq: Sequence, clause: int) -> Span | None:
    for number in range(clause - 1, -1, -1):
        tested = seq.clauses[number].of("test") and _in_clause(seq, seq.clauses[number], None)  # 在假财报情境里测 Claude，50 次里有 3 次
        if found := _is_condition(seq, seq.clauses[number]) or tested:
            more = _is_condition(seq, seq.clauses[number - 1]) if number else None
            if more and _is_weak(seq, seq.clauses[number], *found):
                return more
            return (more[0], found[1]) if more and found[1] - more[0] <= _MOST else found
        if any(i.kind == "number" and i.number and i.number.unit in _MEASURES for i in seq.clauses[number].items):
            own = _in_clause(seq, seq.clauses[number], None)
            if own:
                return None if _is_parted(seq, seq.clauses[number], seq.clauses[clause], own) else own
        elif headed := _headed(seq, seq.clauses[number]):
            return headed
    return None


def _headed(seq: Sequence, clause: Clause) -> Span | None:
    """What a clause without a number begins with, before it goes on: 打开联网搜索后差距缩小了不少."""
    opens = any(i.kind == "condition-act" and i.start == clause.start for i in clause.items)
    closing = next((i for i in clause.items if _is_closing(seq, i) and clause.start + 1 < i.start <= clause.start + _SETTING), None)
    if closing is None or clause.of("Behavior", *MODELS, *_AGENTS) or not (opens or seq.text[clause.end : clause.end + 1] == ":"):
        return None
    told = (opens and seq.text[closing.end - 1] in _WHEN) or seq.text.endswith(("时候", "时"), closing.start, closing.end)
    return _trimmed(seq, clause.start, closing.end) if told and not clause.of("relative-time", "number", "speech") else None


def _is_parted(seq: Sequence, there: Clause, here: Clause, span: Span) -> bool:
    """Whether a condition within a clause is of its number alone: behind a number of the sentence, and parted by a semicolon from a
    clause on another model (启用平行运算后可达 82%；前代 A 是 72.7%)."""
    numbers = [i for i in seq.items if i.number and i.number.unit in _MEASURES]
    return "；" in seq.between(there.end, here.start) and bool(numbers) and numbers[0].start < span[0] and bool(here.of(*MODELS))


def _is_condition(seq: Sequence, clause: Clause) -> Span | None:
    """A clause that is itself a condition: it opens as one and closes as one, ends as one, or tells what was set or changed."""
    if any(i.kind == "number" and i.number and i.number.unit in _MEASURES and not _is_quoted(seq, clause, i) for i in clause.items):
        return None
    if _COUNTED_BY.search(seq.text, clause.start, clause.end):
        return None  # 若以攻击成功率计
    if named := _named_setting(seq, clause) or _attempts(seq, clause, None) or _set_up(seq, clause):
        return named
    opening = next((i for i in clause.items if i.kind == "condition-open"), None)
    if opening and _is_put(seq, opening):
        return None
    closes = _closes(seq, clause)
    if _ONLY_WHEN.fullmatch(seq.text, clause.start, clause.end):
        return None
    if opening and _PREDICTS.search(seq.text, opening.end, clause.end):
        return None  # 他在播客上预测
    if opening and closes and not _empty(seq, clause, opening.start, clause.end):
        return _trimmed(seq, opening.start, clause.end)
    if closes:
        bare = _among(clause) or _only_runs(seq, clause) or _only_names(seq, clause, clause.start, clause.end)
        return None if bare else _trimmed(seq, clause.start, clause.end)
    if opening and _is_setting(seq, clause, opening):
        return _trimmed(seq, opening.start, clause.end)
    begins = _behind_agent(clause)
    led = opening is not None and opening.start - clause.start <= 1  # 只在指令里补上一句
    reach = _LEAD if begins == clause.start and not led else _LEAD_IN
    act = next((i for i in clause.items if i.kind in {"condition-act", "supposed"} and 0 <= i.start - begins <= reach), None)
    if act is None or _denies_models(clause, act) or _counts(clause) or _joins(clause, act):
        return None
    if 0 < act.start - clause.start <= _LEAD and not seq.between(act.end, clause.end).strip(_TRIM + "。”"):
        return None  # 问题少了
    if any(i.kind == "Behavior" for i in clause.items if i.start > act.end + 12):
        return None
    first = opening if opening and begins < opening.start < act.start else act  # 研究人员接着在提示里加上一句
    return _trimmed(seq, first.start, clause.end)


def _is_quoted(seq: Sequence, clause: Clause, item: Item) -> bool:
    """Whether a number stands in what a model is told: 告诉模型“得分超过 50% 就会触发删除”."""
    return seq.between(clause.start, item.start).count("“") > seq.between(clause.start, item.start).count("”")


def _counts(clause: Clause) -> bool:
    """Whether a clause says how often something is done, or over how many runs a model is tested (勒索的一次都没有)."""
    return any(i.number and i.number.unit == "trials" for i in clause.items) and bool(clause.of("Behavior", *MODELS))


def _named_setting(seq: Sequence, clause: Clause) -> Span | None:
    """设置 B 下 at the head of a clause."""
    noun = next((i for i in clause.items if i.kind == "setting-noun" and i.start - clause.start <= 1), None)
    letter = _LETTER.match(seq.text, noun.end, clause.end) if noun else None
    return (noun.start, letter.end()) if noun and letter else None


def _set_up(seq: Sequence, clause: Clause) -> Span | None:
    """What a clause says of the model at its head and nothing else: Grok 4 不借助外部工具，在 HLE 上取得 25.4%."""
    model = next((i for i in clause.items if i.kind in MODELS), None)
    if model is None or model.start - clause.start > 1 or clause.end - model.end > _SETTING:
        return None
    sets = {i.kind for i in clause.items if 0 <= i.start - model.end <= 1}
    if not {"condition-open", "condition-act"} <= sets or clause.of("Behavior", "Benchmark", "number", *_AGENTS):
        return None
    return _trimmed(seq, model.end, clause.end)


def _only_runs(seq: Sequence, clause: Clause) -> bool:
    """Whether a clause says only over how many runs (20 次里, 100次测试中)."""
    runs = next((i for i in clause.items if i.number and i.number.unit == "trials" and (i.number.noun or "")[:1] in _RUNS), None)
    return runs is not None and runs.start - clause.start <= 1 and len(seq.between(runs.end, clause.end).strip(_TRIM)) <= _LEAST


def _behind_agent(clause: Clause) -> int:
    """Where what is done begins, behind who does it: 研究人员接着加上一句; nothing where it only says what is tested."""
    agent = next((i for i in clause.items if i.kind in _AGENTS and i.start - clause.start <= 1), None)
    if (
        agent is None
        or clause.of("test", "study-noun", *_MEASURED)
        or any(i.number and i.number.unit in {"models", "trials"} for i in clause.items)
    ):
        return clause.start
    return agent.end


def _among(clause: Clause) -> bool:
    """Whether a clause says only among how many models (六款受测模型之中)."""
    numbers = [i for i in clause.items if i.number and i.number.unit == "models"]
    return bool(numbers) and numbers[0].start - clause.start <= 1 and clause.end - numbers[0].end <= _LEAD_IN


def _denies_models(clause: Clause, act: Item) -> bool:
    """Whether a clause says that no model, or nothing even once, does something (没有一款模型能免疫, 没有一次去改测试)."""
    counted = any(i.number and (i.number.unit == "models" or "模型" in (i.number.noun or "") or i.start == act.end) for i in clause.items)
    return counted and any(i.kind == "negation" and i.start == act.start for i in clause.items)


def _joins(clause: Clause, act: Item) -> bool:
    """Whether somebody joins a body: 加入 Anthropic sets nothing."""
    return any(i.start == act.start for i in clause.of("join")) and any(i.start >= act.end for i in clause.of(*BODIES))


def _is_setting(seq: Sequence, clause: Clause, opening: Item) -> bool:
    """Whether a clause is only 在 and a noun (在不设时限的对照组): no entity, no date, no word of saying, and nothing before it."""
    kinds = {"number", "relative-time", "speech", *ENTITY_KINDS}
    short = clause.end - opening.start <= _SETTING and opening.start - clause.start <= 1
    return short and seq.text[opening.start : opening.end] == "在" and not any(i.kind in kinds for i in clause.items)


def _closes(seq: Sequence, clause: Clause) -> bool:
    closing = next((i for i in reversed(clause.items) if _is_closing(seq, i)), None)
    return closing is not None and not seq.between(closing.end, clause.end).strip(_TRIM + "”)’")


def _is_closing(seq: Sequence, item: Item) -> bool:
    """Whether a word closes a condition: 下, 时, or a word for runs that ends in one (场景里); never the 上 of 上一代."""
    if item.kind == "Behavior" and seq.text[item.end - 1] == "时":
        return True  # 在被告知正在接受测试时
    if item.kind != "condition-close" and not (item.kind == "trial-share" and seq.text[item.end - 1] in _PLACES):
        return False
    return not any(i.start == item.end and i.number and i.number.unit == "ordinal" for i in seq.items)


def _empty(seq: Sequence, clause: Clause, start: int, end: int) -> bool:
    """Whether the stretch says only over how many runs (在 180 次模拟中) or on which benchmark."""
    numbers = (i.number for i in clause.items if start <= i.start and i.end <= end and i.number)
    return any(n.unit in {"rate", "trials"} for n in numbers) or _only_names(seq, clause, start, end)


def _only_names(seq: Sequence, clause: Clause, start: int, end: int) -> bool:
    """Whether the stretch says only on which benchmark (在 HLE 评测中), of which whole (在其中) or in which study (甲发表的《乙》里)."""
    inside = [i for i in clause.items if start <= i.start and i.end <= end]
    if any(i.kind == "Study" and end - i.end <= _PLACE for i in inside):
        return True
    if inside and inside[0].kind in BODIES and inside[0].start == start and any(i.kind == "test" and i.end == end for i in inside):
        return True  # 甲去年的关机测试中
    names = {"of-which", *ENTITY_KINDS} - {"Scenario", "Behavior"}
    kinds = names | {"condition-open", "condition-close", "filler", "source-noun", "test"}
    rest = seq.outside((i for i in inside if i.kind in kinds), start, end)
    return any(i.kind in names for i in inside) and len(_NO_DETERMINER.sub("", rest)) <= 1


def _trimmed(seq: Sequence, start: int, end: int) -> Span | None:
    while start < end and seq.text[start] in _HEAD_TRIM:
        start += 1
    while end > start and seq.text[end - 1] in _TRIM:
        end -= 1
    if seq.text[start] in "“‘" and not any(c in "”’" for c in seq.text[start:end]):
        start += 1  # a quote that goes on behind
    if "“" in seq.text[start:end] and "”" not in seq.text[start:end]:
        close = seq.text.find("”", end, min(seq.end, end + _MOST))
        end = close + 1 if close >= 0 else end  # 加上一句“本季度再不达标，团队就地解散”
    return (start, end) if end - start >= _LEAST - 1 else None
