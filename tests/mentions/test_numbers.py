"""The number grammar, both scripts."""

import pytest

from kgx.knowledge import load
from kgx.mentions.numbers import grammar_of
from kgx.text.normal import fold_characters
from kgx.text.numerals import han_value

READ = {
    "96%": ("rate", 0.96, None), "９６％": ("rate", 0.96, None), "百分之九十六點五": ("rate", 0.965, None), "九成六": ("rate", 0.96, None),
    "八九成": ("rate", 0.8, 0.9), "一到兩成": ("rate", 0.1, 0.2), "近半": ("rate", 0.5, None), "三分之二": ("rate", 0.666667, None),
    "千分之三": ("rate", 0.003, None), "6%到19%": ("rate", 0.06, 0.19), "两倍": ("multiple", 2.0, None), "3倍": ("multiple", 3.0, None),
    "0.4个百分点": ("percentage-points", 0.4, None), "一個百分點": ("percentage-points", 1.0, None), "45.8分": ("points", 45.8, None),
    "16款": ("models", 16.0, None), "2021款": ("ordinal", 2021.0, None), "十二次": ("trials", 12.0, None), "100輪": ("trials", 100.0, None),
    "1.5萬億參數": ("parameters", 1.5e12, None),
    "滿分": ("rate", 1.0, None), "四成二": ("rate", 0.42, None), "12/100": ("count", 12.0, None),
    "$3.98": ("money", 3.98, None), "$0.60/1M": ("money", 0.0, None), "$40M": ("money", 4e7, None),
}  # fmt: skip

NONE = ["成功", "完成了", "第三題", "GPT-4", "2025年6月25日", "下午5點", "一樣", "三成為"]


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    normal = fold_characters(text)
    (item,) = grammar_of(load()).find(normal, 0, len(normal))
    unit, value, high = READ[text]
    assert item.number is not None
    assert (item.number.unit, item.number.value, item.number.high) == (unit, value, high)
    assert (item.start, item.end) == (0, len(normal))


@pytest.mark.parametrize("text", NONE)
def test_no_rate_and_no_count(text: str) -> None:
    normal = fold_characters(text)
    units = {i.number.unit for i in grammar_of(load()).find(normal, 0, len(normal)) if i.number}
    assert units <= {"date", "ordinal", "plain", "time", "things"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("九十六点五", 96.5), ("一千零二十", 1020), ("二零二五", 2025), ("十", 10), ("两百", 200), ("三万五千", 35000), ("一亿", 1e8)],
)
def test_han_numerals(text: str, value: float) -> None:
    assert han_value(text) == value
