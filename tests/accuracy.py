"""The tables of docs/accuracy.md: scores at first sight as they were kept, and what `kgx eval corpus` gives now."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from kgx.evaluate import Report, evaluate_folder
from kgx.evaluate.figures import Counts, Share
from kgx.evaluate.match import RATED, RELATIONS
from kgx.knowledge import load

CORPUS = Path(__file__).parents[1] / "corpus"
_FIELDS = ("number", "precision", "behavior", "relation", "entity")
_NAMES = {
    "number": "rates and scores of named models",
    "behavior": "behavior claims of named models",
    "relation": "relations (developed, published, works at, left, founded)",
    "entity": "entities",
}
_LEAST = 5
"""A rule that made fewer claims is not listed."""


@cache
def report() -> Report:
    """The scores of the corpus as it is."""
    return evaluate_folder(CORPUS, load())


def first_sight() -> str:
    """A row a wave."""
    head = "| articles | number F1 | precision | behavior F1 | relation F1 | entity F1 | attribution | condition |\n" + "|---" * 8 + "|"
    rows = [_wave(wave) for wave in tomllib.loads((CORPUS / "first_sight.toml").read_text(encoding="utf-8"))["wave"]]
    return "\n".join([head, *rows])


def _wave(wave: dict[str, Any]) -> str:
    figures = " | ".join(_decimal(wave[field]) for field in _FIELDS)
    told = [wave.get(field, (0, 0)) for field in ("attribution", "condition")]
    shares = " | ".join(f"{right} of {of}" if of else "" for right, of in told)
    return f"| {wave['name']}, {wave['articles']}, {wave['date']} | {figures} | {shares} |"


def now() -> str:
    """Precision, recall and F1 with their intervals, and the shares of fields."""
    figures, intervals = report().figures(), report().intervals()
    number_of = len(report().articles)
    rows = [f"All {number_of} articles of `corpus/`, all of them read since. In brackets 95 % of resamples of the articles.", ""]
    rows += ["| | precision | recall | F1 | |", "|---|---|---|---|---|"]
    for name, words in _NAMES.items():
        figure = figures[name]
        assert isinstance(figure, Counts)
        low, high = intervals[name]
        interval = f"({_decimal(low)}–{_decimal(high)})"
        rows.append(f"| {words} | {_decimal(figure.precision)} | {_decimal(figure.recall)} | {_decimal(figure.f1)} | {interval} |")
    number = figures["number"]
    assert isinstance(number, Counts)
    shown, stated = round(100 * (1 - number.precision)), round(100 * (1 - number.recall))
    rows += ["", f"Of 100 rates and scores that kgx shows, {shown} are wrong; of 100 that the articles state, {stated} are missed."]
    shares = {name: figures[name] for name in ("polarity", "attribution", "condition")}
    told = ", ".join(f"{name} {s.right} of {s.of}" for name, s in shares.items() if isinstance(s, Share))
    return "\n".join([*rows, f"Of the numbers that match, right in the further fields: {told}."])


def relations() -> str:
    """A row a relation."""
    figures = report().figures()
    rows = ["| relation | precision | recall | right | false | missed |", "|---|---|---|---|---|---|"]
    for name in sorted(figures):
        figure = figures[name]
        if name.startswith("relation.") and isinstance(figure, Counts):
            counts = f"{figure.right} | {figure.false} | {figure.missed}"
            relation = name.removeprefix("relation.").upper()
            rows.append(f"| {relation} | {_decimal(figure.precision)} | {_decimal(figure.recall)} | {counts} |")
    return "\n".join(rows)


@cache
def rules() -> dict[str, tuple[int, int]]:
    """For each rule how many of the claims that it made on the corpus the labels bear out, and how many it made."""
    from kgx import pipeline
    from kgx.read import read_article

    made: Counter[str] = Counter()
    for path in sorted((CORPUS / "articles").glob("*.md")):
        facts = pipeline.run(read_article(path.read_bytes(), path=f"articles/{path.name}", key=path.name), load())
        made.update(c.rule for c in facts.claims if c.subject.id and c.relation in {*RATED, *RELATIONS})
    false = Counter(fault.rule for fault in report().faults() if fault.kind == "false" and fault.rule)
    return {rule: (max(0, number - false[rule]), number) for rule, number in sorted(made.items())}


def precision_file() -> str:
    """A line a rule, for `kgx why`."""
    head = "# Of the claims that each rule makes on the project's labelled articles, how many are right. Made by `make docs`."
    lines = [f"{rule}: {{right: {right}, claims: {made}}}" for rule, (right, made) in rules().items()]
    return "\n".join([head, *lines, ""])


def rule_table() -> str:
    """A row a rule that made at least five claims, the least right first."""
    rows = ["| rule | claims | right |", "|---|---|---|"]
    listed = [(right / made, rule, made) for rule, (right, made) in rules().items() if made >= _LEAST]
    return "\n".join([*rows, *(f"| `{rule}` | {made} | {_decimal(share)} |" for share, rule, made in sorted(listed))])


def _decimal(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"
