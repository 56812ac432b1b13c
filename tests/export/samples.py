"""The samples under `exports/`: made from `corpus/` by the commands that a user types. `python -m tests.export.samples` makes them."""

import tempfile
from pathlib import Path

from tests.cli.running import Kgx

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "exports"
SAMPLES = {"graph.graphml": "entities", "graph.json": "entities", "rates.graphml": "rates"}
"""File → kind of graph."""


def make(folder: Path, work: Path) -> None:
    """Write all samples into a folder; the database they come from is made in `work`."""
    kgx = Kgx(ROOT, work / "cache")
    kgx("ingest", "corpus", "--quiet", "--data", work / "data")
    for name, kind in SAMPLES.items():
        kgx("export", folder / name, "--kind", kind, "--quiet", "--data", work / "data")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        make(FOLDER, Path(work))
