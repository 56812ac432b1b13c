"""Names that no list has: a table of sentences in both scripts, and what must hold of any text."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kgx.knowledge import Knowledge, load
from kgx.mentions.find import find
from kgx.model.article import Article, Block
from kgx.model.item import ENTITY_KINDS
from kgx.resolve.resolve import Resolved, resolve
from kgx.text.build import build

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
KINDS = {"people": "Person", "organizations": "Organization", "studies": "Study"}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def article(text: str) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("body", at, at + len(line)))
        at += len(line) + 1
    return Article("a", "a.md", text, "0" * 64, tuple(blocks))


def read(text: str, knowledge: Knowledge) -> Resolved:
    made = article(text)
    built = build(made)
    return resolve(made, built, find(built, knowledge), knowledge)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:18] for case in CASES])
def test_unlisted_names_are_found_and_no_others(case: dict[str, Any], knowledge: Knowledge) -> None:
    entities = read(case["text"], knowledge).entities
    for key, kind in KINDS.items():
        assert sorted(e.name for e in entities if e.type == kind) == sorted(case.get(key, [])), key


def test_a_gloss_teaches_both_names_for_the_whole_article(knowledge: Knowledge) -> None:
    resolved = read("費茲威廉先到。歐蘭多·費茲威廉（Orlando Fitzwilliam）說，Fitzwilliam 的數據可信。", knowledge)
    (person,) = [e for e in resolved.entities if e.type == "Person"]
    assert {m.text for m in person.mentions} == {"歐蘭多·費茲威廉", "Orlando Fitzwilliam", "費茲威廉", "Fitzwilliam"}
    reasons = {link.alias: link.reason for link in resolved.links if link.id == person.id}
    assert reasons == {"歐蘭多·費茲威廉": "gloss", "費茲威廉": "short form", "Fitzwilliam": "short form"}


def test_a_name_seen_once_with_weak_evidence_is_none_and_twice_is_one(knowledge: Knowledge) -> None:
    once = "祝雨平坦言，這個結果可信。"  # 平坦 is a word
    assert not [e for e in read(once, knowledge).entities if e.type == "Person"]
    twice = once + "\n祝雨平坦言，還需要更多數據。"
    assert [e.name for e in read(twice, knowledge).entities if e.type == "Person"] == ["祝雨平"]
    alone = "祝雨晴認為，這個結果可信。"  # no word of the dictionary is in it
    assert [e.name for e in read(alone, knowledge).entities if e.type == "Person"] == ["祝雨晴"]


def test_both_scripts_give_the_same_ids(knowledge: Knowledge) -> None:
    hant = "記者 蘇詠晴／編譯：歐蘭多·費茲威廉（Orlando Fitzwilliam）創辦的特雷維斯研究所（Trevis Research）發表了報告《鏡中之謊》。"
    hans = "记者 苏咏晴／编译：欧兰多·费兹威廉（Orlando Fitzwilliam）创办的特雷维斯研究所（Trevis Research）发表了报告《镜中之谎》。"
    ids = [{e.id for e in read(text, knowledge).entities if e.type in KINDS.values()} for text in (hant, hans)]
    assert ids[0] == ids[1]
    assert {id_.partition(":")[0] for id_ in ids[0]} == {"person", "organization", "study"}


WORDS = """的 和 與 ， 。 、 （ ） ( ) 《 》 「 」 “ ” · • - 記者 研究员 教授 表示 帕維爾 Pavel Izmailov 王小明 大学 研究所 公司
    Research Institute of OpenAI GPT-5 系统卡 報告 CEO 團隊 作者： A· 等人 😀 x"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "\t", "\u200b"])


@settings(deadline=None)  # a doubtful edge loads jieba's dictionary
@given(st.lists(PIECES, max_size=40).map("".join))
def test_mentions_give_back_their_text_and_names_do_not_overlap(text: str) -> None:
    made = article(text)
    built = build(made)
    resolved = resolve(made, built, find(built, load()), load())
    for entity in resolved.entities:
        assert entity.name
        assert all(made.text[m.start : m.end] == m.text and m.text.strip() for m in entity.mentions)
    for link in resolved.links:
        assert made.text[link.start : link.end] == link.alias
    names = sorted((i.start, i.end) for i in resolved.items if i.kind in ENTITY_KINDS and i.kind not in {"Behavior", "Scenario"})
    assert all(a[1] <= b[0] for a, b in pairwise(names))
