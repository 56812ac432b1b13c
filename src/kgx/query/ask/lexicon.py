"""The words, frames and sentences of questions, from `data/*.yaml`, with their strict schema."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

from kgx.errors import KnowledgeError
from kgx.model.entity import EntityType
from kgx.model.ids import entity_id
from kgx.model.told import Told
from kgx.text.normal import normalize

Kind = Literal[
    "which", "who", "where", "when", "how-many", "how-much", "rate", "why", "condition", "source", "yes-no", "auxiliary", "type",
    "relation", "polarity", "order", "bound", "status", "past", "says", "about", "group", "compare", "or", "passive", "top", "rank",
    "time", "recipe", "words", "loose", "metric", "position", "number", "count", "percent", "month", "follow", "filler",
]  # fmt: skip
_DATA = Path(__file__).with_name("data")
_FIELDS = frozenset(
    ["subject", "object", "items", "n", "sentence", "yes", "no", "winner", "understood", "dropped", "words", "typed", "taken", "x"]
)


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What words of questions mean."""

    kind: Kind
    en: tuple[str, ...]
    """Matched as whole words."""
    zh: tuple[str, ...]
    """In either script; matched anywhere."""
    value: str | float | tuple[str, ...] | None = None
    """Which of the kind: a relation's frames, a bound, a month, the words to look for …"""
    but: tuple[str, ...] = ()
    """Words that a condition with one of the words to look for must not hold."""


class Deed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How questions speak of a behavior or a scenario."""

    en: tuple[str, ...]
    zh: tuple[str, ...]
    behavior: str | None = None
    """Its name in the knowledge."""
    scenario: str | None = None
    """The same."""

    def __post_init__(self) -> None:
        if (self.behavior is None) == (self.scenario is None):
            raise ValueError("a record has either a behavior or a scenario")

    @property
    def id(self) -> str:
        """The entity's."""
        return entity_id("Behavior" if self.behavior else "Scenario", normalize(self.behavior or self.scenario or ""))


class Sentence(Told, frozen=True):
    """One template in three languages."""

    name: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.fields <= _FIELDS:
            raise ValueError(f"{self.en!r}: fields are out of {', '.join(sorted(_FIELDS))}")


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a question can be about."""

    name: str
    relations: tuple[str, ...]
    """Empty: any."""
    subject: tuple[EntityType, ...]
    object: tuple[EntityType, ...]
    subjects: Sentence
    objects: Sentence
    pair: Sentence
    measured: bool = False
    """Whether its claims have a rate, so that a measured zero is a row of its tables."""


class Lexicon(msgspec.Struct, frozen=True):
    """All of it, ready to be matched."""

    automaton: AhoCorasick
    words: tuple[tuple[Word, ...], ...]
    """For each number that the automaton gives: what that form may mean."""
    deeds: dict[str, str]
    """Form → id of the behavior or scenario."""
    deed_automaton: AhoCorasick
    latin: frozenset[str]
    """The Latin words among the forms."""
    frames: dict[str, Frame]
    sentences: dict[str, Sentence]


@cache
def lexicon() -> Lexicon:
    """The lexicon of questions. Raises KnowledgeError that names file and record."""
    words: dict[str, list[Word]] = {}
    for word in _read("words.yaml", Word):
        for form in (*word.en, *word.zh):
            found = words.setdefault(normalize(form), [])
            if word not in found:
                found.append(word)
    frames = {frame.name: frame for frame in _read("frames.yaml", Frame)}
    for word in _read("words.yaml", Word):
        for name in word.value if word.kind == "relation" and isinstance(word.value, tuple) else ():
            if name not in frames:
                raise KnowledgeError(f"words.yaml: no frame is called {name!r}", hint=f"frames.yaml has {', '.join(frames)}")
    deeds = {normalize(form): deed.id for deed in _read("deeds.yaml", Deed) for form in (*deed.en, *deed.zh)}
    latin = frozenset(word for form in (*words, *deeds) if form.isascii() for word in form.split() if word.isalpha())
    return Lexicon(
        AhoCorasick(list(words), matchkind=MatchKind.Standard),
        tuple(tuple(found) for found in words.values()),
        deeds,
        AhoCorasick(list(deeds), matchkind=MatchKind.Standard),
        latin,
        frames,
        {sentence.name: sentence for sentence in _read("sentences.yaml", Sentence)},
    )


@cache
def _read(file: str, type_: type[Any]) -> tuple[Any, ...]:
    found = []
    for number, record in enumerate(yaml.safe_load(_DATA.joinpath(file).read_text(encoding="utf-8")), 1):
        try:
            found.append(msgspec.convert(record, type_))
        except msgspec.ValidationError as fault:
            raise KnowledgeError(f"query/ask/data/{file}: record {number}: {fault}", hint=f"a {type_.__name__} of {__name__}") from fault
    return tuple(found)
