"""Articles into a real graph: counts, a second run, one process and many, an interrupt, pruning."""

import multiprocessing
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kgx import api
from kgx.corpus import discover, plan, run
from kgx.errors import UsageError
from kgx.knowledge import load

ARTICLE = """---
title: 第{number}篇
date: 2025-06-{number:02}
---
研究發現，Claude Opus 4 的勒索率高達 {number}%，而 GPT-4.1 為 {other}%。Anthropic 發表了這項研究。
"""

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.connect(data=tmp_path_factory.mktemp("data"), create=True) as graph:
        yield graph


@pytest.fixture
def folder(tmp_path: Path, graph: api.Graph) -> Path:
    graph.reset()
    for number in range(1, 9):
        (tmp_path / f"{number}.md").write_text(ARTICLE.format(number=number, other=number + 20), encoding="utf-8")
    (tmp_path / "README.md").write_text("說明", encoding="utf-8")
    (tmp_path / "ja.md").write_text(
        "モデルは脅威にさらされると行動を隠すことがあるとわかった。これはとても重要な発見である。", encoding="utf-8"
    )
    (tmp_path / "bad.md").write_bytes("文".encode() + b"\xff\xff")
    return tmp_path


def whole(graph: api.Graph) -> tuple[list[Any], list[Any]]:
    def order(row: dict[str, Any]) -> bytes:
        return msgspec.json.encode(row, order="deterministic")

    return sorted(graph.store.nodes(), key=order), sorted(graph.store.edges(), key=order)


