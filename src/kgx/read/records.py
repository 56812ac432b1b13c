"""Many articles in one file: JSON lines with `id`, `title`, `date`, `url` and `text`, one article a line."""

import json
import re
from collections.abc import Iterator
from typing import Any

from kgx.errors import InputError
from kgx.model.article import Issue
from kgx.read.front_matter import Entry, FrontMatter, named

TEXT_KEYS = ("text", "content", "body", "markdown")
"""Where a record's text is; the first that it has counts."""
_SURROGATES = re.compile("[\ud800-\udfff]+")


def split_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Give the number of each line that is not blank, from 1, and its bytes' start and end."""
    start = 0
    number = 0
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        if data[start:end].strip(b" \t\r\xef\xbb\xbf"):
            yield number, start, end
        start = end + 1


def read_record(data: bytes, *, path: str) -> tuple[str, FrontMatter, bool]:
    """Give a record's text, what it says of itself, and whether the text is Markdown.

    Raises InputError: code "record.invalid" where the line is no JSON object, "record.text" where it has no text.
    """
    values = _parse(data, path)
    key = next((key for key in TEXT_KEYS if isinstance(values.get(key), str) and values[key].strip()), None)
    if key is None:
        raise InputError(f"{path}: the record has no text", hint="give each record a `text`", code="record.text")
    text: str = values[key]
    issues: tuple[Issue, ...] = ()
    if broken := _SURROGATES.search(text):
        text = _SURROGATES.sub(lambda match: "\ufffd" * len(match[0]), text)
        issues = (Issue("character.surrogate", "half a character (a lone surrogate); shown as U+FFFD", *broken.span()),)
    entries = {name: Entry(str(value), None) for name, value in values.items() if isinstance(value, str | int) and name != key}
    return text, FrontMatter(named(entries), 0, issues), key == "markdown"


def record_id(data: bytes) -> str | None:
    """Give the id that a record states; None for a broken one, which reading reports."""
    try:
        values = _parse(data, "")
    except InputError:
        return None
    entry = named({name: Entry(str(value), None) for name, value in values.items() if isinstance(value, str | int)}).get("id")
    return entry.value if entry else None


def _parse(data: bytes, path: str) -> dict[str, Any]:
    try:
        values = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: no JSON: {error}", hint="one JSON object a line, in UTF-8", code="record.invalid") from error
    if not isinstance(values, dict):
        raise InputError(
            f"{path}: {type(values).__name__} where an object is expected", hint="one JSON object a line", code="record.invalid"
        )
    return values
