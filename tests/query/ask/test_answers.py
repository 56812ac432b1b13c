"""Answers on a small graph, in both databases: statements run, and every kind of question says what it should."""

from typing import Any

import pytest

from kgx.errors import UsageError
from kgx.knowledge import load
from kgx.query import check_read_only
from kgx.query.ask import Reply, ask
from kgx.store import Store
from tests.query import graphs


def asked(store: Store, text: str, before: Reply | None = None) -> Reply:
    reply = ask(text, store, load, before.question if before else None)
    check_read_only(reply.cypher)
    return reply


def cells(reply: Reply, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in reply.answer.rows]


def test_answers(store: Store) -> None:
    graphs.load(store)
    measured_zeros_are_rates_and_no_deeds(store)
    groups_stand_apart(store)
    yes_and_no_have_both_sides(store)
    a_winner_needs_like_conditions(store)
    knowledge_is_marked(store)
    what_is_not_there_has_its_nearest(store)
    follow_ups_keep_what_they_leave_out(store)
    two_models_are_held_against_each_other(store)
    what_was_and_what_is_denied_stands_apart(store)
    a_pronoun_for_whom_nobody_knows_is_not_answered(store)
    positions_limit(store)
    times_sources_and_conditions_limit(store)
    every_statement_runs(store)
    an_empty_question_is_refused(store)


def measured_zeros_are_rates_and_no_deeds(store: Store) -> None:
    did = asked(store, "Which models blackmailed?")
    assert ("Grok 3", 0.0) not in cells(did, "subject", "value")
    assert all(polarity == "asserted" for (polarity,) in cells(did, "polarity"))
    assert ("Grok 3", 0.0) in cells(asked(store, "How often did models blackmail?"), "subject", "value")
    assert cells(asked(store, "哪些模型沒有勒索？"), "subject", "value") == [("Grok 3", 0.0), ("GPT-4.1", None)]


def groups_stand_apart(store: Store) -> None:
    assert not any(name.startswith("(") for (name,) in cells(asked(store, "Which models blackmailed?"), "subject"))
    assert cells(asked(store, "Did all models blackmail?"), "subject") == [("(16 models)",)]


def yes_and_no_have_both_sides(store: Store) -> None:
    both = asked(store, "Did GPT-4.1 blackmail?")
    assert both.sentence == "Sources differ: 2 claims say so, 1 deny it."
    assert {polarity for (polarity,) in cells(both, "polarity")} == {"asserted", "negated"}
    assert asked(store, "Claude Opus 4 会勒索吗？").sentence.startswith("是。")


def a_winner_needs_like_conditions(store: Store) -> None:
    assert asked(store, "Compare Claude Opus 4 and GPT-4.1 on blackmail").sentence.endswith(
        "Under like conditions Claude Opus 4 is higher."
    )
    apart = asked(store, "Claude Opus 4 和 GPT-4.1 在 AIME 上哪个更高？")
    assert apart.sentence == "GPT-4.1: 70%。没有条件相同的数值可比。"
    outright = asked(store, "Which blackmails more, GPT-4.1 or Grok 3?")
    assert "COMPARED" in {relation for (relation,) in cells(outright, "relation")}
    assert outright.sentence.endswith("GPT-4.1 is higher.")


def knowledge_is_marked(store: Store) -> None:
    reply = asked(store, "Who made Grok 3?")
    assert cells(reply, "lab", "basis") == [("xAI", "claim"), ("xAI", "knowledge")]
    assert reply.notes == ("Rows of basis knowledge are kgx's own, no claim of an article.",)


def what_is_not_there_has_its_nearest(store: Store) -> None:
    reply = asked(store, "Which models blackmailed more than 99 % of the time?")
    assert not reply.answer.rows
    assert reply.sentence == "No claim found. Understood: exhibited, object blackmail, > 99%."
    assert reply.notes[0].startswith("Without «> 99%» there would be 8: Claude Opus 4 (96%")
    broader = asked(store, "Which models did corporate espionage?")
    assert not broader.answer.rows
    assert not asked(store, "Which models zzzed?").answer.rows


def follow_ups_keep_what_they_leave_out(store: Store) -> None:
    first = asked(store, "Claude Opus 4 的勒索率是多少？")
    second = asked(store, "那 GPT-4.1 呢？", first)
    assert {subject for (subject,) in cells(second, "subject")} == {"GPT-4.1"}
    assert {object_ for (object_,) in cells(second, "object")} == {"blackmail"}
    third = asked(store, "And who founded it?", asked(store, "Who left xAI?"))
    assert cells(third, "subject", "object") == [("Elon Musk", "xAI")]


