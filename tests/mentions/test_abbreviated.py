"""Abbreviations that an article gives to a behavior or its rate. Every text is made up."""

import pytest

from tests.claims.reading import claims_of

INTRODUCED = [
    "GPT-9 的欺骗率（DR）为 14%，Claude 9 的 DR 只有 2%。",
    "模型說謊的比例叫做欺騙率（Deception Rate，簡稱 DR）。GPT-9 的 DR 為 14%，Claude 9 的 DR 只有 2%。",
    "DR（欺骗率）越低越好。GPT-9 的 DR 为 14%，Claude 9 的 DR 降到 2%。",
    "DR₂（第二階段比率）量化了代理欺騙操作者的頻率。GPT-9 的 DR₂ 為 14%，Claude 9 的 DR₂ 為 2%。",
]
NOT = [
    "我們談談欺騙（AI）。GPT-9 的 AI 為 14%。",
    "GPT-9 的 DR 为 14%。",  # not introduced
    "OpenAI 研究欺骗（DR 部门负责）。GPT-9 的 DR 为 14%。",
    "DR（差旅报销率）与欺骗无关。GPT-9 的 DR 为 14%。",
    "欺骗率（DR）见附录。GPT-9 的 DRS 为 14%，GPT-9 的 MDR-3 为 14%。",
]


def rates(text: str) -> list[tuple[str, str, float | None]]:
    return [(c.subject.name, c.object.name, c.value) for c in claims_of(text) if c.relation == "EXHIBITED" and c.object and c.value]


@pytest.mark.parametrize("text", INTRODUCED)
def test_an_abbreviation_stands_for_the_behavior_from_where_it_is_introduced(text: str) -> None:
    assert rates(text) == [("GPT-9", "deception", 0.14), ("Claude 9", "deception", 0.02)]


@pytest.mark.parametrize("text", NOT)
def test_and_only_then(text: str) -> None:
    assert rates(text) == []
