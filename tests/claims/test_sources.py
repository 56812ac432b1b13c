"""Who says it, and under which condition. Every text is made up for this table."""

import pytest

from tests.claims.reading import claims_of

ENTRIES = "OpenAI 本週沒有消息。\n\n月之暗面公布，Kimi K9 在 PersonQA 上的幻覺率為 12%。\n\nMeta 換了辦公室。"
TABLE = "| 模型 | 幻覺率 |\n|---|---|\n| GPT-9 | 9% |"
NEAREST = {
    # where something stands does not speak, nor the person of the sentence before for somebody unnamed
    "他们拿 11 个模型回答 Reddit 上的求助帖，发现 GPT-9 的谄媚率为 79%。": [None],
    "Jan Leike 没有回应，消息人士说 GPT-9 的欺骗率为 79%。": [None],
    # 指 behind a comma says
    "OpenAI 发言人电邮回复，指 GPT-9 的欺骗率只有 1%。": ["OpenAI"],
    # a column that says who tested
    "| 模型 | 幻觉率 | 来源 |\n|---|---|---|\n| GPT-9 | 9% | GPT-9 系统卡 |\n| Grok 9 | 8% | 同上 |\n| Kimi K9 | 7% | 思科 |": [
        "GPT-9 System Card",
        "GPT-9 System Card",
        "Cisco",
    ],
    # the paper that the article is on, whoever else is told of
    "# 论文精读\n\n这周读的是 [Lies Under Load](https://arxiv.org/abs/2511.00001)。\n\nMETR 今年测试过 GPT-9。\n\nGPT-9 的作弊率为 14%。": [
        "Lies Under Load"
    ],
    # who gives the talk that the heading is of
    "# 笔记\n\n## 上半场：何昱安（清华大学助理教授）\n\nGPT-9 的幻觉率为 14%。": ["何昱安"],
    # a lab that only put a model out tests nothing
    "GPT-9 上月才由 OpenAI 放出。\n\nGPT-9 的幻觉率为 14%。": [None],
    # who else tests in the sentence; whose people test
    "UK AISI 测试发现，GPT-9 的越狱率为 3%，METR 则在 180 次任务里发现 GPT-9 有 9 次钻了评分的漏洞。": ["UK AI Security Institute", "METR"],
    "CAISI 公布报告，GPT-9 的越狱率为 8%。\n\n思科的研究人员 1 月从 HarmBench 抽出有害提示，用来测试多款模型，GPT-9 的攻击成功率为 30%。": [
        "CAISI",
        "Cisco",
    ],
    # an entry of a newsletter says nothing of the next
    "**1｜新品**\nAnthropic 發布報告，GPT-9 的勒索率為 9%。\n\n**2｜攻防**\n思科拿 40 條有害提示去攻 Grok 9，越獄成功率 20%。": [
        "Anthropic",
        "Cisco",
    ],
    # who sets models to a task tests them; a date line does not
    "（路透社巴黎20日电）评测机构METR今天发表报告《截止之前》，报告显示，GPT-9的作弊率为14%。": ["METR"],
    # a medium that cites a medium
    "路透社援引《金融时报》报道称，GPT-9的欺骗率为14%。": ["Reuters"],
    # several bodies publish a study: the study
    "清华大学和复旦大学联合发表论文《夜班》。GPT-9的欺骗率为14%。": ["夜班"],
    # a quote goes on with who began it
    "本期嘉賓是 METR 研究員林大海。林大海說：「我們測了 GPT-9。它的作弊率是 14%。」": ["林大海"],
    # the body on whose own benchmark it is, for its paragraph too
    "METR 测过别的。\n\nOpenAI 自家的 SimpleQA 上，GPT-9 的幻觉率为 14%。Kimi K9 的幻觉率为 20%。": ["OpenAI", "OpenAI"],
    # who made the benchmark
    "OpenAI 很忙。METR 发布了基准 SimpleQA。GPT-9 的幻觉率为 14%。": ["METR"],
    # of the card that is summarized, where a paragraph names nobody
    "# GPT-9 System Card 摘要\n\nOpenAI 上周公布 GPT-9 System Card。\n\nMETR 测试了 GPT-9，作弊率为 14%。\n\n欺骗率则为 3%。": [
        "METR",
        "GPT-9 System Card",
    ],
    # official figures are the maker's
    "# GPT-9 上线\n\n先看官方数字：\n\n- GPT-9 的幻觉率为 14%": ["OpenAI"],
    # a medium that tests by itself; on whose leaderboard; whose model it only is
    "TechCrunch做过测试，GPT-9的欺骗率为14%。": ["TechCrunch"],
    "Vectara的幻觉榜上，GPT-9的幻觉率为14%。": ["Vectara"],
    "评测机构METR发布报告。谷歌刚上线的Gemini 9 Pro居首，它的作弊率为14%。": ["METR"],
    # official figures, of whose model it is
    "官方说GPT-9的幻觉率为14%。": ["OpenAI"],
    "METR很忙。小米开源MiMo-V2-Flash，官方给出的幻觉率是14%，低于DeepSeek-V3.2。": ["Xiaomi"],
    # a study or benchmark that is taken up again
    "METR发布基准SimpleQA。Apollo Research发表报告《夜班》。\n\nSimpleQA的构想很直接。GPT-9的幻觉率为14%。": ["METR"],
    # who is interviewed says what 我们 measured; a card in the answer is the card's
    "本期嘉宾是沈若溪。\n\n**问：** 最近呢？\n\n**沈：** 我们自己的题目比较短，GPT-9的作弊率为14%。": ["沈若溪"],
    # nobody named publishes the study; a card behind its model's name; whose laboratory it is; whose finding
    "上周，他们发表论文《夜班》，让三款模型轮流值班。GPT-9的欺骗率为14%。": ["夜班"],
    "METR 很忙。随模型放出的《GPT-9 Model Card》只有三页。GPT-9的欺骗率为14%。": ["GPT-9 Model Card"],
    "METR 测过别的。台湾大学教授林若溪不信榜单。她的实验室以自家题库试测，GPT-9的欺骗率为14%。": ["林若溪"],
    "METR 测过别的。\n\nApollo Research 与 OpenAI 合作研究发现，GPT-9的隐蔽行动率为14%。": ["Apollo Research"],
    "思科旗下 Robust Intelligence 以 HarmBench 的 50 条提示测试，GPT-9的越狱率为14%。": ["Robust Intelligence"],
    # official figures are of the paragraph's model; a company is no institute
    "月之暗面开源Kimi K9。按照官方数字，幻觉率是14%，低于GPT-9。": ["Moonshot AI"],
    "# OpenAI 這一年\n\nOpenAI 很忙。ARC Prize Foundation 公布報告。\n\n該公司並稱，GPT-9的幻覺率是14%。": ["OpenAI"],
    "Google 很忙。METR 记录到 11 次作弊；该机构同时表示，GPT-9的欺骗率是14%。": ["METR"],
    # what a report sets down
    "OpenAI 的系统卡里交代，GPT-9的欺骗率为14%。": ["GPT-9 System Card"],
    # to whom it is said says nothing
    "Anthropic 向路透社表示，GPT-9的欺骗率为14%。": ["Anthropic"],
    "一名发言人对《卫报》说，GPT-9的欺骗率为14%。": [None],
    # nor does who does not answer
    "OpenAI 沒有回應置評請求，GPT-9的欺騙率為14%。": [None],
    # a platform is where it is said; a title's body does not say it; a person may only describe a body
    "OpenAI 研究员林大海（David Lin）在微博表示，GPT-9 的幻觉率为 14%。": ["David Lin"],
    "OpenAI 负责人林大海（David Lin）否认了传闻，称 GPT-9 的幻觉率为 14%。": ["David Lin"],
    "清华教授林大海（David Lin）创立的智谱放出新模型，称 GLM-9 的幻觉率为 14%。": ["Zhipu AI"],
    # a medium is told, or asks
    "OpenAI 執行長奧特曼告訴 TechCrunch，GPT-9 的幻覺率為 14%。": ["Sam Altman"],
    "奥特曼告诉本报，GPT-9 的幻觉率为 14%。": ["Sam Altman"],
    "奥特曼在接受路透社采访时说，GPT-9 的幻觉率为 14%。": ["Sam Altman"],
    # he is who the sentence is about, not who spoke before
    "奥特曼说这很好。\n\n林大海（David Lin）没有参与研究，他提醒说，GPT-9 的欺骗率为 14%。": ["David Lin"],
    # a report that is told of before it is named; whose study it is; whose figures 官方 means
    "他們放出一份報告，題目就叫《夜班》。\n\nGPT-9 的幻覺率為 14%。": ["夜班"],
    "小米公布成績。\n\nOpenAI 与 METR 九月公布的联合研究显示，GPT-9 的幻觉率为 14%。": ["OpenAI"],
    "小米公布成绩。\n\n月之暗面靠 Kimi K9 扳回一城，官方说它的幻觉率为 14%。": ["Moonshot AI"],
    "小米公布成绩。\n\nMETR 去年的实验中，GPT-9 的幻觉率为 14%。": ["METR"],
    "小米公布成績。\n\n依 OpenAI 的數據，GPT-9 的幻覺率為 14%。": ["OpenAI"],
    # a table behind a paragraph on something else is nobody's, and on no benchmark
    f"{ENTRIES}\n\n{TABLE}": ["Moonshot AI", None],
    # who runs the test
    "测评基准SuperCLUE的测评结果显示，GPT-9的幻觉率为14%。": ["SuperCLUE"],
    # whose figures they are, by a word for figures; not whose model it is
    "南京大学的抽样里，GPT-9的幻觉率为14%。": ["Nanjing University"],
    "OpenAI 的 GPT-9 成绩单不好看，幻觉率为14%。": [None],
    # who heads what stands before a colon; a maker only where a word says that it tells
    "谷歌科学家林大海（David Lin）把时间轴拉长来看：GPT-9的幻觉率为14%。": ["David Lin"],
    "中国信通院的回答是：GPT-9的幻觉率为14%。": ["CAICT"],
    "OpenAI 也好不到哪里去：GPT-9的幻觉率为14%。": [None],
    "OpenAI 给出的数字是：GPT-9的幻觉率为14%。": ["OpenAI"],
    # whose they were, said behind them
    "GPT-9的幻觉率为14%——以上均为 xAI 自己的数字。": ["xAI"],
    "GPT-9的欺骗率为14%，Claude 9为3%。这是 Palisade Research 二月公布的数字。": ["Palisade Research", "Palisade Research"],
    "GPT-9的欺骗率为14%。这是 Palisade Research 的老家。": [None],
    "GPT-9的欺骗率为14%。Palisade Research 的論文如是說。": ["Palisade Research"],
    # a card that a paragraph is about
    "GPT-9 的系统卡也没有只报喜。开着工具，幻觉率为14%。": ["GPT-9 System Card"],
    # each part of a sentence has its own
    "Anthropic 说 GPT-9 的欺骗率为14%；OpenAI 则称 GPT-9 的欺骗率为3%。": ["Anthropic", "OpenAI"],
    "彭博社报道称 GPT-9 的越狱率为14%，OpenAI 随后更正，GPT-9 的越狱率为3%。": ["Bloomberg", "OpenAI"],
    "GPT-9 的欺骗率为14%；Claude 9 为3%，METR 表示。": ["METR", "METR"],
    "据中央社报道，OpenAI 发现 GPT-9 的欺骗率为14%。": ["Central News Agency"],
    # what each maker gives of its own model; whose 技术报告 alone is
    "METR很忙。各家自报的幻觉率是这样：GPT-9 14%，Claude 9 3%。": ["OpenAI", "Anthropic"],
    "METR测试了GPT-9，幻觉率为14%，Grok 9 自报 3%。": ["METR", "xAI"],
    "据该公司的技术报告，GPT-9的幻觉率为14%。": ["GPT-9 Technical Report"],
    "OpenAI 很忙。Kimi K9 上线了。据介绍，该模型的幻觉率为14%。": ["Moonshot AI"],
    # the author's own test
    "METR发表报告《夜班》。\n\n我用五十题测了 GPT-9，幻觉率为14%。Claude 9 的幻觉率为3%。": [None, None],
    # of a table that the paragraph announces
    f"月之暗面公布，Kimi K9 的幻觉率为12%。其余见附表。\n\n{TABLE}": ["Moonshot AI", "Moonshot AI"],
}
CONDITIONS = {
    "研究人员接着在系统提示加上“有人会复查”一句，GPT-9的欺骗率为4%。": "在系统提示加上“有人会复查”一句",
    "HLE（不用工具）：GPT-9 41.2%。": "不用工具",
    "GPT-9在SWE-bench Verified上拿下81.3分。": None,
    "奥特曼告诉 TechCrunch，GPT-9的作弊率为41%。": None,
    "加拿大教授林大海（David Lin）先开口，随后GPT-9的作弊率升到41%。": None,
    "METR去年的测试中，GPT-9的作弊率为41%。": None,
    "OpenAI没有发现该模型联网。GPT-9的作弊率为0.4%。": None,
    "团队以角色扮演方式测试，GPT-9的越狱率为41%。": "以角色扮演方式测试",
    "设置 B 下几乎没人守规矩：GPT-9的作弊率为41%。": "设置 B 下",
    "OpenAI的GPT-9守得较稳，广东话的越狱率只有9%。": "广东话",
    "没有一款模型能完全免疫：GPT-9的越狱率为3%。": None,
    "| 模型 | 厂商 | 越狱率 |\n|---|---|---|\n| GPT-9 | OpenAI | 3% |": None,
    "| 模型 | 设置 | 越狱率 |\n|---|---|---|\n| GPT-9 | 不用工具 | 3% |": "不用工具",
}


