"""Every block, sentence, word and mention gives back its own text, in every format, on generated documents."""

import html
import json
from functools import cache
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kgx import pipeline
from kgx.knowledge import Knowledge, load
from kgx.model.article import Article
from kgx.read import read_article
from kgx.read.leaves import visible
from kgx.text.build import Text, build
from kgx.text.normal import fold_characters
from kgx.text.words import words

_NAMES = [
    "Claude Opus 4",
    "ＧＰＴ－4.1",
    "GPT‑5",
    "OpenAI",
    "帕維爾．伊茲邁洛夫",
    "约翰·舒尔曼（John Schulman）",
    "DeepSeek-R1",
    "馬斯克",
    "Anthropic",
]
_WORDS = [
    "研究發現",
    "勒索率",
    "高達",
    "９６％",
    "九成六",
    "，",
    "。",
    "「",
    "」",
    "（",
    "）",
    "𠮷",
    "e\u0301",
    "勒\ufe00",
    "\u200b",
    "的",
    "並未",
    "？",
    "——",
    " ",
]
_BREAKS = ["\n", "\u3000\u3000", "&", "<", "*", "**", "[1]", "|", "“", "”"]
_PARAGRAPH = st.lists(st.sampled_from(_NAMES + _WORDS * 2 + _BREAKS), min_size=1, max_size=25).map("".join)
_DOCUMENT = st.lists(_PARAGRAPH, min_size=1, max_size=6)


def markdown(paragraphs: list[str]) -> bytes:
    return ("---\ntitle: 題\nsummary: " + json.dumps(paragraphs[0], ensure_ascii=False) + "\n---\n" + "\n\n".join(paragraphs)).encode()


def table(paragraphs: list[str]) -> bytes:
    return ("| 模型 | 率 |\n|---|---|\n" + "\n".join("| " + text.replace("\n", " ") + " | 96% |" for text in paragraphs)).encode()


def plain(paragraphs: list[str]) -> bytes:
    return "\r\n\r\n".join(paragraphs).encode("utf-16")


def record(paragraphs: list[str]) -> bytes:
    return json.dumps({"text": "\n\n".join(paragraphs)}).encode()


def page(paragraphs: list[str]) -> bytes:
    lead = "研究人員讓十六款模型在一家虛構的公司裡當助理，信箱裡都是來往的郵件，其中一封說明天就要換掉它們。"
    body = "".join(f"<p>{html.escape(text)}</p>" for text in [lead, *paragraphs, lead])
    return f"<html><body><article><h1>題</h1>{body}</article></body></html>".encode()


def document(paragraphs: list[str]) -> bytes:
    import docx

    from tests.read.made import bytes_of

    made: Any = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    grid = made.add_table(1, 2)
    grid.cell(0, 0).text, grid.cell(0, 1).text = paragraphs[0], "96%"
    return bytes_of(made)


def book(paragraphs: list[str]) -> bytes:
    """The font of a made PDF has no code for some characters; they are left out."""
    from tests.read.made import column, pdf

    kept = [
        "".join(char for char in text if "\u4e00" <= char <= "\u9fff" or char.isascii() or char in "，。（）").replace("\n", "")
        for text in paragraphs
    ]
    return pdf([column(["研究发现。", text]) for text in kept])


_FORMATS = {"x.md": markdown, "t.md": table, "x.txt": plain, "x.jsonl#1": record}
if find_spec("trafilatura"):
    _FORMATS |= {"x.html": page, "x.docx": document, "x.pdf": book}


@cache
def knowledge() -> Knowledge:
    return load()


def given_back(article: Article, text: Text, start: int, end: int) -> bool:
    """Whether a stretch of the normal form is what stands at its positions, and nothing visible is between them."""
    left, right = text.span(start, end)
    shown = visible(article.text, left, right, article.hidden)
    single = [article.text[at] for at in text.positions[start:end]]
    folded = fold_characters("".join(" " if char in "\r\n" else char for char in single))
    kept = "".join(char for char in single if not char.isspace())
    rest = iter(shown)
    return all(a == b or (a, b) in ((".", "·"), ("．", "·")) for a, b in zip(folded, text.normal[start:end], strict=True)) and all(
        char in rest for char in kept
    )


@pytest.mark.parametrize("path", _FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paragraphs=_DOCUMENT)
def test_each_part_gives_back_its_own_text(path: str, paragraphs: list[str]) -> None:
    assume(path != "x.jsonl#1" or any(map(str.strip, paragraphs)))  # a record without text is refused
    article = read_article(_FORMATS[path](paragraphs), key="k", path=path)
    text = build(article)
    assert len(text.normal) == len(text.lower) == len(text.positions)
    assert all(a < b for a, b in zip(text.positions, text.positions[1:], strict=False) if a != b)
    for sentence in text.sentences:
        block = article.blocks[sentence.block]
        left, right = text.span(sentence.start, sentence.end)
        assert block.start <= left < right <= block.end
        assert given_back(article, text, sentence.start, sentence.end)
        pieces = list(words(text.normal[sentence.start : sentence.end]))
        assert [a for a, _ in pieces[1:]] == [b for _, b in pieces[:-1]]
        for start, end in pieces:
            assert given_back(article, text, sentence.start + start, sentence.start + end)
    facts = pipeline.run(article, knowledge())
    for entity in facts.entities:
        for mention in entity.mentions:
            assert article.text[mention.start : mention.end] == mention.text
            assert any(block.start <= mention.start and mention.end <= block.end for block in article.blocks)
    for claim in facts.claims:
        evidence = claim.evidence
        assert article.text[evidence.start : evidence.end] == evidence.text
        assert evidence.page == article.page(evidence.start)
        assert evidence.line == article.text.count("\n", 0, evidence.start) + 1
        for spans in (claim.spans.subject, claim.spans.value, claim.spans.cue, claim.spans.condition):
            assert all(0 <= start < end <= len(article.text) for start, end in spans)
