"""The samples under `exports/`: made from three articles of `corpus/` as a user would. `python -m tests.export.samples` makes them."""

import tempfile
from pathlib import Path

from tests.cli.running import Kgx

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "exports"
ARTICLES = ("hans01_agentic_blog.md", "hant01_agentic_wire.md", "hant02_schulman_podcast.md")
SAMPLES = {"graph.graphml": "entities", "graph.json": "entities", "rates.graphml": "rates"}
"""File → kind of graph."""


def make(folder: Path, work: Path) -> None:
    """Write all samples into a folder; the database they come from is made in `work`."""
    kgx = Kgx(ROOT, work / "cache")
    kgx("ingest", *(Path("corpus", "articles", name) for name in ARTICLES), "--quiet", "--data", work / "data")
    for name, kind in SAMPLES.items():
        kgx("export", folder / name, "--kind", kind, "--quiet", "--data", work / "data")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        make(FOLDER, Path(work))
