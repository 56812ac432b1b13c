"""The pipeline is run over a labelled folder."""

import shutil
from pathlib import Path

import pytest

from kgx.errors import UsageError
from kgx.evaluate import Counts, evaluate_folder
from kgx.knowledge import load
from tests.evaluate.made import CORPUS


def test_a_folder_is_extracted_and_scored(tmp_path: Path) -> None:
    names = [path.stem for path in sorted((CORPUS / "articles").glob("*.md"))[:2]]
    for name in names:
        for file in (Path("articles", f"{name}.md"), Path("gold", f"{name}.json")):
            (tmp_path / file).parent.mkdir(exist_ok=True)
            shutil.copy(CORPUS / file, tmp_path / file)
    report = evaluate_folder(tmp_path, load())
    assert [article.id for article in report.articles] == names
    assert (report.doubts, report.missing) == ((), ())
    figures = report.figures()
    models = figures["entity.model"]
    assert isinstance(models, Counts)
    assert models.right > 0
    assert figures["spans"].of > 0  # type: ignore[union-attr]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        evaluate_folder(tmp_path / "none", load())