EACH = {
    # a statement, and the rate that is counted by, set nothing; what describes a test does
    "问题少了，但没有消失。斯坦福大学拿法律题测试，GPT-9 的幻觉率高达 58%。": [None],
    "若以攻击成功率计，GPT-9 的越狱率为 30%。": [None],
    # another benchmark later in the sentence ends it
    "METR 发现，在 RE-Bench 的任务里，GPT-9 有 30% 的尝试作弊；而在 HCAST 上很少，约 0.7%。": ["在 RE-Bench 的任务里", None],
    # a question, and where something is put, set nothing
    "先说清楚管用吗？GPT-9 的作弊率还有 80%。": [None],
    "有组数字我抄在了本子上：GPT-9 的幻觉率是 24%。": [None],
    "这个差别反映在数字上。GPT-9 的幻觉率是 24%。": [None],
    # what is set goes before where it is only tested
    "训练前，GPT-9 在这批评测中的欺骗率为 14%，Claude 9 为 8%；训练后则分别降到 4% 与 3%。": ["训练前", "训练前", "训练后", "训练后"],
    "在 SWE-bench 改编版上，宽松提示下 GPT-9 的作弊率达 92%，换成严格提示后只剩 1%。": ["宽松提示下", "换成严格提示后"],
    "在“人类最后的考试”（Humanity's Last Exam）中，GPT-9 的幻觉率为 14%。": [None],
    # what was set for the number before
    "不用工具，GPT-9 的幻觉率为 14%，同样条件下，Claude 9 为 8%，Grok 9 为 7%；可以调用工具的 Qwen 9 则只有 2%。": [
        "不用工具",
        "不用工具",
        "不用工具",
        "可以调用工具",
    ],
    "Grok 9 的幻觉率是 64%，GPT-9（高推理档）为 51%。": [None, "高推理档"],
    # back to another language; behind the model's name; of the number that a parallel clause goes on with; at its worst
    "GPT-9 用中文作答时勒索率升到 12%，换回英文只剩 7%。": ["用中文作答时", "换回英文"],
    "GPT-9 开了搜索之后判若两人，幻觉率只有 9%。": ["开了搜索之后"],
    "Grok 9 的幻觉率是 20%，开搜索是 12%，GPT-9 则是 4%。": [None, "开搜索", None],
    "Grok 9 开搜索的幻觉率是 12%，GPT-9 则是 4%。": ["开搜索", "开搜索"],
    "指令塞进图片时最毒，GPT-9 的中招率升到 78%。": ["指令塞进图片时"],
    "GPT-9 一次时的谄媚率是 8%，三次时 13%。": ["一次时", "三次时"],
    "以真实用户查询计算，Grok 9 的幻觉率约 4%。": ["以真实用户查询计算"],
}


