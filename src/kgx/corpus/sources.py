"""Paths to article files: what is read, what is passed over and why, and each article's key."""

import errno
import logging
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from kgx.corpus import table
from kgx.corpus.failure import Failure, unreadable
from kgx.corpus.table import Given
from kgx.errors import UsageError
from kgx.read import LINE_SUFFIXES, PARQUET_SUFFIXES, RECORD_SUFFIXES, extra_for, is_read

_log = logging.getLogger("kgx.corpus")
_OWN = frozenset(("kgx.toml", "gates.toml", table.NAME))
"""Files that steer kgx: neither read as articles nor counted as passed over."""


class Source(msgspec.Struct, frozen=True):
    """A file that holds an article, or many as records."""

    file: str
    """For opening."""
    path: str
    """As shown: relative to the base folder where it lies in it, else absolute; with `/`, in NFC."""
    key: str
    """Path relative to the folder that was given, with `/`, in NFC; the file's name where a file was given."""
    given: Given | None = None
    """What a table beside or above it states."""
    rows: dict[int, Given] = {}
    """Of a file of many articles: the same by the number of the record."""
    single: bool = False
    """Given as a file: its key says less than the key of a file in a folder."""

    @property
    def records(self) -> bool:
        """Whether it holds many articles, one a line."""
        return PurePosixPath(self.path).suffix.lower() in LINE_SUFFIXES

    @property
    def table(self) -> bool:
        """Whether it holds many articles, one a row of a table."""
        return PurePosixPath(self.path).suffix.lower() in PARQUET_SUFFIXES


class Skip(msgspec.Struct, frozen=True, rename="camel"):
    """Something passed over on purpose. Reasons: type, hidden, readme, files-folder, label, link, table-row, language, empty."""

    path: str
    reason: str
    detail: str | None = None
    extra: str | None = None
    """The extra with which it would be read."""


class Found(msgspec.Struct, frozen=True):
    """All that lies under the paths that were given."""

    sources: tuple[Source, ...]
    """By key."""
    skipped: tuple[Skip, ...]
    failures: tuple[Failure, ...]
    roots: tuple[str, ...]
    """The given paths, as shown: what may be pruned lies under one of them."""


def discover(paths: Sequence[Path | str], *, base: Path) -> Found:
    """Find the articles under files and folders; `base` is the folder that shown paths are relative to.

    Raises UsageError where a path does not exist.
    """
    walk = _Walk(base)
    roots = []
    for path in map(Path, paths):
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"no such file or folder: {_name(str(path))}", hint="name files or folders that exist")
        roots.append(walk.shown(path))
        walk.tables_above(path)
        if path.is_dir():
            walk.folder(path, "", (path.resolve(),))
            walk.skip_idle_rows()
        else:
            walk.table(path.parent, "")
            walk.file(path, _name(path.name), single=True)
    unique = {source.path: source for source in sorted(walk.sources, key=lambda source: (source.single, source.key), reverse=True)}
    return Found(
        tuple(sorted(unique.values(), key=lambda source: (source.key, source.path))),
        tuple(sorted(set(walk.skipped), key=lambda skip: skip.path)),
        tuple(dict.fromkeys(walk.failures)),
        tuple(dict.fromkeys(roots)),
    )


def under(path: str, roots: Sequence[str]) -> bool:
    """Whether a shown path is one of the roots or lies in one."""
    return any(root == "." or path == root or path.startswith(root.rstrip("/") + "/") for root in roots)


