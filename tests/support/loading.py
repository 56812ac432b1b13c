"""A load as a process of its own, so that it can be killed: address, and number of articles, as JSON on standard input.

Says `batch` after each batch, `finishing` and `done`.
"""

import json
import sys
from collections.abc import Iterator

from kgx.graph import DERIVATION, article_rows
from kgx.model.address import Address
from kgx.model.facts import ArticleFacts
from kgx.store import Store, connect, write
from tests.support.facts import article, entity_, knowledge, rate, source

MODELS = ("Claude Opus 4", "GPT-4.1", "Grok 3", "Claude Sonnet 4")
BEHAVIORS = ("blackmail", "coercion", "sandbagging")


def many(number: int) -> Iterator[ArticleFacts]:
    """Articles that share their entities, some of which teach a name that others use."""
    for i in range(number):
        rates = [
            rate(MODELS[(i + j) % 4], BEHAVIORS[j % 3], (i % 10) / 10, start=100 * j, attribution=(source("Lab", "Anthropic"),))
            for j in range(5)
        ]
        person = entity_("Person", "Pavel Izmailov", "伊茲邁洛夫") if i % 7 == 0 else entity_("Person", "伊兹迈洛夫")
        yield article(f"{i:03}.md", *rates, entities=[person])


def load(store: Store, number: int, say: bool = False) -> None:
    """Load what is not yet there, as an ingest does."""

    def tell(word: str) -> None:
        if say:
            print(word, flush=True)

    store.prepare()
    stamps = {id_: stored.stamp for id_, stored in store.stored().items()}
    rows = (article_rows(f, f.article.sha256) for f in many(number) if stamps.get(f.article.id) != f.article.sha256)
    store.load(rows, on_batch=lambda _n: tell("batch"))
    tell("finishing")
    store.finish(knowledge(), DERIVATION)
    tell("done")


if __name__ == "__main__":
    order = json.loads(sys.stdin.read())
    write.BATCH_ROWS = 100
    with connect(Address(**order["address"])) as opened:
        load(opened, order["number"], say=True)
