"""Totals, intervals, gates and formats."""

import json
from pathlib import Path

import pytest

from kgx.errors import CheckError, UsageError
from kgx.evaluate import Counts, Gate, Share, evaluate, gates_of, parse_gate, read_gates
from kgx.evaluate.figures import interval
from kgx.evaluate.report import HEADLINES, Report
from tests.evaluate.made import CORPUS, corpus, facts, spoil


@pytest.fixture(scope="module")
def report() -> Report:
    labelled = corpus()
    return evaluate(labelled, {one.labels.id: spoil(facts(one), 3) for one in labelled[1:]})


def test_counts() -> None:
    assert (Counts(3, 1, 2).precision, Counts(3, 1, 2).recall) == (0.75, 0.6)
    assert Counts(3, 1, 2).f1 == pytest.approx(2 / 3)
    assert (Counts().precision, Counts().recall, Counts().f1) == (1, 1, 1)
    assert (Counts(0, 0, 2).precision, Counts(0, 0, 2).f1) == (0, 0)
    assert (Share(3, 4).share, Share(3, 4).faults, Share().share) == (0.75, 1, 1)


def test_totals_are_sums(report: Report) -> None:
    figures = report.figures()
    for name, total in figures.items():
        parts = [article.figures[name] for article in report.articles]
        assert type(total)(*(sum(getattr(p, f) for p in parts) for f in total.__struct_fields__)) == total
    assert report.missing == (report.articles[0].id,)


def test_intervals_hold_the_value_and_depend_on_the_seed_alone(report: Report) -> None:
    assert report.intervals() == report.intervals()
    for row in report.table_rows():
        if row["figure"] in HEADLINES:
            assert row["low"] <= row["value"] <= row["high"]
    parts = [Counts(1, 0, 0)] * 5 + [Counts(0, 1, 1)] * 5
    low, high = interval(parts)
    assert 0 < low < 0.5 < high < 1
    assert interval([Counts(2, 1, 0)] * 9) == pytest.approx((0.8, 0.8))
    assert interval(parts, seed=1, samples=50) != interval(parts, seed=2, samples=50)


def test_json_has_everything(report: Report) -> None:
    plain = json.loads(json.dumps(report.as_json()))
    assert plain["figures"]["number"]["right"] == report.figures()["number"].right
    assert len(plain["faults"]) == len(report.faults())
    assert set(plain["articles"]) == {article.id for article in report.articles}
    assert len(report.article_rows("behavior")) == len(report.articles)
    with pytest.raises(UsageError, match="no figure «behaviour»"):
        report.article_rows("behaviour")


def test_gates(report: Report, tmp_path: Path) -> None:
    number = report.figures()["number"]
    assert isinstance(number, Counts)
    report.check([Gate("number", "f1", number.f1), Gate("spans", "faults", 10_000)])
    with pytest.raises(CheckError, match=r"number\.f1 >= 0\.999.*measured 0\.\d+\nspans\.faults <= 0: measured") as fault:
        report.check([parse_gate("number.f1>=0.999"), parse_gate("spans.faults=0"), parse_gate("entity.f1=0")])
    assert fault.value.exit_code == 4
    path = tmp_path / "gates.toml"
    path.write_text('[number]\nf1 = 0.5\nprecision = 0.25\n["number.group"]\nrecall = 0\n', encoding="utf-8")
    assert [str(gate) for gate in read_gates(path)] == ["number.f1 >= 0.5", "number.precision >= 0.25", "number.group.recall >= 0"]
    assert gates_of(tmp_path) == read_gates(path)
    assert gates_of(tmp_path / "none") == ()


def test_the_corpus_has_gates_on_figures_that_exist(report: Report) -> None:
    gates = gates_of(CORPUS)
    assert gates
    assert all(gate.value(report.figures()) >= 0 for gate in gates)


@pytest.mark.parametrize("text", ["number.f1", "f1=0.9", "number.f2=0.9", "number.f1=much", ""])
def test_what_is_no_gate(text: str) -> None:
    with pytest.raises(UsageError, match="not a gate"):
        parse_gate(text)


@pytest.mark.parametrize(
    ("gate", "says"), [("numbre.f1=1", "no figure «numbre»"), ("spans.f1=1", "has no f1"), ("number.share=1", "has no share")]
)
def test_gates_on_what_is_not_measured(report: Report, gate: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        report.check([parse_gate(gate)])


@pytest.mark.parametrize("text", ["number = 3", "[number", "[number]\nf1 = 'x'"])
def test_gates_files_with_faults(text: str, tmp_path: Path) -> None:
    path = tmp_path / "gates.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        read_gates(path)
