"""Numerals against an independent library, and number writings made by Hypothesis."""

from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgx.knowledge import load
from kgx.mentions.numbers import grammar_of
from kgx.model.item import Number
from kgx.text.normal import fold_characters
from kgx.text.numerals import han_value, plain_value

GRAMMAR = grammar_of(load())
WIDE = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
DIGITS = "零一二三四五六七八九"
PER_CENT = st.integers(0, 1000).map(lambda n: Fraction(n, 10))
"""0 to 100 in tenths."""


def read(text: str) -> list[Number]:
    """The numbers of a text, dates left out."""
    normal = fold_characters(text)
    found = GRAMMAR.find(normal, 0, len(normal))
    return [i.number for i in found if i.number and i.number.unit != "date"]


def one(text: str) -> Number:
    """The only number of a text, which it fills."""
    normal = fold_characters(text)
    (item,) = GRAMMAR.find(normal, 0, len(normal))
    assert item.number is not None
    assert normal[item.start : item.end] == normal.strip()
    return item.number


def plain(value: Fraction) -> str:
    return f"{float(value):g}"


def han(value: Fraction) -> str:
    return str(cn2an.an2cn(plain(value)))


@given(st.integers(1, 10**13))
def test_whole_numerals_as_cn2an_reads_them(value: int) -> None:
    assert han_value(cn2an.an2cn(str(value))) == value


@given(st.integers(0, 10**6), st.integers(0, 999))
def test_decimals_as_cn2an_writes_them(whole: int, parts: int) -> None:
    text = f"{whole}.{parts:03}"
    assert han_value(cn2an.an2cn(text)) == float(text)


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from("百千万"))
def test_a_last_digit_without_its_power(first: int, last: int, power: str) -> None:
    text = f"{DIGITS[first]}{power}{DIGITS[last]}"
    assert han_value(text) == cn2an.cn2an(text, "normal")


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", " 万", " 亿", "万亿", " 万亿", "千万"]))
def test_digits_with_a_power(value: int, power: str) -> None:
    assert plain_value(f"{value}{power}") == value * cn2an.cn2an("一" + power.strip(), "normal")


@given(PER_CENT, st.sampled_from(["{}%", "{} %", "{}％", "{}\u00a0%"]), st.booleans())
def test_a_percentage_in_digits(value: Fraction, frame: str, wide: bool) -> None:
    text = frame.format(plain(value))
    number = one(text.translate(WIDE) if wide else text)
    assert (number.unit, Fraction(str(number.value)).limit_denominator(1000)) == ("rate", value / 100)


@given(PER_CENT, st.sampled_from(["百分之{}", "百分之 {}"]), st.booleans())
def test_a_percentage_in_words(value: Fraction, frame: str, digits: bool) -> None:
    number = one(frame.format(plain(value) if digits else han(value)))
    assert (number.unit, Fraction(str(number.value)).limit_denominator(1000)) == ("rate", value / 100)


@given(st.integers(1, 9), st.integers(0, 9), st.booleans())
def test_tenths(first: int, rest: int, digits: bool) -> None:
    tens, ones = (str(first), str(rest)) if digits else (DIGITS[first], DIGITS[rest])
    assert one(f"{tens}成{ones if rest else ''}").value == float(Fraction(10 * first + rest, 100))


@given(st.integers(1, 8), st.sampled_from(["{}{}成", "{}至{}成", "{}到{}成", "{}成到{}成", "{}、{}成"]))
def test_ranges_of_tenths(first: int, frame: str) -> None:
    number = one(frame.format(DIGITS[first], DIGITS[first + 1]))
    assert (number.value, number.high) == (first / 10, (first + 1) / 10)


@given(st.integers(2, 60), st.data())
def test_fractions(low: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(1, low - 1))
    if low in (10, 100, 1000):
        return  # 百分之三: a percentage, tested above
    number = one(f"{cn2an.an2cn(str(low))}分之{cn2an.an2cn(str(part))}")
    assert (number.unit, number.value) == ("rate", round(part / low, 6))


@given(
    st.tuples(PER_CENT, PER_CENT),
    st.sampled_from(["{}% 到 {}%", "{}%-{}%", "{}～{}％", "{}%–{}%", "{}至{}%", "{}% 和 {}% 之间", "{}%与{}%間"]),
)
def test_ranges(ends: tuple[Fraction, Fraction], frame: str) -> None:
    low, high = sorted(ends)
    if low == high:
        return
    number = one(frame.format(plain(low), plain(high)))
    assert (number.value, number.high) == (float(low / 100), float(high / 100))


