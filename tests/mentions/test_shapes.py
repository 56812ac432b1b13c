"""The word classes of the shapes: none unused, none missing."""

import re
from pathlib import Path

import kgx.claims
import kgx.corpus
import kgx.mentions
import kgx.resolve
from kgx.knowledge import load

SOURCES = "".join(
    p.read_text(encoding="utf-8")
    for room in (kgx.mentions, kgx.claims, kgx.resolve, kgx.corpus)
    for folder in room.__path__
    for p in sorted(Path(folder).glob("*.py"))
)


def test_every_class_is_asked_and_every_class_asked_for_is_there() -> None:
    shapes = load().shapes
    asked = set(re.findall(r"(?:\bof|shapes)\[[\"']([a-z\-]+)[\"']\]", SOURCES))
    letters = {name for name in shapes if re.fullmatch("transliteration-[a-z]", name)}
    assert asked == set(shapes) - letters
    assert {name[-1] for name in letters} == set("abcdefghijklmnopqrstuvwxyz")