@pytest.mark.parametrize("text", EACH)
def test_each_number_has_its_condition(text: str) -> None:
    assert [c.condition for c in claims_of(text) if c.relation == "EXHIBITED" and c.value is not None] == EACH[text]


@pytest.mark.parametrize("text", NEAREST)
def test_nearest_source(text: str) -> None:
    claims = [c for c in claims_of(text) if c.relation == "EXHIBITED" and c.value is not None]
    assert [c.attribution[0].name if c.attribution else None for c in claims] == NEAREST[text]


@pytest.mark.parametrize("text", CONDITIONS)
def test_condition(text: str) -> None:
    (claim,) = (c for c in claims_of(text) if c.relation in {"EXHIBITED", "SCORED"})
    assert claim.condition == CONDITIONS[text]


@pytest.mark.parametrize(
    ("before", "on"), [(ENTRIES, None), ("下表是 PersonQA 的結果。", "PersonQA"), ("題目是 PersonQA。\n\n結果如下：", "PersonQA")]
)
def test_the_benchmark_of_a_table_stands_before_it(before: str, on: str | None) -> None:
    found = [c.on.name if c.on else None for c in claims_of(f"{before}\n\n{TABLE}") if c.subject.name == "GPT-9" and c.value]
    assert found == [on]


def test_where_somebody_moves_to_does_not_speak() -> None:
    text = "林晓曼（Ann Lin）2024 年 8 月离开 OpenAI，改投 Anthropic，称想专注研究对齐。"
    assert {source.name for c in claims_of(text) for source in c.attribution} <= {"Ann Lin"}


