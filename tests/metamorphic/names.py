"""Kinds: another name in the place of one, and other ways to write it."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from kgx.evaluate.folding import fold_name
from tests.metamorphic.frames import FRAMES
from tests.metamorphic.seeds import Named, Seed, knowledge
from tests.metamorphic.variants import Variant, clear, edited, kind, like

_BODIES = frozenset(["Lab", "Organization"])
_ARGUMENTS = 1, 2


def _argued(seed: Seed, *types: str) -> Iterator[Named]:
    """Entities of these types that are argument of a claim and can be renamed everywhere."""
    used = {key[at] for key in seed.keys for at in _ARGUMENTS}
    for named in seed.names:
        if named.type in types and named.name in used and clear(seed, named.spans, named.name):
            yield named


def _rename(seed: Seed, named: Named, new: str, intro: str = "") -> Variant | None:
    """The seed with one entity renamed throughout; `intro` stands before it."""
    target = fold_name(new) or ""
    if any(n.name == target for n in seed.names) or target in seed.text.lower():
        return None
    found = edited(seed, [(a, b, new) for a, b in named.spans], {named.name: target})
    if intro:
        found = Variant(like(seed, intro) + found.text, found.wanted, found.allowed, len(intro) + found.start)
    return found


def _lab(name: str) -> str | None:
    """The maker of a model, by its family."""
    lineage = knowledge().grammar.lineage(name)
    return lineage.lab if lineage else None


def _other_model(number: int, seed: Seed, names: tuple[str, ...]) -> Iterator[Variant]:
    """A model of the same maker where there is one: nobody says «OpenAI 的 Claude»."""
    for at, named in enumerate(_argued(seed, "Model")):
        siblings = tuple(n for n in names if _lab(n) == _lab(named.name))
        made = any(key[0] == "DEVELOPED" and key[2] == named.name for key in seed.keys)
        fitting = siblings or (() if made else names)
        if fitting and (found := _rename(seed, named, fitting[(number + at) % len(fitting)])):
            yield found


@cache
def _teams() -> frozenset[str]:
    """Known bodies that are part of another, of which claims on them are claims, too: another name is part of nothing."""
    return frozenset(fold_name(e.name) or "" for e in knowledge().known.values() if knowledge().whole(e.id))


def _other(number: int, seed: Seed, names: tuple[str, ...], types: Iterable[str], intro: str = "") -> Iterator[Variant]:
    bound = {subject for relation, subject, object_, *_ in seed.keys if relation == "DEVELOPED" or (object_ or "").endswith(" card")}
    bound |= _teams()
    for at, named in enumerate(n for n in _argued(seed, *types) if n.name not in bound):
        new = names[(number + at) % len(names)]
        if found := _rename(seed, named, new, intro.format(name=new) if intro else ""):
            yield found


@kind("model known", "names")
def _(number: int, seed: Seed) -> Iterable[Variant]:
    return _other_model(number, seed, FRAMES.models_known)


@kind("model invented", "names")
def _(number: int, seed: Seed) -> Iterable[Variant]:
    return _other_model(number, seed, FRAMES.models_invented)


@kind("lab known", "names")
def _(number: int, seed: Seed) -> Iterable[Variant]:
    return _other(number, seed, FRAMES.labs_known, ["Lab"])


@kind("lab invented", "names")
def _(number: int, seed: Seed) -> Iterable[Variant]:
    return _other(number, seed, tuple(like(seed, n) for n in FRAMES.labs_invented), _BODIES, FRAMES.lab_introduced)


@kind("maker and model", "names")
def _(number: int, seed: Seed) -> Iterator[Variant]:
    """Another maker with another model, where the sentence has one model of the maker."""
    for at, (lab, model) in enumerate(_made(seed)):
        maker, new = list(FRAMES.makers.items())[(number + at) % len(FRAMES.makers)]
        names = {lab.name: fold_name(maker) or "", model.name: fold_name(new) or ""}
        if not {n.name for n in seed.names} & set(names.values()):
            edits = [(a, b, words) for n, words in ((lab, maker), (model, new)) for a, b in n.spans]
            yield edited(seed, edits, names)


def _made(seed: Seed) -> Iterator[tuple[Named, Named]]:
    by_name = {n.name: n for n in _argued(seed, "Lab", "Model")}
    made = [(key[1], key[2]) for key in seed.keys if key[0] == "DEVELOPED"]
    for lab, model in made:
        if lab in by_name and model in by_name and sum(lab == other for other, _ in made) == 1:
            yield by_name[lab], by_name[model]


@kind("person known", "names")
def _(number: int, seed: Seed) -> Iterable[Variant]:
    return _other(number, seed, FRAMES.people_known, ["Person"])


@kind("person invented, Latin", "names")
def _(number: int, seed: Seed) -> Iterable[Variant]:
    return _other(number, seed, FRAMES.people_latin, ["Person"], FRAMES.person_introduced)


@kind("person invented, Han", "names")
def _(number: int, seed: Seed) -> Iterable[Variant]:
    return _other(number, seed, tuple(like(seed, n) for n in FRAMES.people_han), ["Person"], FRAMES.person_introduced)


@kind("benchmark known", "names")
def _(number: int, seed: Seed) -> Iterable[Variant]:
    if not any(key[0] == "SCORED" for key in seed.keys):
        return ()
    return _other(number, seed, FRAMES.benchmarks, ["Benchmark"])


@kind("behavior", "names")
def _(number: int, seed: Seed) -> Iterator[Variant]:
    """Another behavior where the sentence has a plain noun for one, with 率 or alone."""
    if any(n.type == "Benchmark" for n in seed.names):
        return  # a benchmark says itself what it measures
    nouns = {like(seed, noun): name for noun, name in FRAMES.behaviors.items()}
    for named in _argued(seed, "Behavior"):
        stems = {(a, b): next((n for n in nouns if seed.text[a:b] in (n, n + "率")), None) for a, b in named.spans}
        if None in stems.values() or len(set(stems.values())) != 1:
            continue
        others = [(noun, name) for noun, name in nouns.items() if fold_name(name) != named.name]
        noun, name = others[number % len(others)]
        if not any(n.name == fold_name(name) for n in seed.names):
            edits = [(a, b, noun + ("率" if seed.text[b - 1] == "率" else "")) for a, b in stems]
            yield edited(seed, edits, {named.name: fold_name(name) or ""})


def _respelled(seed: Seed, spell: Callable[[str], str]) -> Iterator[Variant]:
    """Every Latin model name of the seed in another spelling of the same name."""
    models = [n for n in seed.names if n.type == "Model" and clear(seed, n.spans, n.name)]
    edits = [
        (a, b, new) for n in models for a, b in n.spans if seed.text[a:b].isascii() and (new := spell(seed.text[a:b])) != seed.text[a:b]
    ]
    if edits:
        yield edited(seed, edits)


@kind("model with hyphens for blanks", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda name: name.replace(" ", "-"))


@kind("model with blanks for hyphens", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda name: re.sub(r"(?<=[A-Za-z])-(?=\d)", " ", name))


@kind("model with U+2011", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda name: name.replace("-", "\u2011"))


@kind("model with no-break blanks", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda name: name.replace(" ", "\u00a0"))


@kind("model in lower case", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, str.lower)


@kind("model in capitals", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda name: name.upper() if len(name) > 4 else name)


@kind("model written together", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda name: re.sub(r"(?<!\d) | (?!\d)", "", name))


@kind("model in full width", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda name: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name))


@kind("model in quotes", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _respelled(seed, lambda name: f"“{name}”")


def _pronoun(seed: Seed, words: str) -> Iterator[Variant]:
    """The only model of a sentence that begins with it, as pronoun, after a sentence that introduces it; not one that heads an entry."""
    models = [n for n in seed.names if n.type in {"Model", "ModelFamily"}]
    if seed.before or len(models) != 1 or models[0].spans[0][0] > 0:
        return
    (a, b), *_ = models[0].spans
    if seed.text[b:].lstrip("* ”」").startswith((":", "：")):
        return
    intro = like(seed, FRAMES.model_introduced.format(name=seed.text[a:b]))
    yield Variant(intro + like(seed, words) + seed.text[b:].lstrip(" "), seed.keys, seed.allowed, len(intro))


@kind("它", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _pronoun(seed, "它")


@kind("该模型", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _pronoun(seed, "该模型")


@kind("这款模型", "names")
def _(_: int, seed: Seed) -> Iterable[Variant]:
    return _pronoun(seed, "这款模型")
