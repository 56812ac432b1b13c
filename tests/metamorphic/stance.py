"""Kinds: other polarity, and sentences that must give no claim, made of a seed's model, behavior and number."""

import re
from collections.abc import Iterator
from functools import cache, partial

from kgx.evaluate.match import RATED
from kgx.knowledge import load
from tests.metamorphic.frames import FRAMES, Stance
from tests.metamorphic.seeds import Said, Seed
from tests.metamorphic.variants import Variant, body, kind, like, turn


def _deeds(seed: Seed) -> Iterator[tuple[Said, str]]:
    """Claims on a model's behavior with the model's own words, and the behavior's plain name."""
    seen: set[tuple[str | None, str | None]] = set()
    nouns = {name.replace(" ", "-"): noun for noun, name in FRAMES.behaviors.items()}
    for said in seed.claims:
        relation, subject, object_, *_ = said.key
        known = load().known.get(f"behavior:{(object_ or '').replace(' ', '-')}")
        if relation != "EXHIBITED" or not known or known.record.name not in FRAMES.behaviors.values() or (subject, object_) in seen:
            continue
        if said.subject and _is_plain(seed.words(said.subject)):
            seen.add((subject, object_))
            yield said, nouns[known.record.name.replace(" ", "-")]


@cache
def _is_plain(name: str) -> bool:
    """Whether a name is a model's without more around it; o1 and o3 alone are not taken for one."""
    return bool(load().grammar.find(f"{name} 的人工智能。")) and not re.fullmatch(r"o\d", name)


def _stance(stance: Stance, count: int, number: int, seed: Seed) -> Iterator[Variant]:
    for at, (said, noun) in enumerate(_deeds(seed)):
        digits = f"{(37 + 12 * number + 5 * at) % 89 + 2}%"
        for frame in turn(stance.frames, number + at, count):
            words = {"who": seed.words(said.subject), "n": digits, "s": body(seed.sentence)[0]}
            if "{s}" in frame and (at or seed.before):
                continue
            yield _judged(stance, said, digits, like(seed, frame).format_map(words | {"what": like(seed, noun)}), seed)


def _judged(stance: Stance, said: Said, digits: str, text: str, seed: Seed) -> Variant:
    subject, object_ = said.key[1], said.key[2]
    value = round(int(digits[:-1]) / 100, 4)
    match stance.polarity:
        case "none":
            rated = frozenset(k for k in seed.keys if k[0] in RATED)
            return Variant(text, barred=rated if "{s}" in stance.frames[0] else frozenset())
        case "at most hedged" | "not asserted":
            polarities = ("hedged",) if stance.polarity == "at most hedged" else ("hedged", "negated")
            return Variant(text, allowed=frozenset(("EXHIBITED", subject, object_, v, p) for v in (None, value) for p in polarities))
        case "negated zero":
            return Variant(text, frozenset([("EXHIBITED", subject, object_, 0.0, "negated")]))
        case polarity:
            return Variant(text, frozenset([("EXHIBITED", subject, object_, value if stance.value else None, polarity)]))


for _name, _found in FRAMES.stances.items():
    kind(_name, "none" if _found.polarity in {"none", "at most hedged", "not asserted"} else "polarity")(partial(_stance, _found, 3))
