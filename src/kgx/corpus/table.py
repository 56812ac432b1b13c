"""`articles.csv` beside articles: title, date, source and address of those that do not state them."""

import csv
import io
from pathlib import Path

import msgspec

from kgx.corpus.failure import Failure, unreadable
from kgx.errors import InputError
from kgx.model.article import Article
from kgx.read import decode, iso_date

NAME = "articles.csv"
_DELIMITERS = ",\t;"


class Given(msgspec.Struct, frozen=True):
    """What a row states."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None


def read_table(file: Path, shown: str) -> tuple[dict[str, Given], list[Failure]]:
    """Give the rows by path, relative to the table's folder, and what is wrong with them."""
    try:
        text, _ = decode(file.read_bytes(), path=shown)
    except OSError as error:
        return {}, [unreadable(shown, error)]
    except InputError as error:
        return {}, [Failure(shown, error.code, error.message, error.hint)]
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count))
    if "path" not in [name.strip().lower() for name in rows.fieldnames or ()]:
        columns = "path, title, date, source, url"
        return {}, [Failure(shown, "table.columns", f"{shown}: no column `path`", f"the first line names the columns: {columns}")]
    found: dict[str, Given] = {}
    failures = []
    try:
        for row in rows:
            values = {(name or "").strip().lower(): (value or "").strip() for name, value in row.items() if not isinstance(value, list)}
            date = iso_date(values.get("date", ""))
            if values.get("date") and date is None:
                message = f"{shown}, line {rows.line_num}: no date can be read from {values['date'][:40]!r}"
                failures.append(Failure(shown, "table.date", message, "write it as YYYY-MM-DD"))
            path = values["path"].replace("\\", "/").removeprefix("./")
            found[path] = Given(values.get("title") or None, date, values.get("source") or None, values.get("url") or None)
    except csv.Error as error:
        failures.append(Failure(shown, "table.invalid", f"{shown}, line {rows.line_num}: {error}", "save it as CSV in UTF-8"))
    return found, failures


def fill(article: Article, given: Given) -> Article:
    """Give the article what it does not state itself."""
    stated = {name: getattr(article, name) or getattr(given, name) for name in Given.__struct_fields__}
    return msgspec.structs.replace(article, **stated)
