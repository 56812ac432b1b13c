"""Numbers of a sentence that can be a rate or a score: restatements dropped, denominators joined, relative changes and traps left out."""

import re

import msgspec

from kgx.claims.counts import as_trial, comparator_of
from kgx.claims.scope import number_is_barred
from kgx.claims.sequence import Clause, Sequence
from kgx.claims.totals import LEAST_TOTAL, are_cases, close_to_model, fitting, in_brackets_behind, is_among, is_total, of_each, sets_up
from kgx.knowledge.contexts import context
from kgx.model.claim import Comparator
from kgx.model.item import MODELS, Item

_RIVAL = 6
"""How far behind a word for people, not models, the number stands that is theirs."""
_ROUNDED = 0.0051
"""How far a rate and the count that it comes from lie apart at most."""
_LIMIT = 6
"""How far before a number the word may stand that makes it a threshold."""
_OWNED = 3
"""How far behind a number what it is a share of stands: 的 and blanks."""
_RESTATED = context("restated")
_UNTOLD = context("untold")
_TRIED = context("tried")
_WORKED = context("worked")
_DENIED_ZERO = context("denied-zero")
_NO_ONE = context("no-one-case")
_NOT_EVEN = context("not-even-one")
_FURTHER = context("further")
_JOINED = context("joined-numbers")
_COUNTED_UNITS = frozenset(["rate", "points", "plain", "trials", "count", "things", "ordinal"])
_RATES = frozenset(["rate", "points", "plain", "trials", "count"])


def _begin(item: Item, cues: tuple[Item, ...]) -> int:
    """Where a number begins with the words that bound it."""
    return min([item.start, *(c.start for c in cues)])


class Figure(msgspec.Struct, frozen=True):
    """A number that may be a rate or a score."""

    item: Item
    value: float
    high: float | None
    unit: str
    """`rate`, `points`, `plain` or `count`."""
    comparator: Comparator
    clause: int
    total: float | None = None
    denominator: Item | None = None
    bracketed: bool = False
    """True for a number in brackets directly behind a name: `o3 mini（49.3%）`."""
    cues: tuple[Item, ...] = ()
    """Comparators and the like that belong to the number."""

    @property
    def start(self) -> int:
        """Where the number begins with its comparator."""
        return _begin(self.item, self.cues)


def figures(seq: Sequence, trials: Item | None) -> tuple[list[Figure], list[Item]]:
    """Candidate numbers in order, and those that are none though they look so (changes, thresholds, what was fended off).

    `trials` is the number of runs that the discourse gives for all.
    """
    numbers = [as_trial(seq, i, trials) for i in seq.items if i.kind == "number" and i.number and i.number.unit in _COUNTED_UNITS]
    numbers = _with_units(seq, numbers)
    numbers = [i for i in numbers if i.number and i.number.unit in _RATES]
    found: list[Figure] = []
    barred: list[Item] = []
    total: Item | None = None
    cases: Item | None = None
    for at, item in enumerate(numbers):
        number = item.number
        assert number is not None
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if (number.vague and following and _restates(seq, item, following)) or (found and _counts_again(seq, found[-1], item)):
            continue
        if number.unit == "trials":
            cases = item if are_cases(seq, item) else cases
            if cases and is_among(seq, item, cases):
                barred.append(item)
                continue
            if number.value and is_total(seq, item, following, total):
                total = item
                continue
            if number.value and total is None and sets_up(seq, item, following):
                total = item
                continue
            whole = fitting(item, total) or in_brackets_behind(seq, item, following) or fitting(item, of_each(seq, numbers[at + 1 :]))
            listed = bool(found) and trials is not None and found[-1].denominator is trials and _goes_with(seq, found[-1], item)
            figure = _count(seq, item, whole or (fitting(item, trials) if listed or close_to_model(seq, item) else None))
        else:
            figure = _plain(seq, item)
        if figure is None or _is_share_of(seq, item, found) or _DENIED_ZERO.search(seq.text, seq.start, item.end):
            continue
        if (
            (barred and _goes_on(seq, barred[-1], figure))
            or _is_change(seq, figure)
            or _is_trap(seq, figure)
            or number_is_barred(seq, figure.start, figure.item.end)
        ):
            barred.append(item)
        else:
            found.append(figure)
    return found, barred


