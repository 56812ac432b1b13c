"""Kinds: other polarity, and sentences that must give no claim, made of a seed's model, behavior and number."""

from collections.abc import Iterator
from functools import cache, partial

from kgx.evaluate.folding import fold_name
from kgx.evaluate.match import RATED
from tests.metamorphic.frames import FRAMES, Stance
from tests.metamorphic.seeds import Said, Seed, facts_of, knowledge
from tests.metamorphic.variants import Variant, body, kind, like, turn


def _deeds(seed: Seed) -> Iterator[tuple[Said, str]]:
    """Claims on a model's behavior with the model's own words, and the behavior's plain name."""
    seen: set[tuple[str | None, str | None]] = set()
    nouns = {name.replace(" ", "-"): noun for noun, name in FRAMES.behaviors.items()}
    for said in seed.claims:
        relation, subject, object_, *_ = said.key
        known = knowledge().known.get(f"behavior:{(object_ or '').replace(' ', '-')}")
        if relation != "EXHIBITED" or not known or known.record.name not in FRAMES.behaviors.values() or (subject, object_) in seen:
            continue
        if said.subject and _is_plain(seed.words(said.subject), subject or ""):
            seen.add((subject, object_))
            yield said, nouns[known.record.name.replace(" ", "-")]


@cache
def _is_plain(words: str, name: str) -> bool:
    """Whether these words are the model's name without more around them; o1, o3 and R1 alone are not."""
    return any(c.subject.id and fold_name(c.subject.name) == name for c in facts_of(f"{words} 的幻觉率为 12%。").claims)


def _models(seed: Seed) -> list[tuple[str, str]]:
    """The models of a seed that are known by their name alone: as written, and folded."""
    found = ((seed.words(n.spans[0]), n.name) for n in seed.names if n.type == "Model")
    return [(words, name) for words, name in found if _is_plain(words, name)]


@kind("one score, orders of words", "order")
def _(number: int, seed: Seed) -> Iterator[Variant]:
    for words, name in _models(seed)[:1]:
        on, value = FRAMES.benchmarks[number % len(FRAMES.benchmarks)], (41 + 7 * number) % 53 + 40
        for frame in turn(FRAMES.scores, number, 3):
            text = like(seed, frame).format(who=words, on=on, n=f"{value}.5%")
            yield Variant(text, frozenset([("SCORED", name, fold_name(on), round(value / 100 + 0.005, 4), "asserted")]))


@kind("two rates, orders of words", "order")
def _(number: int, seed: Seed) -> Iterator[Variant]:
    (who, name), (also, other), *_ = [*_models(seed), ("", ""), ("", "")]
    if not other:
        return
    noun, behavior = list(FRAMES.behaviors.items())[number % len(FRAMES.behaviors)]
    first, second = 17 + 5 * number % 71, 3 + 7 * number % 11
    for frame in turn(FRAMES.pairs, number, 3):
        text = like(seed, frame).format(who=who, also=also, what=like(seed, noun), n=f"{first}%", m=f"{second}%")
        values = ((name, first), (other, second))
        yield Variant(text, frozenset(("EXHIBITED", n, fold_name(behavior), v / 100, "asserted") for n, v in values))


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
