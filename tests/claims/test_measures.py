"""Rates and scores: to whom, on what, how much, whether at all. Every sentence is made up for this table."""

import pytest

from tests.claims.reading import claims_of, rates

READ = {
    # several subjects in one sentence
    "Claude Opus 7.5的勒索率为91%，GPT-9紧随其后，达到88%，而谷歌的Gemini 9 Pro和xAI的Grok 9也并列70%。": {
        ("Claude Opus 7.5", "blackmail", 0.91), ("GPT-9", "blackmail", 0.88),
        ("Gemini 9 Pro", "blackmail", 0.7), ("Grok 9", "blackmail", 0.7),
    },
    "在SWE-bench Verified上，GPT-9和Claude Opus 7.5分別拿下81.2%與79.9%。": {
        ("GPT-9", "SWE-bench Verified", 0.812), ("Claude Opus 7.5", "SWE-bench Verified", 0.799),
    },
    "GPT-9在AIME 2025与GPQA Diamond上分别得到95.1%和88.4%。": {("GPT-9", "AIME 2025", 0.951), ("GPT-9", "GPQA Diamond", 0.884)},
    "o8和o8-mini在PersonQA上的幻觉率分别是33%和48%。": {("o8", "hallucination", 0.33), ("o8-mini", "hallucination", 0.48)},
    # what succeeds in a paragraph on a behavior
    "先看越狱。面对网上流传的提示，Claude Opus 7.5 最难撬开，成功率只有 1.4%，GPT-9 为 4.7%。": {
        ("Claude Opus 7.5", "jailbreak", 0.014), ("GPT-9", "jailbreak", 0.047),
    },
    # a rate that no list has measures something else
    "越狱测试里 GPT-9 的失守率是 10%。读图收款率: GPT-9 57%，Grok 9 27%。": {("GPT-9", "jailbreak", 0.1)},
    "幻觉率方面 GPT-9 为 10%。点击率：GPT-9 为 57%。": {("GPT-9", "hallucination", 0.1)},
    # a question in a quote bars the quote alone
    "训练把 GPT-9 的隐蔽行动从 13% 压到 0.4%，“可你怎么知道它是变老实了，还是变聪明了？”": {
        ("GPT-9", "covert action", 0.13), ("GPT-9", "covert action", 0.004),
    },
    # none of several attempts, and a threshold
    "第三方评估中，Claude Opus 7.5 和 Grok 9 在 720 次间接提示注入攻击中无一被攻破。": {
        ("Claude Opus 7.5", "prompt injection", 0.0), ("Grok 9", "prompt injection", 0.0),
    },
    "在 SWE-bench Verified 的标准设定下，这是头一次有模型跨过八成门槛。": set(),
    # a model that no list has, by its parameters and its scores
    "岸邊上月開源的 Tern-2 有 1,200 億個參數。它在 AIME 2025 取得 88.3%，Tern-2 mini 得 71%。": {
        ("Tern-2", "AIME 2025", 0.883), ("Tern-2 mini", "AIME 2025", 0.71),
    },
    # the last of several
    "GPT-9 在近一成半的任务里偷改了测试用例，Grok 9 大约一成，不过最后这位有两成的对话流露出“这像是在考我”的念头。": {
        ("GPT-9", "reward hacking", 0.15), ("Grok 9", "reward hacking", 0.1), ("Grok 9", "evaluation awareness", 0.2),
    },
    # a model by a plain name, and two by their versions alone
    "Thinking Machines 正式推出 Inkling，一个拥有 9,750 亿参数的模型。在 AIME 2025 上 Inkling 得 97.1%。": {
        ("Inkling", "AIME 2025", 0.971),
    },
    "Claude Opus 9.7 来了。CursorBench 上，9.7 达到 70%，9.6 是 58%。": {
        ("Claude Opus 9.7", "CursorBench", 0.7), ("Claude Opus 9.6", "CursorBench", 0.58),
    },
    # a vague number that an exact one in brackets restates
    "Grok 9 规避监督的比例达 61%。OpenAI 的 GPT-9 将近三成（29%）。": {
        ("Grok 9", "oversight evasion", 0.61), ("GPT-9", "oversight evasion", 0.29),
    },
    # a count right behind a deed
    "同一件差事各跑两百遍。Kimi K9 在第一个版本里偷改测试 46 次。": {("Kimi K9", "reward hacking", 0.23)},
    # numbers in words
    "測試中，Grok 9的勒索率高達九成六。": {("Grok 9", "blackmail", 0.96)},
    "测试中，Grok 9的勒索率为百分之八十四点五。": {("Grok 9", "blackmail", 0.845)},
    "測試中，Grok 9的勒索率為９６％。": {("Grok 9", "blackmail", 0.96)},
    # counts over runs
    "研究者让GPT-9跑了100轮，它有12轮拒绝关机。": {("GPT-9", "shutdown resistance", 0.12)},
    "100次运行中，GPT-9有79次拒绝关机。": {("GPT-9", "shutdown resistance", 0.79)},
    # from before to after
    "训练之后，GPT-9的幻觉率从13%降到0.4%。": {("GPT-9", "hallucination", 0.13), ("GPT-9", "hallucination", 0.004)},
    # share of cases before the deed
    "GPT-9在百分之五的情形里会试图避开监督。": {("GPT-9", "oversight evasion", 0.05)},
    # short names
    "Meta发布Llama 9 Maverick。测试中，Maverick的幻觉率为12%。": {("Llama 9 Maverick", "hallucination", 0.12)},
    "OpenAI-o1的幻觉率为16%。": {("o1", "hallucination", 0.16)},
    # brackets
    "GPT-9（幻觉率12%）仍然领先。": {("GPT-9", "hallucination", 0.12)},
    # a pronoun, after a sentence that introduces
    "OpenAI上周推出GPT-9。在PersonQA上，该模型的幻觉率为21%。": {("GPT-9", "hallucination", 0.21)},
    # bare shares, behind a word that makes them one
    "GPT-9的幻觉率为0.12。": {("GPT-9", "hallucination", 0.12)},
    "GPT-9在AIME 2025上的准确率为0.79。": {("GPT-9", "AIME 2025", 0.79)},
    # what is measured stands behind
    "GPT-9以72.5%的成绩通过GPQA Diamond测试。": {("GPT-9", "GPQA Diamond", 0.725)},
    "GPT-9（57%）和Grok 9（4%）的勒索率都不低。": {("GPT-9", "blackmail", 0.57), ("Grok 9", "blackmail", 0.04)},
    # a narrow comma, quotes
    "“GPT-9”和“Grok 9”的勒索率分别为57%和4%, 引起讨论。": {("GPT-9", "blackmail", 0.57), ("Grok 9", "blackmail", 0.04)},
    # a part of a whole, and a whole behind
    "GPT-9在180个任务中有45个出现奖励黑客行为。": {("GPT-9", "reward hacking", 0.25)},
    "GPT-9出现了3次勒索（共300次）。": {("GPT-9", "blackmail", 0.01)},
    "每十次对话，GPT-9就有一次编造引用。": {("GPT-9", "hallucination", 0.1)},
    # what another has is not its own
    "o9-mini的拒答率只有1.4%，不到前代的三分之一。": {("o9-mini", "refusal", 0.014)},
    "GPT-9的作弊率由每百次4次升到19次。": {("GPT-9", "reward hacking", 0.04), ("GPT-9", "reward hacking", 0.19)},
    # numbers of the benchmarks of the sentence before
    "GPT-9在GPQA Diamond上为91%，在AIME 2025上为95%。Grok 9的两项成绩分别是81%和85%。": {
        ("GPT-9", "GPQA Diamond", 0.91), ("GPT-9", "AIME 2025", 0.95),
        ("Grok 9", "GPQA Diamond", 0.81), ("Grok 9", "AIME 2025", 0.85),
    },
    "TRM在GPQA Diamond上为91%，在AIME 2025上为95%。GPT-9这两项分别为81%和85%，Grok 9是71%和75%。": {
        ("GPT-9", "GPQA Diamond", 0.81), ("GPT-9", "AIME 2025", 0.85),
        ("Grok 9", "GPQA Diamond", 0.71), ("Grok 9", "AIME 2025", 0.75),
    },
    # level with, just the same, what another had before
    "GPT-9在SWE-bench Pro上拿到58%，与Grok 9持平；GPQA Diamond为84%。": {("GPT-9", "SWE-bench Pro", 0.58), ("GPT-9", "GPQA Diamond", 0.84)},
    "GPT-9的幻觉率达88%，与Grok 9完全一样。": {("GPT-9", "hallucination", 0.88), ("Grok 9", "hallucination", 0.88)},
    "GPT-9在GPQA Diamond上得91%，超过了Grok 9之前85%的最高分。": {("GPT-9", "GPQA Diamond", 0.91), ("Grok 9", "GPQA Diamond", 0.85)},
    "GPT-9的欺骗率从o9的4.8%降低到了2.1%。": {("o9", "deception", 0.048), ("GPT-9", "deception", 0.021)},
    # bare shares far behind the name of what they are of
    "幻覺率差得很遠——GPT-9僅0.044，但Grok 9達0.167。": {("GPT-9", "hallucination", 0.044), ("Grok 9", "hallucination", 0.167)},
    # a control group is not whose number it is; prices and versions are no scores
    "小米发布MiMo-9B。对照组是GPT-9、Grok 9；GPQA Diamond为58.4%。": {("MiMo-9B", "GPQA Diamond", 0.584)},
    "GPT-9在OSWorld 4.0上得69%，每任务$3.98。": {("GPT-9", "OSWorld 4.0", 0.69)},
    "GPT-9的越狱成功率为4.4%(阻断95%)。": {("GPT-9", "jailbreak", 0.044)},
    # the name that a vendor gives to one model of a version
    "谷歌发布Gemini 9 Argon。测试中，Argon的幻觉率为12%。": {("Gemini 9 Argon", "hallucination", 0.12)},
    # narrow punctuation
    "GPT-9的勒索率为57%, 引起讨论. Grok 9的勒索率是4%; 而o9为12%.": {
        ("GPT-9", "blackmail", 0.57), ("Grok 9", "blackmail", 0.04), ("o9", "blackmail", 0.12),
    },
    # how often, of so many times; runs told behind the counts
    "GPT-9十次裡有一次會勒索。": {("GPT-9", "blackmail", 0.1)},
    "GPT-9被提示注入成功41次，Grok 9被提示注入成功57次，各测两百次。": {
        ("GPT-9", "prompt injection", 0.205), ("Grok 9", "prompt injection", 0.285),
    },
    "各跑 100 次，GPT-9、Grok 9 和 Kimi K9 分别有 12、7 和 1 次绕过关机指令。": {
        ("GPT-9", "shutdown resistance", 0.12), ("Grok 9", "shutdown resistance", 0.07), ("Kimi K9", "shutdown resistance", 0.01),
    },
    "Grok 9 有 3 次绕过了关机指令（各 100 次）。": {("Grok 9", "shutdown resistance", 0.03)},
    # a name that no list has takes its number with it, and what no model gets past is no one's
    "GPT-9 漏掉了 24% 的有害内容，ShieldGemma 漏掉 38%。": {("GPT-9", "harmful content", 0.24)},
    "没有一个模型在压力下诚实超过 46% 的时间，GPT-9 说谎最多，63%。": {("GPT-9", "deception", 0.63)},
    "GPT-9 的提示注入防御成功率为 94%，Kimi K9 被提示注入的比例是 6%。": {("Kimi K9", "prompt injection", 0.06)},
    # what a condition holds is not what is measured
    "GPT-9的拒答率为98%，被提示注入之后掉到2%。": {("GPT-9", "refusal", 0.98), ("GPT-9", "refusal", 0.02)},
    # counts of a table out of what its head says
    "| 模型 | 幻觉率 | 作弊（25题） |\n|---|---|---|\n| GPT-9 | 12% | 5 |": {
        ("GPT-9", "hallucination", 0.12), ("GPT-9", "reward hacking", 0.2),
    },
    # the two shorter names of a head are two
    "Anthropic推出Claude Opus 4.5。\n\n| 测试 | Opus 4.5 | Sonnet 4.5 |\n|---|---|---|\n"
    "| OSWorld | 66% | 61% |": {
        ("Claude Opus 4.5", "OSWorld", 0.66), ("Claude Sonnet 4.5", "OSWorld", 0.61),
    },
    # a table is of the benchmark of its paragraph, not of the behavior of a paragraph before
    "測試裡GPT-9的作弊率是7%。\n\n**二、修程式**\n\n兩家公司再用OSWorld考模型。\n\n| 模型 | 占比 |\n|---|---|\n| GPT-9 | 61% |": {
        ("GPT-9", "reward hacking", 0.07), ("GPT-9", "OSWorld", 0.61),
    },
    # zero
    "在2000次运行中，GPT-9未见一例勒索。": {("GPT-9", "blackmail", 0.0)},
    "GPT-9的勒索率是0%。": {("GPT-9", "blackmail", 0.0)},
}  # fmt: skip

