"""Which articles are copies of earlier ones. Pure: a function of the set of articles."""

from collections import defaultdict
from collections.abc import Iterable

from kgx.model.graph import Printed
from kgx.text.fingerprint import SIZE, Sketch, same, sketch

_BANDS, _ROWS = 20, 3
"""A sketch is looked up by `_BANDS` keys of `_ROWS` hashes each: of two that have 0.6 in common, 99 in 100 share one; of two on one
event, with a tenth in common, 2 in 100."""
_MOST = 200
"""Originals that one key looks up: what stands on each page of a site does not make all its articles be compared."""


def duplicates(articles: Iterable[Printed]) -> dict[str, str]:
    """Id of a copy → id of the earliest article (date, then id) that it is a copy of, which itself is none."""
    found: dict[str, str] = {}
    originals: defaultdict[int, list[tuple[str, Sketch]]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: (article.date or "9999", article.id)):
        hashes = sketch(article.fingerprint)
        keys = _keys(hashes)
        candidates = dict(original for key in keys for original in originals.get(key, ())[:_MOST])
        first = next((id_ for id_, other in candidates.items() if same(hashes, other)), None)
        if first is not None:
            found[article.id] = first
            continue
        for key in keys:
            originals[key].append((article.id, hashes))
    return found


def _keys(hashes: Sketch) -> list[int]:
    """The lowest hash of each residue class, some at a time: similar sketches have many of them in common."""
    if len(hashes) < SIZE:
        return [hash(hashes)]  # a short text is a copy of the same text only
    lowest: list[int | None] = [None] * (_BANDS * _ROWS)
    for number in reversed(hashes):
        lowest[number % len(lowest)] = number
    return [hash((start, *lowest[start : start + _ROWS])) for start in range(0, len(lowest), _ROWS)]
