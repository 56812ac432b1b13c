"""What a variant is, what it must keep, and the register of kinds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec
from opencc import OpenCC

from kgx.model.claim import Claim
from kgx.model.facts import ArticleFacts
from tests.metamorphic.seeds import Key, Seed, Span, key_of, watched

Edit = tuple[int, int, str]
"""Replace [start, end) of `Seed.text` with these words."""


class Variant(msgspec.Struct, frozen=True):
    """A text made from a seed, and what it must say."""

    text: str
    wanted: frozenset[Key] = frozenset()
    """Claims that it must make; empty: it must make none at all."""
    allowed: frozenset[Key] = frozenset()
    """Claims that it may make besides."""
    start: int = 0
    """Where the sentence begins: claims before it do not count."""
    path: str = "variant.md"
    """Its suffix says how it is read."""
    barred: frozenset[Key] = frozenset()
    """Where not empty: only these must not be made."""
    source: str | None = None
    """The nearest source that every claim with a number must have."""
    condition: str | None = None
    """Words that the condition of a claim with a number must hold."""
    comparator: str | None = None
    """That every claim with a number must have."""

    def fault(self, facts: ArticleFacts) -> str | None:
        """What is wrong with what kgx read; None where it holds."""
        claims = watched(facts, self.start)
        got = {key_of(c) for c in claims}
        if self.barred:
            false = got & self.barred
        else:
            false = got - self.wanted - self.allowed
        missed = self.wanted - got
        if missed or false:
            return "; ".join(
                [*(f"missed {_line(k)}" for k in sorted(missed, key=str)), *(f"false {_line(k)}" for k in sorted(false, key=str))]
            )
        measured = [c for c in claims if c.value is not None and key_of(c) in self.wanted]
        if measured and self.condition and not any(self.condition in (c.condition or "") for c in measured):
            return f"no condition {self.condition}"  # what was before a change has none
        return next((f for c in measured if (f := self._field(c))), None)

    def _field(self, claim: Claim) -> str | None:
        source = claim.attribution[0].name if claim.attribution else None
        if self.source is not None and source != self.source:
            return f"source {source}, not {self.source}"
        if self.comparator is not None and claim.comparator != self.comparator:
            return f"comparator {claim.comparator}, not {self.comparator}"
        return None


def _line(key: Key) -> str:
    return " ".join(str(part) for part in key if part is not None)


Group = Literal["names", "numbers", "script", "around", "layout", "order", "polarity", "none"]
Maker = Callable[[int, Seed], Iterable[Variant]]
"""From a seed and its number to its variants of one kind; none where the kind does not fit."""


class Kind(msgspec.Struct, frozen=True):
    """One way to vary a sentence."""

    name: str
    group: Group
    make: Maker


KINDS: dict[str, Kind] = {}


def kind(name: str, group: Group) -> Callable[[Maker], Maker]:
    """Register a maker under the name of its kind."""

    def register(make: Maker) -> Maker:
        if name in KINDS:
            raise ValueError(f"two kinds {name}")
        KINDS[name] = Kind(name, group, make)
        return make

    return register


def same(seed: Seed, sentence: str, **change: object) -> Variant:
    """The seed with another sentence that must say the same."""
    plain = Variant(seed.before + sentence, seed.keys, seed.allowed, len(seed.before))
    return msgspec.structs.replace(plain, **change)


def edited(seed: Seed, edits: Iterable[Edit], names: Mapping[str, str] | None = None) -> Variant:
    """The seed with places rewritten; `names` says which names (folded) became which."""
    text, start = seed.text, len(seed.before)
    for a, b, words in sorted(edits, reverse=True):
        text = text[:a] + words + text[b:]
        start += len(words) - (b - a) if b <= len(seed.before) else 0
    keys, allowed = (frozenset(renamed(k, names or {}) for k in side) for side in (seed.keys, seed.allowed))
    return Variant(text, keys, allowed, start)


def renamed(key: Key, names: Mapping[str, str]) -> Key:
    """A key with other names."""
    relation, subject, object_, value, polarity = key
    return relation, names.get(subject or "", subject), names.get(object_ or "", object_), value, polarity


def clear(seed: Seed, spans: Iterable[Span], but: str) -> bool:
    """Whether no other entity than the one named lies over these places."""
    others = [span for n in seed.names if n.name != but for span in n.spans]
    return not any(a < d and c < b for a, b in spans for c, d in others)


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def convert(text: str, config: str) -> str:
    """Another script by an OpenCC configuration."""
    return str(_converter(config).convert(text))


def like(seed: Seed, words: str) -> str:
    """Words of the frames, which are Simplified, in the script of the seed."""
    return convert(words, "s2tw") if seed.script == "hant" else words


def body(sentence: str) -> tuple[str, str]:
    """A sentence without its last stop, and the stop."""
    trimmed = sentence.rstrip("。！!.；;")
    return trimmed, sentence[len(trimmed) :]


def turn(items: tuple[str, ...], number: int, count: int = 1) -> Iterator[str]:
    """Some of the frames, others for each seed."""
    for offset in range(min(count, len(items))):
        yield items[(number * count + offset) % len(items)]
