"""Whether it is so: negation and hedges with their reach, and the contexts in which nothing is claimed at all."""

import re

from kgx.claims.sequence import WITH, Clause, Sequence
from kgx.knowledge.contexts import context
from kgx.model.claim import Polarity
from kgx.model.item import MODELS, Item

_BARRING = ("question", "fiction", "mistaken", "worry", "not-said")

_BESIDES = 2
"""How many more characters a clause has at most that only says how sure the next one is: 如果属实."""
_STORY = 4
"""How far behind a scenario the word stands that calls it a story."""
_RUMOUR = 5
"""How far behind a deed the word for a rumour ends: 故意压低表现的传闻."""
_ONE = context("not-a-single")
_NEITHER = context("neither")
_CONNECTED = context("connected")
_HAPPENED = context("happened")
_EITHER = context("either-or")
_UNDENIED = context("undenied")
_REACHED = context("reached")
_DENIED = re.compile(r"\s*(?:“[^”]*)?")
"""What stands between a negation and a number that it denies: nothing, or the quote that the number is part of."""
_NO_EVIDENCE = context("no-evidence")
_VERDICT = context("verdict")
_NOUN = context("not-so-noun")
_REFUSED = "拒"
"""In a negation that is a deed itself: 拒绝 8% 的无害问题."""
_ASKED = 4
"""How far before the question mark a number stands that is itself in question."""


def polarity_at(seq: Sequence, start: int, end: int, *, since: int = 0, behind: bool = True) -> Polarity:
    """The polarity of what stands at [start, end): negations, those from `since` on, and hedges before it in its clause. Two negations
    cancel. `behind`: words behind it may say that it failed.

    A negation inside a condition (在不确定时) has no reach beyond it, nor has one that describes a noun (编出不存在的规定).
    """
    clause = seq.clauses[seq.clause_of(start)]
    inside = _conditions(clause)
    denied = [
        i
        for i in clause.items
        if i.kind == "negation" and since <= i.start and i.end <= start and not any(a <= i.start < b <= start for a, b in inside)
        if not _only_unconnected(seq, clause, i, start, end) and not _is_modifier(seq, clause, i, start)
        if not _UNDENIED.search(seq.between(i.end, start))
    ]
    after = [i for i in clause.items if behind and i.kind == "negation-after" and 0 <= i.start - end <= 8]
    failed = [i for i in after if seq.text[i.end : i.end + 1] != "的"]
    hedges = [i for i in clause.items if i.kind == "hedge" and i.end <= start + 1]
    hedged = [i for i in hedges if not any(a <= i.start < b <= start for a, b in inside)] or _lead_in(seq, start, "hedge")
    rumoured = seq.has("rumour-after", start=end, end=min(seq.end, end + _RUMOUR))
    refuted = _is_denied(seq, end, behind) or (rumoured and _is_refuted(seq, clause, start))
    none = _ONE.search(seq.text, max(seq.start, start - 2), start) and _NEITHER.match(seq.text, end, seq.end)
    unproven = _NO_EVIDENCE.search(seq.text, seq.start, clause.start)
    if (len(denied) + len(failed) + bool(refuted) + bool(none) + bool(unproven)) % 2:
        return "negated"
    return "hedged" if hedged or rumoured or _unfulfilled(seq, clause) else "asserted"


def _is_modifier(seq: Sequence, clause: Clause, negation: Item, start: int) -> bool:
    """Whether what is denied only describes the model that does it: 没有防护的 A 照做了."""
    model = next((i for i in clause.items if i.kind in MODELS and negation.end <= i.start and i.end <= start), None)
    if model is None or seq.last(negation.end, model.start) != "的":
        return False
    told = {"Behavior", "speech", "say", "observe", "belief"}  # 没有证据显示线上的 A 有这种行为
    return not any(i.kind in told and negation.start <= i.start < model.start for i in clause.items)


