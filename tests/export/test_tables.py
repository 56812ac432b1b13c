"""Tables of claims: other readers find the same rows, with their types, and no formula."""

import csv
import datetime
import io
import json
import zipfile
from typing import Any, get_args

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from kgx.errors import UsageError
from kgx.export import Kind, Language
from kgx.export.claims import Row, claim_rows
from kgx.export.columns import columns, looks_like_formula, table
from kgx.export.formats import FORMATS, make
from kgx.graph import DERIVATION, article_rows
from kgx.store import Store
from tests.query import graphs
from tests.support.facts import article, claim, knowledge, phrase, thing

NAMES = [column.name for column in columns()]
FORMULAS = ("=1+1", "+886 二", "-x", "@SUM(A1)", "\t=1")


@pytest.fixture(scope="module")
def rows(embedded_store: Store) -> list[Row]:
    """The small graph's claims, and some whose words look like formulas."""
    said = [
        claim("SAID", thing("Person", "Elon Musk"), phrase(words), f"{words}，\n他說 “好”", start=100 * i, condition=words)
        for i, words in enumerate(FORMULAS)
    ]
    counted = claim(
        "EXHIBITED", thing("Model", "o3"), thing("Behavior", "sabotage"), "100 次中 79 次", start=900, value=79.0, denominator=100.0,
        rate=0.79, unit="count", comparator="=",
    )  # fmt: skip
    odd = article("己.md", *said, counted, date="2025-08")
    embedded_store.prepare()
    embedded_store.reset()
    embedded_store.load(article_rows(facts, facts.article.sha256) for facts in [*graphs.articles(), odd])
    embedded_store.finish(knowledge(), DERIVATION)
    found = claim_rows(embedded_store)
    embedded_store.reset()
    return found


@pytest.mark.embedded
def test_a_row_a_claim_as_the_facts_have_it(rows: list[Row]) -> None:
    facts = {made.id: (one.article, made) for one in graphs.articles() for made in one.claims}
    found = {row["claim"]: row for row in rows if row["path"] != "己.md"}
    assert found.keys() == facts.keys()
    for id_, (header, made) in facts.items():
        row = found[id_]
        assert (row["subject"], row["relation"], row["polarity"]) == (made.subject.name, made.relation, made.polarity)
        assert row["object"] == (made.object.name if made.object else None)
        assert [row[name] for name in ("value", "valueMax", "rate", "denominator")] == [
            made.value, made.value_max, made.rate, made.denominator
        ]  # fmt: skip
        assert [row[name] for name in ("unit", "comparator", "condition", "role", "status", "direction")] == [
            made.unit, made.comparator, made.condition, made.role, made.status, made.direction
        ]  # fmt: skip
        assert row["attribution"] == [source.name for source in made.attribution]
        assert row["origin"] == (made.origin.name if made.origin else None)
        assert row["on"] == (made.on.name if made.on else None)
        assert row["scenario"] == (made.scenario.name if made.scenario else None)
        assert (row["timeFrom"], row["timeTo"]) == ((made.time.from_, made.time.to) if made.time else (None, None))
        assert (row["evidence"], row["line"], row["block"]) == (made.evidence.text, made.evidence.line, made.evidence.role)
        assert (row["title"], row["path"], row["date"], row["source"]) == (header.title, header.path, header.date, header.source)
        assert row["implicitSubject"] is made.implicit_subject


@pytest.mark.embedded
def test_csv_reads_back_and_holds_no_formula(rows: list[Row]) -> None:
    data = FORMATS["csv"].encode(rows, None)
    assert not data.startswith(b"\xef\xbb\xbf")
    back = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    assert list(back[0]) == NAMES
    assert not any(looks_like_formula(cell) for row in back for cell in row.values())
    assert [{name: unguarded(text) for name, text in row.items()} for row in back] == [as_texts(row) for row in rows]
    guarded = [row["object"] for row in back if row["path"] == "己.md" and row["relation"] == "SAID"]
    assert guarded == [f"'{words}" for words in FORMULAS]
    assert {row["comparator"] for row in back} == {"", "=", "~"}


@pytest.mark.embedded
def test_parquet_reads_back_typed(rows: list[Row]) -> None:
    read = pq.read_table(io.BytesIO(FORMATS["parquet"].encode(rows, None)))
    days = {"timeFrom", "timeTo"}
    dated = [{name: datetime.date.fromisoformat(row[name]) if name in days and row[name] else row[name] for name in NAMES} for row in rows]
    assert read.to_pylist() == dated
    types = {name: str(read.schema.field(name).type) for name in NAMES}
    assert {types[name] for name in ("value", "valueMax", "rate", "denominator")} == {"double"}
    assert (types["line"], types["implicitSubject"], types["timeFrom"], types["evidence"]) == ("int32", "bool", "date32[day]", "string")
    assert types["attribution"].startswith("list<")
    assert all(read.schema.field(name).metadata[b"description"] for name in NAMES)


