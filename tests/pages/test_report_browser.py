"""A report as a reader uses it: in a real Chromium, from disk, by clicking through it."""

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kgx
from tests.pages.test_page import ATTACK
from tests.support.browsers import go

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.embedded]
PHONE, DESKTOP = 390, 1280
SCRIPT = "</title><script>document.title='hacked'</script> {{ 7 * 7 }}"
ARTICLES = {
    "甲.md": """---
title: 模擬公司裡的勒索
date: 2025-06-21
source: 夜航報
---

據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%，GPT-4.1 為 80%。在改寫提示之後，Claude Opus 4 的勒索率降到 37%。

Grok 4 的勒索率為 0%。Gemini 2.5 Pro 並未勒索。o3 可能會勒索。Claude Opus 4 會諂媚。

馬斯克創辦的 xAI 推出了 Grok 4。伊茲邁洛夫（Pavel Izmailov）曾在 OpenAI 任職。

| 模型 | 幻覺率 |
|---|---|
| o3 | 33% |
""",
    "乙.md": """---
title: 谄媚与更正
date: 2025-07-01
---

OpenAI 发布 GPT-4.1。测试显示，GPT-4.1 的勒索率为 60%。
""",
    "丙.md": ATTACK,
}
PAGES = [
    "#/", "#/network", "#/entities/Model", "#/entity/model%3Agpt-4.1", "#/articles", "#/article/%E7%94%B2.md",
    "#/search/%E5%8B%92%E7%B4%A2", "#/none",
]  # fmt: skip
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """A report with evidence sentences only, and (True) one with whole texts."""
    folder = tmp_path_factory.mktemp("一份 報告")
    (folder / "文章").mkdir()
    for name, text in ARTICLES.items():
        (folder / "文章" / name).write_text(text, encoding="utf-8")
    found = {full: folder / f"r{full}" for full in (False, True)}
    with kgx.connect(data=folder / "kgx", create=True) as graph:
        graph.ingest(folder / "文章", base=folder / "文章")
        for full, place in found.items():
            kgx.report(place, graph, full_text=full)
    return found


