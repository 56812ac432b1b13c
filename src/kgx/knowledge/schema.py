"""The shape of each knowledge file. A key that is not here is a fault."""

from typing import Literal

import msgspec

from kgx.model.claim import Direction, Relation, Status


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every named record has. Chinese names are given in both scripts; Latin ones under `en`."""

    name: str
    """Canonical name: Latin where one exists, else as written. For behaviors and scenarios the English id."""
    hant: tuple[str, ...]
    hans: tuple[str, ...]
    en: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    """Aliases that count only in an article that also names the entity otherwise."""
    converted: tuple[str, ...] = ()
    """Which of `hant` and `hans` no reader has checked: OpenCC made them from the other script."""
    extends: bool = False
    """In a lexicon of one's own: adds to the record of that name before it, instead of taking its place."""


class Lab(Record, frozen=True, kw_only=True):
    """An AI lab; the list is closed."""


class Organization(Record, frozen=True, kw_only=True):
    """A body that is no lab."""

    kind: Literal["company", "university", "institute", "evaluator", "media", "government", "team", "community"]
    of: str | None = None
    """For a team: the body that it belongs to."""


class Person(Record, frozen=True, kw_only=True):
    """A person."""

    at: tuple[str, ...] = ()
    """Bodies that bear out a weak name where the article names them."""


class Benchmark(Record, frozen=True, kw_only=True):
    """A benchmark; its scores are success at a task unless `behavior` says whose rate it measures."""

    scale: Literal["percent", "points"] = "percent"
    behavior: str | None = None
    errors: str | None = None
    """The behavior that a wrong answer shows, where its scores count right ones and a model may decline to answer."""
    by: str | None = None
    """For a leaderboard: the body that runs it, and so says what stands on it."""


class Study(Record, frozen=True, kw_only=True):
    """A paper, report or system card."""

    by: str | None = None


class Scenario(Record, frozen=True, kw_only=True):
    """A setting of an experiment that several articles tell of."""

    behaviors: tuple[str, ...] = ()
    """What it is made to bring out: a paragraph that names the setting tells of these in it."""


class App(Record, frozen=True, kw_only=True):
    """A product or thing that is no entity; matched so that nothing inside its name is taken for a model or a body (小米粥)."""


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases in both scripts and English. `…` is a gap of up to eight characters without sentence punctuation."""

    hant: tuple[str, ...]
    hans: tuple[str, ...]
    en: tuple[str, ...] = ()


class Behavior(Record, frozen=True, kw_only=True):
    """A behavior with the words that speak of it; `except` holds longer words that only contain one."""

    broader: tuple[str, ...]
    cues: Cues
    except_: Cues | None = msgspec.field(name="except", default=None)
    vague: Cues | None = None
    """Words that mean a narrower behavior that the article names, or its main one, else this one (错位, 动手脚)."""
    context: Cues | None = None
    """Words shortly before a vague one that make it mean this behavior, whatever the article is about (有害请求 … 照做了)."""
    denies: tuple[str, ...] = ()
    """Behaviors that its vague words deny where one of them is the article's main one (拒绝关机 … 则乖乖照做)."""
    denied: Cues | None = None
    """Words that say that the behavior did not happen (乖乖关机)."""
    attack: bool = False
    """True where people bring it about, so that its words may have them as subject (用户越狱)."""
    of_another: bool = False
    """True where it is one only if the name behind the words is not the model's own (自称 ChatGPT)."""


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of function word of the language of claims, under `cues/`.

    `kind` is the item kind that a match becomes; `value` says which of its kind it is (a status, a comparator, a direction …).
    """

    kind: str
    hant: tuple[str, ...]
    hans: tuple[str, ...]
    value: str | None = None
    en: tuple[str, ...] = ()
    except_: Cues | None = msgspec.field(name="except", default=None)
    note: str | None = None


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of words that make the names of people, bodies and studies, or stand beside them.

    A class whose name begins with `transliteration-` may give its characters in one string.
    """

    name: str
    hant: tuple[str, ...]
    hans: tuple[str, ...]
    en: tuple[str, ...] = ()
    extends: bool = False


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that follow a number, by what they count."""

    name: str
    hant: tuple[str, ...]
    hans: tuple[str, ...]
    extends: bool = False


class Construction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A construction that states a relation; `relations.yaml` explains the pattern language."""

    name: str
    relation: Relation
    pattern: str
    fires: str
    """A sentence on which it must fire."""
    silent: str
    """A sentence on which it must not."""
    status: Status | None = None
    direction: Direction | None = None