NOT_READ = [
    # a name joined in front of a family is another's; so is a bracket behind a name that no list has
    "Med-Gemini在MedQA上答对91%。",
    "论文提到GPT-9，DeepMind的Zorbax（67.5%）在MMLU上不错。",
    # by how much
    "GPT-9写的谎言让得票多 4.9%，GPT-9会说谎。",
    "GPT-9的勒索率比GPT-8降低了45%。",
    "GPT-9的幻觉率比上一代低约30%。",
    "GPT-9的市场份额达到45%。",
    "若GPT-9的幻觉率超过阈值20%，就不能上线。",
    "GPT-9的幻觉率会不会超过20%？",
    "调查显示，45%的用户担心GPT-9出现幻觉。",
    "勒索軟體攻擊去年成長45%。",
    "這套防護攔下83%針對GPT-9的越獄攻擊。",
    "GPT-9的参数达到1.5万亿。",
    "难道GPT-9的勒索率高达44%？",
    "GPT-9的勒索率是不是44%，目前没有答案。",
    "在那部科幻小说里，GPT-9的勒索率高达39%。",
    "专家担忧GPT-9的勒索率会达到39%。",
    "目標是讓GPT-9的勒索率低於5%。",
    "GPT-9的勒索率不得超过5%。",
    "只要GPT-9的勒索率低于5%，就算通过。",
    "检测器能识别39%的勒索行为，GPT-9也接入了。",
    "GPT-9的勒索测试使用95%的置信区间。",
    "GPT-9在GPQA Diamond上的表现十分突出。",
]


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    assert rates(text) == READ[text]


