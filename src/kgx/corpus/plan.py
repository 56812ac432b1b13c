"""What an ingest has to do: compare the files with what the graph knows of them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from kgx.corpus.facts import facts_header, facts_stamp
from kgx.corpus.failure import Failure, unreadable
from kgx.corpus.sources import Found, Source, under
from kgx.corpus.table import Given
from kgx.errors import InputError
from kgx.graph import article_stamp
from kgx.knowledge.knowledge import Knowledge
from kgx.model.facts import Generator
from kgx.read import article_key, split_records
from kgx.store import Stored
from kgx.version import __version__

Action = Literal["new", "changed", "moved", "unchanged"]


class Task(msgspec.Struct, frozen=True):
    """One article to read: a file, or a stretch of a file's bytes."""

    file: str
    path: str
    key: str
    start: int = 0
    """Bytes into the file."""
    end: int | None = None
    row: int | None = None
    """Of a table: the number of the row, 0-based."""
    given: Given | None = None
    """What a table states of it."""
    facts: bool = False
    """True where the bytes are facts, as `kgx export FILE.jsonl` writes them, and not an article."""

    def data(self) -> bytes:
        """The article's bytes. Raises OSError; InputError for a table that broke since it was planned."""
        if self.row is not None:
            return _rows_of(self.file)[self.row]
        with Path(self.file).open("rb") as file:
            file.seek(self.start)
            return file.read() if self.end is None else file.read(self.end - self.start)


class Step(msgspec.Struct, frozen=True):
    """What becomes of one article."""

    task: Task
    id: str
    action: Action
    before: str | None = None
    """Of a moved one: the id that it had."""


class Plan(msgspec.Struct, frozen=True):
    """What an ingest does, in the order of article ids."""

    steps: tuple[Step, ...]
    missing: tuple[str, ...]
    """Ids of stored articles under the given paths whose files are gone: what pruning removes."""
    failures: tuple[Failure, ...] = ()

    def count(self, action: Action) -> int:
        """How many articles."""
        return sum(step.action == action for step in self.steps)

    @property
    def todo(self) -> tuple[Step, ...]:
        """The steps that read and load."""
        return tuple(step for step in self.steps if step.action != "unchanged")


def stamp_of(sha256: str, given: Given | None, knowledge: Knowledge) -> str:
    """Give what an article's facts depend on: its bytes, what a table states of it, the knowledge, the version of kgx."""
    if given is not None:
        sha256 = hashlib.sha256(sha256.encode() + msgspec.json.encode(given)).hexdigest()
    return article_stamp(sha256, Generator(__version__, knowledge.hash, knowledge.lexicon_hash))


def task_stamp(task: Task, sha256: str, knowledge: Knowledge) -> str:
    """The stamp of what a task reads: facts depend on nothing but themselves."""
    return facts_stamp(sha256) if task.facts else stamp_of(sha256, task.given, knowledge)


def plan(found: Found, stored: Mapping[str, Stored], knowledge: Knowledge) -> Plan:
    """Compare what was found with what is stored (article id → stamp, hash, path)."""
    by_path = {known.path: id_ for id_, known in stored.items()}
    seen: dict[str, Task] = {}
    hashes: dict[str, str] = {}
    failures: list[Failure] = []
    for source in found.sources:
        try:
            data = Path(source.file).read_bytes()
            for task, content in _tasks(source, data, by_path):
                sha256 = hashlib.sha256(content).hexdigest()
                id_ = by_path.get(task.path)
                if task.facts:
                    id_ = task.key
                elif id_ is None or stored[id_].stamp != task_stamp(task, sha256, knowledge):
                    id_ = article_key(content, key=task.key, path=task.path)
                if id_ in seen:
                    failures.append(_twice(task, id_, seen[id_]))
                    continue
                seen[id_], hashes[id_] = task, sha256
        except OSError as error:
            failures.append(unreadable(source.path, error))
        except InputError as error:
            failures.append(Failure(source.path, error.code, error.message, error.hint))
    failed = {failure.path for failure in failures}
    present = {task.path for task in seen.values()} | failed
    missing = [
        id_
        for id_, known in stored.items()
        if id_ not in seen and under(known.path, found.roots) and not failed.intersection((known.path, known.path.rpartition("#")[0]))
    ]
    gone = _by_hash(missing, stored, present)
    steps = []
    for id_ in sorted(seen):
        known = stored.get(id_)
        if known is None:
            before = gone.pop(hashes[id_], None)
            steps.append(Step(seen[id_], id_, "moved" if before else "new", before))
        elif known.stamp != task_stamp(seen[id_], hashes[id_], knowledge):
            steps.append(Step(seen[id_], id_, "changed"))
        else:
            steps.append(Step(seen[id_], id_, "moved" if known.path != seen[id_].path else "unchanged"))
    moved = {step.before for step in steps}
    return Plan(tuple(steps), tuple(sorted(id_ for id_ in missing if id_ not in moved)), tuple(failures))


def named(found: Found) -> tuple[list[str], list[str]]:
    """The paths and the ids under which the graph may know what was found, and the given paths."""
    paths, ids = set(found.roots), set()
    for source in found.sources:
        with suppress(OSError, InputError):  # `plan` tells of it
            for task, content in _tasks(source, Path(source.file).read_bytes(), {}):
                paths.add(task.path)
                ids |= {task.key} if task.facts else {task.key, article_key(content, key=task.key, path=task.path)}
    return sorted(paths), sorted(ids)


def _tasks(source: Source, data: bytes, by_path: Mapping[str, str]) -> Iterable[tuple[Task, bytes]]:
    """The articles of a file, each with its bytes."""
    if source.table:
        for row, content in enumerate(_rows_of(source.file)):
            yield Task(source.file, f"{source.path}#{row + 1}", f"{source.key}#{row + 1}", given=source.rows.get(row + 1), row=row), content
        return
    if source.records:
        for number, start, end in split_records(data):
            if (header := facts_header(data[start:end])) is not None:
                yield Task(source.file, header.path, header.id, start, end, facts=True), data[start:end]
                continue
            path = f"{source.path}#{number}"
            yield Task(source.file, path, f"{source.key}#{number}", start, end, given=source.rows.get(number)), data[start:end]
        return
    key = by_path.get(source.path, source.key) if source.single else source.key  # a file of a folder that was ingested whole
    yield Task(source.file, source.path, key, given=source.given), data


def _rows_of(file: str) -> tuple[bytes, ...]:
    """The rows of a Parquet file as JSON objects; those of the file asked for last are kept."""
    state = Path(file).stat()
    return _rows(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _rows(file: str, _changed: int, _size: int) -> tuple[bytes, ...]:
    from kgx.read.parquet import parquet_records

    return tuple(parquet_records(Path(file).read_bytes(), path=file))


def _by_hash(missing: Sequence[str], stored: Mapping[str, Stored], present: set[str]) -> dict[str, str]:
    """Content → id of stored articles whose file is gone: the same content elsewhere is a move."""
    return {stored[id_].sha256: id_ for id_ in sorted(missing, reverse=True) if stored[id_].path not in present}


def _twice(task: Task, id_: str, first: Task) -> Failure:
    return Failure(
        task.path,
        "key.twice",
        f"{task.path}: has the key {id_!r} of {first.path}; one article has one key",
        "give the folder that holds both, or each its own `id` in front matter",
    )
