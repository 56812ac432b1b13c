"""Articles into the graph: plan, read, extract, load, tell."""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from kgx.corpus import engine
from kgx.corpus.failure import Failure
from kgx.corpus.plan import Plan, Step, named, plan
from kgx.corpus.sources import Found, Skip, counts, demand_articles, discover, extras
from kgx.errors import AwayError, DatabaseError, UsageError
from kgx.graph import DERIVATION
from kgx.knowledge.knowledge import Knowledge
from kgx.model.graph import ArticleRows, KnowledgeSource
from kgx.store import PATIENCE, Store, Stored

_FEW = 50
"""Files that are looked up one by one."""

_log = logging.getLogger("kgx.corpus")


class Summary(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """What an ingest did, or with a dry run would do."""

    new: int = 0
    changed: int = 0
    moved: int = 0
    unchanged: int = 0
    removed: int = 0
    missing: int = 0
    """Articles whose files are gone and that stay, since nobody asked to prune."""
    gone: tuple[str, ...] = ()
    """The paths of articles whose files are gone, whether pruned or not."""
    skipped: dict[str, int] = {}
    """By reason."""
    extras: dict[str, int] = {}
    """Of those skipped for their type: how many would be read with which extra."""
    failed: tuple[Failure, ...] = ()
    entities: int = 0
    """In the graph, after."""
    claims: int = 0
    """In the graph, after."""
    copies: int = 0
    """Articles in the graph, after, that say what an earlier one does: counted once."""
    new_copies: tuple[tuple[str, str], ...] = ()
    """Those where the copy or its original was read now: path, and path of the original."""
    issues: dict[str, int] = {}
    """Of the articles read now, by code."""
    seconds: float = 0.0
    dry_run: bool = False


Progress = Callable[[int, int, str], None]
"""Called with the number of articles done, of all to do, and the path of the one done last."""
Confirm = Callable[[int, int], bool]
"""Asked where pruning would remove more than half: how many of how many? Says whether to go on."""


def ingest(
    paths: Sequence[Path | str],
    *,
    store: Store,
    knowledge: Knowledge,
    source: KnowledgeSource,
    base: Path,
    lexicon: Path | None = None,
    prune: bool = False,
    confirm: Confirm | None = None,
    dry_run: bool = False,
    workers: int = 0,
    on_progress: Progress | None = None,
    on_wait: Callable[[str], None] | None = None,
    patience: float = PATIENCE,
) -> Summary:
    """Bring the graph into line with the articles under `paths`.

    `source` is how the store asks the knowledge; `base` the folder that shown paths are relative to. Stopped at any point,
    the graph holds whole articles only, and the next run does the rest. Raises UsageError for a path that does not exist or
    holds no article, DatabaseError for the database. Where a server goes away in the middle, it is waited for, `patience` seconds at
    most, and `on_wait` hears of that.
    """
    begun = time.monotonic()
    found = discover(paths, base=base)
    demand_articles(found, paths)
    stored = _stored(found, store)
    what = plan(found, stored, knowledge)
    removable = what.missing if prune else ()
    if removable and not dry_run:
        _confirm_prune(len(removable), len(what.missing) + len(what.steps), confirm)
    tally = _Tally(found, what, tuple(sorted(stored[id_].path for id_ in what.missing)))
    if not dry_run:
        with _interruptible(), _told_what_is_done(tally), store.waiting(on_wait, patience):
            store.prepare()
            _load(what, tally, store, knowledge, lexicon, workers, on_progress)
            store.remove([*removable, *tally.replaced, *tally.outgrown])
            store.finish(source, DERIVATION)
    totals, new_copies = store.totals(), store.copies([step.id for step in what.todo])
    return tally.summary(totals, tuple(new_copies), len(removable), time.monotonic() - begun, dry_run=dry_run)


def _stored(found: Found, store: Store) -> dict[str, Stored]:
    """What the graph knows of the articles; of a few files, what it knows of these, however many there are besides."""
    if len(found.sources) > _FEW or not all(source.single for source in found.sources):
        return store.stored()
    return store.stored(*named(found))


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let an interrupt be one, also where it struck amid a message to the database, whose complaint would hide it."""
    try:
        yield
    except DatabaseError as error:
        cause: BaseException | None = error
        while cause is not None:
            cause = cause.__cause__ or cause.__context__
            if isinstance(cause, KeyboardInterrupt):
                raise KeyboardInterrupt from error
        raise


@contextlib.contextmanager
def _told_what_is_done(tally: "_Tally") -> Iterator[None]:
    """Say of a database that went away how much it had taken."""
    try:
        yield
    except AwayError as error:
        raise AwayError(
            f"{error.message}\n{tally.done} of {len(tally.what.todo)} articles had been loaded",
            hint="run the same command again when it answers: it does the rest",
        ) from error


def _confirm_prune(number: int, of: int, confirm: Confirm | None) -> None:
    if number * 2 > of and not (confirm and confirm(number, of)):
        raise UsageError(f"pruning would remove {number} of {of} articles; nothing was done", hint="confirm it, or look at the paths given")


def _load(
    what: Plan, tally: "_Tally", store: Store, knowledge: Knowledge, lexicon: Path | None, workers: int, on_progress: Progress | None
) -> None:
    """Extract what is to do and load it as it comes; the store cuts batches and writes each article whole."""
    steps = what.todo
    outcomes = engine.run([step.task for step in steps], knowledge, lexicon=lexicon, rows=True, workers=workers)

    def rows() -> Iterator[ArticleRows]:
        for number, (step, outcome) in enumerate(zip(steps, outcomes, strict=True), 1):
            tally.add(step, outcome)
            if on_progress:
                on_progress(number, len(steps), step.task.path)
            if outcome.rows is not None:
                yield outcome.rows

    try:
        store.load(rows(), on_batch=tally.loaded)
    finally:
        if hasattr(outcomes, "close"):
            outcomes.close()  # ends the pool's processes where the loading stopped early


class _Tally:
    """Counts while an ingest runs."""

    def __init__(self, found: Found, what: Plan, gone: tuple[str, ...]) -> None:
        self.what = what
        self.gone = gone
        self.skipped: list[Skip] = list(found.skipped)
        self.failed: list[Failure] = [*found.failures, *what.failures]
        self.issues: dict[str, int] = {}
        self.replaced: list[str] = []
        self.outgrown: list[str] = []
        """Ids of articles whose text is now one that is passed over: what they said before is said no more."""
        self.without = {"new": 0, "changed": 0, "moved": 0}
        self.done = 0
        """Articles that are in the graph, of those to do."""

    def loaded(self, number: int) -> None:
        """Count what a batch brought into the graph."""
        self.done += number

    def add(self, step: Step, outcome: engine.Outcome) -> None:
        """Count one article."""
        if outcome.facts is None:
            self.without[step.action] += 1
            if outcome.skip:
                self.skipped.append(outcome.skip)
                if step.action == "changed":
                    self.outgrown.append(step.id)
            if outcome.failure:
                self.failed.append(outcome.failure)
            return
        _log.info("%s: %s, %d claims, %d issues", step.task.path, step.action, len(outcome.facts.claims), len(outcome.facts.issues))
        if step.before is not None:
            self.replaced.append(step.before)
        for issue in outcome.facts.issues:
            self.issues[issue.code] = self.issues.get(issue.code, 0) + 1

    def summary(
        self, graph: dict[str, int], new_copies: tuple[tuple[str, str], ...], removed: int, seconds: float, *, dry_run: bool
    ) -> Summary:
        """All that was counted."""
        return Summary(
            new=self.what.count("new") - self.without["new"],
            changed=self.what.count("changed") - self.without["changed"],
            moved=self.what.count("moved") - self.without["moved"],
            unchanged=self.what.count("unchanged"),
            removed=removed + len(self.outgrown),
            missing=len(self.what.missing) - removed,
            gone=self.gone,
            skipped=counts(self.skipped),
            extras=extras(self.skipped),
            failed=tuple(self.failed),
            entities=graph["entities"],
            claims=graph["claims"],
            copies=graph["copies"],
            new_copies=new_copies,
            issues=dict(sorted(self.issues.items())),
            seconds=seconds,
            dry_run=dry_run,
        )
