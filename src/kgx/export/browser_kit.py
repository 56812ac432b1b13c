"""What makes the graph read well in Neo4j Browser: a style, saved queries, a guide."""

import io
import zipfile
from importlib.resources import files
from pathlib import Path

from kgx.errors import UsageError

FAVORITES = "queries.zip"
"""All queries in one file, which Browser takes as a folder of favorites."""
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can state: the same kit has the same bytes."""


def browser_kit() -> dict[str, str]:
    """The kit's texts by file name: `kgx.grass`, `guide.md`, and ten queries `NN-….cypher`, each with its question as first line."""
    folder = files("kgx.export") / "browser"
    return {entry.name: entry.read_text(encoding="utf-8") for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)}


def write_browser_kit(folder: Path) -> int:
    """Write the kit into a folder, made where it is missing, in place of an earlier kit. Returns how many files.

    Raises UsageError where the folder cannot be one.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", hint="name a folder")
    texts = browser_kit()
    contents = {name: text.encode() for name, text in texts.items()} | {FAVORITES: _favorites(texts)}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return len(contents)


def _favorites(texts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in texts.items():
            if name.endswith(".cypher"):
                archive.writestr(zipfile.ZipInfo(f"kgx/{name}", _DATE), text)
    return made.getvalue()
