"""The samples under `exports/` are what the program makes today."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.export.samples import FOLDER, SAMPLES, make


@pytest.mark.embedded
def test_the_samples_are_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    make(tmp_path / "out", tmp_path)
    for name in SAMPLES:
        made, kept = (tmp_path / "out" / name).read_bytes(), (FOLDER / name).read_bytes()
        assert content(name, made) == content(name, kept), f"exports/{name} is not what corpus/ gives: run `python -m tests.export.samples`"
        assert str(Path.home()).encode() not in made


def test_the_page_beside_them_names_each_with_its_command() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name, flags in SAMPLES.items():
        assert f"| `{name}` | `{' '.join(['kgx export', name, *flags])}` |" in text


def content(name: str, data: bytes) -> Any:
    """What a file says; how it is packed is another library's business, and may change with it."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return {part: parts.read(part) for part in parts.namelist()}
    if name.endswith(".parquet"):
        table = pq.read_table(io.BytesIO(data))
        return str(table.schema), table.to_pylist()
    return data