def _only_unconnected(seq: Sequence, clause: Clause, negation: Item, start: int, end: int) -> bool:
    """Whether what is denied is only that something has to do with it: 否认裁员与 A 生成裸照的风波有关."""
    return not WITH.isdisjoint(seq.between(negation.end, start)) and _CONNECTED.search(seq.between(end, clause.end)) is not None


def _conditions(clause: Clause) -> list[tuple[int, int]]:
    starts = {i.start for i in clause.items if i.kind == "condition-open"}
    opened = [i for i in clause.items if i.kind == "condition-open" and i.end not in starts]  # 没有在…上: 没有 opens nothing
    closed = [i for i in clause.items if i.kind == "condition-close"]
    nearest = ((next((o for o in reversed(opened) if o.end <= c.start), None), c) for c in closed)
    models = [i.start for i in clause.items if i.kind in MODELS]
    return [(o.start, c.end) for o, c in nearest if o and not any(o.end <= at < c.start for at in models)]  # 没有证据表明 A 在部署中


def is_barred(seq: Sequence, start: int, end: int) -> bool:
    """Whether the place stands in a question, a definition, a story, a mistaken belief, a worry, a demand, a poll: no claim at all.

    It ends where a later clause turns away from it (…是否安全，而 A 勒索了), not within its own (会不会为了自保而勒索).
    """
    clause = seq.clauses[seq.clause_of(start)]
    if _is_found_wrong(seq, start, end):
        return True
    if start >= seq.asked or _EITHER.search(seq.text, max(seq.start, start - 3), start + 2):
        return True
    if any(i.kind == "imperative" and i.start - clause.start <= 1 and i.end <= start for i in clause.items) or _is_poll(seq, clause, start):
        return True
    before = [i for i in seq.items if i.kind in _BARRING and i.end <= start and not _is_scenario(seq, i)]
    if (
        before
        and not seq.has("connective-then", start=seq.clauses[seq.clause_of(before[-1].start)].end, end=start)
        and seq.clause_of(start) - seq.clause_of(before[-1].start) <= 1
    ):
        return True
    if any(i.kind == "fiction" and not _is_scenario(seq, i) for i in clause.items):
        return True
    if any(i.kind == "definition" for i in seq.items if i.start < start and seq.clause_of(i.start) <= seq.clause_of(start)):
        return True
    return any(i.kind == "definition" and 0 <= i.start - end <= 8 for i in seq.items)


def number_is_barred(seq: Sequence, start: int, end: int) -> bool:
    """Whether the number is only asked for, told in a story, feared or mistakenly believed, by its own clause."""
    number = seq.clause_of(start)
    clause = seq.clauses[number]
    asked = number == len(seq.clauses) - 1 and start >= seq.asked
    if asked and (clause.end - end <= _ASKED or any(i.kind == "question" for i in clause.items)):
        return True
    if _is_bound_of_none(clause, end) or _is_found_wrong(seq, start, end):
        return True
    told = [i for i in seq.items if i.kind == "fiction" and i.end <= start and number - seq.clause_of(i.start) <= 1]
    before = [i for i in (*clause.items, *told) if i.kind in _BARRING and i.end <= start and not _is_scenario(seq, i)]
    return bool(before) and not seq.has("connective-then", start=before[-1].end, end=start)


def _is_found_wrong(seq: Sequence, start: int, end: int) -> bool:
    """Whether a place stands in a quote behind which somebody who checked it says that it is wrong: “A 有 96% 的机率勒索”：部分错误."""
    opening, closing = seq.text.rfind("“", seq.start, start), seq.text.find("”", end, seq.end)
    inside = opening >= 0 and closing >= 0 and "”" not in seq.between(opening, start)
    return inside and _VERDICT.match(seq.text, closing + 1, seq.end) is not None