@given(PER_CENT, PER_CENT)
def test_ranges_in_words(one_end: Fraction, other: Fraction) -> None:
    low, high = sorted((one_end, other))
    if low == high or low == 0:
        return
    for frame in ("百分之{}到百分之{}", "百分之{}至{}"):
        number = one(frame.format(han(low), han(high)))
        assert (number.value, number.high) == pytest.approx((float(low / 100), float(high / 100)))


@given(st.integers(2, 500), st.data(), st.sampled_from("次輪題"), st.booleans())
def test_counts(total: int, data: st.DataObject, noun: str, words: bool) -> None:
    count = data.draw(st.integers(1, total))
    spell = (lambda n: str(cn2an.an2cn(str(n)))) if words else str
    found = read(f"{spell(total)} {noun}中的 {spell(count)} {noun}失敗")
    assert [(n.unit, n.value) for n in found] == [("trials", total), ("trials", count)]


@given(st.integers(5, 1000), st.data())
def test_counts_over_a_total(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    number = one(f"{count}/{total}")
    assert (number.unit, number.value, number.denominator) == ("count", count, total)


@given(st.integers(2, 90), st.booleans())
def test_multiples(value: int, words: bool) -> None:
    number = one(f"{cn2an.an2cn(str(value)) if words else value} 倍")
    assert (number.unit, number.value) == ("multiple", value)


@given(st.integers(1, 9999), st.sampled_from([("萬", 10**4), ("億", 10**8), ("萬億", 10**12), ("兆", 10**12)]), st.booleans())
def test_amounts(value: int, power: tuple[str, int], blank: bool) -> None:
    text = f"{value}{' ' if blank else ''}{power[0]}"
    for noun, unit in (("美元", "money"), ("參數", "parameters"), ("", "things")):
        number = one(text + noun)
        assert (number.unit, number.value) == (unit, value * power[1])


@given(st.integers(1, 999), st.sampled_from([("K", 10**3), ("M", 10**6), ("B", 10**9), ("T", 10**12)]))
def test_amounts_with_a_letter(value: int, scale: tuple[str, int]) -> None:
    assert one(f"{value}{scale[0]}").value == value * scale[1]
    assert one(f"{value}{scale[0]} 参数").unit == "parameters"


@given(PER_CENT, st.sampled_from("+-±"))
def test_a_signed_percentage_is_a_change(value: Fraction, sign: str) -> None:
    assert [n.unit for n in read(f"，{sign}{plain(value)}%")] == ["change"]


@given(st.integers(1990, 2039), st.integers(1, 12), st.integers(1, 28))
def test_dates_are_no_numbers(year: int, month: int, day: int) -> None:
    for text in (
        f"{year}年{month}月{day}日",
        f"{year} 年 {month} 月",
        f"{year}-{month:02}-{day:02}",
        f"{year}/{month}/{day}",
        f"{year}.{month}.{day}",
    ):
        assert read(text) == []
    assert read("".join(DIGITS[int(d)] for d in str(year)) + "年" + cn2an.an2cn(str(month)) + "月") == []


@given(st.integers(0, 23), st.integers(0, 59))
def test_times_are_no_numbers(hour: int, minute: int) -> None:
    for text in (f"{hour}:{minute:02}", f"{hour} 點 {minute} 分", f"下午 {hour} 點", f"{hour}时{minute}分"):
        assert read(text) == []


@pytest.mark.parametrize(
    "text", ["十分", "万分", "千萬別", "萬一", "几十次", "上百次", "數百個", "1/3", "一一", "温度设为零", "成功", "第三", "v3.5", "GPT-4.1"]
)
def test_no_number_at_all(text: str) -> None:
    assert [n for n in read(text) if n.unit != "ordinal"] == []


@pytest.mark.parametrize(
    ("text", "value"), [("百分之十五一路升到", 0.15), ("百分之十五点六一路", 0.156), ("百分之二十一举", 0.2), ("百分之二十一", 0.21)]
)
def test_the_one_of_another_word(text: str, value: float) -> None:
    assert [n.value for n in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [("过半", ">"), ("超過半數", ">"), ("一半", "="), ("二十多次", ">"), ("五十餘款", ">"), ("三倍", "="), ("三多倍", ">")],
)
def test_what_the_writing_itself_bounds(text: str, comparator: str) -> None:
    assert one(text).comparator == comparator
