"""The ids of the table printed last, so that a row can be named by its number."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kgx.cli import streams
from kgx.query.values import Column

LONGEST_NUMBER = 7
"""Digits of a row number at most; from eight characters on it is an id."""


def remember(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    """Keep the rows' ids, where they have any. A cache that cannot be written loses only the numbers."""
    name = next((column.name for column in columns if column.type == "id"), None)
    if name is None:
        return
    try:
        path = _path()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.encode([row[name] for row in rows]))
    except OSError as error:
        streams.say(f"row numbers are not kept: {error}")


def resolve(text: str) -> str:
    """The id that a word names: row N of the last table, else the word itself. Raises UsageError where there is no such row."""
    from kgx.errors import UsageError

    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        return text
    try:
        ids = msgspec.json.decode(_path().read_bytes(), type=list[str | None])
    except (OSError, msgspec.DecodeError):
        ids = []
    if not 1 <= int(text) <= len(ids):
        raise UsageError(f"the last table has no row {text}", hint=f"it has {len(ids)} rows; `kgx query` prints one")
    id_ = ids[int(text) - 1]
    if id_ is None:
        raise UsageError(f"row {text} of the last table rests on no claim", hint="it comes from kgx's own knowledge")
    return id_


def _path() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("kgx") / "last-table.json"
