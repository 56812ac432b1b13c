"""The page as a file: one, whole, without script; the text of articles is text in it."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kgx import api
from kgx.model.claim import Argument, Claim, Evidence, Spans
from kgx.pages.words import value_of

ROOT = Path(__file__).parents[2]
ATTACK = """---
title: "</title><script>document.title='hacked'</script> {{ 7 * 7 }}"
date: 2025-07-01
source: <img src=x onerror=alert(1)>
url: "javascript:alert(1)"
---

# 標題 <b>不是</b> "粗體" & 'x'

`<script>alert(1)</script>` 據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%，`</style>`。
"""


class Seen(HTMLParser):
    """Collects elements, and the text outside of style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_text_is_text() -> None:
    page = api.page([api.read(ATTACK)])
    seen = Seen(page)
    tags = {tag for tag, _ in seen.elements}
    assert not tags & {"script", "img", "b", "link", "iframe", "object"}
    assert not [attrs for _, attrs in seen.elements if any(name.startswith("on") or name == "style" for name in attrs)]
    assert [attrs["href"] for _, attrs in seen.elements if not str(attrs.get("href", "#")).startswith("#")] == []
    text = "".join(seen.text)
    assert text.count("</title><script>document.title='hacked'</script> {{ 7 * 7 }}") == 2
    assert "<script>alert(1)</script> 據" in text
    assert "<img src=x onerror=alert(1)>" in text


def test_the_policy_lets_in_the_pages_own_style_and_nothing_else() -> None:
    page = api.page([api.read(ATTACK)])
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert style.isascii()


def test_every_anchor_leads_somewhere_and_ids_are_unique() -> None:
    articles = [api.read(path) for path in sorted((ROOT / "corpus" / "articles").glob("*.md"))]
    seen = Seen(api.page(articles))
    ids = [attrs["id"] for _, attrs in seen.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [str(attrs["href"]) for tag, attrs in seen.elements if tag == "a"]
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    assert all(target.startswith(("#", "https://")) for target in targets)
    claims = sum(len(facts.claims) for _, facts in articles)
    assert sum(str(attrs.get("class")).startswith("claim n") for _, attrs in seen.elements) == claims
    text = "".join(seen.text)
    assert all(text.count(facts.article.title or Path(facts.article.path).name) >= 1 for _, facts in articles)


def test_a_title_stands_once_wherever_it_is_written() -> None:
    for text in ("---\ntitle: 一個這樣的標題\n---\n\n內文。\n", "# 一個這樣的標題\n\n內文。\n", "一個這樣的標題\n\n內文。\n"):
        page = api.page([api.read(text)])
        assert re.findall(r"<h1[^>]*>(.*?)</h1>", re.sub("<span[^>]*>|</span>", "", page)) == ["一個這樣的標題"]


def test_an_address_is_a_link_only_on_the_web() -> None:
    text = ATTACK.replace("javascript:alert(1)", 'https://example.com/?a=1&b=\\"2')
    links = [attrs["href"] for tag, attrs in Seen(api.page([api.read(text)])).elements if tag == "a"]
    assert 'https://example.com/?a=1&b="2' in links


def test_a_page_of_nothing_is_a_page() -> None:
    assert "0 articles" in api.page([])


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": 0.96, "unit": "rate", "comparator": "="}, "96%"),
        ({"value": 0.06, "value_max": 0.19, "unit": "rate"}, "6–19%"),
        ({"value": 1 / 15, "unit": "score", "comparator": "<"}, "< 6.667%"),
        ({"value": 79.0, "unit": "count", "denominator": 100.0}, "79 of 100"),
        ({"value": 2.5, "unit": "multiple", "comparator": "~"}, "≈ 2.5 times"),
        ({"value": 1234567.0, "unit": "parameters", "comparator": ">="}, "≥ 1,234,567 parameters"),
        ({"value": 0.0, "unit": "rate"}, "0%"),
        ({}, ""),
    ],
)
def test_values_read_as_people_write_them(fields: dict[str, object], shown: str) -> None:
    end = Argument(None, "x")
    claim = Claim("0", "EXHIBITED", end, end, Evidence("", 0, 0, 1, "body"), "r", Spans(), **fields)  # type: ignore[arg-type]
    assert value_of(claim) == shown