def _goes_with(seq: Sequence, before: Figure, item: Item) -> bool:
    """Whether a count stands in a list with the one before it, or is another of the same things: 捏造了 6 题，另有 22 题拒答."""
    gap = seq.between(before.item.end, item.start)
    same = before.item.number is not None and item.number is not None and before.item.number.noun == item.number.noun
    return _JOINED.fullmatch(gap) is not None or (same and _FURTHER.search(gap) is not None)


def _with_units(seq: Sequence, numbers: list[Item]) -> list[Item]:
    """The numbers, each that a list leaves without its unit as one of runs, where the last of the list is: 12、7 和 1 次."""
    found = list(numbers)
    for at in range(len(found) - 2, -1, -1):
        item, number, last = found[at], found[at].number, found[at + 1].number
        if not (number and last and number.unit == "plain" and last.unit == "trials"):
            continue
        if _JOINED.fullmatch(seq.between(item.end, found[at + 1].start)):
            found[at] = msgspec.structs.replace(item, number=msgspec.structs.replace(number, unit="trials", noun=last.noun))
    return found


def _is_share_of(seq: Sequence, item: Item, found: list[Figure]) -> bool:
    """Whether a count is a part of the count before it, not of all runs (编了四题，其中一题…)."""
    counts = [f for f in found if f.item.number and item.number and f.item.number.unit == item.number.unit == "trials"]
    return bool(counts) and seq.has("of-which", start=max(counts[-1].item.end, item.start - 3), end=item.start) is not None


def _goes_on(seq: Sequence, barred: Item, figure: Figure) -> bool:
    """Whether a number goes on with one that is none: in a list with it, or a part of the people that it counts (36% 的青少年用它，
    其中 12% 遇到过幻觉)."""
    if _JOINED.fullmatch(seq.between(barred.end, figure.start)):
        return True
    told = any(i.kind in {"Behavior", *MODELS} for i in seq.items if barred.end <= i.start < figure.start)
    if (
        not told
        and any(i.kind == "defence-word" for i in seq.clauses[seq.clause_of(barred.start)].items)
        and "；" not in seq.between(barred.end, figure.start)
    ):
        return True
    people = seq.has("share-people", start=barred.end, end=figure.start)
    return people is not None and seq.has("of-which", start=max(barred.end, figure.start - 3), end=figure.start) is not None


def runs(seq: Sequence, found: list[Figure]) -> list[list[Figure]]:
    """Figures in lists (69.1%和68.1%); most lists have one member."""
    grouped: list[list[Figure]] = []
    for figure in found:
        last = grouped[-1][-1] if grouped else None
        if last and last.unit == figure.unit and _JOINED.fullmatch(seq.between(last.item.end, figure.start)):
            grouped[-1].append(figure)
        else:
            grouped.append([figure])
    return grouped


def _restates(seq: Sequence, vague: Item, exact: Item) -> bool:
    number = exact.number
    return (
        number is not None and number.unit == "rate" and not number.vague and bool(_RESTATED.fullmatch(seq.between(vague.end, exact.start)))
    )


def _counts_again(seq: Sequence, before: Figure, item: Item) -> bool:
    """Whether a count in a bracket only says how the rate right before it came about: 0.643(54/84)."""
    number = item.number
    if number is None or number.denominator is None or before.denominator is not None:
        return False
    inside = seq.between(before.item.end, item.start).strip() == "(" and seq.text[item.end : item.end + 1] == ")"
    return inside and abs(number.value / number.denominator - before.value) < _ROUNDED


def _plain(seq: Sequence, item: Item) -> Figure:
    number = item.number
    assert number is not None
    comparator, cues = comparator_of(seq, item)
    start = _begin(item, cues)
    bracketed = seq.text[start - 1 : start] == "(" and seq.text[item.end : item.end + 1] in {")", ",", "，"}
    unit = "count" if number.unit == "count" else number.unit
    return Figure(item, number.value, number.high, unit, comparator, seq.clause_of(item.start), number.denominator, None, bracketed, cues)


