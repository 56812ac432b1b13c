"""Kinds: the same words in another layout, format or punctuation."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from tests.metamorphic.frames import FRAMES
from tests.metamorphic.seeds import Seed, Span
from tests.metamorphic.variants import Variant, body, clear, edited, kind, like, same

_HAN_PAIR = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_MEETS_LATIN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u4e00-\u9fff])")
_BLANK_AT_LATIN = re.compile(r"(?<=[\u4e00-\u9fff，。；：]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=[\u4e00-\u9fff])")
_NARROW = {"，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "％": "%"}
_WIDE = {"(": "（", ")": "）", "%": "％"}


def _framed(frame: str, number: int, seed: Seed) -> Iterator[Variant]:
    if not seed.before and not seed.sentence.startswith(("-", "#", ">")):
        words, stop = body(seed.sentence)
        text = like(seed, frame).replace("{s}", words).replace("{.}", stop or "。")
        yield Variant(text, seed.keys, seed.allowed)


for _name, _frame in FRAMES.layout.items():
    kind(_name, "layout")(partial(_framed, _frame))


def _marked(seed: Seed, spans: Iterable[Span], before: str, after: str) -> Iterator[Variant]:
    """Markup around some places."""
    edits = [(a, b, f"{before}{seed.text[a:b]}{after}") for a, b in spans if not re.search(r"[*_\[\]()（）]", seed.text[a:b])]
    if edits:
        yield edited(seed, edits)


def _models(seed: Seed) -> list[Span]:
    return [s for n in seed.names if n.type == "Model" and clear(seed, n.spans, n.name) for s in n.spans]


def _names(seed: Seed) -> list[Span]:
    return [s for n in seed.names if n.type in {"Person", "Lab", "Organization"} and clear(seed, n.spans, n.name) for s in n.spans]


def _figures(seed: Seed) -> list[Span]:
    return sorted({s.number for s in seed.claims if s.number})


def _mark(places: str, before: str, after: str, _: int, seed: Seed) -> Iterator[Variant]:
    yield from _marked(seed, {"models": _models, "numbers": _figures, "names": _names}[places](seed), before, after)


for _name, _places, _before, _after in (
    ("bold models", "models", "**", "**"),
    ("italic models", "models", "*", "*"),
    ("linked models", "models", "[", "](https://example.org/a_b)"),
    ("models in <b>", "models", "<b>", "</b>"),
    ("bold numbers", "numbers", "**", "**"),
    ("linked numbers", "numbers", "[", "](https://example.org/96)"),
    ("bold names", "names", "**", "**"),
    ("linked names", "names", "[", "](https://example.org/x)"),
):
    kind(_name, "layout")(partial(_mark, _places, _before, _after))


def _rewritten(seed: Seed, sentence: str, **change: object) -> Iterator[Variant]:
    if sentence != seed.sentence:
        yield same(seed, sentence, **change)


def _between(seed: Seed, pattern: re.Pattern[str], step: int) -> list[int]:
    """Places of the sentence that a pattern allows, none of them in a Latin name, every so many."""
    return [m.start() for m in pattern.finditer(seed.sentence)][step // 2 :: step]


def _insert(sentence: str, places: Iterable[int], words: str) -> str:
    for at in sorted(places, reverse=True):
        sentence = sentence[:at] + words + sentence[at:]
    return sentence


@kind("hard wraps between Han", "layout")
def _(number: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, _insert(seed.sentence, _between(seed, _HAN_PAIR, 7 + number % 5), "\n"))


@kind("hard wraps of DOS", "layout")
def _(number: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, _insert(seed.sentence, _between(seed, _HAN_PAIR, 7 + number % 5), "\r\n"))


@kind("hard wraps behind commas", "layout")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, re.sub("([，；])", "\\1\n", seed.sentence))


@kind("hard wraps in Latin names", "layout")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    edits = [(a, b, seed.text[a:b].replace(" ", "\n", 1)) for a, b in _models(seed) if " " in seed.text[a:b]]
    if edits:
        yield edited(seed, edits)


@kind("zero-width blanks", "layout")
def _(number: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, _insert(seed.sentence, _between(seed, _HAN_PAIR, 3 + number % 4), "\u200b"))


@kind("blanks at Latin words", "layout")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, _insert(seed.sentence, [m.start() for m in _MEETS_LATIN.finditer(seed.sentence)], " "))


@kind("no blanks at Latin words", "layout")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, _BLANK_AT_LATIN.sub("", seed.sentence))


@kind("narrow punctuation", "layout")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    narrow = "".join(_NARROW.get(c, c) for c in seed.sentence)
    yield from _rewritten(seed, re.sub(" +(?=[、。,;:!?)])", "", narrow).replace("  ", " ").strip())


@kind("wide brackets and signs", "layout")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, "".join(_WIDE.get(c, c) for c in seed.sentence))


@kind("corner quotes", "layout")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, seed.sentence.translate(str.maketrans("“”‘’", "「」『』")))


@kind("curly quotes", "layout")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    yield from _rewritten(seed, seed.sentence.translate(str.maketrans("「」『』", "“”‘’")))


def _other_format(seed: Seed, text: str, path: str) -> Iterator[Variant]:
    """Offsets differ there, so the whole text counts: only for a seed that stands alone."""
    if not seed.before:
        yield msgspec.structs.replace(same(seed, seed.sentence), text=text, path=path, start=0)


@kind("JSON lines", "layout")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    record = {"id": "a", "title": "", "date": "2025-07-02", "text": seed.sentence}
    return _other_format(seed, json.dumps(record, ensure_ascii=False), "variants.jsonl#1")


@kind("JSON lines with escapes", "layout")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _other_format(seed, json.dumps({"text": seed.sentence}), "variants.jsonl#1")


@kind("plain text", "layout")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _other_format(seed, seed.sentence + "\n", "variant.txt")
