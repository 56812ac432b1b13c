"""What makes the graph read well in Neo4j Browser: a style, saved queries, a guide."""

from importlib.resources import files
from pathlib import Path

from kgx.errors import UsageError


def browser_kit() -> dict[str, str]:
    """The kit as texts by file name: `kgx.grass`, `guide.md`, and ten queries `NN-….cypher`, each with its question as first line."""
    folder = files("kgx.export") / "browser"
    return {entry.name: entry.read_text(encoding="utf-8") for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)}


def write_browser_kit(folder: Path) -> int:
    """Write the kit into a folder, made where it is missing, in place of an earlier kit. Returns how many files.

    Raises UsageError where the folder cannot be one.
    """
    kit = browser_kit()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", hint="name a folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in kit.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(kit)
