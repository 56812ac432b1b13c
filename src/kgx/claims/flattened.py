"""Tables that lost their lines: models in a row, then each benchmark or behavior with as many numbers, parted by blanks alone."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from kgx.claims.figures import Figure
from kgx.claims.sequence import Sequence
from kgx.model.item import MODELS, Item

_WHAT = frozenset(["Behavior", "Benchmark"])
_LEAST = 2
"""How many models head such a table, and how many rows it has, at least."""
_PARTED = frozenset(" \t\n|│,·")
"""What parts its cells."""


def rows_of(seq: Sequence, found: list[Figure]) -> tuple[tuple[Item, ...], list[tuple[Item, list[Figure]]]]:
    """The models that head a table and its rows, each with what it measures; ((), []) where a sentence is no such table."""
    models = _heads(seq)
    if len(models) < _LEAST:
        return (), []
    rows = list(_rows(seq, found, models))
    return (models, rows) if len(rows) >= _LEAST else ((), [])


def _heads(seq: Sequence) -> tuple[Item, ...]:
    """The first models of a sentence that stand side by side."""
    models = [i for i in seq.items if i.kind in MODELS]
    heads: list[Item] = models[:1]
    for model in models[1:]:
        if not set(seq.between(heads[-1].end, model.start)) <= _PARTED:
            break
        heads.append(model)
    return tuple(heads)


def _rows(seq: Sequence, found: list[Figure], models: tuple[Item, ...]) -> Iterator[tuple[Item, list[Figure]]]:
    """What each row measures and its numbers: those behind its name up to the next name, if they are as many as the models."""
    whats = [i for i in seq.items if i.kind in _WHAT and i.start >= models[-1].end]
    for what, after in zip_longest(whats, whats[1:]):
        end = after.start if after else seq.end
        row = [f for f in found if what.end <= f.start and f.item.end <= end]
        parted = all(set(seq.between(a.item.end, b.start)) <= _PARTED for a, b in pairwise(row))
        if len(row) == len(models) and parted:
            yield what, row
