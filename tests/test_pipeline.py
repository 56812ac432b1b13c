"""What holds of the facts of every article: spans give back their text, ids are stable, scripts do not matter."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from opencc import OpenCC

from kgx import pipeline
from kgx.knowledge import load
from kgx.model.article import Article
from kgx.model.facts import ArticleFacts
from kgx.read import read_article

ARTICLES = sorted((Path(__file__).parents[1] / "corpus" / "articles").glob("*.md"))


def article(path: Path, text: str | None = None) -> Article:
    data = path.read_bytes() if text is None else text.encode()
    return read_article(data, key=path.name, path=path.name)


def facts(path: Path, text: str | None = None) -> ArticleFacts:
    return pipeline.run(article(path, text), load())


def claims(found: ArticleFacts) -> Counter[tuple[object, ...]]:
    return Counter(
        (c.relation, c.subject.id or c.subject.name, c.object and (c.object.id or c.object.name), c.value, c.polarity) for c in found.claims
    )


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_spans_give_back_their_text(path: Path) -> None:
    text = article(path).text
    found = facts(path)
    for entity in found.entities:
        assert entity.mentions
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)
    for claim in found.claims:
        evidence = claim.evidence
        assert evidence.text == text[evidence.start : evidence.end]
        assert evidence.line == text.count("\n", 0, evidence.start) + 1
        assert all(evidence.start <= a < b <= evidence.end for a, b in claim.spans.value)
        assert claim.value is None or claim.spans.value
        spans = msgspec.to_builtins(claim.spans)
        assert all(0 <= a < b <= len(text) for part in spans.values() for a, b in part)
        if claim.condition:
            assert set(claim.condition) <= set(text)


def test_ids_are_unique_and_a_second_run_gives_the_same_bytes() -> None:
    for path in ARTICLES[:8]:
        first = facts(path)
        assert len({c.id for c in first.claims}) == len(first.claims)
        assert msgspec.json.encode(first) == msgspec.json.encode(facts(path))


def test_an_edit_elsewhere_keeps_claim_ids() -> None:
    path = next(p for p in ARTICLES if p.stem == "hans01_agentic_blog")
    text = article(path).text
    edited = text.rstrip() + "\n\n最后补一句：今天天气很好。\n"
    assert {c.id for c in facts(path).claims} == {c.id for c in facts(path, edited).claims}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_the_other_script_says_the_same(path: Path) -> None:
    text = article(path).text
    other = OpenCC("t2s" if "hant" in path.stem else "s2tw").convert(text)
    here, there = facts(path), facts(path, other)
    assert claims(here) == claims(there)
    assert Counter(e.id for e in here.entities for _ in e.mentions) == Counter(e.id for e in there.entities for _ in e.mentions)


def test_articles_about_other_things_say_nothing_of_models() -> None:
    for stem in ("hant06_ransomware_hk", "hant11_travel_tainan", "w2_hant07_concert_trap"):
        path = next(p for p in ARTICLES if p.stem == stem)
        assert [c for c in facts(path).claims if c.relation in {"EXHIBITED", "SCORED", "DEVELOPED"}] == []