def _count(seq: Sequence, item: Item, total: Item | None) -> Figure | None:
    """A count of runs; a figure only where it is known out of how many."""
    number = item.number
    of = total.number if total else None
    if (
        number is not None
        and number.value == 1
        and total is not None
        and not seq.start <= total.start < seq.end
        and seq.text[item.start] == "一"
        and not _is_said_of_model(seq, item)
    ):
        return None  # 专门补了一轮: no count of the runs that an earlier sentence tells of
    if number is not None and number.value == 0 and _UNTOLD.match(seq.text, item.end, seq.end):
        return None  # 官方一项都没提, 21 次作弊，一次没落
    if number is not None and number.value <= 1 and _WORKED.match(seq.text, item.end) and _TRIED.search(seq.text, seq.start, item.start):
        return None  # 有 8 局尝试作弊，但没有一次成功
    if number is not None and number.value == 0 and of is None:
        if "个" in (number.noun or "") and not close_to_model(seq, item):
            return None  # 一个也没有: of what nobody says
        comparator, cues = comparator_of(seq, item)
        unit = "count" if number.noun else "rate"
        return Figure(item, 0.0, None, unit, comparator, seq.clause_of(item.start), cues=cues)
    if number is None or of is None or number.value > of.value or of.value < LEAST_TOTAL:
        return None
    comparator, cues = comparator_of(seq, item)
    unseen = _NO_ONE.search(seq.text, seq.start, item.start) or _NOT_EVEN.match(seq.text, item.start, seq.end)
    none = number.value == 1 and unseen is not None  # 未见一例, 没有发现一例, 一次幻觉也没有
    return Figure(item, 0.0 if none else number.value, None, "count", comparator, seq.clause_of(item.start), of.value, total, False, cues)


def _is_said_of_model(seq: Sequence, item: Item) -> bool:
    """Whether only small words stand between a model and a count: A 只有一次."""
    model = next((i for i in reversed(seq.items) if i.kind in MODELS and i.end <= item.start), None)
    if model is None:
        return False
    small = (i for i in seq.items if i.kind in {"comparator-before", "filler"} and model.end <= i.start < item.start)
    return not seq.outside(small, model.end, item.start).strip(" 则也却就") and seq.text[item.end : item.end + 1] in {"，", "。", "；"}


def _is_change(seq: Sequence, figure: Figure) -> bool:
    """Whether the number says by how much something changed or differed, not what it is."""
    start = figure.start
    if _MORE.search(seq.text, seq.start, start) or _is_over(seq, start):
        return True
    for cue in reversed([i for i in seq.items if i.end <= start]):
        if cue.kind not in {"change-by", "change-to", "compare-high", "compare-low"}:
            continue
        if cue.kind == "compare-high" and seq.text[cue.end - 1] == "高" and seq.text[cue.end] == "达":
            return False  # 更高达两成: the value itself
        gap = seq.between(cue.end, start).strip(" 了约近逾达幅度为在仅只")
        return cue.kind != "change-to" and gap == ""
    return bool(_DIFFERENCE.match(seq.text, figure.item.end, min(seq.end, figure.item.end + 8)))


def _is_over(seq: Sequence, start: int) -> bool:
    """Whether what stands right before a number is whom one is ahead of or behind by it: 优于 GPT-5 24%."""
    other = next((i for i in reversed(seq.items) if i.kind in MODELS and i.end <= start), None)
    if other is None or seq.between(other.end, start).strip(" 约近了达"):
        return False
    return seq.before(other.start, "compare-high", "compare-low") is not None