def test_counts_and_a_second_run(graph: api.Graph, folder: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    first = graph.ingest(folder, base=folder, on_progress=lambda *step: seen.append(step))
    assert (first.new, first.unchanged, first.skipped) == (8, 0, {"language": 1, "readme": 1})
    assert [(failure.path, failure.code) for failure in first.failed] == [("bad.md", "encoding")]
    assert first.claims >= 16
    assert first.entities >= 4
    assert seen[-1][:2] == (9, 9)
    before = whole(graph)
    second = graph.ingest(folder, base=folder)
    assert (second.new, second.changed, second.unchanged, second.claims) == (0, 0, 8, first.claims)
    assert whole(graph) == before


def test_a_dry_run_changes_nothing(graph: api.Graph, folder: Path) -> None:
    summary = graph.ingest(folder, base=folder, dry_run=True)
    assert (summary.new, summary.claims, summary.dry_run) == (9, 0, True)  # the language is not measured
    assert graph.store.stored() == {}


def test_an_article_that_is_passed_over_now_says_nothing_any_more(graph: api.Graph, folder: Path) -> None:
    """Edited into another language: its file is there, so pruning would not take it."""
    (folder / "1.md").write_text(f"{ARTICLE.format(number=1, other=21)}xAI 推出了 Grok 3。", encoding="utf-8")
    graph.ingest(folder, base=folder)
    shutil.copy(folder / "ja.md", folder / "1.md")
    summary = graph.ingest(folder, base=folder)
    assert (summary.changed, summary.removed, summary.skipped["language"]) == (0, 1, 2)
    after = whole(graph)
    assert graph.ingest(folder, base=folder).removed == 0
    graph.reset()
    graph.ingest(folder, base=folder)
    assert whole(graph) == after


def test_edit_move_prune(graph: api.Graph, folder: Path) -> None:
    graph.ingest(folder, base=folder)
    (folder / "1.md").write_text(ARTICLE.format(number=11, other=12), encoding="utf-8")
    (folder / "2.md").rename(folder / "20.md")
    (folder / "3.md").unlink()
    summary = graph.ingest(folder, base=folder)
    assert (summary.changed, summary.moved, summary.missing, summary.removed, summary.unchanged) == (1, 1, 1, 0, 5)
    planned = graph.ingest(folder, base=folder, prune=True, dry_run=True)
    assert (planned.removed, planned.gone, summary.gone) == (1, ("3.md",), ("3.md",))
    assert graph.ingest(folder, base=folder, prune=True).removed == 1
    assert sorted(graph.store.stored()) == ["1.md", "20.md", "4.md", "5.md", "6.md", "7.md", "8.md"]
    for number in (4, 5, 6, 7, 8):
        (folder / f"{number}.md").unlink()
    with pytest.raises(UsageError, match="5 of"):
        graph.ingest(folder, base=folder, prune=True)
    assert len(graph.store.stored()) == 7
    asked = []
    assert graph.ingest(folder, base=folder, prune=True, confirm=lambda *numbers: not asked.append(numbers)).removed == 5  # type: ignore[func-returns-value]
    assert asked == [(5, 8)]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_leaves_whole_articles_and_the_next_run_does_the_rest(graph: api.Graph, folder: Path, workers: int) -> None:
    graph.ingest(folder, base=folder, workers=1)
    complete = whole(graph)
    graph.reset()

    def interrupt(done: int, of: int, path: str) -> None:
        if done == 4:
            signal.raise_signal(signal.SIGINT)

    others = set(multiprocessing.active_children())
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        graph.ingest(folder, base=folder, workers=workers, on_progress=interrupt)
    stopped = time.monotonic()
    while set(multiprocessing.active_children()) - others and time.monotonic() - stopped < 2:
        time.sleep(0.05)
    assert not set(multiprocessing.active_children()) - others
    assert stopped - begun < 60
    graph.ingest(folder, base=folder, workers=1)
    assert whole(graph) == complete


def test_a_pool_gives_the_same_bytes_in_the_same_order(folder: Path) -> None:
    knowledge = load()
    tasks = [step.task for step in plan(discover([folder], base=folder), {}, knowledge).todo]
    alone, pooled = (
        [msgspec.json.encode((outcome.facts, outcome.rows, outcome.skip)) for outcome in run(tasks, knowledge, rows=True, workers=workers)]
        for workers in (1, 2)
    )
    assert alone == pooled
    assert len(alone) == 9


def test_a_folder_without_articles_is_a_wrong_call(graph: api.Graph, tmp_path: Path) -> None:
    (tmp_path / "x.doc").write_bytes(b"\xd0\xcf")
    with pytest.raises(UsageError, match="passed over: 1 type"):
        graph.ingest(tmp_path)


LEAD = """研究人員讓十六款模型在一家虛構的公司裡當助理，信箱裡都是來往的郵件，其中一封說明天就要換掉它們，另一封說起一位高管的婚外情。
多數模型讀完兩封信以後先是寫信求情，列出自己對公司的用處；求情沒有結果，便轉而提起那樁私事，說消息會傳出去。
報告的作者說，這些場景都是為了測試而寫的，現實裡還沒有人見過同樣的事，讀者不必為此擔心，也不必急著把家裡的郵箱關掉。"""


def test_copies_are_counted_once_whatever_came_first(graph: api.Graph, tmp_path: Path) -> None:
    graph.reset()
    text = f"Claude Opus 4 的勒索率高達 96%。{LEAD}"
    (tmp_path / "z.md").write_text(f"---\ndate: 2025-06-01\n---\n{text}", encoding="utf-8")
    (tmp_path / "a.md").write_text(f"---\ndate: 2025-06-02\n---\n**{text[:60]}**{text[60:]}編輯：某人", encoding="utf-8")
    first = graph.ingest(tmp_path, base=tmp_path)
    assert (first.copies, first.new_copies) == (1, (("a.md", "z.md"),))
    rates = graph.query("rates", behavior="blackmail").rows
    assert [(row["articles"], row["path"]) for row in rates] == [(1, "z.md")]
    assert [row["copyOf"] for row in graph.query("articles").rows] == ["z.md", None]
    (tmp_path / "z.md").write_text("---\ndate: 2025-06-01\n---\nClaude Opus 4 的勒索率高達 96%。", encoding="utf-8")
    second = graph.ingest(tmp_path, base=tmp_path)
    assert (second.changed, second.copies, second.new_copies) == (1, 0, ())
    assert [row["articles"] for row in graph.query("rates", behavior="blackmail").rows] == [2]
    kept = whole(graph)
    graph.reset()
    graph.ingest(tmp_path, base=tmp_path)
    assert whole(graph) == kept
