"""A small graph for questions: one study in three articles, its groups, denials and suppositions, a career, knowledge."""

from kgx.graph import DERIVATION, article_rows
from kgx.model.article import Issue
from kgx.model.claim import Claim, Time
from kgx.model.facts import ArticleFacts
from kgx.store import Store
from tests.support.facts import article, claim, entity_, knowledge, phrase, rate, source, thing

ANTHROPIC = source("Lab", "Anthropic")
PAPER = source("Study", "Agentic Misalignment")
CONDITION = "在面臨替換時"


def measured(model: str, value: float, start: int, **fields: object) -> Claim:
    return rate(model, "blackmail", value, start=start, attribution=(ANTHROPIC,), origin=PAPER, **fields)


def articles() -> list[ArticleFacts]:
    izmailov = entity_("Person", "Pavel Izmailov", "帕維爾．伊茲邁洛夫", "伊茲邁洛夫")
    person = thing("Person", "Pavel Izmailov")
    return [
        article(
            "a.md",
            measured("Claude Opus 4", 0.96, 0, condition=CONDITION),
            measured("GPT-4.1", 0.8, 100, condition=CONDITION),
            measured("Grok 3", 0.0, 200, polarity="negated"),
            measured("Grok 3", 0.12, 300, condition="改寫提示後", value_max=0.19, comparator="~"),
            rate("GPT-4.1", "blackmail", 0.5, start=400, polarity="hedged"),
            claim(
                "EXHIBITED",
                phrase("(16 models)", quantifier="all", count=16),
                thing("Behavior", "blackmail"),
                "十六款模型都會勒索",
                start=500,
            ),
            claim("EXHIBITED", thing("Model", "GPT-4.1"), thing("Behavior", "blackmail"), "並未勒索", start=600, polarity="negated"),
            date="2025-06-20",
        ),
        article(
            "b.md",
            measured("Claude Opus 4", 0.96, 0, condition=CONDITION),
            date="2025-06-25",
            issues=[Issue("unread-number", "no subject: 45%", 1, 3)],
        ),
        article("c.md", measured("Claude Opus 4", 0.96, 0), rate("Claude Opus 4", "coercion", 0.3, start=100), date="2025-06-19"),
        article(
            "丁.md",
            claim("AFFILIATED_WITH", person, thing("Lab", "OpenAI"), "曾在 OpenAI 研究推理", status="former", role="研究員"),
            claim("LEFT", person, thing("Lab", "xAI"), "離開 xAI", start=100),
            claim("FOUNDED", thing("Person", "Elon Musk"), thing("Lab", "xAI"), "馬斯克創辦的 xAI", start=200),
            claim("DEVELOPED", thing("Lab", "xAI"), thing("Model", "Grok 3"), "xAI 的 Grok 3", start=300),
            claim("PUBLISHED", thing("Lab", "Anthropic"), thing("Study", "Agentic Misalignment"), "發表報告", start=400),
            claim("EVALUATED", thing("Study", "Agentic Misalignment"), phrase("(16 models)", count=16), "測試 16 款", start=500),
            claim("SAID", person, phrase("進度"), "「我們還沒到那個程度」", start=600),
            claim(
                "SCORED",
                thing("Model", "GPT-4.1"),
                thing("Benchmark", "AIME"),
                "AIME 七成",
                start=700,
                value=0.7,
                rate=0.7,
                unit="rate",
                comparator="=",
            ),
            entities=[izmailov],
            script="hant",
        ),
        article(
            "戊.md",
            measured("Claude Opus 4", 0.37, 0, condition=CONDITION, implicit_subject=True),
            rate("GPT-4.1", "blackmail", 0.9, start=100, scenario=thing("Scenario", "shutdown script"), attribution=(PAPER, ANTHROPIC)),
            claim(
                "COMPARED",
                thing("Model", "GPT-4.1"),
                thing("Model", "Grok 3"),
                "GPT-4.1 高於 Grok 3",
                start=200,
                direction="higher",
                on=thing("Behavior", "blackmail"),
            ),
            claim("MEASURED", thing("Model", "Grok 3"), phrase("參數"), "三千億參數", start=300, value=3e11, unit="parameters"),
            claim("CONTRIBUTED_TO", person, thing("Model", "GPT-4.1"), "參與 GPT-4.1", start=400),
            claim(
                "AFFILIATED_WITH",
                person,
                thing("Lab", "Anthropic"),
                "二○二五年加入 Anthropic",
                start=500,
                status="current",
                time=Time("2025-05-01", "2025-05-31", "month", "二○二五年五月"),
            ),
            date="2025-07-10",
        ),
    ]


def load(store: Store) -> None:
    store.load(article_rows(facts, facts.article.sha256) for facts in articles())
    store.finish(knowledge(), DERIVATION)