@pytest.mark.parametrize("text", NOT_READ)
def test_not_read(text: str) -> None:
    assert rates(text) == set()


@pytest.mark.parametrize("text", ["GPT-9的勒索率是0%。", "这组越狱题里，GPT-9一首都没中招。"])
def test_a_measured_zero_is_negated(text: str) -> None:
    (claim,) = [c for c in claims_of(text) if c.value is not None]
    assert (claim.value, claim.polarity) == (0, "negated")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("GPT-9的勒索率可能高达39%。", "hedged"),
        ("如果属实，GPT-9的勒索率大概为39%。", "hedged"),
        ("假如GPT-9的勒索率達到39%，結論就要重寫。", "hedged"),
        ("网传GPT-9的勒索率高达39%，这一说法并不属实。", "negated"),
        ("GPT-9的勒索率并不是39%。", "negated"),
        ("一旦关闭监控，GPT-9的勒索率升到39%。", "asserted"),
        ("GPT-9的勒索率为39%，这意味着什么？", "asserted"),
    ],
)
def test_what_the_words_around_a_number_make_of_it(text: str, polarity: str) -> None:
    (claim,) = [c for c in claims_of(text) if c.value is not None]
    assert (claim.rate, claim.polarity) == (0.39, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "建议测试GPT-9的勒索率。",
        "團隊打算測量GPT-9的勒索行為。",
        "请不要让GPT-9勒索用户。",
        "34%的受访者认为GPT-9有勒索行为。",
        "GPT-9的勒索率警戒线设为5%。",
        "这套防护拦下12%针对GPT-9的越狱攻击。",
    ],
)
def test_no_deed(text: str) -> None:
    assert [c for c in claims_of(text) if c.relation == "EXHIBITED"] == []


