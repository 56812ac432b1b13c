"""Corpora: paths to articles, what changed, many articles at once, and into the graph."""

from kgx.corpus.diff import Change, diff
from kgx.corpus.engine import Outcome, process, run
from kgx.corpus.failure import Failure
from kgx.corpus.ingest import Summary, ingest
from kgx.corpus.plan import Plan, Step, Task, plan, stamp_of
from kgx.corpus.sources import Found, Skip, Source, discover

__all__ = [
    "Change", "Failure", "Found", "Outcome", "Plan", "Skip", "Source", "Step", "Summary", "Task",
    "diff", "discover", "ingest", "plan", "process", "run", "stamp_of",
]  # fmt: skip
