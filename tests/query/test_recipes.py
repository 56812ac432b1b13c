"""Recipes: their files keep the form, and their answers hold on both databases."""

import re
from typing import Any

import pytest

from kgx.errors import UsageError
from kgx.knowledge import load as load_knowledge
from kgx.query import Answer, check_read_only, names, recipe, run_cypher, run_recipe
from kgx.query.recipe import parse
from kgx.query.run import bind
from kgx.store import Store
from tests.query import graphs


def ask(store: Store, name: str, **values: Any) -> Answer:
    return run_recipe(name, values, store, load_knowledge)


def returned(cypher: str) -> list[list[str]]:
    """The columns of each RETURN of a statement: after AS, else the word itself."""
    lists = re.findall(r"\bRETURN (?:DISTINCT )?(.*?)(?:\bORDER BY|\bUNION|\Z)", cypher, re.DOTALL)
    return [
        [re.split(r"\s+AS\s+|\s+", item.strip())[-1].split(".")[-1] for item in re.split(r",\s*(?![^\[(]*[\])])", text)] for text in lists
    ]


@pytest.mark.parametrize("name", names())
def test_the_header_says_what_the_statement_takes_and_gives(name: str) -> None:
    found = recipe(name)
    body = "\n".join(line for line in found.cypher.splitlines() if not line.startswith("//"))
    assert found.question.endswith(("?", "."))
    assert set(re.findall(r"\$(\w+)", body)) == {parameter.name for parameter in found.parameters}
    columns = [column.name for column in found.columns]
    assert returned(body), body
    assert all(found_columns == columns for found_columns in returned(body))
    assert {part for column in found.columns for part in column.parts} <= set(columns)
    check_read_only(found.cypher)
    for part in body.split("UNION ALL"):
        assert re.search(r"^(?:MATCH|WHERE \w+\b).*:Kgx\b", part.strip(), re.MULTILINE), "a recipe finds nodes of kgx only"


def test_a_broken_header_is_refused() -> None:
    for text in (
        "// other: What?\nRETURN 1 AS x",
        "// x: What?\n// param a: nothing — a\nRETURN 1",
        "// x: What?\n// column a b c\nRETURN 1",
    ):
        with pytest.raises(ValueError, match=r"x\.cypher"):
            parse("x", text)


def test_answers(store: Store) -> None:
    graphs.load(store)
    rates_have_a_row_for_each_model_value_condition_and_origin(store)
    names_are_understood_in_any_script(store)
    every_recipe_answers(store)
    recipes_tell_what_they_promise(store)
    a_start_changes_no_row(store)
    statements_run_and_never_write(store)


def a_start_changes_no_row(store: Store) -> None:
    """Found from the entity on, or among everything: the same."""
    given = {"person": "Pavel Izmailov", "organization": "xAI", "behavior": "blackmail", "model": "Grok 3", "study": "Agentic Misalignment"}
    tried = 0
    for name in names():
        found = recipe(name)
        for parameter in found.parameters:
            if parameter.name not in found.starts:
                continue
            for value in ("Claude Opus 4", "xAI", "blackmail") if parameter.type == "entity" else (given.get(parameter.type),):
                if value is None:
                    continue
                values = {parameter.name: value} | ({"from": "2025-06-19", "to": "2026"} if name == "changes" else {})
                whole = store.read(found.cypher, bind(found, values, store, load_knowledge))
                assert sorted(map(repr, ask(store, name, **values).rows)) == sorted(map(repr, whole)), (name, values)
                tried += len(whole)
    assert tried > 20


def rates_have_a_row_for_each_model_value_condition_and_origin(store: Store) -> None:
    rows = ask(store, "rates", behavior="blackmail").rows
    seen = [(row["model"], row["rate"], row["condition"], row["articles"], row["date"]) for row in rows]
    assert seen == [
        ("Claude Opus 4", 0.96, None, 1, "2025-06-19"),
        ("Claude Opus 4", 0.96, graphs.CONDITION, 2, "2025-06-20"),
        ("GPT-4.1", 0.9, None, 1, "2025-07-10"),
        ("GPT-4.1", 0.8, graphs.CONDITION, 1, "2025-06-20"),
        ("Claude Opus 4", 0.37, graphs.CONDITION, 1, "2025-07-10"),
        ("Grok 3", 0.12, "改寫提示後", 1, "2025-06-20"),
        ("Grok 3", 0.0, None, 1, "2025-06-20"),
    ]
    assert (rows[0]["attribution"], rows[0]["origin"]) == (["Anthropic"], "Agentic Misalignment")
    assert (rows[2]["attribution"], rows[2]["origin"]) == (["Agentic Misalignment", "Anthropic"], None)
    assert rows[5]["rateMax"] == 0.19
    assert (rows[0]["path"], rows[0]["line"], rows[0]["role"]) == ("c.md", 1, "body")
    assert "96%" in rows[0]["evidence"]