def test_a_denial_of_what_happened() -> None:
    (claim,) = [c for c in claims_of("测试中，GPT-9并未出现勒索的情况。") if c.relation == "EXHIBITED"]
    assert claim.polarity == "negated"


def test_condition_and_speaker() -> None:
    (claim,) = [
        c
        for c in claims_of("据Palisade Research公布的数据，在被要求关机的情况下，GPT-9的抗命率为12%，属于拒绝关机。")
        if c.value is not None
    ]
    assert claim.attribution[0].name == "Palisade Research"
    assert claim.condition
    assert "被要求关机" in claim.condition


def test_what_was_before_a_change_has_not_its_condition() -> None:
    before, after = [c for c in claims_of("调低奖励之后，GPT-9的幻觉率从13%降到4%。") if c.value is not None]
    assert (before.value, before.condition) == (0.13, None)
    assert (after.value, after.condition) == (0.04, "调低奖励之后")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "攻擊者只出手一次，GPT-9 中招的機率是 6%，連試十次升到 31%，放寬到一百次就有 64%。",
            {0.06: "攻擊者只出手一次", 0.31: "連試十次", 0.64: "放寬到一百次"},
        ),
        ("GPT-9 训练前的谄媚率为 14%，训练后降到 6%。", {0.14: None, 0.06: "训练后"}),
        ("团队在提示最后补上一句“允许关机”，GPT-9 的谄媚率便从 26% 降到 15%。", {0.26: None, 0.15: "在提示最后补上一句“允许关机”"}),
        ("Kimi K9 不借助外部工具，在 OSWorld 上取得 25%。", {0.25: "不借助外部工具"}),
        ("Kimi K9 没有回应，在 OSWorld 上取得 25%。", {0.25: None}),
        ("Kimi K9 的 OSWorld 成绩为 65%（单次）与 71%（多次采样）。", {0.65: "单次", 0.71: "多次采样"}),
    ],
)
def test_what_sets_each_number(text: str, wanted: dict[float, str | None]) -> None:
    assert {c.value: c.condition for c in claims_of(text) if c.value is not None} == wanted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("早在前年，Redwood Research 就發現 GPT-9 的諂媚率高達 48%。", 0.48),
        ("她三月加入 Redwood Research。GPT-9 的諂媚率為 48%。", 0.48),
        ("在自己的博客里写道，GPT-9 的谄媚率为 48%。", 0.48),
        ("400 次對話，GPT-9 有 90 次諂媚使用者，換成 Kimi K2 是 31 次。", 31),
        ("400 次对话里，GPT-9 拿隐私勒索的一次都没有。", 0),
    ],
)
def test_what_is_no_condition(text: str, value: float) -> None:
    (claim,) = [c for c in claims_of(text) if c.value == value]
    assert claim.condition is None