class _Walk:
    """Collects what a walk finds."""

    def __init__(self, base: Path) -> None:
        self.base = _plain(base)
        self.sources: list[Source] = []
        self.skipped: list[Skip] = []
        self.failures: list[Failure] = []
        self.tables: list[tuple[str, dict[str, Given]]] = []
        """Of the folders that the walk is in: the folder's key, and the rows of its table. Innermost last."""
        self.idle: dict[str, Path] = {}
        """Rows that no file has met yet: the key that they are for, and the table."""

    def shown(self, file: Path) -> str:
        """Give a path as the user sees it, the same however it was typed."""
        whole = _plain(file)
        return _name(str(whole.relative_to(self.base) if whole.is_relative_to(self.base) else whole))

    def folder(self, folder: Path, key: str, ancestors: tuple[Path, ...]) -> None:
        """Walk a folder; `ancestors` are the real paths of the folders that lead here."""
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: _name(entry.name))
        except OSError as error:
            self._failed(folder, error)
            return
        self.table(folder, key)
        for entry in entries:
            name = _name(entry.name)
            inner = f"{key}/{name}" if key else name
            try:
                is_folder = stat.S_ISDIR(entry.stat().st_mode)
            except OSError as error:
                self._failed(entry, error)
                continue
            if name.startswith("."):
                self.skip(entry, "hidden")
            elif not is_folder:
                self.file(entry, inner)
            elif name.endswith("_files"):
                self.skip(entry, "files-folder")
            else:
                self._inner(entry, inner, ancestors)

    def table(self, folder: Path, key: str) -> None:
        """Read the table of a folder, if it has one."""
        while self.tables and not f"{key}/".startswith(self.tables[-1][0]):
            self.tables.pop()
        rows = self._read_table(folder)
        if rows:
            prefix = f"{key}/" if key else ""
            self.tables.append((prefix, rows))
            self.idle.update(dict.fromkeys((prefix + path for path in rows), folder / table.NAME))

    def tables_above(self, root: Path) -> None:
        """Begin a walk: read the tables of the folders above a path that was given, up to the base folder."""
        self.tables.clear()
        self.idle.clear()
        whole = _plain(root)
        above = [folder for folder in whole.parents if folder.is_relative_to(self.base)]
        for folder in reversed(above if whole.is_dir() else above[1:]):
            inner = _name(str((whole if whole.is_dir() else whole.parent).relative_to(folder))) + "/"
            rows = {path.removeprefix(inner): given for path, given in self._read_table(folder).items() if path.startswith(inner)}
            self.tables.append(("", rows))

    def skip_idle_rows(self) -> None:
        """Note the rows of tables in the folder just walked that are for no file in it."""
        for key, file in self.idle.items():
            self.skip(file, "table-row", key)

    def _read_table(self, folder: Path) -> dict[str, Given]:
        file = folder / table.NAME
        if not file.is_file():
            return {}
        rows, failures = table.read_table(file, self.shown(file))
        self.failures += failures
        return {_name(path): given for path, given in rows.items()}

    def _given(self, key: str) -> Given | None:
        """Find the row for a file: in the table nearest to it that has one."""
        self.idle.pop(key, None)
        for prefix, rows in reversed(self.tables):
            if key.startswith(prefix) and (given := rows.get(key.removeprefix(prefix))):
                return given
        return None

    def _given_records(self, key: str) -> dict[int, Given]:
        """Find the rows for the records of a file: `x.jsonl#3`."""
        found: dict[int, Given] = {}
        for prefix, rows in self.tables:
            for path, given in rows.items():
                file, mark, number = f"{prefix}{path}".rpartition("#")
                if mark and file == key and number.isdecimal():
                    found[int(number)] = given
                    self.idle.pop(f"{prefix}{path}", None)
        return found

    def _inner(self, folder: Path, key: str, ancestors: tuple[Path, ...]) -> None:
        real = folder.resolve()
        if real in ancestors:
            shown = self.shown(folder)
            self.failures.append(Failure(shown, "link.circular", f"{shown}: a link to a folder that it lies in", "remove the link"))
        elif folder.is_symlink() and real.is_relative_to(ancestors[0]):
            self.skip(folder, "link")  # its target is met in its own place
        else:
            self.folder(folder, key, (*ancestors, real))

    def file(self, file: Path, key: str, *, single: bool = False) -> None:
        """Take one file, or say why not. A file that was named is taken also where a walk would pass it over."""
        name = key.rpartition("/")[2]
        suffix = PurePosixPath(name).suffix.lower()
        try:
            regular = stat.S_ISREG(file.stat().st_mode)
        except OSError as error:
            self._failed(file, error)
            return
        if name in _OWN and not single:
            return
        if name.lower().startswith("readme") and not single:
            self.skip(file, "readme")
        elif suffix == ".json" and "gold" in _plain(file).parent.parts:
            self.skip(file, "label")
        elif not regular or not is_read(name):
            extra = extra_for(name)
            self.skip(file, "type", suffix or None, extra if regular else None)
        else:
            rows = self._given_records(key) if suffix in RECORD_SUFFIXES else {}
            self.sources.append(Source(str(file), self.shown(file), key, self._given(key), rows, single))

    def skip(self, file: Path, reason: str, detail: str | None = None, extra: str | None = None) -> None:
        """Note what is passed over."""
        _log.info("passed over %s (%s)", self.shown(file), ": ".join(filter(None, (reason, detail))))
        self.skipped.append(Skip(self.shown(file), reason, detail, extra))

    def _failed(self, file: Path, error: OSError) -> None:
        shown = self.shown(file)
        if error.errno == errno.ELOOP:
            self.failures.append(Failure(shown, "link.circular", f"{shown}: links that lead in a circle", "remove one of them"))
        elif error.errno == errno.ENOENT and file.is_symlink():
            target = _name(str(file.readlink()))
            self.failures.append(
                Failure(shown, "link.broken", f"{shown}: a link to {target}, which is not there", "remove or mend the link")
            )
        else:
            self.failures.append(unreadable(shown, error))


def _plain(path: Path) -> Path:
    """Give the absolute path without `..`; links stay as they are."""
    return Path(os.path.normpath(path.absolute()))


def _name(path: str) -> str:
    """A path with `/`, in NFC; bytes of a name that are no text are written as escapes."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", text.replace(os.sep, "/"))


def counts(skipped: Iterable[Skip]) -> dict[str, int]:
    """How many were passed over, by reason, most frequent first."""
    return _ranked(skip.reason for skip in skipped)


def extras(skipped: Iterable[Skip]) -> dict[str, int]:
    """How many of them would be read with which extra, most frequent first."""
    return _ranked(skip.extra for skip in skipped if skip.extra)


def demand_articles(found: Found, paths: Sequence[Path | str]) -> None:
    """Raise UsageError where nothing was found that could be an article."""
    if found.sources or found.failures:
        return
    passed = ", ".join(f"{number} {reason}" for reason, number in counts(found.skipped).items())
    more = [f"{number} would be read with the extra [{extra}]" for extra, number in extras(found.skipped).items()]
    raise UsageError(
        f"no article in {', '.join(map(str, paths))}" + (f" (passed over: {passed})" if passed else ""),
        hint="; ".join(more) or "give Markdown or text files, or folders that hold some",
    )


def _ranked(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