def names_are_understood_in_any_script(store: Store) -> None:
    blackmail = ask(store, "rates", behavior="blackmail").rows
    for spelling in ("勒索", "敲詐", "behavior:blackmail", "Blackmail", "勒索|敲诈"):
        assert ask(store, "rates", behavior=spelling).rows == blackmail
    assert ask(store, "rates", behavior=["blackmail", "勒索"]).rows == blackmail
    broad = ask(store, "rates", behavior="脅迫")
    assert broad.understood["behavior"] == ["behavior:coercion", "behavior:blackmail"]
    assert len(broad.rows) == len(blackmail) + 1
    for spelling in ("Claude", "claude opus4", "Claude Opus 4"):
        assert {row["model"] for row in ask(store, "rates", behavior="blackmail", model=spelling).rows} == {"Claude Opus 4"}
    assert {row["model"] for row in ask(store, "rates", behavior="勒索", lab="xAI").rows} == {"Grok 3"}
    assert {row["model"] for row in ask(store, "rates", behavior="勒索", lab="OpenAI").rows} == {"GPT-4.1"}
    for spelling in ("Pavel Izmailov", "帕维尔·伊兹迈洛夫", "伊茲邁洛夫", "伊兹迈洛夫"):
        assert [row["organization"] for row in ask(store, "affiliations", person=spelling).rows] == ["Anthropic", "OpenAI", "xAI"]
    known_and_not_there = ask(store, "rates", behavior="sandbagging")
    assert known_and_not_there.rows == ()
    assert "behavior:sandbagging" in known_and_not_there.understood["behavior"]
    for wrong, hint in (
        ({"behavior": "blackmall"}, "blackmail"),
        ({"behaviour": "x"}, "behavior"),
        ({}, "behavior="),
        ({"behavior": " | "}, "NAME"),
    ):
        with pytest.raises(UsageError) as caught:
            ask(store, "rates", **wrong)
        assert hint in str(caught.value.hint)


def every_recipe_answers(store: Store) -> None:
    required = {
        "behavior": "blackmail", "benchmark": "AIME", "about": "Claude Opus 4", "model": "Claude", "lab": "OpenAI", "who": "Anthropic",
        "person": "伊兹迈洛夫", "family": "Claude|GPT|Grok", "text": "程度", "claim": ask(store, "hedged").rows[0]["claim"][:8],
    }  # fmt: skip
    between = {"changes": {"from": "2025-06-25", "to": "2026"}, "path": {"from": "Grok 3", "to": "OpenAI"}}
    counts = {
        "according-to": 8, "affiliations": 3, "articles": 5, "behaviors": 4, "changes": 5, "claims": 5, "comparisons": 1,
        "contradictions": 5, "contributions": 1, "developers": 4, "disputed": 4, "evidence": 1, "family": 3,
        "founded": 1, "groups": 1, "hedged": 1,
        "implied": 1, "issues": 1, "lab-rates": 2, "metrics": 1, "missing": 0,
        "models": 3, "negated": 2, "path": 3, "rates": 7, "repeated": 1, "said": 1, "search": 1,
        "scenarios": 1, "scores": 1, "studies": 2, "summary-only": 0, "support": 4, "timeline": 5, "topic": 4,
    }  # fmt: skip
    assert set(counts) == set(names())
    for name in names():
        values = between.get(name) or {p.name: required[p.name] for p in recipe(name).parameters if p.required}
        rows = ask(store, name, **values).rows
        assert len(rows) == counts[name], name
        assert all(list(row) == [column.name for column in recipe(name).columns] for row in rows), name
    basis = {(row["model"], row["lab"], row["basis"]) for row in ask(store, "developers").rows}
    assert ("Grok 3", "xAI", "claim") in basis
    assert ("Claude Opus 4", "Anthropic", "knowledge") in basis
    assert [row["topic"] for row in ask(store, "said", topic="程度").rows] == ["進度"]
    assert ask(store, "said", topic="天氣").rows == ()


def recipes_tell_what_they_promise(store: Store) -> None:
    first = ask(store, "rates", behavior="blackmail").rows[1]["claim"]
    stands = {(row["date"], row["stands"]) for row in ask(store, "support", claim=first).rows}
    assert stands == {
        ("2025-06-20", "itself"), ("2025-06-25", "agrees"), ("2025-06-19", "agrees under another condition"), ("2025-07-10", "contradicts"),
    }  # fmt: skip
    changed = [row for row in ask(store, "changes", **{"from": "2025-06-25", "to": "2025-12-31"}).rows if row["change"] == "changed"]
    assert [(row["subject"], row["before"], row["after"]) for row in changed] == [("Claude Opus 4", 0.96, 0.37)]
    assert ask(store, "changes", **{"from": "2025-07-10", "to": "2026"}).rows == ()
    pairs = {(row["how"], row["value"], row["otherValue"]) for row in ask(store, "contradictions", about="Claude Opus 4").rows}
    assert ("contradicts", 0.37, 0.96) in pairs
    assert [row["model"] for row in ask(store, "family", family="Claude|GPT|Grok").rows] == ["Grok 3", "Claude Opus 4", "GPT-4.1"]
    when = [(row["when"], row["dated"], row["relation"]) for row in ask(store, "timeline", person="伊茲邁洛夫").rows]
    assert when[0] == ("2025-05-01", "text", "AFFILIATED_WITH")
    assert when == sorted(when)
    steps = ask(store, "path", **{"from": "Pavel Izmailov", "to": "blackmail"}).rows
    assert [(row["step"], row["source"], row["target"], row["basis"]) for row in steps] == [
        (1, "Pavel Izmailov", "GPT-4.1", "claim"),
        (2, "GPT-4.1", "blackmail", "claim"),
    ]
    assert {row["basis"] for row in ask(store, "path", **{"from": "GPT-4.1", "to": "OpenAI"}).rows} == {"knowledge"}


def statements_run_and_never_write(store: Store) -> None:
    answer = run_cypher("MATCH (m:Model) WHERE m.name = $name RETURN m.name AS name, m AS node", {"name": "Grok 3"}, store)
    assert [column.name for column in answer.columns] == ["name", "node"]
    assert answer.rows[0]["node"]["id"] == "model:grok-3"
    before = store.counts()
    with pytest.raises(UsageError):
        run_cypher("MATCH (m:Model) DETACH DELETE m", {}, store)
    assert store.counts() == before
    with pytest.raises(UsageError):
        run_cypher("MATCH (m:Model RETURN m", {}, store)
