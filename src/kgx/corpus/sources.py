"""Paths to article files: what is read, what is passed over and why, and each article's key."""

import errno
import os
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import msgspec

from kgx.errors import UsageError
from kgx.read import RECORD_SUFFIXES, extra_for, is_read

_OWN = frozenset(("kgx.toml", "articles.csv", "gates.toml"))
"""Files that steer kgx: neither read as articles nor counted as passed over."""


class Source(msgspec.Struct, frozen=True):
    """A file that holds an article, or many as records."""

    file: str
    """For opening."""
    path: str
    """As shown: relative to the base folder where it lies in it, else absolute; with `/`, in NFC."""
    key: str
    """Path relative to the folder that was given, with `/`, in NFC; the file's name where a file was given."""
    single: bool = False
    """Given as a file: its key says less than the key of a file in a folder."""

    @property
    def records(self) -> bool:
        """Whether it holds many articles."""
        return PurePosixPath(self.path).suffix.lower() in RECORD_SUFFIXES


class Skip(msgspec.Struct, frozen=True, rename="camel"):
    """Something passed over on purpose. Reasons: type, hidden, readme, files-folder, label, language, empty."""

    path: str
    reason: str
    detail: str | None = None


class Failure(msgspec.Struct, frozen=True, rename="camel"):
    """An input that could not be read, and why; the rest went on."""

    path: str
    code: str
    message: str
    hint: str | None = None


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
            walk.file(path, _name(path.name), single=True)
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
            self.sources.append(Source(str(file), self.shown(file), key, single))

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


def unreadable(path: str, error: OSError) -> Failure:
    """What to say of a file that the system does not let us read."""
    hint = "check its permissions" if isinstance(error, PermissionError) else None
    return Failure(path, "unreadable", f"{path}: {error.strerror or error}", hint)


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
