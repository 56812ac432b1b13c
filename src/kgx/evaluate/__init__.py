"""Scores of extraction against labelled articles: labels → match → figures → report. Definitions: `docs/accuracy.md` and CONTRIBUTING."""

from kgx.evaluate.figures import Counts, Share
from kgx.evaluate.gates import Gate, gates_of, parse_gate, read_gates
from kgx.evaluate.labels import ArticleLabels, ClaimLabel, EntityLabel, read_labels
from kgx.evaluate.match import ArticleScore, Fault, score_article
from kgx.evaluate.report import Report, evaluate
from kgx.evaluate.run import evaluate_folder

__all__ = [
    "ArticleLabels",
    "ArticleScore",
    "ClaimLabel",
    "Counts",
    "EntityLabel",
    "Fault",
    "Gate",
    "Report",
    "Share",
    "evaluate",
    "evaluate_folder",
    "gates_of",
    "parse_gate",
    "read_gates",
    "read_labels",
    "score_article",
]
