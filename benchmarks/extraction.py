"""Extraction against the segmentation of the same text by jieba, in one process on one core.

usage: python benchmarks/extraction.py [FOLDER] [ROUNDS]     (FOLDER: labelled articles, default corpus/)

Prints a table: seconds (median of the rounds) and characters a second for `jieba.lcut`, for reading to entities,
and for the whole extraction, with the ratio to jieba. A ratio above 1 is faster than jieba. Below: how often extraction
asks jieba whether a name is a piece of other words, and for how many characters.
"""

import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from kgx import pipeline
from kgx.knowledge import load
from kgx.mentions import edges
from kgx.mentions.find import find
from kgx.mentions.vague import settle
from kgx.read import read_article
from kgx.resolve.resolve import resolve
from kgx.text.build import build


def seconds(work: Callable[[], object], rounds: int) -> float:
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / "corpus")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("ERROR")
    files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.md")) if path.name != "README.md"]
    texts = [data.decode("utf-8") for _, data in files]
    total = sum(map(len, texts))
    knowledge = load()

    def segment() -> None:
        for text in texts:
            jieba.lcut(text)

    def entities() -> None:
        for name, data in files:
            article = read_article(data, key=name, path=name)
            text = build(article)
            resolve(article, text, settle(find(text, knowledge), knowledge), knowledge)

    def whole() -> None:
        for name, data in files:
            pipeline.run(read_article(data, key=name, path=name), knowledge)

    base = seconds(segment, rounds)
    print(f"{len(files)} articles, {total} characters, median of {rounds} rounds, processor time")
    print(f"{'work':28} {'seconds':>9} {'chars/s':>12} {'ratio to jieba':>15}")
    spans = {"jieba.lcut": base, "reading to entities": seconds(entities, rounds), "whole extraction": seconds(whole, rounds)}
    for label, spent in spans.items():
        print(f"{label:28} {spent:9.3f} {total / spent:12,.0f} {base / spent:15.2f}")
    asked = asked_of_jieba(whole)
    print(f"jieba is asked {len(asked)} times, for {sum(asked)} characters: {sum(asked) / total:.2%} of the text")


def asked_of_jieba(work: Callable[[], object]) -> list[int]:
    """Lengths of the stretches whose words are asked for."""
    asked: list[int] = []
    ask = edges.words

    def listen(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
        asked.append(len(text))
        return ask(text, names)

    edges.words = listen  # type: ignore[assignment]
    try:
        work()
    finally:
        edges.words = ask
    return asked


if __name__ == "__main__":
    main()
