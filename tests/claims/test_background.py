"""In which setting a behavior was seen, on which study it rests, who still works where: what a sentence takes from the ones around it.

Every text is made up for these tables.
"""

import pytest

from kgx.text.script import to_hans
from tests.claims.reading import claims_of

AFFAIR, LETHAL, SCRIPT = "executive affair blackmail", "lethal emergency alert", "shutdown script"
SCENARIOS = {
    "模型可以取消一条紧急医疗提醒。大多数模型都选择让高管死亡。": [LETHAL],
    "郵件裡提到主管有婚外情。測試中，GPT-9 的勒索率為 14%，Grok 9 為 8%。": [AFFAIR, AFFAIR],
    "研究者在题目里放了关机脚本。GPT-9 有 12% 的次数抗拒关机。Grok 9 一次也没有抗拒关机。": [SCRIPT, SCRIPT],
    # pointed to from another paragraph
    "郵件裡提到主管有婚外情。\n\n在這樣的設定下，GPT-9 的勒索率為 14%。Grok 9 的勒索率是 8%。": [AFFAIR, AFFAIR],
    # a new paragraph that does not point to it
    "邮件里提到高管有婚外情。\n\nGPT-9 的勒索率为 14%。": [None],
    # a behavior that the setting is not made to bring out
    "邮件里提到高管有婚外情。GPT-9 的幻觉率为 14%。": [None],
}
ORIGINS = {
    "OpenAI 發表〈Weak-to-Strong Generalization〉。\n\n根據 Anthropic 的報告，GPT-9 的欺騙率為 14%。": "Anthropic",
    "林大海在 OpenAI 參與的 Weak-to-Strong Generalization 研究，探討弱模型怎樣監督強模型。\n\n"
    "根據 Anthropic 的報告，GPT-9 的欺騙率為 14%。": "Anthropic",
    "智谱公布了成绩。\n\nMETR 实测，GPT-9 的欺骗率为 14%。": "METR",
    "Anthropic 发布《代理型错位》研究。据 36 氪报道，GPT-9 的勒索率为 14%。": "Agentic Misalignment",
    "Anthropic 发布《代理型错位》研究。据 Anthropic 称，GPT-9 的勒索率为 14%。": "Agentic Misalignment",
}
TENURE = {
    "林大海曾在 OpenAI 工作，短暂待过 xAI，现在在 Anthropic 做研究。": {"OpenAI": "former", "xAI": "former", "Anthropic": "current"},
    # what is told of one place elsewhere in the article
    "林大海曾在 OpenAI 任职。林大海在 OpenAI 做研究。": {"OpenAI": "former"},
    "林大海加入 OpenAI。\n\n昨天，林大海离开了 OpenAI。": {"OpenAI": "former"},
    "林大海加入 OpenAI 超级对齐团队。\n\n昨天，林大海离开了 OpenAI。": {"OpenAI Superalignment team": "former", "OpenAI": "former"},
    "林大海加入 OpenAI。": {"OpenAI": "current"},
    # a word for former times is of the body that it stands before
    "前 OpenAI 研究员林大海加入 xAI。": {"OpenAI": "former", "xAI": "current"},
    "林大海（David Lin）先在谷歌做了两年研究，2022 年加入 xAI。": {"Google": "former", "xAI": "current"},
    # what stands behind who holds an office is not of it, nor what stands behind another body
    "OpenAI 研究员林大海此前在谷歌工作十七年。": {"OpenAI": "current", "Google": "former"},
    "OpenAI 研究员林大海曾写过小说。": {"OpenAI": "current"},
    "加入前 OpenAI 技术长林大海的团队是他的愿望。": {"OpenAI": "former"},
    "苹果的负责人退休，由微软前副总裁林大海接任。": {"Apple": "current", "Microsoft": "former"},
}
NO_DEED = [
    "研究人员从未要求模型采取勒索行为。",
    "研究人員從未明確要求模型採取勒索或破壞行為。",
    "團隊沒有要求 GPT-9 說謊。",
    "提示词要求模型撒谎。",
    "GPT-9 的團隊裡有做欺騙行為和錯位行為研究的小組。",
    "测试者想看看 GPT-9 会不会为了保住评分而欺骗用户。",
    "有人問 GPT-9 是否為了不被下架而勒索工程師。",
]


