"""Under which condition: the words that bound a claim."""

import re

from kgx.claims.sequence import Clause, Sequence
from kgx.mentions.item import ENTITY_KINDS, Item

_BRACKET = re.compile(r"\s*\(([^()]{2,24})\)")
_TRIM = " ，、的(“”"
_LEAST = 3


def condition_of(seq: Sequence, clause: int, place: Item | None, subject: Item | None, inherited: tuple[int, int] | None) -> tuple[int, int] | None:
    """The span of the condition in normal text: brackets behind the number, words in the clause, an earlier clause, or the one in force."""
    return (
        _in_brackets(seq, place)
        or _in_clause(seq, seq.clauses[clause], place)
        or _between(seq, seq.clauses[clause], place)
        or _earlier(seq, clause)
        or inherited
    )


def governing(seq: Sequence) -> tuple[int, int] | None:
    """A condition with which a sentence begins, which may govern the sentences after it."""
    first = seq.clauses[0] if seq.clauses else None
    return _opened(seq, first) if first and len(seq.clauses) > 1 and _closes(seq, first) else None


def _in_brackets(seq: Sequence, place: Item | None) -> tuple[int, int] | None:
    if place is None:
        return None
    found = _BRACKET.match(seq.text, place.end, min(seq.end, place.end + 28))
    if found is None or any(i.kind in {"number", *ENTITY_KINDS} for i in seq.items if found.start(1) <= i.start < found.end(1)):
        return None
    return found.span(1)


def _in_clause(seq: Sequence, clause: Clause, place: Item | None) -> tuple[int, int] | None:
    """在…下, 用上…后 within the clause."""
    limit = place.start if place else clause.end
    for opening in clause.items:
        if opening.kind != "condition-open" or opening.start >= limit:
            continue
        closing = next((i for i in clause.items if i.kind == "condition-close" and opening.end < i.start and i.end <= limit + 6), None)
        if closing and closing.end - opening.start >= _LEAST and not _holds_number(clause, opening.start, closing.end):
            return _trimmed(seq, opening.start, closing.end)
    return None


def _between(seq: Sequence, clause: Clause, place: Item | None) -> tuple[int, int] | None:
    """AIME 2025不带工具94.6%: a setting between the benchmark and the number."""
    if place is None:
        return None
    before = [i for i in clause.items if i.kind in {"Benchmark", "Model", "ModelFamily"} and i.end <= place.start]
    opening = next((i for i in clause.items if i.kind == "condition-open" and before and before[-1].end <= i.start < place.start), None)
    if opening is None:
        return None
    end = min([i.start for i in clause.items if i.start >= opening.end and i.kind in {"comparator-before", "number", "score-word", "rate-word", "Behavior"}] or [place.start])
    return _trimmed(seq, opening.start, end) if end - opening.start >= _LEAST else None


def _earlier(seq: Sequence, clause: int) -> tuple[int, int] | None:
    for number in range(clause - 1, -1, -1):
        if any(i.kind == "number" and i.number and i.number.unit in {"rate", "points"} for i in seq.clauses[number].items):
            return None
        if found := _opened(seq, seq.clauses[number]):
            return found
    return None


def _opened(seq: Sequence, clause: Clause) -> tuple[int, int] | None:
    """A clause that is itself a condition: it opens with one, or ends as one does."""
    opening = next((i for i in clause.items if i.kind == "condition-open"), None)
    if opening and _closes(seq, clause):
        return _trimmed(seq, opening.start, clause.end)
    if opening and opening.id in {"if"} | _IF and opening.start - clause.start <= 4:
        return _trimmed(seq, opening.start, clause.end)
    return _trimmed(seq, clause.start, clause.end) if _closes(seq, clause) and clause.end - clause.start >= 4 else None


_IF = frozenset(["condition-open"])


def _closes(seq: Sequence, clause: Clause) -> bool:
    closing = next((i for i in reversed(clause.items) if i.kind == "condition-close"), None)
    return closing is not None and not seq.between(closing.end, clause.end).strip(_TRIM + "”)’")


def _holds_number(clause: Clause, start: int, end: int) -> bool:
    return any(i.kind == "number" and i.number and i.number.unit == "rate" and start <= i.start < end for i in clause.items)


def _trimmed(seq: Sequence, start: int, end: int) -> tuple[int, int] | None:
    while start < end and seq.text[start] in _TRIM and seq.text[start] not in "“(":
        start += 1
    while end > start and seq.text[end - 1] in _TRIM and seq.text[end - 1] not in "”)":
        end -= 1
    return (start, end) if end - start >= 2 else None
