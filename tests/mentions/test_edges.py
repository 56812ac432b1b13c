"""A short name that is only a piece of other words is none; one that stands for itself is kept, whatever adjoins."""

import subprocess
import sys

import pytest

from kgx.knowledge import Knowledge, load
from kgx.mentions.scan import scan
from kgx.model.article import Article, Block
from kgx.model.item import ENTITY_KINDS
from kgx.text.build import build

PIECES = [
    ("字节", "那一段里的数字节目单上没有。", "那一段裡的數字節目單上沒有。"),
    ("路透", "流量经网路透过代理转出。", "流量經網路透過代理轉出。"),
    ("小米", "早餐喝小米粥配咸菜。", "早餐喝小米粥配鹹菜。"),
    ("阿里", "清晨上阿里山看日出。", "清晨上阿里山看日出。"),
    ("三星", "住的是三星级酒店。", "住的是三星級酒店。"),
    ("京东", "搬到北京东城区。", "搬到北京東城區。"),
    ("成大", "切成大约五块。", "切成大約五塊。"),
    ("图灵", "去年的图灵奖颁给两位学者。", "去年的圖靈獎頒給兩位學者。"),
]
NAMES = [
    ("字节", "有人把字节旧账翻了出来。", "有人把字節舊帳翻了出來。"),
    ("小米", "新款小米手机卖得快。", "新款小米手機賣得快。"),
    ("阿里", "上周末阿里悄悄换了标志。", "上週末阿里悄悄換了標誌。"),
    ("三星", "首尔三星总部灯火通明。", "首爾三星總部燈火通明。"),
    ("谷歌", "表一由谷歌自测。", "表一由谷歌自測。"),
    ("马斯克", "世界首富马斯克昨天缺席。", "世界首富馬斯克昨天缺席。"),
]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def names(text: str, knowledge: Knowledge) -> list[str]:
    made = build(Article("a", "a.md", text, "0" * 64, (Block("body", 0, len(text)),)))
    return [made.normal[i.start : i.end] for i in scan(made, knowledge) if i.kind in ENTITY_KINDS]


@pytest.mark.parametrize("script", [1, 2], ids=["hans", "hant"])
@pytest.mark.parametrize("case", PIECES, ids=[case[0] for case in PIECES])
def test_a_piece_of_other_words_is_no_name(case: tuple[str, str, str], script: int, knowledge: Knowledge) -> None:
    assert case[0] not in names(case[script], knowledge)


@pytest.mark.parametrize("script", [1, 2], ids=["hans", "hant"])
@pytest.mark.parametrize("case", NAMES, ids=[case[0] for case in NAMES])
def test_a_name_between_other_words_is_kept(case: tuple[str, str, str], script: int, knowledge: Knowledge) -> None:
    assert case[0] in names(case[script], knowledge)


def test_jieba_is_loaded_only_where_an_edge_is_in_doubt() -> None:
    script = """
import sys, kgx
assert kgx.extract("谷歌的 Gemini 2.5 Pro 勒索率為 95%。").claims
print("jieba" in sys.modules)
kgx.extract("流量经网路透过代理转出。")
print("jieba" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["False", "True"]
