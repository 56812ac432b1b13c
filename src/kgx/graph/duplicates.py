"""Which articles are copies of earlier ones. Pure: a function of the set of articles."""

from collections import defaultdict
from collections.abc import Iterable

from kgx.model.graph import Printed
from kgx.text.fingerprint import same, sketch

_KEYS = 8
"""Lowest hashes of a sketch by which others are looked up: two copies share one of them all but certainly."""
_MOST = 200
"""Originals that one hash looks up: what stands on each page of a site does not make all its articles be compared."""


def duplicates(articles: Iterable[Printed]) -> dict[str, str]:
    """Id of a copy → id of the earliest article (date, then id) that it is a copy of, which itself is none."""
    found: dict[str, str] = {}
    originals: defaultdict[int, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: (article.date or "9999", article.id)):
        hashes = sketch(article.fingerprint)
        keys = hashes[:_KEYS]
        candidates = dict.fromkeys(original for key in keys for original in originals[key][:_MOST])
        first = next((id_ for id_, other in candidates if same(hashes, other)), None)
        if first is not None:
            found[article.id] = first
            continue
        for key in keys:
            originals[key].append((article.id, hashes))
    return found
