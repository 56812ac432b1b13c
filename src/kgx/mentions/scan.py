"""One pass over a text for all that the knowledge names: entities, cues and numbers, overlaps settled."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import msgspec

from kgx.knowledge import Knowledge, Pattern
from kgx.mentions.edges import without_pieces
from kgx.mentions.numbers import grammar_of
from kgx.model.item import Item
from kgx.text.build import Text

_NAMES = frozenset(["App", "Model", "ModelFamily", "Lab", "Organization", "Person", "Benchmark", "Study"])
_DEEDS = frozenset(["Behavior", "VagueBehavior", "DeniedBehavior"])
VERSION = re.compile(
    r"\s?(?:[vV](\d+(?:\.\d+)*)(?![A-Za-z\d_.])|(\d\.0|\d\.\d"
    r"(?= ?(?:基准|测试)?(?:上|中|里)?(?:\n| ?(?:达|取得|得|拿|获|跑|录|为|[\u3400-\u9fff]{0,8}\d))))(?![\d.%/A-Za-z]| ?分))"
)
"""The version of a benchmark behind its name: v2, 4.0; 2.1, where its number stands behind it."""
_DATE = re.compile(r"\d{1,4}[日月年号]")
"""A date that follows a name without a blank: TechCrunch18日."""
_ADDRESS = frozenset("@#_/\\")
_RANK = {"App": 0, "Model": 1, "ModelFamily": 2, "Lab": 3, "Benchmark": 4, "Person": 5, "Organization": 6, "Study": 7}


def scan(text: Text, knowledge: Knowledge) -> tuple[Item, ...]:
    """All typed items of the text in order of start; names do not overlap names, nor deeds deeds, nor cues cues."""
    names: list[Item] = [Item(m.type, m.start, m.end, "", m.name, weak=m.weak) for m in knowledge.grammar.find(text.normal)]
    deeds: list[Item] = []
    settings: list[Item] = []
    cues: list[Item] = []
    barred: list[tuple[int, int, str]] = []
    for pattern, start, end in _matches(text, knowledge):
        if pattern.kind == "except":
            barred.append((start, end, pattern.id))
        elif pattern.kind in _NAMES:
            names.append(_versioned(text, _named(knowledge, pattern, start, end)))
        elif pattern.kind == "Scenario":
            settings.append(_named(knowledge, pattern, start, end))
        elif pattern.kind in _DEEDS:
            deeds.append(_named(knowledge, pattern, start, end))
        else:
            cues.append(Item(pattern.kind, start, end, pattern.id))
    names = _longest(names)
    stated = [n for n in names if n.kind not in {"Study", "Benchmark"}]
    deeds = _outside([_before_name(text, d, stated) for d in _longest(_allowed(deeds, barred))], stated)
    grammar = grammar_of(knowledge)
    earlier = (c for c in cues if c.kind == "compared-group" or text.normal[c.start : c.start + 1] == "前")
    taken = _Cover([*names, *earlier])  # 上一代 and 前两位 are no numbers
    numbers = [n for s in text.sentences for n in grammar.find(text.normal, s.start, s.end) if not taken.touches(n.start, n.end)]
    cues = _longest(_outside(_allowed(cues, barred), names + deeds + numbers), same_span=True)
    kept = [n for n in names if n.kind != "App"]
    items = tuple(sorted([*kept, *_longest(settings), *deeds, *cues, *numbers], key=lambda i: (i.start, -i.end)))
    return without_pieces(text, items, knowledge)


def _matches(text: Text, knowledge: Knowledge) -> Iterable[tuple[Pattern, int, int]]:
    normal, low, patterns = text.normal, text.lower, knowledge.patterns
    for number, start, end in knowledge.automaton.find_matches_as_indexes(low, overlapping=True):
        if (low[start] < _HAN or low[end - 1] < _HAN) and not _at_edges(low, start, end):
            continue
        for pattern in patterns[number]:
            if pattern.case is not None and normal[start:end] != pattern.case:
                continue
            if pattern.rest is None:
                yield pattern, start, end
            elif gap := _compiled(pattern.rest).match(low, end):
                yield pattern, start, gap.end()


_HAN = "\u2e80"
_compiled = cache(re.compile)


def _at_edges(low: str, start: int, end: int) -> bool:
    """Whether a match that begins or ends with a Latin letter or digit stands at the edge of a Latin word."""
    first, last = low[start], low[end - 1]
    if first < "\u0250" and first.isalnum():
        before = low[start - 1] if start else " "
        if before in _ADDRESS or (before < "\u0250" and before.isalnum()):
            return False
    if last < "\u0250" and last.isalnum():
        after = low[end] if end < len(low) else " "
        if last.isdigit() and after == "." and low[end + 1 : end + 2].isdigit():
            return False  # Terminal-Bench 2 of Terminal-Bench 2.1
        if after == "_" or (after < "\u0250" and after.isalnum()):
            return last.isalpha() and _DATE.match(low, end) is not None
    return True


def _named(knowledge: Knowledge, pattern: Pattern, start: int, end: int) -> Item:
    name = knowledge.known[pattern.id].name if pattern.id in knowledge.known else pattern.id
    return Item(pattern.kind, start, end, pattern.id, name, weak=pattern.weak)


def _versioned(text: Text, item: Item) -> Item:
    """A benchmark with the version behind its name (LiveCodeBench v6): another one than that without."""
    found = VERSION.match(text.normal, item.end) if item.kind == "Benchmark" else None
    if found is None:
        return item
    version = f"v{found[1]}" if found[1] else found[2]
    return Item("Benchmark", item.start, found.end(), "", f"{item.name} {version}", weak=item.weak)


def _longest(items: list[Item], same_span: bool = False) -> list[Item]:
    """Leftmost, then longest. With `same_span`, several kinds may share one span; else the first kind of `_RANK` wins."""
    kept: list[Item] = []
    last = None
    for item in sorted(items, key=lambda i: (i.start, -i.end, i.weak, _RANK.get(i.kind, 0), i.id)):
        if last and item.start < last.end and not (same_span and item.start == last.start and item.end == last.end and item != last):
            continue
        kept.append(last := item)
    return kept


def _allowed(items: list[Item], barred: list[tuple[int, int, str]]) -> list[Item]:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, id_ in barred:
        spans[id_].append((start, end))

    def bars(item: Item) -> bool:
        owners = item.id.split("|")  # a vague word may be of several behaviors
        near = [s for id_ in (*owners, f"{item.kind}:{item.id}") for s in spans.get(id_, ())]
        return any(start <= item.start and item.end <= end for start, end in near)

    return [i for i in items if not bars(i)] if spans else items


def _before_name(text: Text, deed: Item, names: list[Item]) -> Item:
    """A deed that ends in a name without it: of «自称是 Claude» the words before the name."""
    name = next((n for n in names if deed.start < n.start < deed.end <= n.end), None)
    if name is None:
        return deed
    end = len(text.normal[: name.start].rstrip())
    return msgspec.structs.replace(deed, end=end) if end > deed.start else deed


def _outside(items: list[Item], taken: list[Item]) -> list[Item]:
    cover = _Cover(taken)
    return [i for i in items if not cover.touches(i.start, i.end)]


class _Cover:
    """Spans, asked whether one overlaps a stretch."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((i.start, i.end) for i in items):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        at = bisect_left(self._starts, end)
        return at > 0 and self._ends[at - 1] > start
