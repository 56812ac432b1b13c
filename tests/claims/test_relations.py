"""Who works where, left, founded, made, published: a table of sentences with all that each asserts."""

from pathlib import Path

import pytest
import yaml

from tests.claims.reading import claims_of

RELATIONS = {
    "AFFILIATED_WITH",
    "LEFT",
    "FOUNDED",
    "DEVELOPED",
    "PUBLISHED",
    "EVALUATED",
    "CONTRIBUTED_TO",
    "ACQUIRED",
    "DISSOLVED",
}
CASES = yaml.safe_load(Path(__file__).with_name("relations.yaml").read_text(encoding="utf-8"))


def stated(text: str, polarity: str = "asserted") -> set[str]:
    return {
        f"{c.subject.name} {c.relation} {c.object.name}"
        for c in claims_of(text)
        if c.relation in RELATIONS and c.object and c.polarity == polarity
    }


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_all_that_a_sentence_asserts(case: dict[str, object]) -> None:
    assert stated(str(case["text"])) == set(case["claims"])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("蘇茨克維爾沒有加入 Meta。", "negated"),
        ("卡帕西从未加入 Anthropic。", "negated"),
        ("John Schulman 擬加入 xAI。", "hedged"),
        ("谷歌有意收购 Hugging Face。", "hedged"),
        ("卡帕西可能加入 Anthropic。", "hedged"),
    ],
)
def test_what_is_denied_or_planned_is_not_asserted(text: str, polarity: str) -> None:
    assert stated(text, polarity)
    assert not stated(text)


def test_a_question_states_nothing() -> None:
    assert not stated("有人问卡帕西会不会回到 OpenAI，他笑而不答。")
    assert not stated("有人问卡帕西会不会回到 OpenAI，他笑而不答。", "hedged")


def test_the_last_clause_is_about_the_person_of_the_sentence() -> None:
    text = "约翰·舒尔曼（John Schulman）和马斯克吃过饭。他去年离开 OpenAI，如今在 Anthropic 工作。"
    assert stated(text) == {"John Schulman LEFT OpenAI", "John Schulman AFFILIATED_WITH Anthropic"}
