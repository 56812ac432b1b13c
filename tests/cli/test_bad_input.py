"""Input that is broken or odd, through the command line: each is told with its place, and the rest of the corpus goes on."""

import json
import time
from pathlib import Path

import pytest

from tests.cli.running import Kgx

SENTENCE = "據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%。"
REPORTED: dict[str, tuple[str | bytes, str]] = {
    "list.md": (f"---\n- a\n- b\n---\n{SENTENCE}", "front-matter.not-a-mapping"),
    "nul.md": (f"甲\0乙。{SENTENCE}", "character.nul"),
    "surrogate.jsonl": (json.dumps({"text": "\ud800" + SENTENCE}), "character.surrogate"),
    "brackets.md": ("[(" * 5_000 + SENTENCE, "block.long"),
    "nested.md": ("> " * 80 + "甲\n\n" + SENTENCE, "block.nested"),
}
"""File → content, and the issue that its facts have; the sentence's claim is read all the same."""
PLAIN = {
    "unpaired.md": "（「『《" * 50 + SENTENCE,
    "private.md": "\ue000\uf8ff\U000f0000" + SENTENCE.replace("Claude", "Clau\ufe0fde").replace("勒", "勒\U000e0100"),
    "combining.md": "e" + "\u0301" * 500 + "。" + SENTENCE,
    "rtl.md": "\u202eمرحبا بالعالم\u202c، שלום。" + SENTENCE * 2,
    "crlf.txt": SENTENCE[:20] + "\r\n" + SENTENCE[20:],
}
"""Files in which nothing is to be reported, and the sentence's claim is read."""
FAILED: dict[str, tuple[str | bytes, str]] = {
    "binary.md": (b"\0" * 300 + SENTENCE.encode(), "NUL bytes from byte 0"),
    "half.md": ("文".encode() + b"\xed\xa0\x80" + SENTENCE.encode(), "byte 3"),
    "deep.md": (">" * 1_000 + SENTENCE, "too deep"),
    "record.jsonl": ('{"title": "甲"}\n{', "record.jsonl#1"),
}


def write(folder: Path, name: str, content: str | bytes) -> None:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def test_each_is_told_and_the_rest_goes_on(kgx: Kgx) -> None:
    folder = kgx.folder / "c"
    folder.mkdir()
    for name, (content, _) in {**REPORTED, **FAILED}.items():
        write(folder, name, content)
    for name, text in PLAIN.items():
        write(folder, name, text)
    (folder / "gone.md").symlink_to("nowhere.md")
    (folder / "circle").symlink_to(folder)
    (folder / "loop.md").symlink_to("loop.md")
    write(folder, "other.epub", b"x")
    said = kgx("extract", "c", code=1)
    facts = {Path(line["article"]["path"]).name.partition("#")[0]: line for line in map(json.loads, said.out.splitlines())}
    assert set(facts) == {*REPORTED, *PLAIN}
    for name, line in facts.items():
        claims = [claim for claim in line["claims"] if claim["value"] == 0.96]
        assert claims, name
        text = line["article"]["text"] or (folder / name).read_bytes().decode()
        for claim in claims:
            evidence = claim["evidence"]
            assert text[evidence["start"] : evidence["end"]] == evidence["text"], name
        codes = [issue["code"] for issue in line["issues"]]
        assert (REPORTED[name][1] in codes) if name in REPORTED else not codes, name
    for name, (_, words) in FAILED.items():
        assert words in next(line for line in said.err.splitlines() if name in line)
    for name in ("gone.md", "circle", "loop.md"):
        assert f"c/{name}: " in said.err
    assert "passed over: 1 type" in said.err


def test_the_same_goes_into_the_graph(kgx: Kgx) -> None:
    folder = kgx.folder / "c"
    folder.mkdir()
    for name, (content, _) in {**REPORTED, **FAILED}.items():
        write(folder, name, content)
    write(folder, "empty.html", "<html><script>1</script></html>")
    pytest.importorskip("trafilatura", reason="needs the extra [documents]")
    said = kgx("ingest", "c", code=1)
    assert f"articles: {len(REPORTED)} new" in said.err
    assert f"failed: {len(FAILED) + 2}," in said.err  # both records of record.jsonl, and the page
    assert "empty.html: the page " in said.err


@pytest.mark.parametrize("name", ["line.md", "line.txt", "line.jsonl"])
def test_a_line_of_fifty_megabytes_is_refused_at_once(kgx: Kgx, name: str) -> None:
    line = SENTENCE * (50_000_000 // len(SENTENCE.encode()))
    write(kgx.folder, name, json.dumps({"text": line}, ensure_ascii=False) if name.endswith("jsonl") else line)
    write(kgx.folder, "good.md", SENTENCE)
    begun = time.monotonic()
    said = kgx("extract", ".", code=1)
    assert time.monotonic() - begun < 60
    assert "no more than 1,000,000 are read as one article" in said.err
    assert len(said.out.splitlines()) == 1


def test_a_sentence_without_an_end_takes_no_longer_than_its_clauses(kgx: Kgx) -> None:
    write(kgx.folder, "list.md", "GPT-4.1 的勒索率為 80%，" * 1_500)
    begun = time.monotonic()
    said = kgx("extract", "list.md")
    assert time.monotonic() - begun < 60
    assert len(json.loads(said.out)["claims"]) > 20  # equal ones in one sentence are one claim


def test_copies_are_said_once_and_the_table_of_what_is_missing_fills_them(kgx: Kgx) -> None:
    folder = kgx.folder / "articles"
    folder.mkdir()
    lead = "研究人員讓十六款模型在一家虛構的公司裡當助理，信箱裡都是來往的郵件。"
    write(folder, "甲.md", f"---\ntitle: 甲\ndate: 2025-06-01\n---\n{lead}{SENTENCE}")
    write(folder, "乙.txt", f"{lead}{SENTENCE}")
    said = kgx("ingest", "articles")
    assert "articles/乙.txt says the same as articles/甲.md" in said.err
    missing = kgx("status", "--missing", "--format", "csv").out
    assert missing.splitlines() == ["path,title,date,source,url", "articles/乙.txt,,,,", "articles/甲.md,甲,2025-06-01,,"]
    filled = missing.replace("乙.txt,,,,", "乙.txt,乙的題,2025-05-30,某報,https://x.example/1").replace("01,,", "01,某刊,")
    (kgx.folder / "articles.csv").write_text(filled + "articles/丙.md,丙,,,\n", encoding="utf-8")
    said = kgx("ingest", "articles")
    assert "articles/甲.md says the same as articles/乙.txt" in said.err  # which is earlier now
    assert kgx("status", "--missing", "--format", "csv").out.splitlines() == ["path,title,date,source,url"]
    row = json.loads(kgx("query", "rates", "behavior=勒索", "--format", "jsonl").out)
    assert (row["path"], row["articles"]) == ("articles/乙.txt", 1)
