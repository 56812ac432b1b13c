"""Full text: names in both scripts and in English, sentences, one character, words of both scripts at once."""

import pytest

from kgx.errors import UsageError
from kgx.graph import article_rows
from kgx.knowledge import load as load_knowledge
from kgx.query import run_recipe
from kgx.query.fulltext import fulltext
from kgx.store import Store
from kgx.text.normal import normalize
from tests.query import graphs
from tests.support.databases import write
from tests.support.facts import article, rate

QUERIES = {
    "程度": {"「我們還沒到那個程度」"},
    "我们还没到": {"「我們還沒到那個程度」"},
    "我們還沒到那個": {"「我們還沒到那個程度」"},
    "索": {"十六款模型都會勒索", "並未勒索", "blackmail"},
    "勒": {"十六款模型都會勒索", "並未勒索", "blackmail"},
    "並未": {"並未勒索"},
    "并未": {"並未勒索"},
    "伊兹迈洛夫": {"Pavel Izmailov"},
    "伊茲邁洛夫": {"Pavel Izmailov"},
    "帕維爾": {"Pavel Izmailov"},
    "IZMAILOV": {"Pavel Izmailov"},
    "ｉｚｍａｉｌｏｖ": {"Pavel Izmailov"},
    "馬斯克": {"馬斯克創辦的 xAI"},
    "创办": {"馬斯克創辦的 xAI"},
    "xAI創辦": {"馬斯克創辦的 xAI"},
    "xai 马": {"馬斯克創辦的 xAI"},
    "GPT-4.1 参与": {"參與 GPT-4.1"},
    "gpt-4.1高于": {"GPT-4.1 高於 Grok 3"},
    "Opus 37%": {"Claude Opus 4 的 blackmail 率為 37%。"},
    "勒索 37%": set(),
    "沒有這個": set(),
}


def test_what_is_typed_becomes_a_query_that_holds_no_operator_of_the_index() -> None:
    assert fulltext("勒索") == '+"勒索"'
    assert fulltext("勒") == "+*勒*"
    assert fulltext("敲詐Claude Opus") == '+"敲诈" +"claude" +"opus"'
    assert fulltext('a"b OR \\ (x:y)') == '+"a\\"b" +"or" +"(x:y)"'
    for nothing in ("", " 　", "!? ：「」"):
        with pytest.raises(UsageError, match="no word"):
            fulltext(nothing)


def test_search_finds_names_and_sentences_in_any_script(store: Store) -> None:
    graphs.load(store)
    for query, wanted in QUERIES.items():
        rows = run_recipe("search", {"text": query}, store, load_knowledge).rows
        assert {row["text"] for row in rows} == wanted, query
    for hostile in ("AND", "*", "勒索*", "name:x", 'x" OR "y', "勒~索", "[a TO b]", "\\", "^2 勒"):
        if any(c.isalnum() for c in hostile):
            run_recipe("search", {"text": hostile}, store, load_knowledge)
    (row,) = run_recipe("search", {"text": "伊茲邁洛夫"}, store, load_knowledge).rows
    assert (row["kind"], row["id"], row["claims"]) == ("name", "person:pavel-izmailov", 5)
    (row,) = run_recipe("search", {"text": "並未"}, store, load_knowledge).rows
    assert (row["kind"], row["path"], row["claims"]) == ("sentence", "a.md", 1)
    assert len(run_recipe("search", {"text": "blackmail", "limit": 2}, store, load_knowledge).rows) == 2


def test_words_are_found_as_they_stand_and_not_in_pieces(store: Store) -> None:
    said = ["索勒與勒索", "甲乙說了很多，乙丙沒有", "甲乙丙在這裡", "GPT 5 和 Opus 4", "GPT-4.1 的第 4 版", "Opus 4 用了 GPT/4。"]
    store.load([article_rows(article("x.md", *(rate("Grok 3", "blackmail", i / 10, start=100 * i) for i in range(len(said)))), "s")])
    for i, text in enumerate(said):
        write(
            store,
            "MATCH (c:Kgx:Claim {articleId: 'x.md', value: $value})-[:EVIDENCED_BY]->(s) SET s.text = $text, s.normal = $normal",
            {"value": i / 10, "text": text, "normal": normalize(text)},
        )
    for query, wanted in {
        "甲乙丙": {"甲乙丙在這裡"},
        "勒索勒": set(),
        "GPT-4": {"Opus 4 用了 GPT/4。"},
        "gpt-4 opus": {"Opus 4 用了 GPT/4。"},
        "gpt-4.1": {"GPT-4.1 的第 4 版"},
        "opus 4": {"GPT 5 和 Opus 4", "Opus 4 用了 GPT/4。"},
    }.items():
        assert {row["text"] for row in run_recipe("search", {"text": query}, store, load_knowledge).rows} == wanted, query


def test_what_leaves_the_graph_is_found_no_more(store: Store) -> None:
    graphs.load(store)
    store.remove(["a.md"])
    assert run_recipe("search", {"text": "並未"}, store, load_knowledge).rows == ()