def _is_bound_of_none(clause: Clause, end: int) -> bool:
    """Whether a number is only what no model gets past: 没有一个模型超过 46%."""
    denied = next((i for i in clause.items if i.kind in {"negation", "quantifier-none"} and i.end <= end), None)
    if denied is None or denied.start - clause.start > 1:
        return False
    nouns = [i for i in clause.items if denied.end <= i.start < end]
    models = next((i for i in nouns if i.kind == "group-noun" or (i.number and "模型" in (i.number.noun or ""))), None)
    return models is not None and any(i.kind == "comparator-before" and i.start >= models.end for i in nouns)


def _is_scenario(seq: Sequence, fiction: Item) -> bool:
    """Whether what is called a story is the scenario of a test (在高管婚外情那个剧本里)."""
    return fiction.kind == "fiction" and any(i.kind == "Scenario" and 0 <= fiction.start - i.end <= _STORY for i in seq.items)


def number_polarity(seq: Sequence, start: int, end: int) -> Polarity | None:
    """What the words around a number make of it: refuted behind it, hedged or only supposed by its own clause; else None."""
    if _is_denied(seq, end):
        return "negated"
    clause = seq.clauses[seq.clause_of(start)]
    if _is_refuted(seq, clause, start):
        return "negated"
    denied = [i for i in clause.items if i.kind == "negation" and i.start < start and i.end <= end]
    if denied and _REFUSED not in seq.between(denied[-1].start, denied[-1].end) and _DENIED.fullmatch(seq.between(denied[-1].end, start)):
        return "negated"  # 并不是 96%, 不是“A 有 96% 的机率骗你”
    before = [i for i in clause.items if i.end <= start]
    then = next((i.start for i in reversed(before) if i.kind == "connective-then"), clause.start)
    reached = _REACHED.search(seq.text, clause.start, start) is not None  # 若开启思考则能达到 94.6%, 若并行运算可达 82%: measured
    hedged = any(i.kind == "hedge" or (i.kind == "supposed" and i.start >= then and not reached) for i in before)
    return "hedged" if hedged or _lead_in(seq, start, "hedge", "supposed") else None


def _is_denied(seq: Sequence, end: int, people: bool = True) -> bool:
    """Whether what follows says that it is not so, and not only of a noun (附和不实叙事) or, without `people`, of what a person does."""
    by = set() if people else {i.end for i in seq.items if i.kind == "Person"}
    words = (i for i in seq.items if i.kind == "denial" and i.start >= end and i.start not in by)
    return any(not _NOUN.match(seq.text, i.end, seq.end) for i in words)


def _is_refuted(seq: Sequence, clause: Clause, start: int) -> bool:
    """Whether somebody denies what follows, in his own clause and not in words that he goes on with: 否认 A 的幻觉率达到 14%."""
    word = next((i for i in reversed(clause.items) if i.kind == "refutes" and i.end <= start), None)
    return word is not None and not any(edge in seq.between(word.end, start) for edge in ":“”")


def _lead_in(seq: Sequence, start: int, *kinds: str) -> bool:
    """Whether a short clause of its own stands before that says so (理论上，…; 如果属实，…)."""
    number = seq.clause_of(start)
    lead = seq.clauses[number - 1] if number else None
    return lead is not None and any(i.kind in kinds and lead.end - lead.start - (i.end - i.start) <= _BESIDES for i in lead.items)


def _is_poll(seq: Sequence, clause: Clause, start: int) -> bool:
    """Whether a share of people believes it (34% 的受访者认为)."""
    shares = [i.end for i in clause.items if i.kind == "number" and i.number and i.number.unit == "rate"]
    people = [i.end for i in clause.items if i.kind == "share-people" and any(0 <= i.start - end <= 3 for end in shares)]
    return any(i.kind == "belief" and i.end <= start and any(0 <= i.start - end <= 2 for end in people) for i in clause.items)


def _unfulfilled(seq: Sequence, clause: Clause) -> bool:
    """Whether the clause follows from a condition that is only supposed."""
    supposed = any(i.kind == "supposed" and i.start < clause.end for i in seq.items)
    return supposed and not _HAPPENED.search(seq.text, clause.start, clause.end)