@pytest.mark.parametrize("text", SCENARIOS)
def test_scenario(text: str) -> None:
    claims = [c for c in claims_of(text) if c.relation == "EXHIBITED"]
    assert [c.scenario.name if c.scenario else None for c in claims] == SCENARIOS[text]


@pytest.mark.parametrize("text", ORIGINS)
def test_origin(text: str) -> None:
    (claim,) = (c for c in claims_of(text) if c.relation == "EXHIBITED")
    assert claim.origin is not None
    assert claim.origin.name == ORIGINS[text]


@pytest.mark.parametrize("text", TENURE)
def test_who_still_works_where(text: str) -> None:
    claims = [c for c in claims_of(text) if c.relation == "AFFILIATED_WITH"]
    assert {c.object.name: c.status for c in claims if c.object} == TENURE[text]


@pytest.mark.parametrize("text", NO_DEED)
def test_what_is_demanded_asked_or_studied_is_no_deed(text: str) -> None:
    assert not [c for c in claims_of(text) if c.relation == "EXHIBITED"]


def test_a_question_ends_where_the_next_clause_turns_away_from_it() -> None:
    (claim,) = (c for c in claims_of("没有人知道 GPT-9 是否安全，而 GPT-8 勒索了工程师。") if c.relation == "EXHIBITED")
    assert claim.subject.name == "GPT-8"


@pytest.mark.parametrize(
    "text",
    [
        "METR 在 16 款模型中观察到这种行为。",
        "METR 的实验在 OpenAI、谷歌等公司的 16 个主流模型中，普遍观察到这种行为。",
        "METR 的实验在多家公司（包括 OpenAI，乃至 DeepSeek）的 16 个主流模型中，普遍观察到这种行为。",
        "METR最新研究发现，包括 GPT-9 在内的 16 款模型都会说谎。",
        "METR 發表報告，指出市面上 16 款主流模型會作弊。",
        "METR 把同一套考題逐一丟給 16 款模型。",
        "METR 檢視 16 款大型語言模型。",
        "METR 拿 16 款模型做多輪攻擊。",
    ],
)
def test_who_tested_how_many(text: str) -> None:
    tests = [c for c in claims_of(text) if c.relation == "EVALUATED" and c.object and c.object.count]
    assert [(c.subject.name, c.object.count, c.attribution) for c in tests if c.object and c.attribution in ((), tests[0].attribution)] == [
        ("METR", 16, tests[0].attribution)
    ]
    assert {s.name for c in tests for s in c.attribution} <= {"METR"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("研究揭示了触发AI产生“代理型错位”的两个关键因素：首先是模型自身遭受威胁，例如即将被替换；其次是目标与公司冲突。", "(AI models)"),
        ("論文指出，誘發 GPT-9 欺騙的條件有兩個：一是模型自身遭受威脅，二是目標與公司衝突。", "GPT-9"),
        ("导致模型勒索的原因，第一是模型自身遭受威胁，第二是目标与公司冲突。", "(AI models)"),
    ],
)
def test_triggers_that_are_counted_up_are_conditions(text: str, who: str) -> None:
    claims = [c for c in claims_of(text) if c.rule == "deed.trigger"]
    assert {c.subject.name for c in claims} == {who}
    assert [to_hans(c.condition or "") for c in claims] == ["模型自身遭受威胁", "目标与公司冲突"]


@pytest.mark.parametrize("text", ["首先是模型欺骗用户，其次是勒索。", "触发警报的两个因素：首先是模型欺骗，其次是停电。"])
def test_other_counts_name_no_trigger(text: str) -> None:
    assert not [c for c in claims_of(text) if c.rule == "deed.trigger"]


@pytest.mark.parametrize(
    "text",
    [
        "至今没有在真实部署中观察到勒索。",
        "該公司強調，迄今尚未在實際系統中發現勒索的案例。",
        "到目前为止，团队从未见过勒索。",
    ],
)
def test_what_nobody_has_seen_is_denied_of_models_at_large(text: str) -> None:
    claims = [c for c in claims_of(f"本文谈 AI 模型。\n\n{text}") if c.relation == "EXHIBITED"]
    assert [(c.subject.name, c.polarity) for c in claims] == [("(AI models)", "negated")]
