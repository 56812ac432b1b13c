"""Kinds: other polarity, and sentences that must give no claim, made of a seed's model, behavior and number."""

from collections.abc import Iterator
from functools import partial

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
        if relation == "EXHIBITED" and said.subject and known and (subject, object_) not in seen and known.record.name in FRAMES.behaviors.values():
            seen.add((subject, object_))
            yield said, nouns[known.record.name.replace(" ", "-")]


def _stance(stance: Stance, count: int, number: int, seed: Seed) -> Iterator[Variant]:
    for at, (said, noun) in enumerate(_deeds(seed)):
        digits = f"{(37 + 12 * number + 5 * at) % 89 + 2}%"
        for frame in turn(stance.frames, number + at, count):
            words = {"who": seed.words(said.subject), "what": noun, "n": digits, "s": body(seed.sentence)[0]}
            if "{s}" in frame and (at or seed.before):
                continue
            yield _judged(stance, said, digits, like(seed, frame).format_map(words), seed)


def _judged(stance: Stance, said: Said, digits: str, text: str, seed: Seed) -> Variant:
    subject, object_ = said.key[1], said.key[2]
    value = round(int(digits[:-1]) / 100, 4)
    match stance.polarity:
        case "none":
            return Variant(text, barred=seed.keys if "{s}" in "".join(stance.frames) else frozenset())
        case "at most hedged":
            allowed = frozenset(("EXHIBITED", subject, object_, v, "hedged") for v in (None, value))
            return Variant(text, allowed=allowed)
        case "negated zero":
            return Variant(text, frozenset([("EXHIBITED", subject, object_, 0.0, "negated")]))
        case polarity:
            return Variant(text, frozenset([("EXHIBITED", subject, object_, value if stance.value else None, polarity)]))


for _name, _found in FRAMES.stances.items():
    kind(_name, "none" if _found.polarity in {"none", "at most hedged"} else "polarity")(partial(_stance, _found, 2))
