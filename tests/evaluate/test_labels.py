"""The label format: what is read, what is doubtful, what is refused. And the project's own labels."""

import json
from pathlib import Path
from typing import Any

import pytest

from kgx.errors import InputError, UsageError
from kgx.evaluate import read_labels
from tests.evaluate.made import CORPUS

RIGHT: dict[str, Any] = {
    "id": "a",
    "entities": [{"type": "model", "name": "甲", "mentions": ["甲"]}, {"type": "behavior", "name": "blackmail", "mentions": ["勒索"]}],
    "claims": [{"type": "exhibited", "subject": "甲", "object": "blackmail", "value": 1, "unit": "rate", "condition": None,
                "polarity": "asserted", "attribution": None, "evidence": "甲勒索。", "implicit_subject": False}],
}  # fmt: skip


def folder(path: Path, labels: Any, text: bytes = "甲勒索。".encode()) -> Path:
    (path / "articles").mkdir()
    (path / "gold").mkdir()
    (path / "articles" / "a.md").write_bytes(text)
    (path / "gold" / "a.json").write_bytes(labels if isinstance(labels, bytes) else json.dumps(labels).encode())
    return path


def with_claim(**changes: Any) -> dict[str, Any]:
    return {**RIGHT, "claims": [{**RIGHT["claims"][0], **changes}]}


def test_right_labels(tmp_path: Path) -> None:
    (one,), doubts = read_labels(folder(tmp_path, RIGHT, b"\xef\xbb\xbf" + "甲勒索。\r\n".encode()))
    assert doubts == ()
    assert one.text == "甲勒索。\r\n"
    assert one.labels.claims[0].value == 1.0


@pytest.mark.parametrize(
    ("labels", "doubt"),
    [
        (with_claim(optinal=True), "gold/a.json: claim 1: unknown key «optinal»"),
        ({**RIGHT, "title": "x"}, "the article: unknown key «title»"),
        (with_claim(evidence="乙勒索。"), "evidence not in the text: 乙勒索。"),
        (with_claim(alt_evidence=["丙"]), "evidence not in the text: 丙"),
        (with_claim(subject="乙"), "claim 1: subject «乙» is not among the entities"),
        (with_claim(value=96), "a rate of 96.0 is not within 0 to 1"),
        (with_claim(polarity="maybe"), "polarity «maybe»"),
        ({**RIGHT, "entities": [*RIGHT["entities"], {"type": "lab", "name": "丁", "mentions": ["丁"]}]}, "丁: mention not in the text: 丁"),
        ({**RIGHT, "entities": [*RIGHT["entities"], {"type": "lab", "name": "丁"}]}, "丁: no mention"),
    ],
)
def test_doubtful_labels_are_reported_and_read(labels: dict[str, Any], doubt: str, tmp_path: Path) -> None:
    labelled, doubts = read_labels(folder(tmp_path, labels))
    assert len(labelled) == 1
    assert [d for d in doubts if d.endswith(doubt)], doubts


@pytest.mark.parametrize(
    ("labels", "text", "says"),
    [
        (b"{", b"", "gold/a.json: "),
        (with_claim(value="96%"), b"", r"float.*\$\.claims\[0\]\.value"),
        ({**RIGHT, "id": "b"}, b"", r"b\.md"),
        (RIGHT, b"\xff\xfe\xff", "utf-8"),
    ],
)
def test_labels_that_cannot_be_scored(labels: Any, text: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        read_labels(folder(tmp_path, labels, text))


def test_a_folder_without_labels(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no labels in"):
        read_labels(tmp_path)


def test_the_projects_own_labels_have_no_doubts() -> None:
    labelled, doubts = read_labels(CORPUS)
    assert doubts == ()
    assert {one.path.name for one in labelled} == {path.name for path in (CORPUS / "articles").glob("*.md")}
    assert len(labelled) >= 6
