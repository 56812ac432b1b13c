"""The figures agree, count for count, with a scorer that somebody else wrote from the same definitions."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kgx.evaluate import Counts, Report, Share, evaluate, read_labels
from tests.evaluate.made import CORPUS, facts, spoil

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "tools" / "score.py"
NAMES = {
    "number of a group": "number.group",
    "number: subject+object+value": "number",
    "number: subject+value": "number.subject-value",
    "behavior claim: subject+object+polarity": "behavior",
    "behavior claim of a group": "behavior.group",
    "relation: affiliation": "relation.affiliated_with",
    "relation: departed": "relation.left",
    **{f"relation: {r}": f"relation.{r}" for r in ("founded", "developed", "published", "evaluated")},
    **{f"entity:{t}": f"entity.{t}" for t in ("model", "org", "person", "behavior", "benchmark", "study")},
}

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the other scorer is not beside the checkout")


def other(folder: Path, lines: Path) -> dict[str, Counts | Share]:
    """The other scorer's counts under kgx's names."""
    done = subprocess.run([sys.executable, SCORER, folder, lines], capture_output=True, encoding="utf-8", check=True)
    found: dict[str, Counts | Share] = {}
    for name, right, false, missed in re.findall(r"^(.+?)\s+P [\d.]+ R [\d.]+ F1 [\d.]+  tp (\d+) fp (\d+) fn (\d+)$", done.stdout, re.M):
        found[NAMES[name]] = Counts(int(right), int(false), int(missed))
    for name in ("polarity", "attribution", "condition"):
        match = re.search(rf"{name}[a-z ]* (\d+)/(\d+)", done.stdout)
        assert match, done.stdout
        found[name] = Share(int(match[1]), int(match[2]))
    match = re.search(r"raw text: (\d+) of (\d+)", done.stdout)
    assert match, done.stdout
    found["spans"] = Share(int(match[2]) - int(match[1]), int(match[2]))
    for name, micro in (("relation", "relations"), ("entity", "entities")):
        match = re.search(rf"{micro} micro +P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", done.stdout)
        assert match, done.stdout
        parts = [v for k, v in found.items() if k.startswith(f"{name}.") and k != "relation.evaluated" and isinstance(v, Counts)]
        found[name] = sum(parts, Counts())
        assert f"{found[name].f1:.3f}" == match[3]  # type: ignore[union-attr]
    return found


def compare(folder: Path, seed: int | None, tmp_path: Path) -> Report:
    labelled, _ = read_labels(folder)
    made = {one.labels.id: facts(one, optional=False) if seed is None else spoil(facts(one), seed) for one in labelled}
    if seed is not None and len(made) > 1:
        made.popitem()  # an article without facts
    lines = tmp_path / "facts.jsonl"
    lines.write_bytes(msgspec.json.Encoder().encode_lines(list(made.values())))
    report = evaluate(labelled, made)
    figures = report.figures()
    theirs = other(folder, lines)
    assert {name: figures[name] for name in theirs} == theirs
    assert len(theirs) == len(NAMES) + 6
    return report


@pytest.mark.parametrize("seed", [None, *range(8)])
def test_counts_agree_on_the_projects_corpus(seed: int | None, tmp_path: Path) -> None:
    report = compare(CORPUS, seed, tmp_path)
    assert bool(report.faults()) == (seed is not None)


@pytest.mark.parametrize("seed", [None, *range(6)])
def test_counts_agree_on_other_labels(seed: int | None, tmp_path: Path) -> None:
    compare(SHARED / "gold", seed, tmp_path)