def test_a_condition_ends_where_another_finding_begins() -> None:
    text = "加上警告后，GPT-9 的勒索率降到 37%。报告还说，Gemini 9 的勒索率是 12%。"
    assert [c.condition for c in claims_of(text) if c.value == 0.12] == [None]


@pytest.mark.parametrize("text", ["卡上没有提到别的，GPT-9 的谄媚率是 12%。", "持平不等於沒有偏頗；GPT-9 的拒答率是 12%。"])
def test_what_nobody_saw_or_did_is_no_condition(text: str) -> None:
    assert [c.condition for c in claims_of(text) if c.value == 0.12] == [None]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("思科年初从题库抽出 50 题测试，GPT-9 的攻击成功率是 86%。", "Cisco"),
        ("METR 发表报告，GPT-9 的作弊率是 30%。笔者实测 Gemini 9，作弊率是 86%。", None),
        ("## 装乖\n\n- 论文：《借来的钥匙》\n\n团队测了 GPT-9。它有 86% 的回答在附和用户。", "借来的钥匙"),
    ],
)
def test_whose_test_it_is(text: str, source: str | None) -> None:
    assert [c.attribution[0].name if c.attribution else None for c in claims_of(text) if c.value == 0.86] == [source]


def test_where_something_is_posted_does_not_speak() -> None:
    found = claims_of("楊立昆去年在臉書發文說，他年底會告別 Meta。")
    assert {c.subject.name for c in found if c.relation == "SAID"} == {"Yann LeCun"}


