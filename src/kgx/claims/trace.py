"""How each sentence was read, as text: its typed sequence, the readings, what was left unread."""

from collections.abc import Iterable, Iterator

from kgx.claims.read import Step
from kgx.claims.reading import Reading
from kgx.model.item import ENTITY_KINDS, Item


def lines(steps: Iterable[Step]) -> Iterator[str]:
    """A block of lines for each sentence that has an item of interest."""
    for step in steps:
        seq = step.sequence
        if not any(i.kind in ENTITY_KINDS or i.kind == "number" for i in seq.items):
            continue
        yield f"{seq.number}  {seq.words}"
        yield "   sequence  " + "  ".join(_item(seq.text, i) for i in seq.items)
        state = step.state
        names = {"focus": state.focus[:1], "topic": (state.topic,), "predicate": (state.predicate,), "main": (state.main,)}
        yield "   state     " + "; ".join(f"{what} {found[0].name if found and found[0] else '–'}" for what, found in names.items())
        for reading in step.readings:
            yield "   reading   " + _reading(reading)
        for unread in step.unread:
            yield f"   unread    {seq.text[unread.item.start : unread.item.end]}: {unread.reason}"
        for claim in step.claims:
            by = " ← ".join(s.name for s in claim.attribution)
            yield f"   claim     {claim.id[:8]} {claim.polarity}; by {by or 'the author'}; condition {claim.condition or '–'}"


def _item(text: str, item: Item) -> str:
    words = text[item.start : item.end]
    if item.number:
        return f"⟨{words} {item.number.unit}⟩"
    return f"[{item.name} {item.kind}]" if item.kind in ENTITY_KINDS else f"{words}/{item.kind}"


def _reading(r: Reading) -> str:
    value = "" if r.value is None else f" {r.comparator or ''}{r.value:g}{f' of {r.total:g}' if r.total else ''} {r.unit}"
    how = " (implicit)" if r.subject.implicit else ""
    return f"{r.rule}: {r.subject.name}{how} {r.relation} {r.object.name if r.object else '–'}{value}"
