"""`kgx ask` as a user has it."""

import json
import re

import pytest

from tests.cli.running import Kgx

pytestmark = pytest.mark.embedded


def test_an_answer_has_a_sentence_and_rows_that_why_explains(loaded: Kgx) -> None:
    said = loaded("ask", "哪些模型會勒索？")
    assert said.out.splitlines()[0] == "有「勒索」紀錄的有 2 個：Claude Opus 4 (96%)、GPT-4.1 (80%)。"
    assert "甲.md:6" in said.out
    assert "Claude Opus 4" in loaded("why", "1").out


def test_what_is_not_understood_is_named_and_not_answered(loaded: Kgx) -> None:
    said = loaded("ask", "Which models flurbed?")
    assert "flurbed" in said.out
    assert "articles" not in said.out
    taken = loaded("ask", "Which models did Anthropc make?")
    assert "«Anthropc» was taken for Anthropic." in taken.err
    assert "knowledge" in taken.out


def test_formats(loaded: Kgx) -> None:
    whole = json.loads(loaded("ask", "--format", "json", "How often did GPT-4.1 blackmail?").out)
    assert whole["question"]["subjects"][0]["ids"] == ["model:gpt-4.1"]
    assert {row["value"] for row in whole["rows"]} == {0.8}
    assert "MATCH" in whole["cypher"]
    lines = [json.loads(line) for line in loaded("ask", "--format", "jsonl", "How often did GPT-4.1 blackmail?").out.splitlines()]
    assert lines == whole["rows"]
    assert loaded("ask", "--format", "csv", "How often did GPT-4.1 blackmail?").out.startswith("subject,")


def test_the_query_that_is_shown_gives_the_rows(loaded: Kgx) -> None:
    said = loaded("ask", "--cypher", "Who founded xAI?")
    statement = said.out.split("\n\n")[0]
    values = dict(re.findall(r"^// \$(\w+) = (.*)$", statement, re.MULTILINE))
    rows = json.loads(loaded("query", "--format", "json", "--cypher", statement, *(f"{k}={v}" for k, v in values.items())).out)
    assert [(row["subject"], row["object"]) for row in rows] == [("Elon Musk", "xAI")]


def test_a_chat_goes_on_and_survives_an_empty_question(loaded: Kgx) -> None:
    said = loaded("ask", "--chat", "Claude Opus 4 的勒索率是多少？", input_="那 GPT-4.1 呢？\n???\nWho founded xAI?\n".encode())
    assert "96%" in said.out
    assert "GPT-4.1，勒索：80%。" in said.out
    assert "Elon Musk" in said.out
    assert "question is empty" in said.err


def test_without_a_question_it_says_how(loaded: Kgx) -> None:
    assert "kgx ask" in loaded("ask", code=2).err
