"""Which articles are copies: of the earliest, whatever order they come in."""

import itertools
import random
import sys
from collections.abc import Collection

import pytest

from kgx.graph.duplicates import duplicates, duplicates_near
from kgx.model.graph import Bands, Known, Printed
from kgx.text.fingerprint import bands, fingerprint, sketch


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
    assert duplicates([printed(f"{number:03}", text(10 + number) + foot) for number in range(300)]) == {}


class Graph:
    """Articles of which each knows its original, and which are found by their bands."""

    def __init__(self) -> None:
        self.articles: dict[str, Known] = {}
        self.asked = 0

    def load(self, new: dict[str, Printed | None]) -> None:
        """Articles come, change or (None) go; what that means is worked out from what is near them."""
        before = [self.articles[id_] for id_ in new if id_ in self.articles]
        changed = [Known(p.id, p.date, p.fingerprint) for p in new.values() if p is not None]
        self.articles = {id_: article for id_, article in self.articles.items() if id_ not in new} | {a.id: a for a in changed}
        for id_, original in duplicates_near(changed, before, self.look_up).items():
            article = self.articles[id_]
            self.articles[id_] = Known(id_, article.date, article.fingerprint, original)

    def look_up(self, of: Collection[Bands]) -> list[Known]:
        self.asked += 1
        wanted = {band for some in of for band in some}
        return [article for article in self.articles.values() if not wanted.isdisjoint(bands(sketch(article.fingerprint)))]

    def copies(self) -> dict[str, str]:
        return {article.id: article.original for article in self.articles.values() if article.original is not None}


@pytest.mark.parametrize(("seed", "most"), [(seed, most) for seed in range(12) for most in (200, 2)])
def test_what_is_worked_out_near_a_change_equals_what_all_articles_give(seed: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chains of light edits, in which each is like its neighbours alone; pages with the same foot; short ones; dates that move."""
    monkeypatch.setattr(sys.modules["kgx.graph.duplicates"], "_MOST", most)  # else it takes hundreds of articles until it counts
    chance = random.Random(seed)
    whole, foot = text(seed + 100, 2400), text(99, 300)
    graph = Graph()
    for _step in range(60):
        new: dict[str, Printed | None] = {}
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            id_ = f"{chance.randrange(25):02}"
            start = chance.randrange(0, 1800, 60)
            says = chance.choice(
                (whole[start : start + 600], text(chance.randrange(40), 150) + foot, whole[:60], whole[60 : 60 + start // 20 + 30])
            )
            date = chance.choice((None, "2025-06-01", "2025-06-02", "2025-06-03"))
            new[id_] = None if chance.random() < 0.2 else printed(id_, says, date)
        graph.load(new)
        assert graph.copies() == duplicates(graph.articles.values())
    assert graph.copies()


def test_an_edit_looks_only_at_what_is_near() -> None:
    graph = Graph()
    graph.load({f"{number:03}": printed(f"{number:03}", text(number)) for number in range(100)})
    graph.asked = 0
    graph.load({"050": printed("050", text(50)[:550] + text(999, 50))})
    assert graph.asked == 1
    assert graph.copies() == {}
