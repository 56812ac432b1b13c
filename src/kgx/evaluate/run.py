"""Run the pipeline over a labelled folder and score what it gives."""

from pathlib import Path
from typing import TYPE_CHECKING

from kgx.errors import UsageError
from kgx.evaluate.labels import Labelled, read_labels
from kgx.evaluate.report import Report, evaluate
from kgx.model.facts import ArticleFacts

if TYPE_CHECKING:
    from kgx.knowledge.knowledge import Knowledge


def evaluate_folder(folder: Path, knowledge: "Knowledge") -> Report:
    """Score extraction on `folder`, which holds articles/ID.md and gold/ID.json.

    Raises UsageError where the folder does not exist or has no labels, InputError where labels or an article cannot be read.
    """
    if not folder.is_dir():
        raise UsageError(f"no such folder: {folder}", hint="a folder to score has articles/ID.md and, for each, gold/ID.json")
    labelled, doubts = read_labels(folder)
    return evaluate(labelled, {one.labels.id: _extract(one, knowledge) for one in labelled}, doubts)


def _extract(one: Labelled, knowledge: "Knowledge") -> ArticleFacts:
    from kgx import pipeline
    from kgx.read import read_article

    article = read_article(one.path.read_bytes(), path=f"articles/{one.path.name}", key=one.path.name)
    return pipeline.run(article, knowledge)
