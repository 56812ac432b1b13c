"""Run the stages on many articles: in this process, or in a pool whose results are the same and come in the same order."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Event
from pathlib import Path

import msgspec

from kgx import knowledge as knowledge_room
from kgx import pipeline
from kgx.corpus.facts import read_facts
from kgx.corpus.failure import Failure, unreadable
from kgx.corpus.language import other_language
from kgx.corpus.plan import Task, stamp_of
from kgx.corpus.sources import Skip
from kgx.corpus.table import fill
from kgx.errors import InputError, KnowledgeError
from kgx.graph import article_rows
from kgx.knowledge.knowledge import Knowledge
from kgx.model.article import NAMES, Article
from kgx.model.facts import ArticleFacts
from kgx.model.graph import ArticleRows
from kgx.read import read_article

_SPAWN = multiprocessing.get_context("spawn")
_POOL_PAYS = 400_000
"""Bytes of articles for each worker below which starting it takes longer than it saves."""
_AHEAD = 4
"""Articles for each worker that are under way or wait for their turn to be given on."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of one article: facts, or why there are none."""

    task: Task
    article: Article | None = None
    facts: ArticleFacts | None = None
    rows: ArticleRows | None = None
    """Of the graph, where they were asked for; then without the article."""
    skip: Skip | None = None
    failure: Failure | None = None


def process(task: Task, knowledge: Knowledge, *, rows: bool = False) -> Outcome:
    """Read one article and extract its facts; never raises for what is wrong with the article."""
    try:
        if task.facts:
            found, stamp = read_facts(task.data(), path=f"{task.file}: {task.path}")
            return Outcome(task, facts=found, rows=article_rows(found, stamp) if rows else None)
        article = read_article(task.data(), key=task.key, path=task.path)
        if all(block.role in NAMES for block in article.blocks):
            return _without_text(task, article)
        if language := other_language(article):
            return Outcome(task, skip=Skip(task.path, "language", language))
        if task.given is not None:
            article = fill(article, task.given)
        facts = pipeline.run(article, knowledge, keep_text=rows)
        if rows:
            return Outcome(task, facts=facts, rows=article_rows(facts, stamp_of(article.sha256, task.given, knowledge)))
        return Outcome(task, article, facts)
    except OSError as error:
        return Outcome(task, failure=unreadable(task.path, error))
    except KnowledgeError:
        raise  # a pattern that does not compile is no fault of the article
    except InputError as error:
        return Outcome(task, failure=Failure(task.path, error.code, error.message, error.hint))
    except Exception as error:  # a fault of ours in one article does not stop the others, and is not hidden
        message = f"{task.path}: {type(error).__name__}: {error}"
        return Outcome(task, failure=Failure(task.path, "internal", message, "please report this, with the article"))


def _without_text(task: Task, article: Article) -> Outcome:
    """An article in which nothing is to be read; where that is for a fault in it, it failed."""
    if not article.issues:
        return Outcome(task, skip=Skip(task.path, "empty"))
    issue = article.issues[0]
    return Outcome(task, failure=Failure(task.path, issue.code, f"{task.path}: no text can be read: {issue.message}"))


def run(
    tasks: Sequence[Task], knowledge: Knowledge, *, lexicon: Path | None = None, rows: bool = False, workers: int = 0
) -> Iterator[Outcome]:
    """Process articles, in order. `workers`: processes; 0 chooses by the amount of text; 1 stays in this process."""
    count = workers or _worth(tasks)
    if count <= 1 or len(tasks) <= 1:
        return (process(task, knowledge, rows=rows) for task in tasks)
    return _pool(tasks, knowledge, lexicon, rows, min(count, len(tasks)))


def _worth(tasks: Iterable[Task]) -> int:
    size = 0
    for task in tasks:
        try:
            size += task.end - task.start if task.end is not None else Path(task.file).stat().st_size
        except OSError:
            continue
    return min(os.cpu_count() or 1, size // _POOL_PAYS)


_knowledge: Knowledge
"""Of a worker process."""
_rows: bool


def _prepare(lexicon: Path | None, rows: bool, started: Event) -> None:
    """Begin a worker: load the knowledge, leave Ctrl-C to the parent, and tell it that workers can start."""
    global _knowledge, _rows
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _knowledge, _rows = knowledge_room.load(lexicon), rows
    started.set()


def _work(task: Task) -> Outcome:
    return process(task, _knowledge, rows=_rows)


def _pool(tasks: Sequence[Task], knowledge: Knowledge, lexicon: Path | None, rows: bool, workers: int) -> Iterator[Outcome]:
    """Keep a bounded number of articles under way, so that memory does not grow with the corpus.

    Where a worker dies, the article whose turn it is is read in a process of its own, which says whether it was the cause.
    """
    others = set(multiprocessing.active_children())
    started = _SPAWN.Event()
    pool = _executor(workers, lexicon, rows, started)
    waiting: deque[tuple[Task, Future[Outcome]]] = deque()
    remaining = deque(tasks)
    try:
        while waiting or remaining:
            try:
                while remaining and len(waiting) < workers * _AHEAD:
                    waiting.append((remaining[0], pool.submit(_work, remaining[0])))
                    remaining.popleft()
                outcome = waiting[0][1].result()
                waiting.popleft()
            except BrokenProcessPool:
                if not started.is_set():  # workers cannot even start, as in a program without the guard of `__main__`
                    yield from (process(task, knowledge, rows=rows) for task in tasks)
                    return
                remaining.extendleft(task for task, _ in reversed(waiting))
                waiting.clear()
                outcome = _alone(remaining.popleft(), lexicon, rows)
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _executor(workers, lexicon, rows, started)
            yield outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        if waiting:  # stopped early: nobody waits for what is under way
            for child in set(multiprocessing.active_children()) - others:
                child.terminate()


def _executor(workers: int, lexicon: Path | None, rows: bool, started: Event) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, _SPAWN, _prepare, (lexicon, rows, started))


def _alone(task: Task, lexicon: Path | None, rows: bool) -> Outcome:
    with _executor(1, lexicon, rows, _SPAWN.Event()) as pool:
        try:
            return pool.submit(_work, task).result()
        except BrokenProcessPool:
            message = f"{task.path}: the process that read it was killed"
            return Outcome(task, failure=Failure(task.path, "killed", message, "look for lack of memory; please report it otherwise"))
