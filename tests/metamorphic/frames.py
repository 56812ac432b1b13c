"""The words that variants are made with: `frames.yaml`, Simplified; `like` brings them into the script of a seed."""

from pathlib import Path

import msgspec
import yaml


class Stance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences of one kind about a model and a behavior, and what they must say."""

    frames: tuple[str, ...]
    """With {who}, {what}, {n} (a percentage), and {s} for the whole sentence of the seed without its stop."""
    polarity: str = "none"
    """`none`: no claim at all; else that of the claim."""
    value: bool = False
    """Whether the claim has the number."""


class Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them."""

    models_known: tuple[str, ...]
    models_invented: tuple[str, ...]
    labs_known: tuple[str, ...]
    labs_invented: tuple[str, ...]
    makers: dict[str, str]
    """A lab to a model of its own."""
    people_known: tuple[str, ...]
    people_latin: tuple[str, ...]
    people_han: tuple[str, ...]
    benchmarks: tuple[str, ...]
    behaviors: dict[str, str]
    """Plain noun to canonical name."""
    lab_introduced: str
    person_introduced: str
    model_introduced: str
    around: dict[str, tuple[str, ...]]
    """By kind: a sentence with {s}; `|` parts what stands before the seed's own sentence from it."""
    attributed: dict[str, tuple[str, ...]]
    """By kind: {s} and {by}."""
    sources: tuple[str, ...]
    conditions: dict[str, str]
    """A clause before the sentence to the words that the condition must hold."""
    layout: dict[str, str]
    """By kind: Markdown around {s}."""
    scores: tuple[str, ...]
    """One claim in many orders of words: {who}, {on} (a benchmark), {n}."""
    pairs: tuple[str, ...]
    """Two claims in many orders of words: {who} with {n} and {also} with {m}, on {what}."""
    stances: dict[str, Stance]


FRAMES = msgspec.convert(yaml.safe_load(Path(__file__).with_name("frames.yaml").read_text(encoding="utf-8")), Frames)
