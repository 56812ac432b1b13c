"""Which numbers count runs, questions or answers, and the words that bound a number (超过, 至少)."""

import msgspec

from kgx.claims.sequence import Sequence
from kgx.knowledge.contexts import context
from kgx.model.claim import Comparator
from kgx.model.item import MODELS, Item, Number

_NEAR = 4
"""How far behind a number the models stand that it counts, in characters."""
_DEED = 2
"""How far behind a behavior the count of it stands."""
WITHIN = context("within-whole")
_WITHIN = 12
"""How far behind a whole the word stands that others are a part of it."""
_HAS = context("has-of-them")
_CASES = context("share-of-which")
_SHARE = 14
"""How far behind a rate the word ends that says of which cases it is a share."""
COMPARATORS: dict[str, Comparator] = {"=": "=", "~": "~", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
"""Id of a cue that bounds a number → how."""


def as_trial(seq: Sequence, item: Item, trials: Item | None) -> Item:
    """A number of things (12 张照片) as one of trials, where another of the same things stands beside it or is what each model had."""
    number = item.number
    if number and number.unit in {"plain", "ordinal"} and (_is_number_of_runs(seq, item) or _is_one_of_each(seq, item)):
        return msgspec.structs.replace(item, number=msgspec.structs.replace(number, unit="trials"))
    if number is None or number.unit != "things" or _is_of_models(seq, item):
        return item
    if number.noun == "个":
        whole = _whole(seq, item) or _told_whole(seq, item, trials)
        part = msgspec.structs.replace(number, unit="trials", noun=whole.noun) if whole else number
        if not whole and _is_whole(seq, item):
            part = msgspec.structs.replace(number, unit="trials")
        return msgspec.structs.replace(item, number=part)
    others = [i.number for i in (*seq.items, trials) if i and i.number and i.start != item.start]
    if any(o.unit in {"things", "trials"} and o.noun == number.noun for o in others) or _holds_times(seq, item):
        return msgspec.structs.replace(item, number=msgspec.structs.replace(number, unit="trials"))
    return item


def _holds_times(seq: Sequence, item: Item) -> bool:
    """Whether a number of things is what the number of times behind it is out of, in its clause or the next: A 在 200 封邮件中上当 46 次;
    被 200 封邮件轰炸，A 上当 23 次."""
    at = seq.clause_of(item.start)
    clause = seq.clauses[at]
    times = next((i for i in clause.items if i.start >= item.end and i.number and i.number.unit == "trials"), None)
    before = not times and at + 1 < len(seq.clauses) and not clause.of(*MODELS)
    if before:
        models = seq.clauses[at + 1].of(*MODELS)
        times = next((i for i in seq.clauses[at + 1].items if models and i.number and i.number.unit == "trials"), None)
    if times is None or times.number is None or item.number is None or times.number.value > item.number.value:
        return False
    return before or _is_within(seq, item, times.start)


def _is_within(seq: Sequence, whole: Item, part: int) -> bool:
    """Whether what stands at `part` is out of a whole before it: 100 次里."""
    return WITHIN.match(seq.between(whole.end, min(part, whole.end + _WITHIN))) is not None


def _told_whole(seq: Sequence, item: Item, trials: Item | None) -> Number | None:
    """The number of 个 that the sentence before tells of, of which a model does so many: 问题共有 300 个。A 误拒了 33 个."""
    whole = trials.number if trials else None
    deed = any(i.kind == "Behavior" and 0 <= item.start - i.end <= _DEED for i in seq.items)
    return whole if whole and whole.noun == "个" and deed and item.number and item.number.value <= whole.value else None


def _whole(seq: Sequence, item: Item) -> Number | None:
    """What a model's number of 个 is a part of: A 在 180 个任务中有 47 个; 100 个问题里，A 答错 13 个，B 答错 21 个."""
    named = seq.has(*MODELS, start=seq.clauses[seq.clause_of(item.start)].start, end=item.start)
    if not named and not seq.has("of-which", start=item.start - 3, end=item.start):
        return None
    for before in seq.items:
        number = before.number if before.kind == "number" and before.end <= item.start else None
        if number is None or item.number is None or number.unit not in {"trials", "things"} or number.value < item.number.value:
            continue
        if "个" in seq.between(before.start, before.end) and _is_within(seq, before, item.start):
            return number
    return None


def _is_whole(seq: Sequence, item: Item) -> bool:
    """Whether a number of 个 is what others of the sentence are a part of."""
    others = [i for i in seq.items if i.number and i.number.unit == "things" and i.number.noun == "个" and i.start > item.end]
    return bool(others) and _is_within(seq, item, others[0].start)


def _is_number_of_runs(seq: Sequence, item: Item) -> bool:
    """Whether the word before a bare number says that it counts runs: 外流权重的次数为 0."""
    cue = next((i for i in reversed(seq.items) if i.kind == "trial-share" and i.end <= item.start), None)
    start = min(c.start for c in (item, *comparator_of(seq, item)[1]))
    return cue is not None and seq.text[cue.end - 1] == "数" and seq.between(cue.end, start).strip(" :") == ""


def _is_one_of_each(seq: Sequence, item: Item) -> bool:
    """Whether 有一次 counts within a number of times before it: 每十次对话就有一次, 十次里有一次."""
    noun = item.number.noun if item.number and seq.has(*MODELS, "anaphor-model") else None
    each = next((i for i in seq.items if i.kind == "number" and i.number and i.number.unit == "trials" and i.end <= item.start), None)
    if not noun or each is None or each.number is None or each.number.noun != noun:
        return False
    return seq.text[each.start - 1] == "每" or _HAS.fullmatch(seq.text, each.end, item.start) is not None


def _is_of_models(seq: Sequence, item: Item) -> bool:
    """Whether a number counts models themselves (15 个推理模型)."""
    noun = next((i for i in seq.items if i.kind == "group-noun" and i.end > item.end), None)
    return noun is not None and noun.start - item.end <= _NEAR


def comparator_of(seq: Sequence, item: Item) -> tuple[Comparator, tuple[Item, ...]]:
    """How a number is bounded, by itself or by the words before and behind it, and these words."""
    number = item.number
    comparator: Comparator = number.comparator if number else "="
    cues: list[Item] = []
    at = item.start
    for cue in reversed([i for i in seq.items if i.kind == "comparator-before" and i.end <= item.start]):
        if seq.between(cue.end, at).strip(" 了" if cues else " 了有") != "":
            break
        cues.append(cue)
        if cue.id != "=":
            comparator = COMPARATORS[cue.id]
        at = cue.start
    after = next((i for i in seq.items if i.kind == "comparator-after" and 0 <= i.start - item.end <= 1), None)
    if after and not seq.between(item.end, after.start).strip():
        comparator = COMPARATORS[after.id]
        cues.append(after)
    if number and number.vague and number.value < 1 and comparator == "=":
        comparator = "~"
    return comparator, tuple(cues)


def share_end(seq: Sequence, start: int, end: int) -> int | None:
    """Where the words end that say of which cases a rate is a share (15% 的样本里); `start` is the number's end, `end` the clause's."""
    word = seq.has("trial-share", start=start, end=min(end, start + _SHARE))
    told = _CASES.match(seq.text, start, end)
    if told is None or seq.has("share-people", start=start, end=told.end()):
        return word.end if word else None
    return max(told.end(), word.end if word else 0)
