"""Pieces are the visible text, and the marks on them are the spans of the facts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kgx import api
from kgx.model.article import NAMES, Article
from kgx.model.facts import ArticleFacts
from kgx.pages.marked import PARTS, Piece, Row, marked
from kgx.text.build import build

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "articles").glob("*.md"))


def read(source: Path | str) -> tuple[Article, ArticleFacts, tuple[Row, ...]]:
    article, facts = api.read(source)
    return article, facts, marked(article, facts)


def pieces(rows: tuple[Row, ...]) -> Iterator[Piece]:
    for row in rows:
        for block in (block for line in row.cells for block in line):
            for sentence in block.sentences:
                yield from sentence.pieces


def seen(article: Article, start: int, end: int) -> str:
    return "".join(article.text[p] for p in build(article).positions if start <= p < end and p < len(article.text)).replace("\n", " ")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_nothing_of_the_text_is_lost_or_told_twice(path: Path) -> None:
    article, facts, rows = read(path)
    text = build(article)
    front = {p for block in article.blocks if block.role in NAMES for p in range(block.start, block.end)}
    shown = [article.text[p] for p, char in zip(text.positions, text.normal, strict=True) if char != "\n" and p not in front]
    assert "".join(piece.text for piece in pieces(rows)) == "".join(shown).replace("\n", " ")
    stated = [n for row in rows for n in row.claims]
    assert sorted(stated) == list(range(1, len(facts.claims) + 1))
    assert [n for row in rows for line in row.cells for block in line for s in block.sentences for n in s.claims] == stated


@pytest.mark.parametrize("path", ARTICLES[::3], ids=lambda p: p.stem)
def test_the_parts_of_each_claim_are_marked(path: Path) -> None:
    article, facts, rows = read(path)
    found = list(pieces(rows))
    for number, claim in enumerate(facts.claims, 1):
        spans = claim.spans
        for part, wanted in zip(PARTS, (spans.subject, spans.object, (*spans.value, *spans.denominator)), strict=False):
            for start, end in wanted:
                assert seen(article, start, end) in "".join(p.text for p in found if number in p.claims and part in p.parts)


def test_mentions_in_mentions_and_claims_over_claims_all_show() -> None:
    _, facts, rows = read("Anthropic 的論文《對齊偽裝》指出，Claude Opus 4 的勒索率高達 96%。")
    found = {piece.text: piece for piece in pieces(rows)}
    inner = found["對齊偽裝"]
    assert inner.entity
    assert inner.entity.type == "Behavior"
    assert "Study" in {entity.type for entity in facts.entities}
    assert found["96%"].parts == ("value",)
    assert found["Claude Opus 4"].claims == found["96%"].claims


def test_a_table_is_one_row_with_its_claims() -> None:
    _, facts, rows = read("# 表\n\n| 模型 | 勒索率 |\n|---|---|\n| GPT-4.1 | 80% |\n| Claude Opus 4 | 96% |\n\n完。\n")
    (table,) = [row for row in rows if row.block.cell]
    assert [[piece.text for block in line for s in block.sentences for piece in s.pieces] for line in table.cells] == [
        ["模型", "勒索率"], ["GPT-4.1", "80%"], ["Claude Opus 4", "96%"],
    ]  # fmt: skip
    assert len(table.claims) == len(facts.claims) == 2
