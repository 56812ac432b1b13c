"""How loading, editing and asking grow with the graph, in both databases.

usage: python -m benchmarks.sizes [--store embedded|neo4j|both] [CLAIMS…]     (default: both, 10000 100000)

Each size is loaded into an empty database by a process of its own, so that its peak memory is its own. The time in which the
facts are made does not count. Prints, with ratios to the smallest size of the same run: seconds a claim to load, the loader's peak
memory, milliseconds to ingest one article again after an edit of one sentence (`kgx.ingest` on its file, in process), and for
the recipes that name an entity the milliseconds to the first 100 rows, warm, at the 95th of 40 drawings of names.
"""

import argparse
import contextlib
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.generator import Corpus

import kgx
from kgx.graph import DERIVATION, article_rows
from kgx.knowledge.rows import knowledge_source
from kgx.model.address import Address
from kgx.model.facts import ArticleFacts
from kgx.model.graph import ArticleRows
from kgx.query import run_recipe
from kgx.query.names import LABELS
from kgx.query.recipe import names, recipe
from tests.support.neo4j_server import neo4j_server

EDITS = 40
ROWS = 100
DRAWS = 40


class Feed:
    """Facts as rows, with the time that making them took."""

    def __init__(self, articles: Iterator[ArticleFacts]) -> None:
        self.articles = articles
        self.seconds = 0.0
        self.claims = self.number = 0

    def __iter__(self) -> Iterator[ArticleRows]:
        start = time.perf_counter()
        for facts in self.articles:
            rows = article_rows(facts, facts.article.sha256)
            self.claims += len(facts.claims)
            self.number += 1
            self.seconds += time.perf_counter() - start
            yield rows
            start = time.perf_counter()
        self.seconds += time.perf_counter() - start


def measure(graph: kgx.Graph, claims: int, only: str | None = None) -> dict[str, Any]:
    """Load, edit and ask; all times in seconds."""
    corpus = Corpus(knowledge=graph.knowledge)
    source = knowledge_source(graph.knowledge)
    graph.store.prepare()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    feed = Feed(corpus.articles(claims))
    start = time.perf_counter()
    graph.store.load(feed)
    loaded = time.perf_counter() - start - feed.seconds
    start = time.perf_counter()
    graph.store.finish(source, DERIVATION)
    finished = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {
        "articles": feed.number,
        "claims": feed.claims,
        "load": loaded,
        "finish": finished,
        "before": before / 1024,
        "peak": peak / 1024,
    }
    print(json.dumps(found), file=sys.stderr, flush=True)
    found["edit"] = edits(graph, corpus, feed.number)
    print(json.dumps(found["edit"]), file=sys.stderr, flush=True)
    found["recipes"] = recipes(graph, only)
    return found


