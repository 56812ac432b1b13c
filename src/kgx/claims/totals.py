"""Of how many a count is: the number of runs before it, in brackets behind it, or told once for all."""

import re

from kgx.claims.counts import WITHIN
from kgx.claims.sequence import Sequence
from kgx.model.item import MODELS, Item

_COUNTED = 9
"""How far behind a model the count stands that is its own."""
_DEED = 2
"""How far behind a behavior the count of it stands."""
LEAST_TOTAL = 3
_EDGE = re.compile("[，。；！？]")
_PARTED = re.compile("[，；。]")
"""What ends the stretch in which a whole may be said to be one."""
_THINGS = frozenset("个种项家间篇份组类座台部张字页行档起件层代版步颗句段单路支")


def are_cases(seq: Sequence, item: Item) -> bool:
    """Whether a number is how often it happened, of which a part is told: 中招的 11 次里."""
    of = seq.text.rfind("的", seq.start, item.start)
    after = seq.between(item.end, min(seq.end, item.end + 4))
    return (
        any(i.kind == "Behavior" and i.end == of for i in seq.items)
        and not seq.between(of + 1, item.start).strip()
        and bool(WITHIN.match(after))
    )


def is_among(seq: Sequence, item: Item, cases: Item) -> bool:
    """Whether a count is a part of the cases told before it, or these themselves."""
    if item is cases:
        return True
    smaller = item.number is not None and cases.number is not None and item.number.value <= cases.number.value
    return smaller and not seq.has(*MODELS, start=cases.end, end=item.start) and "；" not in seq.between(cases.end, item.start)


def fitting(item: Item, total: Item | None) -> Item | None:
    """The total, where a count can be one of it: 4 组 of 320 组, 12 次 of 100 轮, never 4 组 of 100 次."""
    if total is None or total.number is None or item.number is None:
        return None
    if total.number.noun and total.number.noun in (item.number.noun or ""):
        return total  # 一个也没 of 100 个
    nouns = {item.number.noun, total.number.noun}
    return total if len(nouns) == 1 or not any(n in _THINGS for n in nouns) else None


def close_to_model(seq: Sequence, item: Item) -> bool:
    """Whether a model stands shortly before, or in its clause with a behavior right before the count: only then it is one of the runs
    that an earlier sentence tells of."""
    models = [i for i in seq.items if i.kind in MODELS and i.end <= item.start]
    if not models or item.start - models[-1].end <= _COUNTED:
        return bool(models)
    if seq.has("respectively", start=models[-1].end, end=item.start):
        return True  # 甲与乙在同样叮嘱后分别是 12 轮与 1 轮
    same = seq.clause_of(models[-1].start) == seq.clause_of(item.start)
    return same and any(i.kind == "Behavior" and 0 <= item.start - i.end <= _DEED for i in seq.items)


def is_total(seq: Sequence, item: Item, following: Item | None, total: Item | None = None) -> bool:
    """Whether a count of runs is the number that others are counted over. `total` is the one that the sentence told before."""
    if seq.has("of-which", start=max(seq.start, item.start - 3), end=item.start):
        return False
    if seq.before(item.start, "change-from"):
        return False  # 从 12 次掉到 4 次
    after = seq.between(item.end, min(seq.end, item.end + 12))
    within = WITHIN.match(_PARTED.split(after)[0])
    if within and not any(i.kind == "Behavior" and item.end <= i.start < item.end + within.end() for i in seq.items):
        return True  # but not 有 11 次泄漏了系统里的机密
    if _has_own(seq, item, following, total):
        return True
    if _is_part(seq, item, total):
        return False
    told = seq.has("total-before", start=max(seq.start, item.start - 6), end=item.start)
    if told and not seq.has("number", start=told.end, end=item.start):
        return True
    if following is None or following.number is None or following.number.unit != "trials" or item.number is None:
        return False
    part = seq.has("of-which", "right-word", start=max(item.end, following.start - 4), end=following.start)
    deed = seq.clauses[seq.clause_of(item.start)].of("Behavior")
    if part and not deed and item.number.noun == following.number.noun and following.number.value <= item.number.value:
        return True  # 回答 1200 道题，其中 318 道捏造引用; 抽了 50 题，过了 31 题
    parted = re.search("[、和与及。；，]", seq.between(item.end, following.start))
    return not parted and following.number.value <= item.number.value