@pytest.mark.embedded
@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
def test_another_reader_finds_the_workbook(rows: list[Row], language: Language) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(FORMATS["xlsx"].encode(rows, language)))
    assert tuple(book.sheet_names) == table().sheets[language]
    head, *body = book.get_sheet_by_index(0).to_python()
    assert head == [column.told(language)[0] for column in columns()]
    for found, row in zip(body, rows, strict=True):
        for column, cell in zip(columns(), found, strict=True):
            value = row[column.name]
            if column.type == "date":
                value = datetime.date.fromisoformat(value) if value else value
            assert cell == ("; ".join(value) if isinstance(value, list) else "" if value is None else value), column.name
    explained = book.get_sheet_by_index(1).to_python()[1:]
    assert explained == [[column.told(language)[0], column.name, column.told(language)[1]] for column in columns()]


@pytest.mark.embedded
def test_the_workbook_is_fit_to_look_at(rows: list[Row]) -> None:
    rows = [{**row, "url": "https://例.tw/甲?a=1&b=2" if i == 0 else row["url"]} for i, row in enumerate(rows)]
    data = FORMATS["xlsx"].encode(rows, "zh-Hans")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert [sheet.column_dimensions[get_column_letter(i)].width for i in range(1, len(NAMES) + 1)] == [column.width for column in columns()]
    assert [cell.hyperlink.target for line in sheet.iter_rows() for cell in line if cell.hyperlink] == ["https://例.tw/甲?a=1&b=2"]
    formats = {
        row["rate"]: sheet.cell(i, NAMES.index("rate") + 1).number_format for i, row in enumerate(rows, 2) if row["rate"] is not None
    }
    assert formats == dict.fromkeys(formats, "0%")
    counted = next(i for i, row in enumerate(rows, 2) if row["unit"] == "count")
    assert sheet.cell(counted, NAMES.index("value") + 1).number_format == "General"
    quoted = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.quotePrefix]
    assert sorted(set(quoted)) == sorted([*FORMULAS, *(f"{words}，\n他說 “好”" for words in FORMULAS)])
    assert FORMATS["xlsx"].encode(rows, "zh-Hans") == data


@pytest.mark.parametrize(
    ("fraction", "format_"), [(0.96, "0%"), (0.055, "0.0%"), (0.8951, "0.00%"), (1 / 3, "0.0000%"), (0.0, "0%"), (1.0, "0%")]
)
def test_per_cent_has_the_digits_of_the_number(fraction: float, format_: str) -> None:
    from kgx.export.xlsx_table import _percent

    assert _percent(fraction) == format_


@pytest.mark.embedded
def test_what_has_no_room_in_a_workbook_is_said(rows: list[Row]) -> None:
    with pytest.raises(UsageError) as caught:
        FORMATS["xlsx"].encode([{**rows[0], "evidence": "長" * 32_768}], None)
    assert rows[0]["claim"] in str(caught.value)
    assert ".csv" in str(caught.value.hint)


@pytest.mark.embedded
def test_a_kind_of_claims(embedded_store: Store) -> None:
    embedded_store.prepare()
    embedded_store.reset()
    graphs.load(embedded_store)
    kinds: tuple[Kind, ...] = get_args(Kind)
    made = {kind: make(embedded_store, "csv", kind) for kind in kinds}
    embedded_store.reset()
    stated = [one for facts in graphs.articles() for one in facts.claims]
    between = [one for one in stated if one.subject.id and one.object and one.object.id]
    assert {kind: one.count for kind, one in made.items()} == {"claims": len(stated), "entities": len(between), "rates": 9}
    for one in made.values():
        assert len(list(csv.DictReader(io.StringIO(one.data.decode("utf-8"), newline="")))) == one.count


def test_the_columns_are_told_in_each_language() -> None:
    told = [text for column in columns() for text in (*column.en, *column.hant, *column.hans)]
    assert all(told)
    for language in ("en", "zh-Hant", "zh-Hans"):
        headings = [column.told(language)[0] for column in columns()]
        assert len(set(headings)) == len(headings)


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and looks_like_formula(text[1:]) else text


def as_texts(row: dict[str, Any]) -> dict[str, str]:
    """What the cells of a CSV should read."""
    texts = {}
    for name in NAMES:
        value = row[name]
        value = "; ".join(value) if isinstance(value, list) else value
        texts[name] = "" if value is None else value if isinstance(value, str) else json.dumps(value)
    return texts