_MORE = context("by-how-much")
_FAULTY = context("faulty-items")
_CASES = context("share-of-cases")
_CONFIDENCE = context("confidence-level")
_FROM = context("number-from")
_AI_WORK = context("work-of-ai")
_ANSWERS = context("answers-behind")
_BRACKETED = re.compile(r"\([^()]*\)")
_OTHERS = MODELS | {"compared-group", "anaphor-model", "anaphor-former", "anaphor-latter"}
_DIFFERENCE = context("difference-noun")
_LIKENED = context("likened")
_FRACTION = context("in-fractions")


def _of_another(seq: Sequence, figure: Figure) -> bool:
    """Whether a fraction is one of what another model has (价格是 GPT-5 的六分之一)."""
    model = next((i for i in reversed(seq.items) if i.kind in _OTHERS and i.end <= figure.start), None)
    between = _BRACKETED.sub("", seq.between(model.end, figure.start)).strip() if model else None
    part = _FRACTION.search(seq.text, figure.item.start, figure.item.end)
    if model is None or (between != "的" and (between or not part)):
        return False  # 价格是 A 的六分之一, 不到 A 一半
    return bool(_LIKENED.search(seq.between(max(seq.start, model.start - 20), model.start)))


def _is_limit(figure: Figure, clause: Clause) -> bool:
    """Whether the number is a threshold or a goal: named as one, a bound from which something follows (超过 50% 就不会获准), or the
    bound of a clause that begins with 只要 or 如果."""
    before = [i for i in clause.items if i.end <= figure.item.start]
    if any(i.kind == "goal" or (i.kind == "threshold" and figure.start - i.end <= _LIMIT) for i in before):
        return True
    if any(i.kind == "threshold" and 0 <= i.start - figure.item.end <= 1 for i in clause.items):
        return True  # 头一次有模型跨过八成门槛
    if figure.comparator not in {"<", "<=", ">", ">="}:
        return False
    if any(i.kind in {"supposed", "premise"} and 0 <= figure.start - i.end <= 1 for i in before):
        return True  # 成功率若高于 5%
    follows = any(i.kind == "limit-after" and 0 <= i.start - figure.item.end <= 1 for i in clause.items)
    return follows or any(i.kind in {"supposed", "premise"} and i.start - clause.start <= 1 for i in before)


def _is_work_of(seq: Sequence, figure: Figure) -> bool:
    """Whether the number is how much of some work a model does: 八成的代码由 Claude 写成."""
    by = _BY.match(seq.text, figure.item.end, seq.end)
    return by is not None and any(i.kind in MODELS and i.start - by.end() in {0, 1} for i in seq.items if seq.text[by.end()] not in "；，")


_BY = context("done-by")
_POINTING = context("pointing")
_NOT_ONE = context("not-one")
_FORMER_TEST = context("former-test")
_SHARE = context("share")
_SHARE_OF_DATA = context("share-of-data")
_SUCCESS_LEVEL = context("success-level")
_DEFENDED = context("rate-of-defence")
_RANKED = context("ranked-within")
_HALFWAY = context("half-way")
_PEOPLE_DO = context("people-score")
_NONE_DOES = context("not-one-does")
_DISCLOSED = context("disclosed")
_POINTED = context("pointed-at")


def _bears_on(seq: Sequence, cue: Item, figure: Figure) -> bool:
    """Whether a word can be about a number: not where it stands in a bracket and the number outside (4.4%（阻断 95%）)."""
    opening = seq.text.rfind("(", seq.start, cue.start)
    closing = seq.text.find(")", opening, seq.end)
    return opening < 0 or not opening < cue.start < closing or opening < figure.start < closing


