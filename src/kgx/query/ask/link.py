"""The entities that the spans of a question name: with narrower behaviors and the versions of a family; misspelt Latin words."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kgx.model.item import BODIES, MODELS
from kgx.query.ask.lexicon import lexicon
from kgx.query.ask.question import Link
from kgx.query.ask.spans import Span, cut
from kgx.query.names import with_narrower
from kgx.text.normal import normalize

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.store import Store

_NAMES = "MATCH (e:Kgx:Entity) RETURN e.normal AS normal"
_LATIN = re.compile("[a-z]{3,}")
_SHORT, _LONG = 4, 8
"""Letters from which a word may have one, and two, slips: a letter wrong, missing, too many, or two letters swapped."""
_Cut = tuple[list[Span], list[tuple[int, int]]]


def links(text: str, spans: Sequence[Span], store: "Store") -> dict[int, Link]:
    """Index of a span → the entity that it names."""
    found: dict[int, Link] = {}
    for i, span in enumerate(spans):
        if span.ids:
            kind = (
                "behavior" if span.type == "Behavior" else "model" if span.type in MODELS else "organization" if span.type in BODIES else ""
            )
            ids = with_narrower(kind, span.ids, store)
            found[i] = Link(text[span.start : span.end].strip(), span.type, span.name, tuple(ids))
    return found


def spelt(text: str, store: "Store", knowledge: "Knowledge") -> tuple[str, _Cut, tuple[tuple[str, str], ...]]:
    """The question with misspelt Latin words mended, where one word alone is near; its spans; and what was taken for what.

    Near is one slip for a word from four letters on, two from eight; a word of three only where a name of a family is meant.
    """
    taken: list[tuple[str, str]] = []
    found = cut(text, store, knowledge)
    for start, end in reversed(found[1]):
        word = re.match("[A-Za-z]+", text[start:end])
        if word and (best := _best(text, start, start + word.end(), found, store, knowledge)):
            taken.insert(0, (word.group(), best[0]))
            text, found = best[1], best[2]
    return text, found, tuple((typed, _named(near, text, found[0])) for typed, near in taken)


def _best(text: str, start: int, end: int, before: _Cut, store: "Store", knowledge: "Knowledge") -> tuple[str, str, _Cut] | None:
    """The nearest word, the question with it, and its spans. Of equally near ones, that which makes the longest name; none where two do."""
    tried: list[tuple[int, tuple[str, str, _Cut]]] = []
    for near in _near(text[start:end].lower(), store, knowledge):
        mended = text[:start] + near + text[end:]
        again = cut(mended, store, knowledge)
        if len(again[1]) < len(before[1]):
            length = next(span.end - span.start for span in again[0] if span.start <= start < span.end)
            tried.append((length, (near, mended, again)))
    longest = max((length for length, _ in tried), default=0)
    best = [what for length, what in tried if length == longest]
    return best[0] if len(best) == 1 else None


def _named(near: str, text: str, spans: Sequence[Span]) -> str:
    """What the mended word is part of, by its name."""
    return next((span.name for span in spans if span.ids and near in text[span.start : span.end].lower()), near)


def _near(word: str, store: "Store", knowledge: "Knowledge") -> list[str]:
    """The nearest known words, where any is near enough."""
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= _LONG else 1
    if len(word) < _SHORT:
        words = frozenset(normalize(name) for name in knowledge.families if len(name) == len(word))
    else:
        words = _vocabulary(knowledge) | {w for row in store.read(_NAMES) for w in _LATIN.findall(row["normal"]) if len(w) >= _SHORT}
    distances = [(OSA.distance(word, other, score_cutoff=slips), other) for other in sorted(words)]
    least = min((distance for distance, _ in distances), default=slips + 1)
    return [other for distance, other in distances if distance == least <= slips]


@cache
def _vocabulary(knowledge: "Knowledge") -> frozenset[str]:
    """Latin words of names and behaviors in the knowledge, and of questions."""
    texts = [*knowledge.aliases, *(normalize(name) for name in knowledge.families)]
    texts += [normalize(cue) for known in knowledge.known.values() for cue in getattr(getattr(known.record, "cues", None), "en", ())]
    return frozenset(w for text in texts for w in _LATIN.findall(text) if len(w) >= _SHORT) | {
        w for w in lexicon().latin if len(w) >= _SHORT
    }