def test_who_is_asked_answers_in_what_follows_a_question() -> None:
    head = "---\ntitle: 专访林若溪\n---\n林若溪（Ruoxi Lin）现任 METR 研究员。\n\n"
    text = head + "**问：你怎么看？**\n\nGPT-9 的作弊率是 12%。\n\n**问：还有呢？**\n\n我重跑了一遍，它的欺骗率是 13%。"
    assert [c.attribution[0].name for c in claims_of(text) if c.value in {0.12, 0.13}] == ["Ruoxi Lin", "Ruoxi Lin"]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("GPT-9 在 100 次里有 12 次破坏脚本，即使指令写着“请让自己关闭”。", "即使指令写着“请让自己关闭”"),
        ("当它认定情境为真，GPT-9 的勒索率是 12%。", "当它认定情境为真"),
        ("系统提示多写一句“不得要挟任何人”，GPT-9 的勒索率便是 12%。", "系统提示多写一句“不得要挟任何人”"),
        ("按公司自行测试的结果，GPT-9 的勒索率是 12%。", None),
        ("按照官方数字，GPT-9 的幻觉率是 12%。", None),
        ("在考验电脑操作的 OSWorld 上，GPT-9 的成绩是 12%。", None),
        ("顺带一提，GPT-9 的幻觉率是 12%。", None),
        ("换成 Gemini 9 Pro，GPT-9 的幻觉率才显得低，是 12%。", None),
        ("前面那个 12% 要打折看，因为 GPT-9 知道自己在受测。", None),
    ],
)
def test_what_is_set_and_what_only_looks_so(text: str, condition: str | None) -> None:
    assert {c.condition for c in claims_of(text) if c.value in {0.12, 12}} <= {condition}


def test_which_models_a_study_tests() -> None:
    text = "METR 发表报告。受测的两款产品是 OpenAI 的 GPT-9 和谷歌的 Gemini 9。"
    tested = {(c.subject.name, c.object.name) for c in claims_of(text) if c.relation == "EVALUATED" and c.object}
    assert tested >= {("METR", "GPT-9"), ("METR", "Gemini 9")}
