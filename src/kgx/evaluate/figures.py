"""Counts and what is computed from them."""

import random
from collections.abc import Sequence

import msgspec

RESAMPLES = 1000
SEED = 20250620
"""Fixed, so that the same labels and facts give the same intervals."""


class Counts(msgspec.Struct, frozen=True):
    """Matches of a set of keys given with a set of keys wanted."""

    right: int = 0
    false: int = 0
    """Given, and not wanted."""
    missed: int = 0
    """Wanted, and not given."""

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what is given that is right; where nothing is given, 1 if nothing was wanted, else 0."""
        given = self.right + self.false
        return self.right / given if given else float(not self.missed)

    @property
    def recall(self) -> float:
        """Share of what is wanted that is given; 1 where nothing is wanted."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Share(msgspec.Struct, frozen=True):
    """So many of so many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)

    @property
    def share(self) -> float:
        """As a fraction; 1 where there is nothing to be right about."""
        return self.right / self.of if self.of else 1.0

    @property
    def faults(self) -> int:
        """How many are not right."""
        return self.of - self.right


Figure = Counts | Share


def main_value(figure: Figure) -> float:
    """The one number that stands for a figure: F1, or the share."""
    return figure.f1 if isinstance(figure, Counts) else figure.share


def interval(per_article: Sequence[Figure], *, samples: int = RESAMPLES, seed: int = SEED) -> tuple[float, float]:
    """The 95 % bootstrap interval of a figure's main value, articles drawn with replacement."""
    if not per_article:
        return 0.0, 0.0
    kind = type(per_article[0])
    rows = [msgspec.structs.astuple(figure) for figure in per_article]
    draw = random.Random(seed)
    values = sorted(
        main_value(kind(*(sum(column) for column in zip(*draw.choices(rows, k=len(rows)), strict=True)))) for _ in range(samples)
    )
    return values[int(0.025 * (samples - 1))], values[round(0.975 * (samples - 1))]
