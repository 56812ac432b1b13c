"""One number grammar for both scripts, over the normal form.

Reads percentages, 成, fractions, counts with measure words, ranges, multiples, points, money and dates, in Arabic
and Chinese digits. Which words are units is data (`units.yaml`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgx.knowledge.knowledge import Knowledge
from kgx.model.item import Item, Number

_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HAN = "零一二三四五六七八九十百千万亿两"
_AR = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ANY = rf"(?:{_AR})(?:[万亿千百](?!分))*|[{_HAN}]+(?:点[{_HAN}]+)?"
_TO = r"\s*(?:-|~|—|至|到)\s*"


def han_value(text: str) -> float | None:
    """The value of a Chinese numeral such as 九十六点五, 一千零二十 or 二零二五; None where it is none."""
    whole, _, decimals = text.partition("点")
    value = _han_integer(whole)
    if value is None or any(d not in _HAN_DIGITS for d in decimals):
        return None
    return float(f"{value}.{''.join(str(_HAN_DIGITS[d]) for d in decimals)}") if decimals else float(value)


def _han_integer(text: str) -> int | None:
    if not text:
        return None
    if all(c in _HAN_DIGITS for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text)) if len(text) == 1 or len(text) > 2 or "零" in text else None
    total = section = digit = 0
    for c in text:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif (power := _POWERS[c]) >= 10_000:
            total = (total + section + digit) * power
            section = digit = 0
        else:
            section += (digit or 1) * power
            digit = 0
    return total + section + digit


def plain_value(text: str) -> float | None:
    """The value of a numeral in Arabic or Chinese digits, with 万 and 亿."""
    if text[:1].isdigit():
        digits = re.match(_AR, text)
        if digits is None:
            return None
        value = float(digits.group().replace(",", ""))
        for c in text[digits.end() :]:
            value *= _POWERS[c]
        return value
    return han_value(text)


_NO_MEASURES = frozenset(["half", "full", "zero", "nearly-zero", "not-cheng", "ordinal-before"])


class NumberGrammar:
    """The compiled grammar; `units` are the knowledge's words for measures, by kind."""

    def __init__(self, units: dict[str, list[str]]) -> None:
        words = {kind: "|".join(sorted(map(re.escape, names), key=len, reverse=True)) for kind, names in units.items()}
        self._ordinal = frozenset(units["ordinal-before"])
        self._units = {name: kind for kind, names in units.items() if kind not in _NO_MEASURES for name in names}
        every = "|".join(sorted(map(re.escape, self._units), key=len, reverse=True))
        half = f"(?:{words['half']})(?!数)"
        heads = {word[0] for kind in ("half", "full", "zero", "nearly-zero") for word in units[kind]}
        self._head = re.compile(rf"[\d{_HAN}上下早晚中凌{re.escape(''.join(sorted(heads)))}]")
        self._regex = re.compile(
            rf"(?P<date>(?:19|20)\d\d\s*年(?:\s*\d{{1,2}}\s*月)?(?:\s*\d{{1,2}}\s*[日号])?|\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*[日号])?|(?:19|20)\d\d[-/]\d\d?[-/]\d\d?"
            rf"|(?:[上下早晚中凌]\w?\s*)?\d{{1,2}}\s*[点时](?:\d+分|半|整)|[{_HAN}]{{4}}年|[上下]午\s*\d+\s*点|\d{{1,2}}:\d\d)"
            rf"|(?P<range>(?<![\d.])(?P<low>{_AR})\s*%?{_TO}(?P<top>{_AR})\s*%)"
            rf"|(?P<points>(?P<gv>{_ANY})\s*个?\s*百分点)"
            rf"|(?P<percent>(?<![\d.])(?P<pv>{_AR})\s*(?P<pw>%))"
            rf"|(?P<han>[百千万]分之\s*(?P<hv>{_ANY})(?:{_TO}(?:[百千]分之)?(?P<hh>{_ANY}))?)"
            rf"|(?P<chengs>(?<![{_HAN}])(?P<d1>[一二三四五六七八九两])(?:成)?(?:到|至)(?P<d2>[一二三四五六七八九两])成)"
            rf"|(?P<cheng>(?<![{_HAN}])(?P<c1>[一二三四五六七八九两])(?P<c2>[一二三四五六七八九])?成(?P<c3>[一二三四五六七八九])?(?![{words['not-cheng']}]))"
            rf"|(?P<cheng2>(?<![\d.])(?P<a1>\d(?:\.\d)?)\s*成(?![{words['not-cheng']}]))"
            rf"|(?P<fraction>(?P<den>[{_HAN}]+|\d+)分之(?P<num>[{_HAN}]+|\d+))"
            rf"|(?P<of>(?<![\d./])(?P<on>\d{{1,5}})\s*/\s*(?P<od>\d{{1,5}})(?![\d/%]))"
            rf"|(?P<half>{half})"
            rf"|(?P<full>(?:{words['full']})(?!\s*[\d为是]))"
            rf"|(?P<zero>[一1]\s*(?:{words['trials']})\s*(?:也|都)?\s*(?=没|未|不曾|从未)|(?P<nearly>{words['nearly-zero']})|(?:{words['zero']}))"
            rf"|(?P<multiple>(?P<mv>{_ANY})\s*(?:多)?倍)"
            rf"|(?P<unit>(?<![\d.A-Za-z])(?P<uv>{_ANY})\s*(?P<more>多|余)?\s*(?:个\s*)?(?P<uw>{every}))"
            rf"|(?P<plain>(?<![\d.A-Za-z\-])(?:{_AR})(?![\d.]*[A-Za-z\d%]))"
        )

    def find(self, text: str, start: int, end: int) -> Iterator[Item]:
        """Number items of a stretch of normal text."""
        at = start
        for head in self._head.finditer(text, start, end):
            match = self._regex.match(text, head.start(), end) if head.start() >= at else None
            number = self._read(match) if match else None
            if match and number is not None:
                yield Item("number", match.start(), match.end(), number.unit, number=number)
                at = max(match.end(), match.start() + 1)

    def _read(self, m: re.Match[str]) -> Number | None:
        kind = m.lastgroup if m.lastgroup in _READERS else next((k for k in _READERS if m[k]), None)
        return _READERS[kind](self, m) if kind else None

    def _date(self, m: re.Match[str]) -> Number | None:
        return Number(0.0, "date", noun=m.group())

    def _range(self, m: re.Match[str]) -> Number | None:
        low, high = float(m["low"].replace(",", "")) / 100, float(m["top"].replace(",", "")) / 100
        return Number(round(low, 6), "rate", round(high, 6)) if low < high else None

    def _percent(self, m: re.Match[str]) -> Number | None:
        return Number(round(float(m["pv"].replace(",", "")) / 100, 8), "rate")

    def _points(self, m: re.Match[str]) -> Number | None:
        return Number(plain_value(m["gv"]) or 0.0, "percentage-points")

    def _han(self, m: re.Match[str]) -> Number | None:
        base = _POWERS[m["han"][0]]
        value, high = plain_value(m["hv"]), plain_value(m["hh"]) if m["hh"] else None
        if value is None:
            return None
        return Number(round(value / base, 8), "rate", round(high / base, 8) if high else None)

    def _cheng(self, m: re.Match[str]) -> Number | None:
        first = _HAN_DIGITS[m["c1"]]
        if m["c2"]:  # 八九成
            return Number(first / 10, "rate", _HAN_DIGITS[m["c2"]] / 10, vague=True)
        tail = _HAN_DIGITS[m["c3"]] / 100 if m["c3"] else 0
        return Number(round(first / 10 + tail, 4), "rate", vague=not m["c3"])

    def _chengs(self, m: re.Match[str]) -> Number | None:
        low, high = _HAN_DIGITS[m["d1"]] / 10, _HAN_DIGITS[m["d2"]] / 10
        return Number(low, "rate", high, vague=True) if low < high else None

    def _cheng2(self, m: re.Match[str]) -> Number | None:
        return Number(round(float(m["a1"]) / 10, 4), "rate", vague=True)

    def _fraction(self, m: re.Match[str]) -> Number | None:
        den, num = plain_value(m["den"]), plain_value(m["num"])
        return Number(round(num / den, 6), "rate", vague=True) if den and num and num <= den else None

    def _of(self, m: re.Match[str]) -> Number | None:
        count, total = float(m["on"]), float(m["od"])
        return Number(count, "count", noun="次", denominator=total) if count <= total and total >= 5 else None

    def _half(self, m: re.Match[str]) -> Number | None:
        return Number(0.5, "rate", vague=True)

    def _full(self, m: re.Match[str]) -> Number | None:
        return Number(1.0, "rate", vague=True)

    def _zero(self, m: re.Match[str]) -> Number | None:
        return Number(0.0, "trials", noun=m.group(), comparator="~" if m["nearly"] else "=")

    def _multiple(self, m: re.Match[str]) -> Number | None:
        value = plain_value(m["mv"])
        return Number(value, "multiple") if value is not None else None

    def _unit(self, m: re.Match[str]) -> Number | None:
        value = plain_value(m["uv"])
        if value is None:
            return None
        before = m.string[m.start() - 1 : m.start()]
        if before == "第" or (value == 1 and (before in self._ordinal or len(m["uw"]) > 1)):
            return Number(value, "ordinal")
        return Number(value, self._units[m["uw"]], noun=m["uw"], comparator=">" if m["more"] else "=")

    def _plain(self, m: re.Match[str]) -> Number | None:
        return Number(float(m["plain"].replace(",", "")), "plain")


_READERS = {
    "date": NumberGrammar._date,
    "range": NumberGrammar._range,
    "points": NumberGrammar._points,
    "percent": NumberGrammar._percent,
    "han": NumberGrammar._han,
    "cheng": NumberGrammar._cheng,
    "chengs": NumberGrammar._chengs,
    "cheng2": NumberGrammar._cheng2,
    "fraction": NumberGrammar._fraction,
    "of": NumberGrammar._of,
    "half": NumberGrammar._half,
    "full": NumberGrammar._full,
    "zero": NumberGrammar._zero,
    "multiple": NumberGrammar._multiple,
    "unit": NumberGrammar._unit,
    "plain": NumberGrammar._plain,
}


@lru_cache(maxsize=4)
def grammar_of(knowledge: Knowledge) -> NumberGrammar:
    """The number grammar with the units of the knowledge."""
    return NumberGrammar(knowledge.units)
