"""The result of an evaluation: totals, intervals, faults, and whether gates hold."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from kgx.errors import CheckError, UsageError
from kgx.evaluate.figures import Counts, Figure, interval, main_value
from kgx.evaluate.gates import Gate
from kgx.evaluate.labels import Labelled
from kgx.evaluate.match import ArticleScore, Fault, score_article
from kgx.model.facts import ArticleFacts

HEADLINES = ("number", "behavior", "relation", "entity", "polarity", "attribution", "condition", "rates-given", "spans")
"""Figures that get an interval and stand first."""


class Report(msgspec.Struct, frozen=True):
    """Scores of every article of a folder."""

    articles: tuple[ArticleScore, ...]
    doubts: tuple[str, ...] = ()
    """What is doubtful in the labels themselves."""
    missing: tuple[str, ...] = ()
    """Ids of labelled articles without facts."""

    def figures(self) -> dict[str, Figure]:
        """Each figure over all articles (counts are summed), headlines first."""
        names = [name for article in self.articles for name in article.figures]
        order = dict.fromkeys((*HEADLINES, *sorted(names)))
        return {name: self._total(name) for name in order}

    def _total(self, name: str) -> Figure:
        first, *rest = (article.figures[name] for article in self.articles)
        for figure in rest:
            first = first + figure  # type: ignore[operator]  # one name is one kind of figure
        return first

    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % bootstrap intervals of the headline figures, over articles."""
        return {name: interval([article.figures[name] for article in self.articles]) for name in HEADLINES}

    def faults(self) -> list[Fault]:
        """Each miss and each false claim or entity, article by article."""
        return [fault for article in self.articles for fault in article.faults]

    def table_rows(self) -> list[dict[str, Any]]:
        """A row a figure: precision, recall, F1 with counts, or a share with its denominator; intervals of the headlines."""
        intervals = self.intervals()
        return [_row({"figure": name}, figure, intervals.get(name)) for name, figure in self.figures().items()]

    def article_rows(self, figure: str = "number") -> list[dict[str, Any]]:
        """A row an article for one figure. Raises UsageError where there is no such figure."""
        if figure not in self.figures():
            raise UsageError(f"there is no figure «{figure}»", hint=f"figures: {', '.join(self.figures())}")
        return [_row({"article": article.id}, article.figures[figure], None) for article in self.articles]

    def fault_rows(self) -> list[dict[str, Any]]:
        """The faults as rows."""
        return [msgspec.to_builtins(fault) for fault in self.faults()]

    def as_json(self) -> dict[str, Any]:
        """All of it, as plain values."""
        return {
            "articles": {a.id: {name: _row({}, figure, None) for name, figure in a.figures.items()} for a in self.articles},
            "figures": {row.pop("figure"): row for row in self.table_rows()},
            "faults": self.fault_rows(),
            "doubts": list(self.doubts),
            "missing": list(self.missing),
        }

    def check(self, gates: Iterable[Gate]) -> None:
        """Raise CheckError that names each gate that does not hold, with the value measured."""
        figures = self.figures()
        broken = [f"{gate}: measured {gate.value(figures):.4f}" for gate in gates if not gate.holds(figures)]
        if broken:
            raise CheckError("gates do not hold:\n" + "\n".join(broken), hint="`kgx eval DIR --errors` shows each miss and false claim")


def _row(head: dict[str, Any], figure: Figure, bounds: tuple[float, float] | None) -> dict[str, Any]:
    low, high = (round(b, 4) for b in bounds) if bounds else (None, None)
    return {
        **head,
        "precision": round(figure.precision, 4) if isinstance(figure, Counts) else None,
        "recall": round(figure.recall, 4) if isinstance(figure, Counts) else None,
        "value": round(main_value(figure), 4),
        "low": low,
        "high": high,
        "right": figure.right,
        "false": figure.false if isinstance(figure, Counts) else figure.faults,
        "missed": figure.missed if isinstance(figure, Counts) else None,
    }


def evaluate(labelled: Iterable[Labelled], facts: Mapping[str, ArticleFacts], doubts: Iterable[str] = ()) -> Report:
    """Score facts (by label id) against labels; an article without facts counts as one in which nothing was found."""
    labelled = tuple(labelled)
    return Report(
        articles=tuple(score_article(one.labels, facts.get(one.labels.id), one.text) for one in labelled),
        doubts=tuple(doubts),
        missing=tuple(one.labels.id for one in labelled if one.labels.id not in facts),
    )
