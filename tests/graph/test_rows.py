"""Facts to rows: complete, without loose ends, and the same whenever."""

from kgx.graph import article_rows, article_stamp
from kgx.graph.identity import canonical
from kgx.graph.names import entity_names
from kgx.model.article import Issue
from kgx.model.facts import Generator
from kgx.model.graph import Names, node_key
from tests.support.facts import article, called, claim, entity_, phrase, rate, source, thing

FACTS = article(
    "甲.md",
    rate("Claude Opus 4", "blackmail", 0.96, attribution=(source("Lab", "Anthropic"),), origin=source("Study", "Agentic Misalignment")),
    rate("GPT-4.1", "blackmail", 0.8, start=100, value_max=0.9, condition="提示後"),
    claim(
        "EXHIBITED", phrase("(most models)", quantifier="most"), thing("Behavior", "blackmail"), "多數模型", start=200, polarity="hedged"
    ),
    claim("SAID", thing("Person", "Pavel Izmailov"), phrase("進度"), "我們還沒到", start=300),
    issues=[Issue("x", "y", 1, 2), Issue("x", "y", 1, 2)],
)


def test_every_edge_has_both_ends() -> None:
    rows = article_rows(FACTS, "s")
    keys = {n.key for n in rows.nodes}
    assert len(keys) == len(rows.nodes)
    ends = keys | {node_key("entity", id_) for id_ in rows.entities}
    for edge in rows.edges:
        assert {edge.source, edge.target} <= ends
        assert ("localId" in edge.properties) == ("entity/" in edge.source + edge.target)
    assert all({d.source, d.target} <= set(rows.entities) for d in rows.direct)


def test_every_claim_has_one_subject_and_one_sentence() -> None:
    rows = article_rows(FACTS, "s")
    for node in rows.nodes:
        types = [e.type for e in rows.edges if e.source == node.key]
        if node.label == "Claim":
            assert (types.count("SUBJECT"), types.count("EVIDENCED_BY")) == (1, 1)
        assert node.properties["articleId"] == "甲.md"
        assert node.properties.get("name") or node.properties.get("title") or node.label == "Sentence"
        assert None not in node.properties.values()


def test_captions_and_spans() -> None:
    claims = [n.properties for n in article_rows(FACTS, "s").nodes if n.label == "Claim"]
    assert [c["name"] for c in claims] == [
        "Claude Opus 4 · blackmail · 96%",
        "GPT-4.1 · blackmail · 80%–90%",
        "(most models) · blackmail",
        "Pavel Izmailov · 進度",
    ]
    assert claims[1]["subjectSpan"] == [100, 102]


def test_what_claims_use_and_the_article_does_not_name_is_mentioned_no_times() -> None:
    rows = article_rows(FACTS, "s")
    counts = {e.properties["localId"]: e.properties["count"] for e in rows.edges if e.type == "MENTIONED_IN"}
    assert counts["study:agentic-misalignment"] == 0
    assert counts["model:claude-opus-4"] == 1


def test_only_what_is_stated_has_a_short_edge() -> None:
    rows = article_rows(FACTS, "s")
    assert [(d.source, d.target) for d in rows.direct] == [
        ("model:claude-opus-4", "behavior:blackmail"),
        ("model:gpt-4.1", "behavior:blackmail"),
    ]
    assert rows == article_rows(FACTS, "s")


def test_a_stamp_changes_with_all_that_facts_depend_on() -> None:
    generators = [Generator("1", "k"), Generator("2", "k"), Generator("1", "l"), Generator("1", "k", "own")]
    assert len({article_stamp(sha, g) for g in generators for sha in ("a", "b")}) == 8


IZMAILOV = called("person:pavel-izmailov", "Pavel Izmailov", "帕維爾．伊茲邁洛夫", "伊茲邁洛夫", "帕維爾")


def test_a_gloss_joins_a_whole_name() -> None:
    whole, surname, given = (called(f"person:{name}", name) for name in ("帕维尔·伊兹迈洛夫", "伊兹迈洛夫", "帕维尔"))
    assert canonical([IZMAILOV, whole, surname, given], ()) == {whole.local: "person:pavel-izmailov"}
    assert canonical([given, surname, whole, IZMAILOV], ()) == {whole.local: "person:pavel-izmailov"}


def test_a_name_that_two_hold_or_that_is_known_or_short_joins_nobody() -> None:
    pupil = called("person:伊万诺夫", "伊万诺夫")
    one, two = called("person:ivan-ivanov", "Ivan Ivanov", "伊萬諾夫"), called("person:igor-ivanov", "Igor Ivanov", "伊万诺夫")
    assert canonical([pupil, one], ()) == {pupil.local: one.local}
    assert canonical([pupil, one, two], ()) == {}
    assert canonical([pupil, one], {pupil.local}) == {}
    assert canonical([called("person:王伟", "王伟"), called("person:wei-wang", "Wei Wang", "王偉")], ()) == {}
    assert canonical([called("organization:伊万诺夫", "伊万诺夫"), one], ()) == {}


def test_names_in_both_scripts() -> None:
    names = entity_names("person:pavel-izmailov", [IZMAILOV], None)
    assert (names["name"], names["nameEn"]) == ("Pavel Izmailov", "Pavel Izmailov")
    assert (names["nameHant"], names["nameHans"]) == ("帕維爾．伊茲邁洛夫", "帕维尔．伊兹迈洛夫")
    written = entity_names("person:王伟", [called("person:王伟", "王偉"), called("person:王伟", "王伟", articles=2)], None)
    assert (written["name"], written.get("nameEn"), written["nameHant"], written["nameHans"]) == ("王伟", None, "王偉", "王伟")
    known = entity_names(
        "behavior:blackmail", [called("behavior:blackmail", "blackmail", "敲詐")], Names("blackmail", "blackmail", "勒索", "勒索")
    )
    assert (known["nameHant"], known["aliases"]) == ("勒索", ["敲詐"])
    assert "nameHant" not in entity_names("model:gpt-6-nano", [called("model:gpt-6-nano", "GPT-6 nano")], None)


def test_mentions_hold_their_spans() -> None:
    rows = article_rows(article("a", entities=[entity_("Person", "Pavel Izmailov", "伊茲邁洛夫")]), "s")
    (mention,) = [e for e in rows.edges if e.type == "MENTIONED_IN"]
    assert mention.properties["names"] == ["Pavel Izmailov", "伊茲邁洛夫"]
    assert mention.properties["spans"] == [0, 14, 10, 15]


def test_names_go_to_the_other_script_with_its_words() -> None:
    hant = entity_names("organization:软件研究会", [called("organization:软件研究会", "軟體研究會")], None)
    assert (hant["nameHant"], hant["nameHans"]) == ("軟體研究會", "软件研究会")
    hans = entity_names("study:信息报告", [called("study:信息报告", "信息报告")], None)
    assert (hans["nameHant"], hans["nameHans"]) == ("資訊報告", "信息报告")
    stated = entity_names("person:a-b", [called("person:a-b", "A B")], Names("A B", "A B", None, "软件"))
    assert (stated["nameHant"], stated["nameHans"]) == ("軟體", "软件")
