"""What is given to others tells neither where somebody keeps files nor, unless asked for, what no claim rests on."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet
import pytest

from kgx import api
from kgx.errors import UsageError
from kgx.export import FORMATS
from kgx.model.shown import shown_facts, shown_path
from kgx.query import cite
from kgx.query.citation import FORMATS as CITATIONS
from kgx.store import Store

HOME = "jane.doe"
UNSAID = "這句話誰也不必知道"
ARTICLES = {
    "甲.md": f"據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%。\n\n{UNSAID}。\n",
    "新/乙.md": f"---\ntitle: 乙\n---\n\nOpenAI 发布了 GPT-4.1，其勒索率为 80%。{UNSAID}。\n",
    "丙.jsonl": f'{{"id": "丙", "text": "GPT-4.1 的勒索率為 80%。{UNSAID}。"}}\n{{"text": "xAI 由馬斯克創辦。"}}\n',
    "articles.csv": f"path,url\n新/乙.md,file:///home/{HOME}/b.html\n",
    "丁.html": f"""<html><head><title>勒索報告</title></head><body><article><h1>勒索報告</h1>
<p>據 <a href="file:///home/{HOME}/a.html">Anthropic 的報告</a>，Claude Opus 4 的勒索率高達 96%，GPT-4.1 為 80%。
這一段夠長，看得出是正文，而不是選單或頁尾。</p>
<p>{UNSAID}，所以這一段只是在那裡，沒有說任何模型做了什麼，也沒有數字，不過同樣夠長，看得出是正文。</p></article></body></html>""",
}


@pytest.mark.parametrize(
    ("path", "article", "shown"),
    [
        ("articles/甲.md", "甲.md", "articles/甲.md"),
        ("a..b/甲.md", "甲.md", "a..b/甲.md"),
        ("/home/me/articles/新/甲.md", "新/甲.md", "新/甲.md"),
        ("/home/me/articles/甲.md", "an-id", "甲.md"),
        ("/home/me/r.jsonl#3", "r.jsonl#3", "r.jsonl#3"),
        ("C:/Users/me/甲.md", "an-id", "甲.md"),
        ("C:\\Users\\me\\新\\甲.md", "新/甲.md", "新/甲.md"),
        ("\\\\server\\me\\甲.md", "an-id", "甲.md"),
        ("~me/甲.md", "an-id", "甲.md"),
        ("../me/r.jsonl#3", "an-id", "r.jsonl#3"),
        ("a/../../me/新/甲.md", "新/甲.md", "新/甲.md"),
        ("../me/甲.md", "../me/甲.md", "甲.md"),
    ],
)
def test_a_path_does_not_tell_where_files_are_kept(path: str, article: str, shown: str) -> None:
    assert shown_path(path, article) == shown


@pytest.fixture
def graph(embedded_store: Store, tmp_path: Path) -> Iterator[api.Graph]:
    """A graph of articles in somebody's home, read from elsewhere."""
    folder = tmp_path / HOME / "文章"
    for name, text in ARTICLES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "work").mkdir()
    embedded_store.prepare()
    embedded_store.reset()
    graph = api.Graph(embedded_store, None, None, None)
    graph.ingest(folder, base=tmp_path / "work")
    assert any(HOME in known.path for known in embedded_store.stored().values())
    yield graph
    embedded_store.reset()


def contents(place: Path) -> str:
    """All that a file, or the files of a folder, hold; what is packed unpacked."""
    if place.is_dir():
        return "\n".join(contents(path) for path in sorted(place.rglob("*")) if path.is_file())
    if place.suffix == ".xlsx":
        with zipfile.ZipFile(place) as packed:
            return "\n".join(packed.read(name).decode("utf-8") for name in packed.namelist())
    if place.suffix == ".parquet":
        return str(pyarrow.parquet.read_table(place).to_pylist())
    return place.read_text(encoding="utf-8")


@pytest.mark.embedded
def test_no_file_tells_where_articles_lie_or_holds_more_than_sentences(graph: api.Graph, tmp_path: Path) -> None:
    written = []
    for format_ in (*FORMATS, "jsonl", "neo4j-admin"):
        place = tmp_path / f"out.{format_}"
        graph.export(place, format=format_)
        written.append(place)
    for kind in ("entities", "rates"):
        graph.export(tmp_path / f"{kind}.graphml", kind=kind)
        written.append(tmp_path / f"{kind}.graphml")
    graph.report(tmp_path / "report")
    written.append(tmp_path / "report")
    for place in written:
        text = contents(place)
        assert "Claude Opus 4" in text, place.name
        assert HOME not in text, place.name
        assert UNSAID not in text, place.name
    graph.export(tmp_path / "whole.jsonl", full_text=True)
    graph.export(tmp_path / "whole", format="neo4j-admin", full_text=True)
    graph.report(tmp_path / "report", full_text=True)
    for place in (tmp_path / "whole.jsonl", tmp_path / "whole", tmp_path / "report"):
        assert UNSAID in contents(place), place.name
        assert HOME not in contents(place), place.name
    with pytest.raises(UsageError, match="never holds whole articles"):
        graph.export(tmp_path / "x.csv", full_text=True)


@pytest.mark.embedded
def test_no_citation_or_page_tells_where_articles_lie(graph: api.Graph) -> None:
    for row in graph.query("rates", behavior="blackmail").rows:
        for format_ in CITATIONS:
            assert HOME not in cite(graph.why(row["claim"]), format_)
    folder = next(Path(known.path).parent for known in graph.store.stored().values() if known.path.endswith("甲.md"))
    articles = [found for found in api.read_all(folder) if isinstance(found, tuple)]
    assert len(articles) > 2
    assert HOME not in api.page(articles)


@pytest.mark.embedded
def test_facts_of_sentences_alone_are_taken_again(graph: api.Graph, tmp_path: Path) -> None:
    claims = {claim["claim"] for claim in graph.cypher("MATCH (c:Claim) RETURN c.id AS claim").rows}
    whole = tuple(graph.facts())
    graph.export(tmp_path / "facts.jsonl")
    graph.reset()
    summary = graph.ingest(tmp_path / "facts.jsonl", base=tmp_path)
    assert not summary.failed
    assert {claim["claim"] for claim in graph.cypher("MATCH (c:Claim) RETURN c.id AS claim").rows} == claims
    assert [shown_facts(facts, full_text=False) for facts in whole] == list(graph.facts())
    # The articles themselves bring their texts back.
    assert graph.ingest(tmp_path / HOME / "文章", base=tmp_path / "work").changed == len(whole)
    assert UNSAID in msgspec.json.encode(list(graph.facts())).decode("utf-8")
