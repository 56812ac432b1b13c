"""The derived part, stopped after any of its transactions and taken up again, is that of an undisturbed run."""

from collections.abc import Callable

import pytest

from kgx.graph import DERIVATION, article_rows
from kgx.model.facts import ArticleFacts
from kgx.store import Store
from kgx.store.session import Transaction, Work
from tests.support.databases import snapshot
from tests.support.facts import article, claim, entity_, knowledge, rate, thing


class Stopped(Exception):
    """The process ended here."""


def before() -> list[ArticleFacts]:
    """One person under two names that nothing joins yet; a model with its family and lab."""
    return [
        article(
            "a.md", claim("AFFILIATED_WITH", thing("Person", "伊兹迈洛夫"), thing("Lab", "OpenAI"), "曾在 OpenAI 工作", status="former")
        ),
        article(
            "b.md", claim("AFFILIATED_WITH", thing("Person", "Pavel Izmailov"), thing("Lab", "OpenAI"), "曾在 OpenAI", status="former")
        ),
        article("c.md", rate("Grok 3", "blackmail", 0.5)),
    ]


def edit(store: Store) -> None:
    """An article teaches that the names are one person's; the only article on the model goes."""
    store.load([article_rows(article("d.md", entities=[entity_("Person", "Pavel Izmailov", "伊茲邁洛夫")]), "s")])
    store.remove(["c.md"])


@pytest.mark.parametrize("version", ["1", "2"])
def test_stopped_after_any_transaction(store: Store, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Version 2 is another knowledge than that of the graph that was there."""
    whole = Work.transaction
    left = 0

    def some(work: Work, body: Callable[[Transaction], object]) -> object:
        nonlocal left
        if left == 0:
            raise Stopped
        left -= 1
        return whole(work, body)

    def prepared() -> None:
        store.reset()
        store.load(article_rows(facts, "s") for facts in before())
        store.finish(knowledge(), DERIVATION)
        edit(store)

    prepared()
    store.finish(knowledge(version), DERIVATION)
    undisturbed = snapshot(store)
    steps = 0
    while True:
        prepared()
        with monkeypatch.context() as patch:
            patch.setattr(Work, "transaction", some)
            left = steps
            try:
                store.finish(knowledge(version), DERIVATION)
            except Stopped:
                pass
            else:
                break
        store.finish(knowledge(version), DERIVATION)
        assert snapshot(store) == undisturbed, f"stopped after {steps} transactions"
        assert store.pending() == 0
        steps += 1
    assert steps > 5
