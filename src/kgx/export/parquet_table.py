"""The table of claims as Parquet, with a type for each column and its meaning in the column's metadata."""

import datetime
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgx.export.columns import columns

if TYPE_CHECKING:
    from kgx.export.claims import Row
    from kgx.export.columns import Language

SUFFIX = ".parquet"


def encode(rows: "Sequence[Row]", language: "Language | None") -> bytes:
    """A row a claim, under the names of the columns; `language` is that of the notes in the metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    numbers = dict.fromkeys(["percent", "amount", "number"], pa.float64())
    types = {**numbers, "integer": pa.int32(), "flag": pa.bool_(), "date": pa.date32(), "list": pa.list_(pa.string())}
    fields, arrays = [], []
    for column in columns():
        type_ = types.get(column.type, pa.string())
        note = {"description": column.told(language or "en")[1]}
        fields.append(pa.field(column.name, type_, metadata=note))
        arrays.append(pa.array([_value(column.type, row[column.name]) for row in rows], type_))
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), out)
    return out.getvalue()


def _value(type_: str, value: Any) -> Any:
    return datetime.date.fromisoformat(value) if type_ == "date" and value is not None else value
