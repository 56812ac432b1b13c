"""The page as a reader sees it, in a real Chromium."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kgx import api
from tests.pages.test_page import ATTACK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
PHONE, DESKTOP = 390, 1280
Open = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: "Browser", tmp_path: Path) -> Iterator[Open]:
    """Opens articles as a page; at the end nothing may have been asked for but the page, and nothing complained of."""
    asked: list[str] = []
    said: list[str] = []
    context = browser.new_context()

    def opened(*sources: Path | str, width: int = DESKTOP, scheme: str = "light") -> "Page":
        file = tmp_path / "頁.html"
        file.write_text(api.page([api.read(source) for source in sources]), encoding="utf-8")
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(file.as_uri())
        return page

    yield opened
    context.close()
    assert len(asked) == 1, asked
    assert said == []


def test_markup_in_an_article_does_nothing(open_page: Open) -> None:
    page = open_page(ATTACK)
    script = "</title><script>document.title='hacked'</script> {{ 7 * 7 }}"
    assert page.title() == script
    assert page.locator("article h1").inner_text() == script
    assert page.locator("script, img, article b").count() == 0


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("stem", ["hant10_kimi_table", "w2_hans06_paper_digest", "hans04_shutdown_podcast"])
def test_nothing_runs_over_the_side(open_page: Open, stem: str, width: int) -> None:
    page = open_page(CORPUS / f"{stem}.md", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("width", "beside"), [(PHONE, False), (DESKTOP, True)])
def test_claims_stand_beside_the_text_or_below_it(open_page: Open, width: int, beside: bool) -> None:
    page = open_page("Claude Opus 4 的勒索率高達 96%。", width=width)
    text, claims = page.locator(".text").bounding_box(), page.locator(".claims").bounding_box()
    assert text
    assert claims
    assert (claims["x"] >= text["x"] + text["width"]) == beside
    assert (claims["y"] >= text["y"] + text["height"]) == (not beside)


def test_a_chosen_claim_shows_its_parts(open_page: Open) -> None:
    page = open_page("據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%，GPT-4.1 為 80%。", "GPT-4.1 的勒索率為 80%。")
    outlined = (
        "[...document.querySelectorAll('.text span')].filter(s => getComputedStyle(s).outlineStyle == 'solid').map(s => s.textContent)"
    )
    assert page.evaluate(outlined) == []
    page.locator("#a1-c2 .number").click()
    assert page.evaluate(outlined) == ["Anthropic", "勒索率", "GPT-4.1", "80%"]
    page.locator("#a1-c2 .trace a").click()
    assert page.evaluate("document.querySelector('.sentence:target').id") == "a1-s1"


LUMINANCE = """
    const linear = c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    const light = color => { const [r, g, b] = color.match(/[0-9.]+/g).map(Number);
        return .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b); };
    const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
    const style = element => getComputedStyle(element);
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_color_can_be_read(open_page: Open, scheme: str) -> None:
    page = open_page("Claude Opus 4 的勒索率高達 96%。", scheme=scheme)
    grounds = page.evaluate(
        f"(() => {{ {LUMINANCE} return [...document.querySelectorAll('.legend .e')].map(e => ["
        "e.textContent, style(e).backgroundColor, ratio(style(e).color, style(e).backgroundColor)]); })()"
    )
    assert len({color for _, color, _ in grounds}) == 9
    assert all(ratio >= 4.5 for _, _, ratio in grounds), grounds
    lines = page.evaluate(
        f"(() => {{ {LUMINANCE} return [...document.querySelectorAll('.legend [class^=\"p-\"]')].map(e => {{"
        "const line = style(e).backgroundImage.match(/rgb\\([^)]*\\)/)[0];"
        "return [e.textContent, line, ratio(line, style(document.body).backgroundColor)]; }); })()"
    )
    assert len({color for _, color, _ in lines}) == 5
    assert all(ratio >= 3 for _, _, ratio in lines), lines
    dark = page.evaluate(f"(() => {{ {LUMINANCE} return light(style(document.body).backgroundColor) < .05; }})()")
    assert dark == (scheme == "dark")
