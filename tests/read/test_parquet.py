"""Parquet files: a row is an article, as a line of JSON lines is."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from kgx import api
from kgx.corpus.failure import Failure
from kgx.errors import InputError
from kgx.model.facts import ArticleFacts
from kgx.read import read_article

pa = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")

TEXT = "研究發現，甲型的勒索率高達 96%。"


def write(path: Path, **columns: list[Any]) -> Path:
    import pyarrow.parquet

    pyarrow.parquet.write_table(pa.table(columns), path)
    return path


def test_rows_are_articles(tmp_path: Path) -> None:
    dates = [datetime.date(2025, 6, 1), None, datetime.date(2025, 6, 3)]
    write(tmp_path / "t.parquet", id=["a", None, "c"], title=["甲", "乙", "丙"], date=dates, text=[TEXT, TEXT + TEXT, None])
    results = list(api.extract_all(tmp_path, base=tmp_path, workers=1))
    found = [result for result in results if isinstance(result, ArticleFacts)]
    assert [(f.article.id, f.article.path, f.article.title, f.article.date) for f in found] == [
        ("a", "t.parquet#1", "甲", "2025-06-01"),
        ("t.parquet#2", "t.parquet#2", "乙", None),
    ]
    assert found[0].article.text == TEXT
    assert [(result.path, result.code) for result in results if isinstance(result, Failure)] == [("t.parquet#3", "record.text")]


def test_a_table_without_texts_and_what_is_none_are_told(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", id=["a"], title=["甲"])
    (tmp_path / "b.parquet").write_bytes(b"PAR1")
    (tmp_path / "c.md").write_text(TEXT, encoding="utf-8")
    results = list(api.extract_all(tmp_path, base=tmp_path))
    assert [(result.path, result.code) for result in results if isinstance(result, Failure)] == [
        ("a.parquet", "record.text"),
        ("b.parquet", "parquet.invalid"),
    ]
    assert [result.article.path for result in results if isinstance(result, ArticleFacts)] == ["c.md"]


def test_one_file_is_not_one_article(tmp_path: Path) -> None:
    file = write(tmp_path / "t.parquet", text=[TEXT])
    with pytest.raises(InputError, match="holds many articles"):
        read_article(file.read_bytes(), key="k", path="t.parquet")