def edits(graph: kgx.Graph, corpus: Corpus, articles: int) -> float:
    """Median of ingesting one article again, each another one."""
    chance = random.Random(5)
    spent = []
    with tempfile.TemporaryDirectory() as made:
        for edit, number in enumerate(chance.sample(range(articles), min(EDITS, articles)), 1):
            file = Path(made) / f"{number}.jsonl"
            file.write_bytes(msgspec.json.encode(corpus.article(number, edition=edit)) + b"\n")
            start = time.perf_counter()
            summary = graph.ingest(file, base=made)
            spent.append(time.perf_counter() - start)
            if summary.changed != 1:
                raise SystemExit(f"the edit did not change one article: {summary}")
    return statistics.median(spent[EDITS // 4 :])


def recipes(graph: kgx.Graph, only: str | None) -> dict[str, float]:
    """For each recipe that names an entity: seconds at the 95th of 40 names, drawn as articles speak of them."""
    chance = random.Random(6)
    vocabulary = Corpus(knowledge=graph.knowledge).vocabulary
    pools = {
        "behavior": vocabulary.behaviors, "model": vocabulary.models, "organization": vocabulary.labs, "person": vocabulary.people,
        "study": vocabulary.studies, "benchmark": vocabulary.benchmarks, "scenario": vocabulary.scenarios, "entity": vocabulary.models,
    }  # fmt: skip
    found: dict[str, float] = {}
    for name in names():
        parameters = [p for p in recipe(name).parameters if p.type in LABELS]
        if not parameters or (only and name not in only.split(",")):
            continue
        wanted = [p for p in parameters if p.required] or parameters[:1]
        spent = []
        while len(spent) < DRAWS + 10 and sum(spent) < 20:
            values = {p.name: vocabulary.draw(chance, pools[p.type])[1] for p in wanted}
            if name == "changes":
                values |= {"from": "2024-01-01", "to": "2025-01-01"}
            start = time.perf_counter()
            try:
                run_recipe(name, values, graph.store, lambda: graph.knowledge, limit=ROWS)
            except kgx.UsageError:  # nobody speaks of it: looking for what was meant is no answer
                continue
            spent.append(time.perf_counter() - start)
        spent = spent[10:] or spent
        found[name] = statistics.quantiles(spent, n=20)[18] if len(spent) > 1 else spent[0]
        print(
            f"{name:20}{found[name] * 1000:9.1f} ms{statistics.median(spent) * 1000:9.1f} ms median {len(spent)}",
            file=sys.stderr,
            flush=True,
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("claims", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--store", choices=("embedded", "neo4j", "both"), default="both")
    parser.add_argument("--recipes", help="names, with commas between; none: `-`")
    parser.add_argument("--address")
    given = parser.parse_args()
    if given.address is not None:
        one(given.address, given.claims[0], given.recipes)
        return
    for store in ("embedded", "neo4j") if given.store == "both" else (given.store,):
        show(store, [run(store, claims, given.recipes) for claims in given.claims])


def one(address: str, claims: int, only: str | None) -> None:
    place = json.loads(address)
    if "data" in place:
        graph = kgx.connect(data=place["data"], create=True)
    else:
        graph = kgx.connect(place["uri"], username=place["username"], password=place["password"], database=place["database"])
    with graph:
        print(json.dumps(measure(graph, claims, only)))


def run(store: str, claims: int, only: str | None) -> dict[str, Any]:
    """One size in one database, in a process of its own."""
    with contextlib.ExitStack() as stack:
        if store == "embedded":
            place = {"data": stack.enter_context(tempfile.TemporaryDirectory(prefix="kgx-sizes-"))}
        else:
            server: Address = stack.enter_context(neo4j_server())
            place = {"uri": server.uri, "username": server.username, "password": server.password, "database": server.database}
        command = [sys.executable, "-m", "benchmarks.sizes", "--address", json.dumps(place), str(claims)]
        done = subprocess.run([*command, *(["--recipes", only] if only else [])], stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout)


def show(store: str, found: list[dict[str, Any]]) -> None:
    """A table with ratios to the smallest size."""
    first = found[0]
    each = [(f["load"] + f["finish"]) / f["claims"] for f in found]
    print(f"\n{store}")
    print(f"{'':28}" + "".join(f"{f['claims']:>12,} claims, {f['articles']:,} articles" for f in found))
    for label, values, unit in (
        ("load, a claim", [e * 1e6 for e in each], "µs"),
        ("  of it the derived part", [f["finish"] / f["claims"] * 1e6 for f in found], "µs"),
        ("peak memory of the loader", [f["peak"] for f in found], "MB"), ("one article edited", [f["edit"] * 1000 for f in found], "ms"),
    ):  # fmt: skip
        print(f"{label:28}" + "".join(f"{value:14.1f} {unit} ×{value / values[0]:.2f}" for value in values))
    for name in first["recipes"]:
        print(f"{name:28}" + "".join(f"{f['recipes'][name] * 1000:14.1f} ms" for f in found))


if __name__ == "__main__":
    main()