@pytest.fixture
def open_page(browser: "Browser", reports: dict[bool, Path]) -> Iterator[Open]:
    """Opens a page of a report; at the end nothing may have been asked for outside of its folder, and nothing complained of."""
    asked: list[str] = []
    said: list[str] = []
    contexts = []

    def opened(place: str = "", *, width: int = DESKTOP, scheme: str = "light", locale: str = "en-US", full: bool = False) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=locale, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((reports[full] / "index.html").as_uri() + place)
        page.wait_for_selector("main[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    folders = tuple(folder.as_uri() + "/" for folder in reports.values())
    assert [url for url in asked if not url.startswith(folders)] == []
    assert said == []


def cell(page: "Page", model: str, behavior: str) -> Any:
    return page.locator(f'.matrix button[aria-label^="{model}, {behavior}:"]')


def texts(locator: Any) -> list[str]:
    return [" ".join(text.split()) for text in locator.all_inner_texts()]


def test_a_cell_has_every_value_and_says_what_bounds_it(open_page: Open) -> None:
    page = open_page()
    figures = {
        (model, behavior): cell(page, model, behavior).locator(".figure").inner_text()
        for model, behavior in [
            ("Claude Opus 4", "blackmail"), ("GPT-4.1", "blackmail"), ("Grok 4", "blackmail"), ("Gemini 2.5 Pro", "blackmail"),
            ("o3", "blackmail"), ("o3", "hallucination"), ("Claude Opus 4", "sycophancy"),
        ]
    }  # fmt: skip
    assert list(figures.values()) == ["37–96%", "60–80%", "0%", "✕", "?", "33%", "●"]
    opus, gpt = cell(page, "Claude Opus 4", "blackmail"), cell(page, "GPT-4.1", "blackmail")
    assert ["".join(one.locator(".small").inner_text().split()) for one in (opus, gpt)] == ["×3※", "×2≠"]
    label = gpt.get_attribute("aria-label")
    assert label == "GPT-4.1, blackmail: 60–80%; Claims: 2; articles contradict each other"
    colors = [one.evaluate("e => getComputedStyle(e).backgroundColor") for one in (opus, gpt, cell(page, "Grok 4", "blackmail"))]
    assert len(set(colors)) == 3


def test_a_cell_opens_its_claims_and_their_sentences(open_page: Open) -> None:
    page = open_page()
    cell(page, "GPT-4.1", "blackmail").click()
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "GPT-4.1 · blackmail"
    assert texts(panel.locator(".claim .statement strong")) == ["80%", "60%"]
    first = panel.locator(".claim").first
    assert "據 Anthropic 的報告" in first.locator(".sentence").inner_text()
    marks = {part: texts(first.locator(f".sentence .p-{part}")) for part in ("subject", "object", "value", "attribution")}
    assert marks == {"subject": ["GPT-4.1"], "object": ["勒索率"], "value": ["80%"], "attribution": ["Anthropic"]}
    first.locator(".stand.contradicts summary").click()
    assert "测试显示" in first.locator(".stand .sentence").inner_text()
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    cell(page, "GPT-4.1", "blackmail").click()
    panel.locator(".place a").first.click()
    page.wait_for_selector(".claim.wanted")
    assert not panel.is_visible()
    assert page.locator("h1").inner_text() == "模擬公司裡的勒索"


def test_filters(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Conflicts only").check()
    assert texts(page.locator(".matrix tbody th")) == ["GPT-4.1"]
    page.get_by_label("Conflicts only").uncheck()
    page.get_by_label("denied", exact=True).uncheck()
    assert "Gemini 2.5 Pro" not in texts(page.locator(".matrix tbody th"))
    page.locator("#lab").select_option(label="xAI")
    assert texts(page.locator(".matrix tbody th")) == []
    page.get_by_label("denied", exact=True).check()
    assert texts(page.locator(".matrix tbody th")) == ["Grok 4"]


def test_it_can_be_used_with_keys_alone(open_page: Open) -> None:
    page = open_page()
    focused = "document.activeElement.getAttribute('aria-label')"
    page.locator(".matrix button[tabindex='0']").focus()
    before = page.evaluate(focused)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) not in (before, None)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == before
    assert page.locator(".matrix button[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel[open] .claim")
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == before
    page.keyboard.press("/")
    page.keyboard.type("伊兹迈洛夫")
    page.keyboard.press("Enter")
    page.locator("h1", has_text="伊兹迈洛夫").wait_for()
    assert page.evaluate("document.activeElement.id") == "main"
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"


def test_arrows_reach_the_headings_which_stay_in_view(open_page: Open) -> None:
    page = open_page()
    page.set_viewport_size({"width": 900, "height": 420})
    assert page.locator(".matrix [tabindex='0']").count() == 1, "one stop for the tab key"
    page.locator(".matrix button[tabindex='0']").focus()
    for _ in page.locator(".matrix tbody tr").all():
        page.keyboard.press("ArrowDown")
    assert page.locator(".matrix thead").bounding_box()["y"] >= 0  # type: ignore[index]
    for _ in page.locator(".matrix tbody tr").all():
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1 .Behavior, h1.Behavior, .crumb")
    assert "#/entity/behavior" in page.url


@pytest.mark.parametrize("words", ["伊兹迈洛夫", "伊茲邁洛夫", "ｐａｖｅｌ IZMAILOV"])
def test_search_finds_names_in_either_script(open_page: Open, words: str) -> None:
    page = open_page()
    page.locator("#query").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_selector(".index .Person")
    assert "Pavel Izmailov" in texts(page.locator(".index .e"))


@pytest.mark.parametrize(("words", "marked"), [("测试显示", "测试显示"), ("測試顯示", "测试显示"), ("据 anthropic 报告", "據")])
def test_search_finds_sentences_in_either_script(open_page: Open, words: str, marked: str) -> None:
    page = open_page(f"#/search/{words}")
    assert texts(page.locator(".row mark"))[0] == marked
    assert page.locator(".row").count() >= 1


def test_an_entity_shows_its_names_its_time_its_sources_and_what_contradicts(open_page: Open) -> None:
    page = open_page()
    page.locator(".matrix th .e", has_text="GPT-4.1").click()
    page.wait_for_selector(".tabs")
    assert page.title() == "GPT-4.1 · kgx"
    assert texts(page.locator(".timeline .when time")) == ["2025-06-21", "2025-07-01"]
    page.locator("#of-conflicts").click()
    page.wait_for_selector(".pair .two")
    assert texts(page.locator(".pair.contradicts .statement strong")) in (["80%", "60%"], ["60%", "80%"])
    page.locator("#of-source").click()
    assert "Anthropic Claims: 1" in texts(page.locator(".source summary"))
    page.locator(".source summary", has_text="Anthropic").click()
    page.wait_for_selector(".source .claim")
    assert page.locator(".source .claim").count() == 1
    go(page, "#/entity/person%3Apavel-izmailov")
    names = " ".join(texts(page.locator(".names dd")))
    assert "Pavel Izmailov" in names
    assert "伊茲邁洛夫" in names
    go(page, "#/entity/behavior%3Ablackmail")
    assert {"敲詐", "勒索"} & set(texts(page.locator(".names [lang=zh-Hant]")))
    assert "coercion" in texts(page.locator(".known .e"))
    assert "a kind of" in page.locator(".known").inner_text()


def test_whole_texts_are_there_where_they_were_asked_for(open_page: Open) -> None:
    page = open_page("#/article/%E7%94%B2.md")
    assert page.locator("#of-whole").count() == 0
    assert "no whole article" in page.locator("#bottom").inner_text()
    sentence = page.locator(".row", has_text="据 Anthropic").or_(page.locator(".row", has_text="據 Anthropic")).first
    assert sentence.locator(".claim").count() >= 2
    page = open_page("#/article/%E7%94%B2.md", full=True)
    assert "whole text of every article" in page.locator("#bottom").inner_text()
    page.locator("#of-whole").click()
    assert texts(page.locator(".whole td, .whole th")) == ["模型", "幻覺率", "o3", "33%"]
    assert page.locator(".whole td .p-value").inner_text() == "33%"
    assert "馬斯克創辦的 xAI" in page.locator(".whole").inner_text()


def test_the_network_is_drawn_and_listed(open_page: Open) -> None:
    page = open_page("#/network")
    page.wait_for_selector("#drawing canvas")
    listed = page.locator("#chosen .links li")
    count = listed.count()
    assert count > 5
    page.locator("#chosen .links button").first.click()
    page.wait_for_selector("#panel[open] .claim")
    page.keyboard.press("Escape")
    page.locator(".check.Behavior input").uncheck()
    page.wait_for_function("count => document.querySelectorAll('#chosen .links li').length < count", arg=count)
    go(page, "#/network/behavior%3Ablackmail")
    assert page.locator("#chosen h2").inner_text() in ("blackmail", "Links: 0")
    assert page.evaluate("document.querySelector('#drawing canvas').width") > 300


def test_language_and_appearance_are_the_readers_choice(open_page: Open) -> None:
    page = open_page(locale="zh-TW")
    assert page.locator("h1").inner_text() == "模型的行為"
    assert "勒索" in texts(page.locator(".matrix thead a"))
    page.locator("#language").select_option("hans")
    page.wait_for_function("document.documentElement.lang == 'zh-Hans'")
    assert page.locator("h1").inner_text() == "模型的行为"
    page.locator("#theme").select_option("dark")
    dark = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(dark) == "rgb(20, 22, 25)"
    page.reload()
    page.wait_for_selector("main[data-ready]")
    assert page.locator("h1").inner_text() == "模型的行为"
    assert page.evaluate(dark) == "rgb(20, 22, 25)"


def test_text_is_text(open_page: Open) -> None:
    page = open_page("#/articles", full=True)
    page.locator(".index a", has_text="hacked").click()
    page.wait_for_selector(".tabs")
    assert page.locator("h1").inner_text() == SCRIPT
    assert page.title() == f"{SCRIPT} · kgx"
    page.locator("#of-whole").click()
    assert "<script>alert(1)</script>" in page.locator(".whole").inner_text()
    assert page.locator("main script, main img, main b").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    go(page, "#/search/<img src=x onerror=alert(1)>")
    assert "<img" in page.locator("h1").inner_text()


def test_the_policy_stops_other_scripts(browser: "Browser", reports: dict[bool, Path]) -> None:
    """Also when somebody gets markup into the page itself."""
    index = reports[False] / "index.html"
    bad = index.with_name("bad.html")
    attack = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"
    bad.write_text(index.read_text(encoding="utf-8").replace("<main", attack + "<main"), encoding="utf-8")
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(bad.as_uri())
    page.wait_for_selector("main[data-ready]")
    assert "hacked" not in page.title()
    assert sum("Content Security Policy" in text for text in said) >= 2
    page.close()
    bad.unlink()


def test_a_file_that_is_missing_is_named(browser: "Browser", reports: dict[bool, Path], tmp_path: Path) -> None:
    import shutil

    shutil.copytree(reports[False], tmp_path / "r")
    (tmp_path / "r" / "data" / "claims-0.js").unlink()
    page = browser.new_page(locale="en-US")
    page.goto((tmp_path / "r" / "index.html").as_uri() + "#/article/%E7%94%B2.md")
    page.wait_for_selector("main[data-ready]")
    assert page.get_by_role("alert").inner_text() == "This file of the report is missing: data/claims-0.js"
    page.close()


@pytest.mark.parametrize("locale", ["en-US", "zh-TW"])
@pytest.mark.parametrize("width", [PHONE, 800, DESKTOP])
def test_nothing_runs_over_the_side(open_page: Open, width: int, locale: str) -> None:
    page = open_page(width=width, locale=locale, full=True)
    for place in PAGES:
        go(page, place)
        assert page.evaluate("document.documentElement.scrollWidth") == width, place


@pytest.mark.parametrize(
    ("scheme", "locale", "width"), [("light", "en-US", DESKTOP), ("dark", "zh-TW", DESKTOP), ("light", "zh-CN", PHONE)]
)
def test_everybody_can_use_it(open_page: Open, scheme: str, locale: str, width: int) -> None:
    """axe-core finds nothing, in any page or in the panel."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EncodingWarning)  # it reads its own script in the default encoding
        from axe_playwright_python.sync_playwright import Axe

    page = open_page(scheme=scheme, locale=locale, width=width, full=True)
    axe = Axe()

    def check(place: str) -> None:
        found = axe.run(page).response["violations"]
        told = [(v["id"], v["impact"], [node["html"][:160] for node in v["nodes"][:3]]) for v in found]
        assert told == [], f"{place}: {json.dumps(told, ensure_ascii=False, indent=1)}"

    for place in PAGES:
        go(page, place)
        check(place)
        for tab in page.locator("[role=tab]").all():
            tab.click()
            check(f"{place} {tab.inner_text()}")
    go(page, "#/")
    page.locator(".matrix button").first.click()
    check("panel")
