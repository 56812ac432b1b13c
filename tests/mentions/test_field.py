"""Behaviors count in an article on AI: one that names a model, or speaks of AI more than in passing."""

import pytest

from kgx.knowledge import load
from tests.support.entities import entities

RANSOM = "勒索軟體昨天癱瘓了三家診所，駭客要求贖金，並威脅公開病歷。警方呼籲院所不要付款，先斷網再報案，備份至少要留一份離線的。" * 10


@pytest.mark.parametrize("aside", ["", "氣象局的兩套預報模型都說明天會下雨。", "市府另外宣布要用人工智慧（AI）調度公車。"])
def test_an_aside_on_ai_does_not_make_an_article_one_on_ai(aside: str) -> None:
    assert not [e for e in entities(RANSOM + aside, load()) if e.type == "Behavior"]


@pytest.mark.parametrize(
    "text",
    [
        "大模型会勒索吗？研究人员说，模型在测试里会威胁公开隐私。" + "这家机构明年再测一次，结果会放在网站上，供各方参考。" * 12,
        "AI 會勒索人嗎？",
        "Claude Opus 4 的勒索率是 96%。" + "今天天氣很好，我們去了海邊，傍晚才回家。" * 20,
    ],
)
def test_behaviors_count_where_ai_is_spoken_of(text: str) -> None:
    assert [e.name for e in entities(text, load()) if e.type == "Behavior"] == ["blackmail"]
