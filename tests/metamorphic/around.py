"""Kinds: what stands before, after or around a sentence."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import msgspec

from tests.metamorphic.frames import FRAMES
from tests.metamorphic.seeds import Seed
from tests.metamorphic.variants import Variant, body, convert, kind, like, same, turn


def _fill(frame: str, seed: Seed, **slots: str) -> tuple[str, str]:
    """What stands before the sentence, and the sentence, with the slots filled."""
    words, stop = body(seed.sentence)
    frame = like(seed, frame)
    for name, value in {"s": words, ".": stop or "。", **slots}.items():
        frame = frame.replace(f"{{{name}}}", value)
    before, bar, sentence = frame.partition("|")
    return (before, sentence) if bar else ("", frame)


def _around(frames: tuple[str, ...], number: int, seed: Seed) -> Iterator[Variant]:
    for frame in turn(frames, number):
        before, sentence = _fill(frame, seed)
        if seed.before and "\n\n" in before:
            continue  # the seed needs what stands before it in its paragraph
        found = same(seed, before + sentence)
        yield msgspec.structs.replace(found, start=found.start + len(before))


for _name, _frames in FRAMES.around.items():
    kind(_name, "around")(partial(_around, _frames))


def _attributed(frames: tuple[str, ...], number: int, seed: Seed) -> Iterator[Variant]:
    """Where nobody speaks in the sentence yet, the new speaker must be the source of its numbers."""
    by = FRAMES.sources[number % len(FRAMES.sources)]
    if any(by.lower() in n.name for n in seed.names) or "“" in seed.sentence or "「" in seed.sentence:
        return
    own = any(s.attributed for s in seed.claims)
    for frame in turn(frames, number):
        _, sentence = _fill(frame, seed, by=by)
        yield same(seed, sentence, source=None if own else by)


for _name, _frames in FRAMES.attributed.items():
    kind(_name, "around")(partial(_attributed, _frames))


@kind("condition before", "around")
def _(number: int, seed: Seed) -> Iterator[Variant]:
    if any(s.conditional for s in seed.claims) or not any(s.number for s in seed.claims):
        return
    for clause in turn(tuple(FRAMES.conditions), number, 2):
        yield same(seed, like(seed, clause) + seed.sentence, condition=like(seed, FRAMES.conditions[clause]))


def _script(config: str) -> Callable[[int, Seed], Iterable[Variant]]:
    def make(_: int, seed: Seed) -> Iterator[Variant]:
        before, sentence = convert(seed.before, config), convert(seed.sentence, config)
        if before + sentence != seed.text:
            yield Variant(before + sentence, seed.keys, seed.allowed, len(before))

    return make


for _name, _config in {
    "to Traditional": "s2t",
    "to Traditional of Taiwan": "s2tw",
    "to Traditional of Hong Kong": "s2hk",
    "to Simplified": "t2s",
}.items():
    kind(_name, "script")(_script(_config))


@kind("said twice", "order")
def _(_: int, seed: Seed) -> Iterator[Variant]:
    """A sentence after itself says nothing new."""
    if not seed.before:
        yield same(seed, f"{seed.sentence}{seed.sentence}")
