"""Comparisons, metrics and tests of groups: the constructions of `relations.yaml` that speak of numbers and of unnamed groups."""

import re
from collections.abc import Iterator

import msgspec

from kgx.claims.counts import COMPARATORS
from kgx.claims.reading import Reading, Ref, of_source, ref
from kgx.claims.scope import is_barred, polarity_at
from kgx.claims.sequence import Sequence, acts
from kgx.claims.signs import Encoded, Rule, rules_for
from kgx.claims.state import State, in_focus, refined
from kgx.claims.subjects import antecedents, is_subject
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.claim import Comparator
from kgx.model.item import BODIES, MODELS, Item, Number

_FURTHER = context("adds-to")
_ELSE = context("other-than-behavior")
_PLACES = frozenset("在于对向与")
_OF_BODIES = "measured.company"
"""The rule of what only bodies have: 员工, 估值, 营收."""
_NOT = frozenset("没未不")


def read_amounts(seq: Sequence, state: State, encoded: Encoded, knowledge: Knowledge) -> list[Reading]:
    """Readings COMPARED and MEASURED, and EVALUATED of groups; one for each pair of members, and a number serves one."""
    readings: dict[tuple[str, str, str], Reading] = {}
    numbers: set[int] = set()
    for rule in rules_for(knowledge, encoded, wide=True):
        for match in rule.regex.finditer(encoded.signs):
            number = _number(encoded, match)
            start, end = encoded.span(match)
            if (number and number.start in numbers) or is_barred(seq, start, end):
                continue
            made = list(_readings(seq, state, encoded, rule, match, number, knowledge))
            fresh = {(r.relation, r.subject.name, r.object.name): r for r in made if r.object}
            if number and fresh.keys() - readings.keys():
                numbers.add(number.start)
            readings = fresh | readings
    return list(readings.values())


def _readings(
    seq: Sequence, state: State, encoded: Encoded, rule: Rule, match: re.Match[str], number: Item | None, knowledge: Knowledge
) -> Iterator[Reading]:
    groups = match.groupdict()
    start, end = encoded.span(match)
    whos = encoded.members[match.start("s")] if groups.get("s") else _left_out(seq, state, rule, start, end - 1, knowledge)
    if groups.get("o"):
        whats = encoded.members[match.start("o")]
    elif groups.get("metric"):
        place = Item("metric", *encoded.span(match, "metric"))
        whats = (Ref(None, seq.text[place.start : place.end], "Metric", place),)
    elif number and rule.relation == "MEASURED":
        whats = (Ref(None, number.number.noun or "", "Metric", number),) if number.number else ()
    else:
        whos, whats = whos[:1], whos[1:]  # A 和 B 打平
    cue = Item("construction", *encoded.span(match, "c")) if groups.get("c") else None
    polarity = polarity_at(seq, cue.start, cue.end) if cue else "asserted"
    if cue and _is_denied(seq, cue):
        polarity = "negated"
    value = _value(seq, number, rule, cue) if number else {}
    on = _measured_on(seq, state, number, start, end) if rule.relation == "COMPARED" else None
    if rule.relation == "MEASURED" and whos and whos[0].item and seq.last(seq.start, whos[0].item.start) in _PLACES:
        return  # Gemini 在 YC 的使用率
    for who in whos:
        for what in whats:
            if who.name != what.name and not (rule.relation == "EVALUATED" and what.kind == "Group" and not what.count):  # (humans)
                yield Reading(
                    relation=rule.relation,
                    rule=rule.name,
                    subject=who,
                    object=what,
                    clause=seq.clause_of(start),
                    cue=cue,
                    number=number,
                    on=on,
                    direction=rule.direction,
                    polarity=polarity,
                    **value,  # type: ignore[arg-type]
                )


def _is_denied(seq: Sequence, cue: Item) -> bool:
    """Whether a comparison is denied by a word that it is part of: 没有超过, 不高于."""
    words = (i for i in seq.items if i.kind == "comparator-before" and i.start < cue.start and cue.end <= i.end)
    return any(seq.text[i.start] in _NOT for i in words)


def _number(encoded: Encoded, match: re.Match[str]) -> Item | None:
    return encoded.members[match.start("n")][0].item if match.groupdict().get("n") else None


