"""Read all variants and count what holds."""

from collections.abc import Iterable, Iterator
from functools import cache
from math import ceil
from multiprocessing import get_context

import msgspec

from tests.metamorphic import around, figures, layout, names, stance  # noqa: F401  # they register their kinds
from tests.metamorphic.seeds import facts_of, seeds
from tests.metamorphic.variants import KINDS, Variant

MOST = 90
"""Variants of a kind that are read; all together take long, and so many tell the share to two hundredths."""


class Outcome(msgspec.Struct, frozen=True):
    """One variant and what was wrong with its reading."""

    kind: str
    article: str
    text: str
    fault: str | None


class Share(msgspec.Struct, frozen=True):
    """How many variants of a kind hold."""

    group: str
    kind: str
    right: int
    made: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.right / self.made if self.made else 0.0


def variants(kinds: Iterable[str] = ()) -> Iterator[tuple[str, str, Variant]]:
    """Kind, article and variant, over all seeds: of a kind that has many, so many at even steps."""
    for name in kinds or KINDS:
        made = [(seed.article, variant) for number, seed in enumerate(seeds()) for variant in KINDS[name].make(number, seed)]
        for article, variant in made[:: ceil(len(made) / MOST) or 1]:
            yield name, article, variant


def outcomes(kinds: Iterable[str] = ()) -> Iterator[Outcome]:
    """What each variant gave."""
    for name, article, variant in variants(kinds):
        yield Outcome(name, article, variant.text, variant.fault(facts_of(variant.text, variant.path)))


def _part(kinds: tuple[str, ...]) -> list[Outcome]:
    return list(outcomes(kinds))


@cache
def all_outcomes() -> tuple[Outcome, ...]:
    """All of them, read by two processes."""
    kinds = list(KINDS)
    with get_context("spawn").Pool(2) as pool:
        parts = pool.map(_part, [tuple(kinds[at : at + 6]) for at in range(0, len(kinds), 6)], chunksize=1)
    return tuple(outcome for part in parts for outcome in part)


def shares(found: Iterable[Outcome]) -> list[Share]:
    """The share that holds of each kind, in the order of the kinds."""
    made = dict.fromkeys(KINDS, 0)
    right = dict(made)
    for outcome in found:
        made[outcome.kind] += 1
        right[outcome.kind] += outcome.fault is None
    return [Share(KINDS[name].group, name, right[name], made[name]) for name in KINDS if made[name]]


def table(found: Iterable[Share]) -> str:
    """The shares as lines, with the sum."""
    rows = list(found)
    total = Share("all", f"{len(rows)} kinds", sum(r.right for r in rows), sum(r.made for r in rows))
    width = max(len(row.kind) for row in rows) + 2
    return "\n".join(f"{r.group:<9}{r.kind:<{width}}{r.right:>6}/{r.made:<6}{r.share:>8.1%}" for r in [*rows, total])
