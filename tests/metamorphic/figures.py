"""Kinds: the same number in another writing, another number, and numbers with a bound."""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import partial

import msgspec

from tests.metamorphic.seeds import Key, Said, Seed
from tests.metamorphic.variants import Variant, edited, kind, like

_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[%％]")
_RATE = re.compile(r"率(?:[為为是]|高?[達达])?\s*$")
_HAN = "零一二三四五六七八九"
Spell = Callable[[str], str | None]


def _percents(seed: Seed) -> Iterator[tuple[Said, str]]:
    """Claims with a plain percentage, and its digits; each place once."""
    places: set[object] = set()
    for said in seed.claims:
        found = _PERCENT.fullmatch(seed.words(said.number))
        if found and said.number not in places:
            places.add(said.number)
            yield said, found[1]


def _respelled(seed: Seed, spell: Spell, fits: Callable[[str], bool] = lambda before: True) -> Iterator[Variant]:
    """Every percentage of the seed in another writing that fits behind what stands before it."""
    edits = []
    for said, digits in _percents(seed):
        assert said.number
        if fits(seed.text[: said.number[0]]) and (new := spell(digits)):
            edits.append((*said.number, like(seed, new)))
    if edits:
        yield edited(seed, edits)


def han(number: int) -> str:
    """A whole number from 0 to 100 in Chinese."""
    tens, ones = divmod(number, 10)
    if number == 100:
        return "一百"
    return ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones or not tens else "")


def percent_in_han(digits: str) -> str:
    """百分之九十六点五."""
    whole, _, decimals = digits.partition(".")
    return f"百分之{han(int(whole))}" + ("点" + "".join(_HAN[int(d)] for d in decimals) if decimals else "")


def cheng(digits: str) -> str | None:
    """九成六; None where the number is no whole percentage from 10 on."""
    if not digits.isdigit() or not 10 <= int(digits) < 100:
        return None
    tens, ones = divmod(int(digits), 10)
    return f"{_HAN[tens]}成{_HAN[ones] if ones else ''}"


def of_runs(digits: str) -> str | None:
    """25 次中的 24 次."""
    share = Fraction(digits) / 100
    total = next((t for t in (20, 25, 50, 100, 200, 500, 1000) if (share * t).denominator == 1), None)
    return f" {total} 次中的 {share * total} 次" if total and share else None


@kind("９６％", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda d: "".join(chr(ord(c) + 0xFEE0) for c in d + "%"))


@kind("96％", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda d: d + "％")


@kind("96 %", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda d: d + " %")


@kind("百分之九十六", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, percent_in_han)


@kind("百分之 96", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda d: f"百分之 {d}")


@kind("九成六", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, cheng)


@kind("0.96", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(
        seed, lambda d: f" {float(Fraction(d) / 100):g}" if 0 < Fraction(d) < 100 else None, lambda before: bool(_RATE.search(before))
    )


@kind("25 次中的 24 次", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, of_runs, lambda before: bool(_RATE.search(before)))


def _revalued(seed: Seed, change: Callable[[Fraction], Fraction]) -> Iterator[Variant]:
    """Every percentage another number; its claims have the other value."""
    edits, values = [], {}
    for said, digits in _percents(seed):
        assert said.number
        value = change(Fraction(digits))
        edits.append((*said.number, f"{float(value):g}%"))
        values[round(float(Fraction(digits) / 100), 4)] = round(float(value / 100), 4)
    words = any(s.number and s.key[3] in values and not _PERCENT.fullmatch(seed.words(s.number)) for s in seed.claims)
    if edits and not words and 0.0 not in values:
        found = edited(seed, edits)
        yield msgspec.structs.replace(
            found, wanted=frozenset(_with(k, values) for k in found.wanted), allowed=frozenset(_with(k, values) for k in found.allowed)
        )


def _with(key: Key, values: dict[float, float]) -> Key:
    relation, subject, object_, value, polarity = key
    return relation, subject, object_, value if value is None else values.get(value, value), polarity


@kind("another value", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _revalued(seed, lambda value: 100 - value if 0 < value < 100 else Fraction(73))


@kind("another value, with decimals", "numbers")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _revalued(seed, lambda value: (value * 9 // 10) + Fraction("0.35"))


def _bounded(template: str, comparator: str, _: int, seed: Seed) -> Iterator[Variant]:
    """The only percentage of a sentence with a word that bounds it."""
    percents = list(_percents(seed))
    numbers = [said for said in seed.claims if said.number]
    if len(percents) != 1 or len({said.number for said in numbers}) != 1 or percents[0][1].rstrip("0") in {"", "10"}:
        return
    said, digits = percents[0]
    assert said.number
    before = seed.text[: said.number[0]].rstrip()
    if not before.endswith(("率", "是", "为", "為", "，", "：", "有", "上")):
        return
    found = edited(seed, [(*said.number, like(seed, template.format(digits + "%")))])
    yield msgspec.structs.replace(found, comparator=comparator)


_BOUNDS = {
    "约 96%": ("约 {}", "~"),
    "96% 左右": (" {} 左右", "~"),
    "接近 96%": ("接近 {}", "~"),
    "超过 96%": ("超过 {}", ">"),
    "至少 96%": ("至少 {}", ">="),
    "96% 以上": (" {} 以上", ">="),
    "不到 96%": ("不到 {}", "<"),
    "高达 96%": ("高达 {}", "="),
}
for _name, (_template, _comparator) in _BOUNDS.items():
    kind(_name, "numbers")(partial(_bounded, _template, _comparator))