def _value(seq: Sequence, item: Item, rule: Rule, cue: Item | None) -> dict[str, object]:
    """Value, unit and comparator; a difference in points is a fraction, and 高出一倍 is two times."""
    number = item.number
    assert number is not None
    value, unit = number.value, number.unit
    if unit == "percentage-points":
        value, unit = round(value / 100, 6), "rate"
    elif (
        unit == "multiple" and rule.direction == "higher" and cue and _FURTHER.search(seq.between(cue.start, item.start).rstrip("约近了 "))
    ):
        value += 1
    elif unit not in {"rate", "multiple"}:
        unit = number.noun or "count"
    return {"value": value, "value_max": number.high, "unit": unit, "comparator": _comparator(seq, item, number)}


def _comparator(seq: Sequence, item: Item, number: Number) -> Comparator:
    before = next((i for i in reversed(seq.items) if i.kind == "comparator-before" and i.end <= item.start), None)
    if before and before.id != "=" and not seq.between(before.end, item.start).strip(" 了达到为"):
        return COMPARATORS[before.id]
    after = next((i for i in seq.items if i.kind == "comparator-after" and i.start >= item.end), None)
    if after and not seq.between(item.end, after.start).strip():
        return COMPARATORS[after.id]
    return "~" if number.vague else number.comparator


def _measured_on(seq: Sequence, state: State, number: Item | None, start: int, end: int) -> Ref | None:
    """The behavior or benchmark in which two are compared: within the construction, else the nearest before it, the first
    behind in its part of the sentence, else what the sentence before measured; None where it says that it is of something else."""
    part = seq.text.find("；", end, seq.end)
    whats = [i for i in seq.items if i.kind in {"Behavior", "Benchmark"} and (part < 0 or i.start < part)]
    inside = [i for i in whats if start <= i.start < end]
    before = [i for i in whats if i.end <= start]
    chosen = inside[-1:] or before[-1:] or whats[:1]
    if not inside and _ELSE.search(seq.text, seq.clauses[seq.clause_of(start)].start, end):
        return None  # 价格是 A 的三十分之一
    if chosen:
        return ref(chosen[0])
    rate = number is not None and number.number is not None and (number.number.unit == "percentage-points" or seq.has("rate-word", end=end))
    return state.predicate if rate and state.fresh and state.block == seq.block.start else None


def _left_out(seq: Sequence, state: State, rule: Rule, before: int, end: int, knowledge: Knowledge) -> tuple[Ref, ...]:
    """Who is compared or measured where the clause does not say: the sentence's last subject, else the model in focus; who tests is
    the study or body that the passage tells of."""
    if rule.relation == "EVALUATED":
        return _tester(seq, state, before, knowledge)
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1)
    own = [c for c in seq.chunks if c.kind in {*MODELS, *BODIES} and low <= c.start and c.end <= before]
    if rule.name != _OF_BODIES:
        models = [c for c in own if c.kind in MODELS and is_subject(seq, c)]
        pronoun = next((i for i in reversed(seq.items) if i.kind.startswith("anaphor-model") and i.end <= before and acts(seq, i)), None)
        if models and not (pronoun and pronoun.start > models[-1].start):
            return tuple(ref(i, implicit=True) for i in models[-1].members)
        if pronoun:
            return antecedents(seq, state, pronoun)
    bodies = [c.members[0] for c in own if c.kind in BODIES and not knowledge.is_media(c.members[0].id)]
    if rule.relation == "MEASURED":
        return (ref(bodies[-1], implicit=True),) if len({b.id for b in bodies}) == 1 else ()
    if own:
        return ()
    if seq.has("group-noun", "ai-noun", "Person", start=before, end=end):
        return ()  # AI 远比人类聪明
    found = in_focus(state, seq.block.start, 1)
    return (refined(found, state),) if found else ()


def _tester(seq: Sequence, state: State, before: int, knowledge: Knowledge) -> tuple[Ref, ...]:
    """The body that the sentence names before, else its study, else the body and then the study that the text tells of."""
    own = [c for c in reversed(seq.chunks) if c.kind in {"Study", *BODIES} and c.end <= before and not knowledge.is_media(c.members[0].id)]
    chosen = next((c for c in own if c.kind in BODIES), own[0] if own else None)
    if chosen:
        return tuple(ref(i, implicit=True) for i in chosen.members)
    if state.researcher and state.researcher[0].id:
        return (of_source(state.researcher[0]),)
    return (msgspec.structs.replace(state.study, implicit=True),) if state.study else ()
