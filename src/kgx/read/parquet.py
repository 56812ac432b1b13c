"""Parquet files: many articles in one table, with the columns that JSON lines have as keys."""

import datetime
import io
import json
from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq

from kgx.errors import InputError
from kgx.read.records import TEXT_KEYS

_ROWS = 1_000
"""Rows that are decoded at a time."""


def parquet_records(data: bytes, *, path: str) -> Iterator[bytes]:
    """Give each row as a JSON object, in order.

    Raises InputError, before the first row: code "parquet.invalid", or "record.text" where no column is the text.
    """
    try:
        file = pq.ParquetFile(io.BytesIO(data))
    except Exception as error:  # what pyarrow raises differs by what is broken
        hint = "write the table anew, as Parquet"
        raise InputError(f"{path}: no Parquet file that can be read: {error}", hint=hint, code="parquet.invalid") from error
    names: list[str] = file.schema_arrow.names
    if not set(names) & set(TEXT_KEYS):
        columns = ", ".join(names) or "none"
        raise InputError(f"{path}: no column `text` (there are: {columns})", hint="name the column of texts `text`", code="record.text")
    return _rows(file, path)


def _rows(file: Any, path: str) -> Iterator[bytes]:
    try:
        for batch in file.iter_batches(_ROWS):
            for row in batch.to_pylist():
                yield json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8", "surrogatepass")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: the table breaks off: {error}", hint="write it anew", code="parquet.invalid") from error


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)