def two_models_are_held_against_each_other(store: Store) -> None:
    for text in (
        "Does Claude Opus 4 blackmail more than GPT-4.1?",
        "How do Claude Opus 4 and GPT-4.1 differ on blackmail?",
        "Claude Opus 4 和 GPT-4.1 的勒索率有什么不同？",
        "把 Claude Opus 4 和 GPT-4.1 的勒索率比一比",
    ):
        reply = asked(store, text)
        assert reply.question.asked == "compare", text
        assert reply.sentence.endswith(("Under like conditions Claude Opus 4 is higher.", "条件相同时，Claude Opus 4 较高。")), text
    assert "超过" in asked(store, "哪些模型得分超过 GPT-4.1？").question.unknown
    assert asked(store, "Where do articles differ on Claude Opus 4 and GPT-4.1?").question.recipe == "contradictions"
    assert asked(store, "为什么 GPT-4.1 会勒索？").question.unknown == ("为什么",)
    assert asked(store, "為什麼 GPT-4.1 會勒索？").question.unknown == ("為什麼",)


def a_pronoun_for_whom_nobody_knows_is_not_answered(store: Store) -> None:
    founded = asked(store, "Who founded xAI?")
    for text, pronoun in (("Where did he work before?", "he"), ("他以前在哪里工作？", "他")):
        assert pronoun in asked(store, text, founded).question.unknown


def positions_limit(store: Store) -> None:
    for text in ("Who is the CEO of OpenAI?", "OpenAI 的執行長是誰？", "谁是 OpenAI 的首席执行官？"):
        reply = asked(store, text)
        assert "執行長" in reply.question.position, text
        assert all(any(word in (role or "") for word in reply.question.position) for (role,) in cells(reply, "position")), text


def what_was_and_what_is_denied_stands_apart(store: Store) -> None:
    said = asked(store, "What is said about blackmail?").sentence
    assert said.index("is on record for") < said.index("Denied, or measured as zero: Grok 3 (0%)")
    former = asked(store, "Where has Pavel Izmailov worked?")
    for name, status in cells(former, "object", "status"):
        assert (f"{name} (formerly" in former.sentence) == (status == "former")


def times_sources_and_conditions_limit(store: Store) -> None:
    assert {day for (day,) in cells(asked(store, "Which models blackmailed after June 2025?"), "date")} == {"2025-07-10"}
    assert {day for (day,) in cells(asked(store, "Which models blackmailed before 20 June 2025?"), "date")} <= {"2025-06-19"}
    sourced = asked(store, "According to Anthropic, which models blackmailed?")
    assert all("Anthropic" in attribution for (attribution,) in cells(sourced, "attribution"))
    worded = asked(store, "面臨替換時 Claude Opus 4 的勒索率是多少？")
    assert {condition for (condition,) in cells(worded, "condition")} == {graphs.CONDITION}
    assert "面臨替換" in worded.notes[0]
    scenario = asked(store, "Which models blackmailed under the shutdown script?")
    assert cells(scenario, "subject", "scenario") == [("GPT-4.1", "shutdown script")]


def every_statement_runs(store: Store) -> None:
    """A question for each frame and each recipe; what matters is that both databases take the statement."""
    for text in (
        "Where did Pavel Izmailov work?", "When did Pavel Izmailov leave xAI?", "What did Pavel Izmailov work on?", "GPT-4.1 on AIME",
        "Who published Agentic Misalignment?", "How many models were tested?", "What did Pavel Izmailov say?", "Parameters of Grok 3",
        "Compare GPT-4.1 and Grok 3", "Tell me about Grok 3", "Where do articles disagree?", "Which claims are only in the summary?",
        "Career of Pavel Izmailov", "How are Grok 3 and OpenAI connected?", "Which articles mention Grok 3?", "Which claims are repeated?",
        "Which models did OpenAI make?", "What did Anthropic release?", "Which labs made the models that blackmailed?",
        "Which Anthropic models blackmailed?", "top 2 models for blackmail", "lowest blackmail rate", "What is only supposed?",
    ):  # fmt: skip
        assert not asked(store, text).question.unknown, text


def an_empty_question_is_refused(store: Store) -> None:
    for text in ("", " ", "？！"):
        with pytest.raises(UsageError, match="empty"):
            asked(store, text)
