"""The two databases answer alike: all recipes, and statements over what Cypher has for readers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from kgx.knowledge import load as load_knowledge
from kgx.query import check_read_only, names, recipe, run_recipe
from kgx.store import Store
from tests.query import graphs

pytestmark = [pytest.mark.embedded, pytest.mark.neo4j]

GIVEN: dict[str, Any] = {
    "behavior": "勒索|胁迫", "model": "Claude|GPT-4.1|Grok 3", "lab": "OpenAI", "person": "伊兹迈洛夫", "who": "Anthropic",
    "benchmark": "AIME", "about": "Claude Opus 4|GPT-4.1", "family": "Claude|GPT|Grok", "text": "勒索", "from": "2025-06-25", "to": "2026",
}  # fmt: skip
OPTIONAL = {
    "affiliations": {"organization": "OpenAI"},
    "articles": {"about": "Grok 3"},
    "contradictions": {"about": "GPT-4.1"},
    "developers": {"lab": "xAI"},
    "hedged": {"about": "勒索"},
    "models": {"lab": "Anthropic"},
    "negated": {"about": "Grok 3"},
    "rates": {"behavior": "勒索", "lab": "Anthropic"},
    "repeated": {"least": "1"},
    "said": {"topic": "程度"},
    "search": {"text": "索"},
    "studies": {"organization": "Anthropic"},
}
STATEMENTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("statements.yaml").read_text(encoding="utf-8"))
PARAMETERS = {"name": "Grok 3", "names": ["GPT-4.1"], "map": {"a": 1}}


@pytest.fixture(scope="module")
def both(embedded_store: Store, neo4j_store: Store) -> Iterator[tuple[Store, Store]]:
    stores = (embedded_store, neo4j_store)
    for store in stores:
        store.prepare()
        store.reset()
        graphs.load(store)
    yield stores
    for store in stores:
        store.reset()


def test_the_table_is_large() -> None:
    assert len(STATEMENTS) + len(names()) + len(OPTIONAL) >= 100
    assert set(OPTIONAL) <= set(names())


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_has_the_same_rows(both: tuple[Store, Store], name: str) -> None:
    check_read_only(STATEMENTS[name])
    embedded, neo4j = (store.read(STATEMENTS[name], PARAMETERS) for store in both)
    assert list(embedded) == list(neo4j)
    if neo4j:
        assert embedded.columns == neo4j.columns


@pytest.mark.parametrize("name", [*((n, False) for n in names()), *((n, True) for n in OPTIONAL)])
def test_a_recipe_has_the_same_rows(both: tuple[Store, Store], name: tuple[str, bool]) -> None:
    found = recipe(name[0])
    values = {p.name: GIVEN[p.name] for p in found.parameters if p.required and p.name != "claim"}
    if any(p.name == "claim" for p in found.parameters):
        claims = both[0].read("MATCH (c:Claim:Kgx) WHERE c.rate = 0.37 RETURN c.id AS id")
        values["claim"] = claims[0]["id"]
    if found.name == "path":
        values = {"from": "Elon Musk", "to": "blackmail"}
    if name[1]:
        values |= OPTIONAL[found.name]
    embedded, neo4j = (run_recipe(found.name, values, store, load_knowledge) for store in both)
    for store, whole in zip(both, (embedded, neo4j), strict=True):
        for limit in (1, 3):
            assert run_recipe(found.name, values, store, load_knowledge, limit=limit).rows == whole.rows[:limit]
    if found.name == "search":  # each ranks by what its own index counts
        embedded, neo4j = (msgspec.structs.replace(a, rows=tuple(sorted(a.rows, key=repr))) for a in (embedded, neo4j))
    assert embedded.rows == neo4j.rows
    assert embedded.understood == neo4j.understood
    assert neo4j.rows or found.name in {"summary-only", "missing"}
