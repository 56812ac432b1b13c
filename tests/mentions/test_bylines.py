"""Front matter says who wrote and on which show it was spoken: those are entities, with their place in the file."""

import pytest

from kgx import pipeline
from kgx.knowledge import load
from kgx.model.facts import ArticleFacts
from kgx.read import read_article


def facts(front: str, fence: str = "---", body: str = "Claude Opus 4 的勒索率是 96%。") -> tuple[str, ArticleFacts]:
    text = f"{fence}\n{front}\n{fence}\n\n{body}\n"
    return text, pipeline.run(read_article(text.encode(), key="a.md", path="a.md"), load())


def named(found: ArticleFacts, kind: str) -> list[str]:
    return sorted(e.name for e in found.entities if e.type == kind)


@pytest.mark.parametrize(
    ("front", "people"),
    [
        ("author: 晚风里的茶", ["晚风里的茶"]),
        ("记者: 闻一萱", ["闻一萱"]),
        ("責任編輯: 駱尋", ["駱尋"]),
        ("整理: 阿榆", ["阿榆"]),
        ("author: Kiki 拆芯片\neditor: Mara Quill", ["Kiki 拆芯片", "Mara Quill"]),
        ("author: 記者 韓以寧、林若谷", ["林若谷", "韓以寧"]),
        ("author: 某某編輯部", []),
        ("author: ByteLab", []),
        ("author: https://example.org/me", []),
        ("source: 某某晚报", []),
    ],
)
def test_who_wrote(front: str, people: list[str]) -> None:
    text, found = facts(front)
    assert named(found, "Person") == people
    for entity in found.entities:
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)


def test_toml_too() -> None:
    assert named(facts('author = "Momo 的书桌"', "+++")[1], "Person") == ["Momo 的书桌"]


def test_the_show_is_a_body() -> None:
    assert named(facts("podcast: 深夜演算法")[1], "Organization") == ["深夜演算法"]


def test_a_pen_name_is_shortened_to_its_nickname() -> None:
    _, found = facts("author: 夜行老陆", body="大家好，我是老陆。Claude Opus 4 的勒索率是 96%。")
    (person,) = [e for e in found.entities if e.type == "Person"]
    assert {m.text for m in person.mentions} == {"夜行老陆", "老陆"}


def test_a_byline_makes_no_claim() -> None:
    _, with_author = facts("author: 晚风里的茶")
    _, without = facts("date: 2026-01-02")
    assert [c.id.split(":")[-1] for c in with_author.claims] == [c.id.split(":")[-1] for c in without.claims]
    assert len(with_author.claims) == 1


def test_what_only_the_title_names_is_an_entity_and_no_claim() -> None:
    front = 'title: "论文速读：《裁判也会看走眼》，Gemini 3 Pro 的幻觉率是 12%"'
    text, found = facts(front)
    assert named(found, "Study") == ["裁判也会看走眼"]
    assert {e.name for e in found.entities if e.type == "Model"} == {"Claude Opus 4", "Gemini 3 Pro"}
    assert [claim.subject.name for claim in found.claims] == ["Claude Opus 4"]
    assert all(text[m.start : m.end] == m.text for e in found.entities for m in e.mentions)
