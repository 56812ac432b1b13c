"""`kgx extract`: facts without a database, from any bytes and any path."""

import html
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kgx import read_text
from tests.cli.running import ARTICLES, Kgx, write_articles

TEXT = ARTICLES["甲.md"]


def facts(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def spans(article: dict[str, Any]) -> list[tuple[int, int, str]]:
    mentions = [(m["start"], m["end"], m["text"]) for entity in article["entities"] for m in entity["mentions"]]
    return mentions + [(c["evidence"]["start"], c["evidence"]["end"], c["evidence"]["text"]) for c in article["claims"]]


def test_the_facts_are_those_of_the_text(kgx: Kgx) -> None:
    folder = write_articles(kgx.folder / "in")
    found = facts(kgx("extract", "in").out)
    assert [article["article"]["id"] for article in found] == sorted(ARTICLES)
    for article in found:
        text = read_text(folder / article["article"]["id"])
        assert spans(article)
        assert all(text[start:end] == piece for start, end, piece in spans(article))
    rates = {(c["subject"]["name"], c["rate"]) for c in found[1]["claims"] if c["relation"] == "EXHIBITED"}
    assert rates == {("Claude Opus 4", 0.96), ("GPT-4.1", 0.8)}


def test_standard_input_reads_as_a_file_does(kgx: Kgx) -> None:
    write_articles(kgx.folder / "in")
    (piped,) = facts(kgx("extract", "-", input_=TEXT.encode()).out)
    filed = facts(kgx("extract", "in/甲.md").out)[0]
    assert piped["entities"] == filed["entities"]
    assert [c["evidence"] for c in piped["claims"]] == [c["evidence"] for c in filed["claims"]]


def test_the_table_has_a_row_for_each_claim(kgx: Kgx) -> None:
    write_articles(kgx.folder / "in")
    out = kgx("extract", "in", "--format", "table").out
    claims = sum(len(article["claims"]) for article in facts(kgx("extract", "in").out))
    assert sum(line.lstrip()[:1].isdigit() for line in out.splitlines()) == claims
    assert "Claude Opus 4 的勒索率高達 96%" in out


def test_the_page_shows_every_article_and_claim(kgx: Kgx) -> None:
    write_articles(kgx.folder / "in")
    page = kgx("extract", "in", "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<article ") == len(ARTICLES)
    claims = sum(len(article["claims"]) for article in facts(kgx("extract", "in").out))
    assert page.count('<li class="claim ') == claims
    piped = kgx("extract", "-", "--format", "html", input_=TEXT.encode())
    assert "模擬公司裡的勒索" in piped.out
    old = kgx("extract", "-", "--format", "html", input_=TEXT.encode(), env={"PYTHONIOENCODING": "cp936", "PYTHONUTF8": "0"})
    assert html.unescape(old.raw.decode("ascii")) == html.unescape(piped.out)


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8-sig", "utf-16"])
def test_other_encodings_are_recognised(kgx: Kgx, encoding: str) -> None:
    text = TEXT.replace("\n", "\r\n")
    (kgx.folder / "a.md").write_bytes(text.encode(encoding))
    (found,) = facts(kgx("extract", "a.md").out)
    assert {c["rate"] for c in found["claims"] if c["rate"]} == {0.96, 0.8}
    assert all(text[start:end] == piece for start, end, piece in spans(found))


def test_bytes_that_are_no_text_fail_alone(kgx: Kgx) -> None:
    folder = write_articles(kgx.folder / "in")
    (folder / "壞.md").write_bytes(b"# a\n\n" + bytes(range(128, 256)) * 8 + b"\xff\xfe\xfd")
    said = kgx("extract", "in", code=1)
    assert len(facts(said.out)) == len(ARTICLES)
    assert "壞.md" in said.err


def test_broken_front_matter_is_an_issue_and_the_text_is_read(kgx: Kgx) -> None:
    (kgx.folder / "a.md").write_text(TEXT.replace("title: ", "title: [\n: {"), encoding="utf-8")
    (found,) = facts(kgx("extract", "a.md").out)
    assert any(issue["code"].startswith("front-matter") for issue in found["issues"])
    assert {c["rate"] for c in found["claims"] if c["rate"]} == {0.96, 0.8}


def test_names_in_nfd_and_paths_with_odd_characters(kgx: Kgx) -> None:
    folder = write_articles(kgx.folder / "100%\u3000滿 #1", {})
    name = "ガが café.md"
    (folder / unicodedata.normalize("NFD", name)).write_text(TEXT, encoding="utf-8")
    (found,) = facts(kgx("extract", folder).out)
    assert found["article"]["id"] == name
    assert found["article"]["path"].endswith(f"100%\u3000滿 #1/{name}")


@pytest.mark.parametrize("encoding", ["cp950", "cp936", "ascii", "latin-1"])
def test_no_output_fails_on_the_encoding_of_a_terminal(kgx: Kgx, encoding: str) -> None:
    text = TEXT.replace("模擬", "模擬😀é勒索敲诈")
    write_articles(kgx.folder / "in", {"a.md": text})
    expected = facts(kgx("extract", "in").out)
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    assert facts(kgx("extract", "in", env=env, encoding=encoding).out) == expected
    assert "96%" in kgx("extract", "in", "--format", "table", env=env, encoding=encoding).out
    assert "\\u" in kgx("extract", "沒有", code=2, env={**env, "PYTHONIOENCODING": "ascii"}, encoding="ascii").err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names are text")
def test_a_file_name_that_is_no_text(kgx: Kgx) -> None:
    folder = write_articles(kgx.folder / "in", {})
    try:
        Path(str(folder) + "/a\udcff.md").write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    (found,) = facts(kgx("extract", "in").out)
    assert "96%" in json.dumps(found["claims"])


def test_a_reader_may_close_the_pipe(kgx: Kgx) -> None:
    write_articles(kgx.folder / "in", {f"{i}.md": TEXT * 20 for i in range(20)})
    with kgx.start("extract", "in") as process:
        assert process.stdout is not None
        assert process.stdout.read(10) == b'{"schema":'
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_issues_tell_what_was_seen_and_not_understood(kgx: Kgx) -> None:
    (kgx.folder / "in").mkdir()
    (kgx.folder / "in" / "a.md").write_text("# 測試\n\n上週的活動。\n\n有人問 GPT-9 會不會勒索人？\n", encoding="utf-8")
    (kgx.folder / "in" / "b.bin").write_bytes(b"\0")
    rows = facts(kgx("issues", "in", "--format", "jsonl").out)
    found = {(row["code"], row["path"], row["line"]) for row in rows}
    assert ("unread-behavior", "in/a.md", 5) in found
    assert any(code.startswith("skipped") and path.endswith("b.bin") for code, path, _ in found)
    assert kgx("issues", "in").out.count("勒索") == 1
