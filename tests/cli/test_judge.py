"""Judgements as a user types them."""

import json
from collections.abc import Iterator

import pytest

from tests.cli.running import Kgx, write_articles

pytestmark = pytest.mark.embedded
PEOPLE = {
    "一.md": "據報導，OpenAI 研究員王偉明表示，Claude Opus 4 的勒索率高達 96%。\n",
    "二.md": "據報導，研究員 Weiming Wang 已離開 OpenAI。GPT-4.1 的勒索率為 80%。\n",
}


@pytest.fixture
def judged(kgx: Kgx) -> Iterator[Kgx]:
    from kgx.server import start_or_attach

    write_articles(kgx.folder / "in", PEOPLE)
    server = start_or_attach(kgx.folder / ".kgx")
    kgx("ingest", "in", "--quiet")
    yield kgx
    server.close()


def rates(kgx: Kgx, *flags: str) -> list[float]:
    return [row["rate"] for row in json.loads(kgx("query", "rates", "behavior=勒索", "--format", "json", *flags).out)]


def test_from_rejecting_a_row_to_a_file_of_judgements(judged: Kgx) -> None:
    kgx = judged
    kgx("query", "rates", "behavior=勒索")
    cited = kgx("why", "1", "--format", "text").out
    assert "96%" in cited
    assert "一.md:1" in cited
    assert kgx("why", "1", "--format", "bibtex").out.startswith("@misc{kgx-")
    assert kgx("why", "1", "--format", "markdown").out.startswith("> ")
    assert "only a claim" in kgx("why", "GPT-4.1", "--format", "text", code=2).err
    assert "rejected: " in kgx("reject", "1", "--reason", "讀錯").err
    assert rates(kgx) == [0.8]
    assert rates(kgx, "--rejected") == [0.96]
    assert "recipes" in kgx("query", "--cypher", "MATCH (n) RETURN n", "--rejected", code=2).err
    kgx("export", "without.jsonl", "--quiet")
    kgx("export", "with.jsonl", "--rejected", "--quiet")
    text = {name: (kgx.folder / f"{name}.jsonl").read_text(encoding="utf-8") for name in ("with", "without")}
    claims = {name: sum(len(json.loads(line)["claims"]) for line in lines.splitlines()) for name, lines in text.items()}
    assert claims["with"] == claims["without"] + 1

    (row,) = json.loads(kgx("judgements", "--format", "json").out)
    assert (row["action"], row["reason"], row["stale"]) == ("reject", "讀錯", False)
    kgx("judgements", "export", "judgements.jsonl")
    lines = (kgx.folder / "judgements.jsonl").read_bytes()
    assert kgx("judgements", "export").raw == lines
    kgx("reset", "--yes", "kgx")
    kgx("ingest", "in", "--quiet")
    assert rates(kgx) == [0.8]
    kgx("accept", row["a"][:8])
    assert rates(kgx) == [0.96, 0.8]
    kgx("judgements", "import", "-", input_=lines)
    assert rates(kgx) == [0.8]
    assert "line 1" in kgx("judgements", "import", "-", input_=b"{}", code=1).err
    (kgx.folder / "in" / "一.md").write_text("改了。\n", encoding="utf-8")
    assert "1 judgement" in kgx("ingest", "in").err
    assert json.loads(kgx("judgements", "--format", "json").out)[0]["stale"] is True


def test_merging_shows_before_and_after(judged: Kgx) -> None:
    said = judged("merge", "王伟明", "Weiming Wang", "--reason", "同一人").err
    assert said.count("before: ") == 2
    assert said.count("after: ") == 1
    why = json.loads(judged("why", "王偉明", "--format", "json").out)
    assert why["entity"] == "person:weiming-wang"
    assert why["joined"][0]["localId"] == "person:王伟明"
    assert why["joined"][0]["because"].endswith("同一人")
    assert judged("split", "Weiming Wang").err.count("after: ") == 2
    assert "not of one type" in judged("merge", "王伟明", "OpenAI", code=2).err
