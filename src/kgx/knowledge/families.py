"""Families of models and the grammar of their names: what the rest of kgx imports.

`families.yaml` and `model_words.yaml` (shapes in `model_schema`) are compiled by `model_tokens` (one family's parts),
`model_reading` (what parts make), `model_lists` (names that lean on the one before) and `model_names` (the scan).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import yaml

from kgx.errors import KnowledgeError
from kgx.knowledge.model_names import Lineage, ModelGrammar, ModelMatch
from kgx.knowledge.model_schema import FamilyRecord, Form, ModelWords, Word, faults_in
from kgx.knowledge.schema import App

__all__ = ["FamilyRecord", "Form", "Lineage", "ModelGrammar", "ModelMatch", "ModelWords", "Word", "faults_in", "load_grammar"]

_WORDS = Path(__file__).parent / "data" / "model_words.yaml"


def load_grammar(families: Iterable[FamilyRecord], apps: Iterable[App] = (), words: Sequence[ModelWords] | None = None) -> ModelGrammar:
    """The grammar of these families; names of `apps` shadow what is inside them; `words` None are those that kgx ships.

    Raises KnowledgeError with every fault that the schema cannot show (unknown parents, patterns that do not compile).
    """
    records = tuple(families)
    if faults := faults_in(records):
        raise KnowledgeError("\n".join(f"families.yaml: {fault}" for fault in faults), hint="knowledge/model_schema.py explains the keys")
    return ModelGrammar(records, shipped_words() if words is None else words, tuple(apps))


def shipped_words() -> list[ModelWords]:
    """The words around model names that come with kgx."""
    with _WORDS.open(encoding="utf-8") as file:
        return msgspec.convert(yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), list[ModelWords])
