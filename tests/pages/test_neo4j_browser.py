"""The browser kit in a real Neo4j Browser, on a Neo4j and on the embedded database."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kgx import api
from kgx.export import browser_kit, write_browser_kit
from kgx.model.address import Address
from kgx.store import Store
from tests.support.neo4j_browser import drop, log_in, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.neo4j, pytest.mark.embedded]
ARTICLE = Path(__file__).parents[2] / "corpus" / "articles" / "hant01_agentic_wire.md"
RED = "#B5432F"
PICTURES = os.environ.get("KGX_TEST_PICTURES")
"""A folder for what is seen: the pictures in docs/images are made so."""


@pytest.fixture(params=["neo4j", "embedded"])
def page(
    request: pytest.FixtureRequest, browser: "Browser", neo4j_address: Address, embedded_address: Address, neo4j_store: Store
) -> Iterator["Page"]:
    """Neo4j Browser, as the Neo4j of the tests serves it, connected to the one or the other database with one article in it."""
    if neo4j_address.http is None:
        pytest.skip("KGX_TEST_NEO4J_URI names a server, which may serve another Browser")
    store: Store = request.getfixturevalue(f"{request.param}_store")
    store.prepare()
    store.reset()
    api.Graph(store, None, None, None).ingest(ARTICLE, base=ARTICLE.parent)
    page = log_in(browser, neo4j_address.http, neo4j_address if request.param == "neo4j" else embedded_address)
    yield page
    page.close()
    store.reset()


def test_style_favorites_table_and_picture(page: "Page", tmp_path: Path) -> None:
    write_browser_kit(tmp_path)
    drop(page, tmp_path / "kgx.grass")
    page.get_by_test_id("frameContents").get_by_text("node.Behavior").first.wait_for()
    texts = browser_kit()

    run(page, texts["01-blackmail-rates.cypher"])
    table = page.get_by_test_id("frame").first
    table.get_by_text("Started streaming").wait_for()
    rows = table.inner_text()
    for word in ("model", "rate", '"Claude Opus 4"', "0.96", '"DeepSeek-R1"', "0.79", "在這樣的設定下"):
        assert word in rows
    _picture(page, "table")

    run(page, texts["02-blackmail-graph.cypher"])
    drawn = page.get_by_test_id("frame").first
    drawn.locator("svg circle.b-outline").first.wait_for()
    drawn.get_by_text("Displaying").wait_for()
    shown = re.sub(r"\s", "", "".join(drawn.locator("svg g.node text").all_text_contents()))
    for word in ("blackmail", "勒索", "GPT-4.1"):
        assert word in shown
    assert RED in {circle.get_attribute("fill") for circle in drawn.locator("svg circle.b-outline").all()}
    assert "0.96" in "".join(drawn.locator("svg g.relationship text").all_text_contents())
    page.wait_for_timeout(1500 if PICTURES else 0)  # until the nodes are at rest
    _picture(page, "graph")

    run(page, texts["08-evidence-of-a-claim.cypher"])
    page.get_by_test_id("frame").first.get_by_text("Displaying").wait_for()
    assert page.get_by_text("Something went wrong").count() == 0

    drop(page, tmp_path / "queries.zip")
    page.get_by_test_id("navigationFavorites").click()
    page.get_by_text("kgx", exact=True).first.click()
    page.get_by_text("Which models blackmailed", exact=False).first.wait_for()


def _picture(page: "Page", name: str) -> None:
    """Keep what is seen where KGX_TEST_PICTURES names a folder."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"neo4j-browser-{name}.png", clip={"x": 60, "y": 120, "width": 1140, "height": 560})
