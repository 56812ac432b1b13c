"""Facts as JSON lines, an article a line: what `kgx ingest` takes in place of the articles."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from kgx.model.facts import ArticleFacts

SUFFIX = ".jsonl"


def write_facts(facts: Iterable[ArticleFacts], path: Path) -> int:
    """Write facts as they come; a reader of the path sees the old file or the new one. Returns how many articles."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    count = 0
    try:
        with part.open("wb") as file:
            for one in facts:
                file.write(msgspec.json.encode(one) + b"\n")
                count += 1
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count
