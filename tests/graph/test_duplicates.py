"""Which articles are copies: of the earliest, whatever order they come in."""

import itertools
import random

from kgx.graph.duplicates import duplicates
from kgx.model.graph import Printed
from kgx.text.fingerprint import fingerprint


def text(seed: int, length: int = 600) -> str:
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x5200)) for _ in range(length))


def printed(id_: str, of: str, date: str | None = None) -> Printed:
    found = fingerprint(of)
    assert found is not None
    return Printed(id_, date, found)


def test_a_copy_is_one_of_the_earliest() -> None:
    articles = [
        printed("c", text(1), "2025-06-02"),
        printed("b", text(1)[:500] + text(9, 40), "2025-06-03"),
        printed("a", text(1)),  # without a date: it may be the latest
        printed("d", text(2), "2025-06-01"),
    ]
    for order in itertools.permutations(articles):
        assert duplicates(order) == {"a": "c", "b": "c"}


def test_an_original_is_no_copy_itself() -> None:
    """Each step is a light edit, and the last has nothing of the first."""
    whole = text(3, 1800)
    articles = [printed(f"{start:04}", whole[start : start + 600]) for start in range(0, 1201, 100)]
    found = duplicates(articles)
    assert not set(found.values()) & set(found)
    assert found["0100"] == "0000"
    assert "0600" not in found or found["0600"] != "0000"


def test_what_stands_on_every_page_makes_no_copies() -> None:
    foot = text(4, 150)
    assert duplicates(printed(f"{number:03}", text(10 + number) + foot) for number in range(300)) == {}
