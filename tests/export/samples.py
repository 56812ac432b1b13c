"""The samples under `exports/`: made from three articles of `corpus/` as a user would. `python -m tests.export.samples` makes them."""

import tempfile
from pathlib import Path

from tests.cli.running import Kgx

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "exports"
ARTICLES = ("hans01_agentic_blog.md", "hant01_agentic_wire.md", "hant02_schulman_podcast.md")
SAMPLES: dict[str, tuple[str, ...]] = {
    "graph.graphml": ("--kind", "entities"),
    "graph.gexf": ("--kind", "entities"),
    "graph.json": ("--kind", "entities"),
    "rates.graphml": ("--kind", "rates"),
    "graph.jsonld": (),
    "claims.csv": (),
    "claims.parquet": (),
    "claims.xlsx": ("--lang", "zh-Hant"),
}
"""File → the flags that it is made with."""


def make(folder: Path, work: Path) -> None:
    """Write all samples into a folder; the database they come from is made in `work`."""
    kgx = Kgx(ROOT, work / "cache")
    kgx("ingest", *(Path("corpus", "articles", name) for name in ARTICLES), "--quiet", "--data", work / "data")
    for name, flags in SAMPLES.items():
        kgx("export", folder / name, *flags, "--quiet", "--data", work / "data")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        make(FOLDER, Path(work))
