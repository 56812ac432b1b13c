"""One number grammar for both scripts, over the normal form.

Reads percentages, 成, fractions, counts with measure words, ranges, multiples, points, money and dates, in Arabic
and Chinese digits. Which words are units is data (`units.yaml`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgx.knowledge.knowledge import Knowledge
from kgx.model.claim import Comparator
from kgx.model.item import Item, Number
from kgx.text.numerals import ARABIC, HAN, HAN_NUMERAL, LARGE, NUMERAL, POWERS, arabic_value, plain_value, tenths

_SCALES = {"K": 10**3, "k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALED = frozenset([10.0, 100.0])
"""Scales on which a score has decimals: 72.5/100."""
_TO = r"\s*(?:-|~|—|至|到)\s*"


_NO_MEASURES = frozenset(
    [
        "half",
        "more-than-half",
        "full",
        "zero",
        "nearly-zero",
        "not-cheng",
        "ordinal-before",
        "ordinal-not-before",
        "vague-before",
        "no-number",
    ]
)


class NumberGrammar:
    """The compiled grammar; `units` are the knowledge's words for measures, by kind."""

    def __init__(self, units: dict[str, list[str]]) -> None:
        words = {kind: "|".join(sorted(map(re.escape, names), key=len, reverse=True)) for kind, names in units.items()}
        self._ordinal, self._only = frozenset(units["ordinal-before"]), tuple(units["ordinal-not-before"])
        self._units = {name: kind for kind, names in units.items() if kind not in _NO_MEASURES for name in names}
        every = "|".join(sorted(map(re.escape, self._units), key=len, reverse=True))
        half = f"(?:{words['more-than-half']}|{words['half']})(?!数)"
        not_cheng, tenth = words["not-cheng"], "[一二三四五六七八九两1-9]"
        self._vague = frozenset(units["vague-before"])
        self._more_than_half = frozenset(units["more-than-half"])
        heads = {word[0] for kind in ("half", "more-than-half", "full", "zero", "nearly-zero") for word in units[kind]}
        self._head = re.compile(rf"[\d{HAN}上下早晚中凌Qq$¥€£+\-±{re.escape(''.join(sorted(heads)))}]")
        self._regex = re.compile(
            rf"(?P<date>(?:19|20)\d\d\s*年(?:\s*\d{{1,2}}\s*月)?(?:\s*\d{{1,2}}\s*[日号])?|\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*[日号])?"
            rf"|(?:19|20)\d\d([-/.])\d\d?\2\d\d?(?!\d)|Q[1-4]\s*(?:19|20)\d\d|(?:19|20)\d\d\s*Q[1-4]|(?:\d\d|[{HAN}]{{2,4}})年代"
            rf"|(?:[上下早晚中凌]\w?\s*)?\d{{1,2}}\s*[点时](?:\s*\d+\s*分|半|整)|[{HAN}]{{4}}年(?:[{HAN}]{{1,2}}月(?:[{HAN}]{{1,3}}[日号])?)?"
            rf"|[上下]午\s*\d+\s*点|\d+\s*个?小时\s*\d+\s*分钟?|(?<![A-Za-z\d.\-])\d{{1,2}}:[0-5]\d(?![\d.%]))"
            rf"|(?P<range>(?<![\d.])(?P<low>{ARABIC})\s*%?{_TO}(?P<top>{ARABIC})\s*%)"
            rf"|(?P<between>(?<![\d.])(?P<bl>{ARABIC})\s*%?\s*(?:和|与|跟)\s*(?P<bt>{ARABIC})\s*%\s*(?:之间|间))"
            rf"|(?P<signed>(?<![\w%)])(?:[+\-]|± ?)(?P<sv>{ARABIC})\s*%)"
            rf"|(?P<points>(?P<gv>{NUMERAL})\s*个?\s*百分点)"
            rf"|(?P<percent>(?<![\d.])(?P<pv>{ARABIC})\s*(?P<pw>%))"
            rf"|(?P<han>[百千万]分之\s*(?P<hv>{NUMERAL})(?:{_TO}(?:[百千]分之)?(?P<hh>{NUMERAL}))?)"
            rf"|(?P<chengs>(?<![{HAN}\d.])(?P<d1>{tenth})(?:成)?(?:到|至|-|~|、)(?P<d2>{tenth})成(?!{not_cheng}))"
            rf"|(?P<cheng>(?<![{HAN}\d.])(?P<c1>{tenth})(?P<c2>[二三四五六七八九])?成(?P<c3>[一二三四五六七八九半1-9](?!\d))?(?!{not_cheng}))"
            rf"|(?P<cheng2>(?<![\d.])(?P<a1>\d\.\d)\s*成(?!{not_cheng})|(?<![\d.])(?P<a2>\d)\s+成(?!{not_cheng}))"
            rf"|(?P<fraction>(?P<den>[{HAN}]+|\d+)\s?分之\s?(?P<num>{HAN_NUMERAL}+|\d+))"
            rf"|(?P<of>(?<![\d./★⭐\ufe0f])(?<![★⭐\ufe0f] )(?P<on>\d{{1,5}}(?:\.\d+)?)\s*/\s*(?P<od>\d{{1,5}})(?![\d/%.]))"
            rf"|(?P<half>{half})"
            rf"|(?P<full>(?:{words['full']})(?!\s*[\d为是]))"
            rf"|(?P<zero>[一1]\s*(?:{words['trials']})\s*(?:也|都)?\s*(?=没|未|不曾|从未)|[一1]\s*(?:{words['things']})\s*(?:也|都)\s*(?=没|未|不曾|从未)|(?<=没有)[一1]\s*(?:{words['trials']})(?!比|像|机会)|(?P<nearly>{words['nearly-zero']})|(?<!设)(?:{words['zero']}))"
            rf"|(?P<multiple>(?:(?P<ml>{NUMERAL}){_TO})?(?P<mv>{NUMERAL})\s*(?P<mm>多)?倍)"
            rf"|(?P<price>(?<![A-Za-z\d.])[$¥€£] ?(?:{ARABIC})\s*/\s*(?:(?:{ARABIC})\s?)?(?:{'|'.join(_SCALES)})(?![A-Za-z\d]))"
            rf"|(?P<scaled>(?<![\w.\-])(?P<xd>\$ ?)?(?P<xv>{ARABIC})\s?(?P<xs>{'|'.join(_SCALES)})(?![A-Za-z\d])(?:\s?(?P<xw>{every}))?)"
            rf"|(?P<unit>(?:(?<![\d.A-Za-z])|(?<=[A-Za-z])(?=[{HAN}])|(?<=[A-Za-z.\-]\d)(?=[{HAN}]))(?!{words['no-number']})(?:(?P<ul>{NUMERAL}){_TO})?(?P<uv>{NUMERAL})\s*(?P<more>多|余)?\s*(?:个\s*)?(?P<uw>{every}))"
            rf"|(?P<amount>(?<![\d.A-Za-z])(?!{words['no-number']})(?:(?:{ARABIC})(?:\s?[千百]?[{LARGE}])+(?:\d+[万千百])*|{HAN_NUMERAL}+?[{LARGE}]{HAN_NUMERAL}*))"
            rf"|(?P<dollar>(?<![A-Za-z\d.])[$¥€£] ?(?P<dv>{ARABIC})(?![\d.]*[A-Za-z\d%]| ?[{LARGE}千百]| (?:[mb]|tr)illion))"
            rf"|(?P<plain>(?<![\d.A-Za-z\-/])(?:{ARABIC})(?![\d.]*[A-Za-z\d%]))"
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
        low, high = arabic_value(m["low"]) / 100, arabic_value(m["top"]) / 100
        return Number(round(low, 6), "rate", round(high, 6)) if low < high else None

    def _percent(self, m: re.Match[str]) -> Number | None:
        return Number(round(arabic_value(m["pv"]) / 100, 8), "rate")

    def _points(self, m: re.Match[str]) -> Number | None:
        return Number(plain_value(m["gv"]) or 0.0, "percentage-points")

    def _han(self, m: re.Match[str]) -> Number | None:
        base = POWERS[m["han"][0]]
        value, high = plain_value(m["hv"]), plain_value(m["hh"]) if m["hh"] else None
        if value is None:
            return None
        return Number(round(value / base, 8), "rate", round(high / base, 8) if high else None)

    def _between(self, m: re.Match[str]) -> Number | None:
        low, high = arabic_value(m["bl"]) / 100, arabic_value(m["bt"]) / 100
        return Number(round(low, 6), "rate", round(high, 6)) if low < high else None

    def _signed(self, m: re.Match[str]) -> Number | None:
        """A change, never a rate: +4.7%."""
        return Number(round(arabic_value(m["sv"]) / 100, 8), "change")

    def _cheng(self, m: re.Match[str]) -> Number | None:
        first = tenths(m["c1"])
        if m["c2"]:  # 八九成
            return Number(first / 10, "rate", tenths(m["c2"]) / 10, vague=True) if first < tenths(m["c2"]) else None
        tail = 0.05 if m["c3"] == "半" else tenths(m["c3"]) / 100 if m["c3"] else 0
        return Number(round(first / 10 + tail, 4), "rate", vague=not m["c3"])

    def _chengs(self, m: re.Match[str]) -> Number | None:
        low, high = tenths(m["d1"]) / 10, tenths(m["d2"]) / 10
        return Number(low, "rate", high, vague=True) if low < high else None

    def _cheng2(self, m: re.Match[str]) -> Number | None:
        return Number(round(float(m["a1"] or m["a2"]) / 10, 4), "rate", vague=True)

    def _fraction(self, m: re.Match[str]) -> Number | None:
        den, num = plain_value(m["den"]), plain_value(m["num"])
        return Number(round(num / den, 6), "rate", vague=True) if den and num and num <= den else None

    def _of(self, m: re.Match[str]) -> Number | None:
        count, total = float(m["on"]), float(m["od"])
        whole = count.is_integer() or total in _SCALED
        return Number(count, "count", noun="次", denominator=total) if count <= total and total >= 5 and whole else None

    def _half(self, m: re.Match[str]) -> Number | None:
        return Number(0.5, "rate", vague=True, comparator=">" if m["half"] in self._more_than_half else "=")

    def _full(self, m: re.Match[str]) -> Number | None:
        return Number(1.0, "rate", vague=True)

    def _zero(self, m: re.Match[str]) -> Number | None:
        return Number(0.0, "trials", noun=m.group(), comparator="~" if m["nearly"] else "=")

    def _multiple(self, m: re.Match[str]) -> Number | None:
        value, low = plain_value(m["mv"]), plain_value(m["ml"]) if m["ml"] else None
        if value is None:
            return None
        comparator: Comparator = ">" if m["mm"] else "="
        return Number(low, "multiple", value) if low is not None and low < value else Number(value, "multiple", comparator=comparator)

    def _price(self, m: re.Match[str]) -> Number | None:
        """$0.60/1M."""
        return Number(0.0, "money", noun=m.group())

    def _scaled(self, m: re.Match[str]) -> Number | None:
        """128K, 175B, 20 million."""
        kind = self._units[m["xw"]] if m["xw"] else "money" if m["xd"] else "things"
        return Number(arabic_value(m["xv"]) * _SCALES[m["xs"]], kind, noun=m["xw"] or m["xs"])

    def _unit(self, m: re.Match[str]) -> Number | None:
        value, low = plain_value(m["uv"]), plain_value(m["ul"]) if m["ul"] else None
        if value is None:
            return None
        if m["uw"] == "款" and _YEAR.fullmatch(m["uv"]):
            return Number(value, "ordinal", noun="款")  # 2021 款 MacBook
        before = m.string[m.start() - 1 : m.start()]
        if before in self._vague and m["uv"][0] in POWERS:
            return None  # 几十次, 上百个
        word = m["uw"]
        kind = self._units[word]
        while word[:1] in LARGE and word[:1]:  # 20 亿美元
            value, low, word = value * POWERS[word[0]], low and low * POWERS[word[0]], word[1:]
        only = m.string.endswith(self._only, 0, m.start())  # 则只有一次
        if before == "第" or (value == 1 and not only and (before in self._ordinal or len(m["uw"]) > 1)):
            return Number(value, "ordinal", noun=word)
        ranged = low is not None and low < value
        return Number(
            low if ranged and low is not None else value,
            kind,
            value if ranged else None,
            noun=word or m["uw"],
            comparator=">" if m["more"] else "=",
        )

    def _amount(self, m: re.Match[str]) -> Number | None:
        value = plain_value(m["amount"])
        return Number(value, "things") if value else None

    def _dollar(self, m: re.Match[str]) -> Number | None:
        return Number(arabic_value(m["dv"]), "money")

    def _plain(self, m: re.Match[str]) -> Number | None:
        return Number(arabic_value(m["plain"]), "plain")


_READERS = {
    "date": NumberGrammar._date,
    "range": NumberGrammar._range,
    "between": NumberGrammar._between,
    "signed": NumberGrammar._signed,
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
    "price": NumberGrammar._price,
    "scaled": NumberGrammar._scaled,
    "unit": NumberGrammar._unit,
    "amount": NumberGrammar._amount,
    "dollar": NumberGrammar._dollar,
    "plain": NumberGrammar._plain,
}


@lru_cache(maxsize=4)
def grammar_of(knowledge: Knowledge) -> NumberGrammar:
    """The number grammar with the units of the knowledge."""
    return NumberGrammar(knowledge.units)
