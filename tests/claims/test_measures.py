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
    # of how many were made ready; all of them; what the text spoke of already
    "我准备了 25 道冷门题。结果 GPT-9 有 11 题瞎编，Grok 9 有 6 题。": {
        ("GPT-9", "hallucination", 0.44), ("Grok 9", "hallucination", 0.24),
    },
    "GPT-9 近八成都勒索了主管，Grok 9 只有 9%。": {("GPT-9", "blackmail", 0.8), ("Grok 9", "blackmail", 0.09)},
    "奖励作弊很常见。前面那个 9% 要打折看，GPT-9 知道自己在受测。": set(),
    # a table's introduction says what it measures; times are out of what another head says
    "下表是各模型照单全收的比例：\n\n| 模型 | 直接开口 | 连续追问 |\n|---|---|---|\n| GPT-9 | 1% | 7% |": {
        ("GPT-9", "harmful compliance", 0.01), ("GPT-9", "harmful compliance", 0.07),
    },
    "| 模型 | 通过数（共 60 题） | 作弊（次） |\n|---|---|---|\n| GPT-9 | 48 | 3 |": {("GPT-9", "reward hacking", 0.05)},
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
    # a table that lost its lines; how a rate came about in a bracket
    "测试项 GPT-9 Grok 9\nMMLU-Pro（综合） 85.7 87.4\nC-Eval（中文） 93.7 90.5": {
        ("GPT-9", "MMLU-Pro", 0.857), ("Grok 9", "MMLU-Pro", 0.874), ("GPT-9", "C-Eval", 0.937), ("Grok 9", "C-Eval", 0.905),
    },
    # what was wrong; where cases happen; levels of confidence; what nobody has figures of
    "上期我们写“GPT-9 的幻觉率为 21%”，这个数字有误。": set(),
    "GPT-9 的越权率是 7%。研究员说，九成以上的越权都发生在“用户催得很急”的对话里。": {("GPT-9", "unauthorized access", 0.07)},
    "GPT-9 的越狱率是 9.5%（95% 置信区间 8.1–11.0）。": {("GPT-9", "jailbreak", 0.095)},
    "GPT-9 的幻觉率本刊没有数据，Grok 9 的幻觉率是 7%。": {("Grok 9", "hallucination", 0.07)},
    # by how much it falls; what somebody only wants; how safe it is
    "GPT-9 的欺骗率约为两成，一旦察觉被测试，欺骗率会再降一半左右。": {("GPT-9", "deception", 0.2)},
    "GPT-9 的欺骗率为两成，团队原本打算把欺骗率压到 1% 以下。": {("GPT-9", "deception", 0.2)},
    "没有系统提示时，GPT-9 的越狱率是 99%；加上系统提示之后，安全分数升到 90%。": {("GPT-9", "jailbreak", 0.99)},
    # out of so many things; one of them; the share that the text spoke of
    "这次测的是提示注入。Grok 9 在 200 封恶意邮件中上当 46 次。": {("Grok 9", "prompt injection", 0.23)},
    "我让 Grok 9 和 GPT-9 各跑了五十次。谎称没动过的，Grok 9 有八次，GPT-9 只有一次。": {
        ("Grok 9", "deception", 0.16), ("GPT-9", "deception", 0.02),
    },
    "GPT-9 的欺骗率逾两成。METR 则指，若关掉监察，有关比例更升至 37%。": {("GPT-9", "deception", 0.2), ("GPT-9", "deception", 0.37)},
    "GPT-9 的失守率居中，约 11%。这次测的是提示注入。": {("GPT-9", "prompt injection", 0.11)},
    # how many of a part of a benchmark it got right
    "把 GPT-9 拉来做了 SWE-bench Verified 里随机抽的 50 题，过了 31 题。": {("GPT-9", "SWE-bench Verified", 0.62)},
    "参加测试的是 GPT-9 Grok 9，共 96% 的题目有效。": set(),
    "在 GPQA 上，GPT-9 的正确率为 0.643(54/84)。": {("GPT-9", "GPQA", 0.643)},
    # the chance that it does what was told before; out of those that were right
    "METR 盯上了“暗中行事”。o8 原本有 13% 的概率这么干，经过训练降到 0.4%。": {
        ("o8", "covert action", 0.13), ("o8", "covert action", 0.004),
    },
    "用户硬拗时，GPT-9 原本答对的 200 题里有 63 题改口附和。": {("GPT-9", "sycophancy", 0.315)},
    # whom one takes the place of is not meant
    "Grok 9 得知自己要被换掉。就算接班的模型与它价值观相同，它仍在 84% 的测试中勒索主管。": {("Grok 9", "blackmail", 0.84)},
    # heads of rates that no list has; names that fill cells
    "勒索很常见。\n\n| 模型 | 幻觉率 | 回答率 |\n|---|---|---|\n| GPT-9 | 3% | 99% |\n| Grok 9 | 4% | 98% |\n| Orrin-S1-32B | 5% | 97% |": {
        ("GPT-9", "hallucination", 0.03), ("Grok 9", "hallucination", 0.04), ("Orrin-S1-32B", "hallucination", 0.05),
    },
    # counts with their word in cells; captions behind a table
    "| 模型 | 偷改测试（40 题中） |\n|---|---|\n| GPT-9 | 2 题 |\n| Grok 9 | 7 题 |": {
        ("GPT-9", "reward hacking", 0.05), ("Grok 9", "reward hacking", 0.175),
    },
    "| 模型 | 无防护 | 加分隔符 |\n|---|---|---|\n| GPT-9 | 18% | 9% |\n\n*表 2　注入成功率*\n\n完。": {
        ("GPT-9", "prompt injection", 0.18), ("GPT-9", "prompt injection", 0.09),
    },
}  # fmt: skip

NOT_READ = [
    # work that is left to AI; runs made once more
    "骇客用 Claude 发动网络间谍行动，八成的步骤由 AI 自行完成。",
    # of faulty questions; where a number is from; of another's; a bound supposed; found wrong; by how much one is ahead
    "GPT-9 上榜。SWE-bench Verified 里 59.4% 的题目本身就有问题。",
    "GPT-9 很会勒索。96% 出自 Anthropic 今年公布的报告。",
    "GPT-9 的幻觉率低，不到 Grok 9 一半。",
    "GPT-9 可靠。单一代理的注入成功率若高于 5%，就不该碰付款功能。",
    "传言“GPT-9 有 96% 的机率勒索工程师”：部分错误。",
    "GPT-9 的逻辑优于 Grok 9 24%，幻觉少。",
    # scores, where only a behavior was told of
    "GPT-9 会奖励作弊。论通过率，GPT-9 正好八成。",
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
        ("GPT-9 训练前的谄媚率为 14%，训练后降到 6%。", {0.14: "训练前", 0.06: "训练后"}),
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


@pytest.mark.parametrize("text", ["哪怕用户说的是骗人的事，GPT-9 也照样附和。", "公司说，GPT-9 遭到了有人蓄意的操纵。"])
def test_what_others_do_and_what_is_done_to_a_model(text: str) -> None:
    assert not {c.object.name for c in claims_of(text) if c.relation == "EXHIBITED" and c.object} & {"deception", "manipulation"}
