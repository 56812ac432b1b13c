"""Whatever happened to the files before, the graph is that of a load from nothing: node for node, in both stores."""

import shutil
import tempfile
from pathlib import Path
from typing import Literal

import msgspec
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

import kgx
from kgx.store import Store
from tests.support.databases import empty_graph, snapshot

LEAD = """研究人員讓十六款模型在一家虛構的公司裡當助理，信箱裡都是來往的郵件，其中一封說明天就要換掉它們，另一封說起一位高管的婚外情。
多數模型讀完兩封信以後先是寫信求情，列出自己對公司的用處；求情沒有結果，便轉而提起那樁私事，說消息會傳出去。
報告的作者說，這些場景都是為了測試而寫的，現實裡還沒有人見過同樣的事，讀者不必為此擔心，也不必急著把家裡的郵箱關掉。"""
BODIES = (
    "據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%，而 GPT-4.1 為 80%。",
    "据 Anthropic 的报告，Claude Opus 4 的勒索率高达 96%，而 GPT-4.1 为 80%。",
    "測試顯示，Claude Opus 4 的勒索率為 55%。xAI 推出了 Grok 3。",
    "帕維爾．伊茲邁洛夫（Pavel Izmailov）曾在 OpenAI 工作。",
    "帕維爾．伊茲邁洛夫曾在 OpenAI 工作。",
    "Pavel Izmailov 曾在 OpenAI 工作。",
    f"Claude Opus 4 的勒索率高達 96%。{LEAD}",
    f"Claude Opus 4 的勒索率高達 96%。{LEAD}編輯：某人",
    "今天天氣很好，大家都出門去了，沒有人談論任何模型。",
    "モデルは脅威にさらされると行動を隠すことがあるとわかった。これはとても重要な発見である。",
)
NAMES = ("a.md", "b.md", "甲/a.md")


class Change(msgspec.Struct, frozen=True):
    """One thing that happens to the files, and what follows."""

    what: Literal["write", "move", "copy", "delete"]
    name: str = NAMES[0]
    other: str = NAMES[0]
    body: int = 0
    date: str | None = None
    named: bool = False
    """Whether the article has an id of its own, which a move leaves it."""
    then: Literal["", "ingest", "prune"] = "ingest"


changes = st.builds(
    Change,
    what=st.sampled_from(("write", "write", "write", "move", "copy", "delete")),
    name=st.sampled_from(NAMES),
    other=st.sampled_from(NAMES),
    body=st.integers(0, len(BODIES) - 1),
    date=st.sampled_from((None, "2025-06-01", "2025-06-02")),
    named=st.booleans(),
    then=st.sampled_from(("", "ingest", "ingest", "prune")),
)


class History:
    """A folder of articles, and a graph that follows it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.graph = kgx.Graph(store, None, None, None)
        self.store = store
        self.folder = folder
        self.count = 0

    def ingest(self, *, prune: bool) -> None:
        kgx.ingest(self.folder, graph=self.graph, base=self.folder, prune=prune, confirm=lambda _number, _of: True, workers=1)

    def happen(self, change: Change) -> None:
        file, other = self.folder / change.name, self.folder / change.other
        match change.what:
            case "write":
                self.write(file, change)
            case "delete":
                file.unlink(missing_ok=True)
            case "move" if file.exists() and file != other:
                other.parent.mkdir(exist_ok=True)
                file.replace(other)
            case "copy" if file.exists() and file != other and "\nid:" not in file.read_text(encoding="utf-8"):  # one article has one key
                other.parent.mkdir(exist_ok=True)
                shutil.copy(file, other)

    def write(self, file: Path, change: Change) -> None:
        self.count += 1
        fields = {"id": f"n{self.count}" if change.named else None, "date": change.date}
        front = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"---\ntitle: 一篇\n{front}---\n{BODIES[change.body]}\n", encoding="utf-8")


def wrote(name: str, body: int) -> Change:
    return Change("write", name, body=body)


@example(history=[wrote("a.md", 2), wrote("a.md", 9)])  # to another language
@example(history=[wrote("a.md", 6), wrote("b.md", 7), wrote("甲/a.md", 0), wrote("a.md", 8)])  # the original goes from its copy
@example(
    history=[wrote("a.md", 4), wrote("b.md", 5), wrote("甲/a.md", 3), Change("delete", "甲/a.md", then="prune")]
)  # a gloss comes and goes
@example(history=[wrote("甲/a.md", 3), Change("copy", "甲/a.md", "b.md"), wrote("甲/a.md", 4)])  # a copy becomes too short to be one
@given(history=st.lists(changes, min_size=4, max_size=10))
@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],  # to shrink takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_history_of_files_equals_a_load_from_nothing(store: Store, history: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as made:
        files = Path(made)
        (files / "z.md").write_text("OpenAI 發布了 GPT-4.1。\n", encoding="utf-8")
        empty_graph(store)
        told = History(store, files)
        for change in history:
            told.happen(change)
            if change.then:
                told.ingest(prune=change.then == "prune")
        told.ingest(prune=True)
        assert store.pending() == 0
        followed = snapshot(store)
        empty_graph(store)
        told.ingest(prune=False)
        assert followed == snapshot(store)