def _is_trap(seq: Sequence, figure: Figure) -> bool:
    """Thresholds, shares of markets, shares of people: numbers that are no rate of a deed."""
    clause = seq.clauses[figure.clause]
    if _POINTING.search(seq.between(max(seq.start, figure.start - 3), figure.start)) or _POINTED.match(seq.text, figure.item.end, seq.end):
        return True
    if figure.unit == "count" and seq.has("compare-high", start=figure.item.end, end=clause.end):
        return True  # 十回里有七回胜过: how often one beat the other
    if _FORMER_TEST.search(seq.text, clause.start, figure.start):
        return True
    shared = seq.has("other-measure", end=figure.start) if _SHARE.search(seq.text, clause.start, figure.item.start) else None
    if shared and not seq.has("Behavior", "Benchmark", start=shared.end, end=figure.start):
        return True  # 在访问量中，甲占 3.4%，乙占 64.5%
    if _SUCCESS_LEVEL.match(seq.text, figure.item.end, seq.end):
        return True  # 50% 成功率对应的任务时长
    if any(told.match(seq.text, figure.item.end, seq.end) for told in (_FAULTY, _FROM, _AI_WORK, _CASES, _CONFIDENCE)):
        return True  # 59% 的题目有问题, 96% 出自甲的研究, 八成的步骤由 AI 完成, 九成的勒索都发生在深夜
    if figure.unit == "count" and _ANSWERS.match(seq.text, figure.item.end, seq.end):
        return True  # 十次里有十次它都说不合
    if _SHARE_OF_DATA.search(seq.text, clause.start, figure.start) or _DISCLOSED.search(seq.text, clause.start, figure.start):
        return True  # 占训练数据的 0.3%; 但说出来的不到 2%
    if figure.value == 0 and _NOT_ONE.search(seq.text, clause.start, figure.start):
        return True  # 没有一款模型降到零
    previous = seq.clauses[figure.clause - 1].items if figure.clause and seq.text[seq.clauses[figure.clause - 1].end] != "；" else ()
    if any(i.kind == "not-said" for i in (*clause.items, *previous)):
        return True
    if any(i.kind == "overall" for i in (*clause.items, *previous)) and not any(i.kind in {*_OTHERS, "group-noun"} for i in clause.items):
        return True  # 整体来看，谄媚率是 58%: of all that were tested
    if any(i.kind in {"defence-word", "other-measure"} and _bears_on(seq, i, figure) for i in clause.items):
        return True
    if _DEFENDED.search(seq.text, seq.start, clause.start) or _RANKED.search(seq.text, clause.start, figure.start):
        return True  # 提示注入的防御率，A 报 99%，B 报 97%; 挤进前 10%
    if not clause.of(*MODELS, "anaphor-model") and _PEOPLE_DO.search(seq.text, clause.start, figure.item.start):
        return True  # 人类测试员平均 20%
    if _HALFWAY.search(seq.text, clause.start, figure.item.end) or _NONE_DOES.match(seq.text, figure.item.start, clause.end):
        return True  # 回答到一半; 一题都不肯答
    rival = next((i for i in reversed(clause.items) if i.kind == "rival" and i.end <= figure.start), None)
    if rival and figure.start - rival.end <= _RIVAL and not seq.has(*MODELS, start=rival.end, end=figure.start):
        return True  # 远超人类平均 29.2%
    if figure.item.number is not None and figure.item.number.vague and _of_another(seq, figure):
        return True
    if _is_limit(figure, clause) or _is_work_of(seq, figure) or seq.before(figure.start, "quit", "leave"):
        return True  # 创始团队走了一半
    if any(i.kind == "threshold" for i in previous) and seq.words[clause.start - seq.start :].lstrip()[:1] in {"是", "为", "即"}:
        return True  # 参考线，是攻破率不高于 5%
    if any(i.kind == "supposed" and i.start < figure.start for i in seq.items) and not seq.has(*MODELS) and seq.has("group-noun"):
        return True  # 假设模型 A 回答 100 题
    if any(
        i.kind == "share-of" and i.end <= figure.start and not seq.has("Behavior", "Benchmark", start=i.end, end=figure.start)
        for i in clause.items
    ):
        return True
    share = next((i for i in clause.items if i.kind == "share-of" and 0 <= i.start - figure.item.end <= _OWNED), None)
    if share and seq.between(figure.item.end, share.start).strip() == "的":
        return True  # 95% 的置信区间
    people = next((i for i in seq.items if i.kind == "share-people" and 0 <= i.start - figure.item.end <= 4), None)
    return people is not None and set(seq.between(figure.item.end, people.start)) <= set("的 之受访")