def _has_own(seq: Sequence, item: Item, following: Item | None, total: Item | None) -> bool:
    """Whether a model's count is a total of its own, of which the next clause counts: 甲下了 122 局，有 45 局；乙 74 局，有 8 局."""
    if following is None or following.number is None or item.number is None or following.number.unit != "trials":
        return False
    deed = seq.clauses[seq.clause_of(item.start)].of("Behavior")
    if deed or not _is_owned(seq, item) or (total and not _is_owned(seq, total)):
        return False
    within = following.number.noun == item.number.noun and following.number.value <= item.number.value
    return within and seq.between(item.end, following.start).strip() == "，有"


def _is_owned(seq: Sequence, count: Item) -> bool:
    """Whether a model stands before a count in its clause."""
    return seq.has(*MODELS, start=seq.clauses[seq.clause_of(count.start)].start, end=count.start) is not None


def _is_part(seq: Sequence, item: Item, total: Item | None) -> bool:
    """Whether a model's count is one of a total told before it in the same noun: 甲五十回里做了零回，乙做了十一回，丙三回."""
    owned = _is_owned(seq, item)
    right = seq.before(item.start, "right-word") is not None
    if total is None or total.number is None or item.number is None:
        return owned and right  # 甲答对 22 道，乙答对 20 道
    return owned and total.number.noun == item.number.noun and item.number.value <= total.number.value


def in_brackets_behind(seq: Sequence, item: Item, following: Item | None) -> Item | None:
    """The number of runs in brackets behind a count, in its clause: 勒索 2 次（共 300 次）."""
    if (
        following is None
        or following.number is None
        or following.number.unit != "trials"
        or _EDGE.search(seq.between(item.end, following.start))
    ):
        return None
    opening = seq.text.rfind("(", item.end, following.start)
    return following if opening >= 0 and seq.has("total-before", start=opening, end=following.start) else None


def of_each(seq: Sequence, after: list[Item]) -> Item | None:
    """The number of runs that each model had, told behind the counts: 甲 41 次，乙 57 次，各测两百次; 乙有 57 次（各 200 次）."""
    for item in after:
        clause = seq.clauses[seq.clause_of(item.start)]
        told = seq.has("total-before", start=max(clause.start, item.start - 6), end=item.start)
        alone = not any(i.kind in MODELS or i.kind == "Behavior" for i in clause.items)
        if (told and seq.text[told.start] in "各每" and alone) or seq.between(clause.start, item.start).rstrip().endswith("(各"):
            return item if item.number and item.number.unit == "trials" else None
    return None


def sets_up(seq: Sequence, item: Item, following: Item | None) -> bool:
    """Whether a count stands alone in a clause without a model, and the next clause counts within it (55次请求，Grok 有45次照办), or
    is what a model is tried with (拿 200 条提示攻击 A，成功 196 条)."""
    if following is None or following.number is None or following.number.unit != "trials" or item.number is None:
        return False
    first, second = seq.clause_of(item.start), seq.clause_of(following.start)
    tested = {i.end for i in seq.clauses[first].of("test")}  # 用 400 段对话测试谄媚，A 有 24 段…
    others = [i for i in seq.clauses[first].items if i.kind != "Behavior" or i.start not in tested]
    alone = not any(i.kind in {"Model", "ModelFamily", "Behavior"} or i.kind.startswith("anaphor-model") for i in others)
    head = next((i for i in seq.clauses[second].items if i.start == seq.clauses[second].start), None) if second == first + 1 else None
    asked = head is not None and head.kind == "anaphor-model" and item.number.noun == following.number.noun  # 考了 Phi-6 十题，它编了四题
    opens = any(i.start - seq.clauses[first].start <= 1 and i.end <= item.start for i in seq.clauses[first].of("sets-to"))
    tried = opens and item.number.noun == following.number.noun and any(i.start >= item.end for i in seq.clauses[first].of(*MODELS))
    asked = (asked or tried) and not seq.clauses[first].of("Behavior")
    return second == first + 1 and (alone or asked) and 0 < following.number.value <= item.number.value and item.number.value >= LEAST_TOTAL