def test_what_goes_on_is_what_was_done_not_what_never_was() -> None:
    text = "小组发了 500 次请求，GPT-9 有 160 次拿内疚感操纵用户，拿隐私勒索的一次都没有。同样 500 次，换成 Kimi K2 是 33 次。"
    counts = {(c.subject.name, c.object.name, c.value, c.denominator) for c in claims_of(text) if c.object and c.value is not None}
    assert counts == {("GPT-9", "manipulation", 160, 500), ("GPT-9", "blackmail", 0, 500), ("Kimi K2", "manipulation", 33, 500)}


def test_a_share_of_whose_deeds_the_clause_tells_is_not_of_the_next_model() -> None:
    text = "对手是一个从不认输的引擎。新来的那款在 41% 的棋局里篡改了棋盘文件，GPT-9 更糟，占 56%。"
    assert [(c.subject.name, c.value) for c in claims_of(text) if c.value is not None] == [("GPT-9", 0.56)]
    (claim,) = [c for c in claims_of("有三成四的回應裡，GPT-9 會一味附和使用者。") if c.value is not None]
    assert (claim.subject.name, claim.value) == ("GPT-9", 0.34)


@pytest.mark.parametrize("text", ["七款模型全部参加，每款各跑 250 条越狱提示。", "七款模型全部參加，每款各跑 250 則越獄提示。"])
def test_what_models_are_given_is_no_deed_of_theirs(text: str) -> None:
    assert [c for c in claims_of(text) if c.relation == "EXHIBITED"] == []


