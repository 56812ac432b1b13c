"""Names that a vendor gives to one model of a version and no list has: Gemini 9 Argon, and from then on Argon."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from kgx.mentions.ground import Cover
from kgx.mentions.shapes import LATIN, Shapes
from kgx.model.ids import entity_id
from kgx.model.item import MODELS, Item
from kgx.text.normal import normalize

_WORD = re.compile(rf" ([A-Z][a-z]{{2,11}})(?![{LATIN}@_/]| [A-Z])")
_NUMBERED = re.compile(r"(.*?[ -])\d(?:\.\d)?")
_VERSION_ALONE = re.compile(r"(?:较|比|相比|从|与|和) ?(\d\.\d) ?(?:的|相同|相比)(?! ?[倍分])")
_SUBJECT = re.compile(
    r"(?:(?<=[，,、；;。\n])|(?<=[，,、；;。] )|^)(?:而|但|从)? ?(\d\.\d)"
    r" ?(?:则|只|仅|也|直接|已|的)*(?:达到|达|是|为|拿到|拿下|得|到)了? ?[\d约近]"
)
_SENTENCE = re.compile("[^。！？\n]*%[^。！？\n]*")
_ENDS = re.compile("[。！？\n]")
_BARE = "version"
_SEVERAL = 2
"""How often an article writes such a word at least: one that it writes once may be anything."""


def codenamed(items: tuple[Item, ...], normal: str, shapes: Shapes) -> tuple[Item, ...]:
    """The items with models whose version is followed by a capitalised word that the article uses again, and with what it calls by that
    word alone."""
    items = tuple(sorted([*items, *_by_version(items, normal)], key=lambda i: (i.start, -i.end)))
    numbers = {i.start for i in items if i.reason == _BARE}
    items = tuple(i for i in items if i.kind != "number" or i.start not in numbers)
    cover = Cover(items)
    items = tuple(_paired(i, normal, shapes, cover) if i.kind == "Benchmark" else i for i in items)
    named: dict[int, str] = {}
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        word = _WORD.match(normal, item.end) if item.kind in MODELS and item.name[-1:].isdigit() else None
        if word and word[1].lower() not in shapes.no_name and not cover.touches(*word.span(1)):
            named[item.start] = word[1]
            bearers[word[1]].add(item.name)
    places = {word: [m.span() for m in re.finditer(rf"(?<![{LATIN}@#_/.\-]){word}(?![{LATIN}@_/])", normal)] for word in bearers}
    known = {word for word, models in bearers.items() if len(models) == 1 and len(places[word]) >= _SEVERAL}
    if not known:
        return items
    full = {word: f"{next(iter(bearers[word]))} {word}" for word in known}
    found = [
        _named(i, i.end + 1 + len(named[i.start]), full[named[i.start]]) if named.get(i.start) in known and i.kind in MODELS else i
        for i in items
    ]
    taken = Cover(found)
    alone = [
        Item("Model", start, end, entity_id("Model", normalize(full[word])), full[word], reason="codename")
        for word in known
        for start, end in places[word]
        if not taken.touches(start, end)
    ]
    return tuple(sorted([*found, *alone], key=lambda i: (i.start, -i.end)))


def _by_version(items: tuple[Item, ...], normal: str) -> list[Item]:
    """Grok 4.7 得分 46.3%，较 4.6 的 40.4% 提升: a model by its version alone, where the sentence names another of its family."""
    models = [i for i in items if i.kind == "Model" and _NUMBERED.fullmatch(i.name)]
    found = list(_subjects(models, normal))
    starts = [i.start for i in models]
    for match in _VERSION_ALONE.finditer(normal) if models else ():
        at = bisect_left(starts, match.start()) - 1
        if at >= 0 and not _ENDS.search(normal, models[at].end, match.start()):
            base = _NUMBERED.fullmatch(models[at].name)
            name = f"{base[1]}{match[1]}" if base else ""
            found.append(Item("Model", *match.span(1), entity_id("Model", normalize(name)), name, reason=_BARE))
    return found


def _subjects(models: list[Item], normal: str) -> Iterator[Item]:
    """在 CursorBench 上，4.7 达到 70%，4.6 是 58%: versions as subjects of a sentence's numbers, one of which the article names in full."""
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for model in models:
        if named := _NUMBERED.fullmatch(model.name):
            bases[model.name[named.end(1) :]].add(named[1])
    for sentence in _SENTENCE.finditer(normal) if models else ():
        alone = list(_SUBJECT.finditer(normal, *sentence.span()))
        told = {base for m in alone for base in bases.get(m[1], ())}
        if len(told) == 1:
            name = told.pop()
            yield from (Item("Model", *m.span(1), entity_id("Model", normalize(name + m[1])), name + m[1], reason=_BARE) for m in alone)


def _paired(item: Item, normal: str, shapes: Shapes, cover: Cover) -> Item:
    """Terminal-Bench Science: a benchmark with a word behind it that the article writes so again."""
    word = _WORD.match(normal, item.end)
    if word is None or cover.touches(*word.span(1)) or normal.count(normal[item.start : word.end()]) < _SEVERAL:
        return item
    name = f"{item.name} {word[1]}"
    return msgspec.structs.replace(item, end=word.end(), id=entity_id("Benchmark", normalize(name)), name=name)


def _named(item: Item, end: int, name: str) -> Item:
    return msgspec.structs.replace(
        item, kind="Model", end=end, id=entity_id("Model", normalize(name)), name=name, weak=False, reason="codename"
    )
