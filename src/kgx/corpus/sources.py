"""Paths to article files: what is read, what is passed over and why, and each article's key."""

import errno
import os
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import msgspec

from kgx.corpus import table
from kgx.corpus.failure import Failure, unreadable
from kgx.corpus.table import Given
from kgx.errors import UsageError
from kgx.read import LINE_SUFFIXES, PARQUET_SUFFIXES, extra_for, is_read

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
    """What the table beside it states."""
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
    """Something passed over on purpose. Reasons: type, hidden, readme, files-folder, label, language, empty."""

    path: str
    reason: str
    detail: str | None = None


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
        if path.is_dir():
            walk.folder(path, "", (path.resolve(),))
        else:
            walk.table(path.parent, "")
            walk.file(path, _name(path.name), single=True)
            walk.tables.clear()
    unique = {source.path: source for source in sorted(walk.sources, key=lambda source: (source.single, source.key), reverse=True)}
    return Found(
        tuple(sorted(unique.values(), key=lambda source: (source.key, source.path))),
        tuple(sorted(set(walk.skipped), key=lambda skip: skip.path)),
        tuple(walk.failures),
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
        """Of the folders that the walk is in: the folder's key, and the rows of its table."""

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
        file = folder / table.NAME
        if file.is_file():
            rows, failures = table.read_table(file, self.shown(file))
            self.tables.append((f"{key}/" if key else "", {_name(path): given for path, given in rows.items()}))
            self.failures += failures

    def _given(self, key: str) -> Given | None:
        """Find the row for a file: in the table nearest to it that has one."""
        for prefix, rows in reversed(self.tables):
            if key.startswith(prefix) and (given := rows.get(key.removeprefix(prefix))):
                return given
        return None

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
            self.skip(file, "type", f"{suffix} (the extra [{extra}] reads it)" if extra else suffix or None)
        else:
            self.sources.append(Source(str(file), self.shown(file), key, self._given(key), single))

    def skip(self, file: Path, reason: str, detail: str | None = None) -> None:
        """Note what is passed over."""
        self.skipped.append(Skip(self.shown(file), reason, detail))

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


def counts(skipped: Sequence[Skip]) -> dict[str, int]:
    """How many were passed over, by reason, most frequent first."""
    found: dict[str, int] = {}
    for skip in skipped:
        found[skip.reason] = found.get(skip.reason, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