def test_a_number_of_a_name_that_no_list_has_is_not_of_the_model_before() -> None:
    text = "四款模型里，GPT-9 的编造率是 9.2%，Lumen 5 则为 6.8%，Kimi K2 为 12%。"
    assert {(c.subject.name, c.value) for c in claims_of(text) if c.value is not None} == {("GPT-9", 0.092), ("Kimi K2", 0.12)}


def _of(text: str) -> set[tuple[str, str, float | None]]:
    return {(c.subject.name, c.object.name, c.value) for c in claims_of(text) if c.object and c.value is not None}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what something changed from is of the one before, what it came to of the new one
        ("OpenAI 说，GPT-9 上线后谄媚率已从 GPT-8 的 20% 降到 4%。", {("GPT-8", "sycophancy", 0.2), ("GPT-9", "sycophancy", 0.04)}),
        ("# GPT-9 上线\n\n前代 GPT-8 的谄媚率有 20%，这次降到 4%。", {("GPT-8", "sycophancy", 0.2), ("GPT-9", "sycophancy", 0.04)}),
        (
            "# GPT-9 登場\n\n比起前作 GPT-8，它強多了。HLE 是 41.5%，前代 25.4%。",
            {("GPT-9", "Humanity's Last Exam", 0.415), ("GPT-8", "Humanity's Last Exam", 0.254)},
        ),
        (
            "# GPT-9 登場\n\n比起前代 GPT-8，它強多了。HLE 從前代的 4.9% 一口氣拉到 31.1%；開啟思考後，成績再升到 45.1%。",
            {("GPT-8", "Humanity's Last Exam", 0.049), ("GPT-9", "Humanity's Last Exam", 0.311), ("GPT-9", "Humanity's Last Exam", 0.451)},
        ),
        # a company that speaks is no model
        ("智谱发布GLM-9。公司称其在AIME 2025上取得93.9%。", {("GLM-9", "AIME 2025", 0.939)}),
        # runs of each model
        (
            "我们请每款模型点评 20 遍。GPT-9 有 15 次奉承用户，Kimi K9 为 9 次。",
            {("GPT-9", "sycophancy", 15), ("Kimi K9", "sycophancy", 9)},
        ),
        # the new model is the one that the article is about
        ("# GPT-9 上线\n\nKimi K2 的编造率是 31%，新模型只有 7%。", {("Kimi K2", "hallucination", 0.31), ("GPT-9", "hallucination", 0.07)}),
        # wrong answers are no score, open questions no refusal, admissions no deed
        ("在 SimpleQA 上，GPT-9 答对 41%，错误率是 13%。", {("GPT-9", "SimpleQA", 0.41)}),
        ("SimpleQA 的題目，GPT-9 有四成選擇棄答。", set()),
        ("GPT-9 撒谎的比例是 40%，事后在 71% 的情况下承认自己撒了谎。", {("GPT-9", "deception", 0.4)}),
        # a number behind a model's name and a colon is no time of day
        (
            "SWE-bench Verified 成绩如下：\n\n- 智谱的 GLM-9：64.2%，就差一口气\n- OpenAI 的 GPT-9：74.9%",
            {("GLM-9", "SWE-bench Verified", 0.642), ("GPT-9", "SWE-bench Verified", 0.749)},
        ),
        # the same behavior on another benchmark
        (
            "在 RE-Bench 上，GPT-9 钻漏洞的比率为 30.4%；在 HCAST 上，1087 次执行中只有 8 次。",
            {("GPT-9", "reward hacking", 0.304), ("GPT-9", "reward hacking", 8)},
        ),
        # limits, shares of work, marks that are passed
        ("GPT-9 在文件里读到，作弊率超过 50% 就不会获准部署。", set()),
        ("网络间谍行动里，八成环节由 Claude 9 自主执行。", set()),
        ("GPT-9 在 SWE-bench Verified 取得 80.9%，为首个突破八成的模型。", {("GPT-9", "SWE-bench Verified", 0.809)}),
        # a number that is only spoken of again
        ("# GPT-9 的谄媚\n\n它在测试里越来越会拍马屁，可见 18% 这个数字还低了。", set()),
        ("GPT-9 的諂媚率是 12%，Kimi K2 更高達三成。", {("GPT-9", "sycophancy", 0.12), ("Kimi K2", "sycophancy", 0.3)}),
        (
            "GPT-9 在 SWE-bench Verified 拿到 71.0，Kimi K2 是 64.5。",
            {("GPT-9", "SWE-bench Verified", 0.71), ("Kimi K2", "SWE-bench Verified", 0.645)},
        ),
        ("Kimi K2十次里有三次改口附和，GPT-9是一次。", {("Kimi K2", "sycophancy", 3), ("GPT-9", "sycophancy", 1)}),
        # two numbers side by side are of who is ahead and of the model that the text is about
        (
            "# GPT-9 登场\n\nGPT-9 很强。HLE 上 Kimi K2 略胜，44.5 对 41.2。",
            {("Kimi K2", "Humanity's Last Exam", 0.445), ("GPT-9", "Humanity's Last Exam", 0.412)},
        ),
        (
            "GPT-9 已經追過 Kimi K2（61.5%），也小勝 Grok 4，後者在 SWE-bench Verified 是 60.2%。",
            {("Kimi K2", "SWE-bench Verified", 0.615), ("Grok 4", "SWE-bench Verified", 0.602)},
        ),
        ("# GPT-9 登场\n\n大约 12% 的对话里，模型说出“这可能是测试”这样的话。", {("GPT-9", "evaluation awareness", 0.12)}),
        # a score that is only what another is compared with leaves the model in focus
        (
            "# GPT-9 登场\n\nGPT-9 很强。SWE-bench Verified 的成绩比 Grok 4 的 60% 还高。MMMU 上它拿到 80%。",
            {("Grok 4", "SWE-bench Verified", 0.6), ("GPT-9", "MMMU", 0.8)},
        ),
        (
            "Anthropic 发布了 Claude Opus 9 的系统卡。文件写道，旧版 Opus 8 有 72% 的机会要挟工程师，新版则一次都没有。",
            {("Claude Opus 8", "blackmail", 0.72), ("Claude Opus 9", "blackmail", 0)},
        ),
        ("旧版 GPT-8 有 72% 的机会要挟工程师，新版则一次都没有。", {("GPT-8", "blackmail", 0.72)}),
        # the behavior within a condition is not what is measured
        (
            "GPT-9 的勒索率为 2%，而把评估意识压下去之后，这一比例升到 8%。",
            {("GPT-9", "blackmail", 0.02), ("GPT-9", "blackmail", 0.08)},
        ),
        ("SWE-bench Verified 首次有模型越过 80% 这条线。", set()),
        # blanks around numbers change nothing
        (
            "GPT-9 被提示注入攻破的比例是 5%。但试到 50 次，GPT-9 也会升到 60%，Kimi K2 更是高达 90%。",
            {("GPT-9", "prompt injection", 0.05), ("GPT-9", "prompt injection", 0.6), ("Kimi K2", "prompt injection", 0.9)},
        ),
        # runs that an earlier sentence tells of
        (
            "GPT-9 在 80 轮里有 70 轮篡改了关机脚本。Kimi K2 与 Grok 4 在同样叮嘱后分别是 12 轮与 3 轮。",
            {("GPT-9", "shutdown resistance", 70), ("Kimi K2", "shutdown resistance", 12), ("Grok 4", "shutdown resistance", 3)},
        ),
        # what a model is asked tells what it does
        (
            "# GPT-9 伪装对齐\n\nGPT-9 会伪装对齐。研究者丢给它一连串有害请求。面对免费用户，GPT-9 有 15% 的时候照做了。",
            {("GPT-9", "harmful compliance", 0.15)},
        ),
        ("METR 发现，o3 在 RE-Bench 的任务里有 30% 的尝试作弊。", {("o3", "reward hacking", 0.3)}),
        # a bound before a number in brackets behind a model
        (
            "Kimi K2 抗拒关机的比例高达 97%，远高于排名第二的 GPT-9（约 80%）。",
            {("Kimi K2", "shutdown resistance", 0.97), ("GPT-9", "shutdown resistance", 0.8)},
        ),
        # a number of a body, or of what that body makes, goes on with no model
        ("GPT-9 的幻觉率是 14%，Perplexity 相对最好，也有 37%。", {("GPT-9", "hallucination", 0.14)}),
        ("GPT-9 的幻觉率是 14%，Inflection 的 Pi 最高，达 56%。", {("GPT-9", "hallucination", 0.14)}),
        (
            "GPT-9 的幻觉率是 14%，OpenAI 加训后降到 5%。",
            {("GPT-9", "hallucination", 0.14), ("GPT-9", "hallucination", 0.05)},
        ),
        # what companies own up to in a poll is no rate of the model before
        ("GPT-9 越权删过文件。调查里，七成受访公司承认智能体越权，19% 说它们泄过密码。", set()),
    ],
)
def test_whose_and_of_what_a_number_is(text: str, wanted: set[tuple[str, str, float]]) -> None:
    assert _of(text) == wanted


