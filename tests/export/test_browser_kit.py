"""The kit for Neo4j Browser, and the page with its queries, which run as written on both databases."""

import re
import zipfile
from pathlib import Path

import pytest

from kgx.errors import UsageError
from kgx.export import browser_kit, write_browser_kit
from kgx.model.graph import ENTITY_LABELS
from kgx.query import check_read_only
from kgx.store import Store
from tests.query import graphs

PAGE = Path(__file__).parents[2] / "docs" / "browser.md"
QUERIES = re.findall(r"```cypher\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_folder_holds_style_guide_and_queries(tmp_path: Path) -> None:
    folder = tmp_path / "一 包"
    count = write_browser_kit(folder)
    names = {path.name for path in folder.iterdir()}
    assert len(names) == count == 13
    with zipfile.ZipFile(folder / "queries.zip") as archive:
        assert {f"kgx/{name}" for name in names if name.endswith(".cypher")} == set(archive.namelist())
    before = (folder / "queries.zip").read_bytes()
    write_browser_kit(folder)
    assert (folder / "queries.zip").read_bytes() == before
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        write_browser_kit(tmp_path / "file")


def test_the_style_has_a_colour_for_every_label() -> None:
    styled = set(re.findall(r"^node\.(\w+)", browser_kit()["kgx.grass"], re.MULTILINE))
    assert styled >= {label for labels in ENTITY_LABELS.values() for label in labels} - {"Entity"}
    assert styled >= {"Claim", "Sentence", "Article", "Phrase", "Issue"}


def test_the_page_has_ten_queries_that_only_read() -> None:
    assert len(QUERIES) == 10
    for query in QUERIES:
        check_read_only(query)


@pytest.mark.embedded
@pytest.mark.neo4j
def test_the_ten_queries_answer_alike_on_both_databases(embedded_store: Store, neo4j_store: Store) -> None:
    found = []
    for store in (embedded_store, neo4j_store):
        store.prepare()
        store.reset()
        graphs.load(store)
        found.append([list(store.read(query)) for query in QUERIES])
        store.reset()
    assert found[0] == found[1]
    assert all(found[0]), [len(rows) for rows in found[0]]
