"""A second run over a corpus in which nothing changed, against the first.

usage: python -m benchmarks.unchanged [ARTICLES]     (default 10000)

Writes the texts of made-up articles into a folder and ingests it twice into an embedded graph, in one process: reading, extraction and
loading, then nothing but comparing. Start-up of the database does not count. Prints seconds of both and the ratio.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.generator import Corpus, write_articles

import kgx


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="kgx-unchanged-") as made:
        folder = Path(made) / "articles"
        folder.mkdir()
        corpus = Corpus()
        write_articles(folder, (corpus.article(number) for number in range(wanted)))
        with kgx.connect(data=Path(made) / "kgx", create=True) as graph:
            first = graph.ingest(folder, base=made)
            second = graph.ingest(folder, base=made)
    print(f"{first.new:,} articles, {first.claims:,} claims")
    print(f"first {first.seconds:.2f} s, second {second.seconds:.2f} s ({second.unchanged:,} unchanged)")
    print(f"{first.seconds / second.seconds:.0f} × faster")


if __name__ == "__main__":
    main()