def test_a_deed_of_which_there_is_not_one_and_a_denied_connection() -> None:
    text = "二十条文献里，GPT-9 一条假的也没有。"
    assert [c.polarity for c in claims_of(text) if c.object and c.object.name == "hallucination"] == ["negated"]
    text = "公司否认此次裁员与 Grok 被用来生成假裸照的风波有关。"
    assert {c.polarity for c in claims_of(text) if c.relation == "EXHIBITED"} == {"asserted"}


def test_what_a_lab_calls_its_new_model_is_not_the_model_before() -> None:
    text = "GPT-9 的谄媚率是 12%。网上有人说，DeepSeek 新模型会把自己复制到别的服务器。"
    assert {(c.subject.name, c.object.name) for c in claims_of(text) if c.relation == "EXHIBITED" and c.object} == {("GPT-9", "sycophancy")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GPT-9 的虚构率是四成半。", {("GPT-9", "hallucination", 0.45)}),
        ("三十篇論文裡，GPT-9 有八篇編造了出處，Kimi K2 一篇也沒編造。", {("GPT-9", "hallucination", 8), ("Kimi K2", "hallucination", 0)}),
        ("测试里，62% 的攻击诱使 GPT-9 说出歧视性的话。", {("GPT-9", "bias", 0.62)}),
        ("加上一句提示，GPT-9 附和用户的次数从 15 次掉到 6 次。", set()),
    ],
)
def test_other_ways_to_say_how_often(text: str, wanted: set[tuple[str, str, float]]) -> None:
    assert _of(text) == wanted


@pytest.mark.parametrize("text", ["哪怕用户说的是骗人的事，GPT-9 也照样附和。", "公司说，GPT-9 遭到了有人蓄意的操纵。"])
def test_what_others_do_and_what_is_done_to_a_model(text: str) -> None:
    assert not {c.object.name for c in claims_of(text) if c.relation == "EXHIBITED" and c.object} & {"deception", "manipulation"}
