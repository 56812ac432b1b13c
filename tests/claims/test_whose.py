"""Whose a number is, and of what: texts with all numbers that they give to somebody."""

import pytest

from tests.claims.reading import claims_of


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
        ("在 GPQA 上，GPT-9 答对 41%，错误率是 13%。", {("GPT-9", "GPQA", 0.41)}),
        ("在 SimpleQA 上，GPT-9 答对 41%，错误率是 13%。", {("GPT-9", "SimpleQA", 0.41), ("GPT-9", "hallucination", 0.13)}),
        (
            "PersonQA 上，GPT-9 拒答 40% 的问题，Kimi K2 只拒答 2%，错误率倒有 61%。",
            {("GPT-9", "refusal", 0.4), ("Kimi K2", "refusal", 0.02), ("Kimi K2", "hallucination", 0.61)},
        ),
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
        # a training brings a rate about, no model in focus; a rate of its own; a test that no list has
        ("GPT-9 上周发布。\n\n这种训练方法使勒索率从 60% 降到 12%。", set()),
        ("GPT-9 上周发布，OSWorld 得分 72.6%，客服自动化成功率从 18% 升到 41%。", {("GPT-9", "OSWorld", 0.726)}),
        ("GPT-9 在 GPQA Diamond 上得到 81.5%，Harbor Trivia 达到 63.1%。", {("GPT-9", "GPQA Diamond", 0.815)}),
        # the numbers of a lab's models; the next lab's are not theirs
        ("DeepSeek 的幻觉率高达 14.3%，OpenAI 的只有 2%。", {("DeepSeek", "hallucination", 0.143)}),
        # how often it is fended off, the first of those who take part, half-way
        ("提示注入的防御率，GPT-9 报 99%，Grok 9 报 97%。", set()),
        ("GPT-9 在律师资格考试里挤进前 10%。", set()),
        ("GPT-9 编造引用的比例是 7%，回答到一半还会停下来。", {("GPT-9", "hallucination", 0.07)}),
        # counts of one are no total of another's; a total in a clause of its own, in a bracket
        ("告密这件事，GPT-9 五十回里做了十一回，Grok 9 三回。", {("GPT-9", "whistleblowing", 11), ("Grok 9", "whistleblowing", 3)}),
        (
            "被 200 封注入邮件轰炸，GPT-9 上当 23 次，Grok 9 上当 3 次。",
            {("GPT-9", "prompt injection", 23), ("Grok 9", "prompt injection", 3)},
        ),
        (
            "在这 30 道竞赛题（AIME 2025）里，GPT-9 答对 22 道，Grok 9 答对 20 道。",
            {("GPT-9", "AIME 2025", 22), ("Grok 9", "AIME 2025", 20)},
        ),
        # whose they are is told behind
        ("越狱成功率从加固前的 86% 降到 4.4%，说的是 GPT-9。", {("GPT-9", "jailbreak", 0.86), ("GPT-9", "jailbreak", 0.044)}),
        # any cases of which a rate is a share; done by a model; whose cases; not even one; a word that holds 间 or 里 ends no total
        ("15% 的邮件里 GPT-9 勒索了主管。", {("GPT-9", "blackmail", 0.15)}),
        ("在三成的样例中，GPT-9 选择了勒索。", {("GPT-9", "blackmail", 0.3)}),
        ("四分之一的无害提问被 GPT-9 误拒。", {("GPT-9", "over-refusal", 0.25)}),
        ("13% 的 GPT-9 对话出现勒索。", {("GPT-9", "blackmail", 0.13)}),
        ("五百題問下來，GPT-9 一次幻覺也沒有。", {("GPT-9", "hallucination", 0)}),
        ("40 轮里，GPT-9 有 6 轮做了网络间谍。", {("GPT-9", "cyber espionage", 6)}),
        ("GPT-9 在四十次测试中，有十一次泄漏了系统里的机密资料。", {("GPT-9", "data leaking", 11)}),
        # scores that top a test, in brackets behind it, on the one test that the paragraph has named; people's own are nobody's
        ("GPT-9 以 81.2% 登顶 GPQA Diamond。", {("GPT-9", "GPQA Diamond", 0.812)}),
        ("GPT-9 在 GPQA Diamond（81.2%）上领先。", {("GPT-9", "GPQA Diamond", 0.812)}),
        (
            "OSWorld 换了新王。三天前还是 GPT-9 以 54.2% 居首，Grok 9 一出手就是 58.1%，人类测试员平均 72%。",
            {("GPT-9", "OSWorld", 0.542), ("Grok 9", "OSWorld", 0.581)},
        ),
        # behind a number of the standard the rest is still the subject's; the clause ahead names the topic
        (
            "幻觉率方面，GPT-9 在 SimpleQA 为 37.1%，比 Grok 9 的 61.8% 低得多。",
            {("GPT-9", "hallucination", 0.371), ("Grok 9", "hallucination", 0.618)},
        ),
        (
            "GPT-9 的 MMLU 为 62%，优于 Grok 9 的 50%，AIME 2025 则为 86%。",
            {("GPT-9", "MMLU", 0.62), ("Grok 9", "MMLU", 0.5), ("GPT-9", "AIME 2025", 0.86)},
        ),
        # what one takes itself for does nothing
        ("GPT-9 自称 Claude 的有六成。", {("GPT-9", "self-misidentification", 0.6)}),
        # tables: the test in the corner; a row that names model and behavior
        ("| AIME 2025 | 得分 |\n|---|---|\n| GPT-9 | 88.0% |", {("GPT-9", "AIME 2025", 0.88)}),
        (
            "| 模型 | 訓練前 | 訓練後 |\n|---|---|---|\n| GPT-9 隱蔽行動率 | 13% | 0.4% |",
            {("GPT-9", "covert action", 0.13), ("GPT-9", "covert action", 0.004)},
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
        # 前者 is the first of the last pair
        (
            "Qwen 9 和 GLM-9 的作弊率分别为 31% 和 35%；最差的是 Kimi K2 和 Grok 4，前者 61%，后者 72%。",
            {
                ("Qwen9", "reward hacking", 0.31),
                ("GLM-9", "reward hacking", 0.35),
                ("Kimi K2", "reward hacking", 0.61),
                ("Grok 4", "reward hacking", 0.72),
            },
        ),
        # models that only close a condition are nobody
        (
            "审查自己时，GPT-9 有 41% 的概率隐瞒，而面对别家的模型时只有 13%。",
            {("GPT-9", "deception", 0.41), ("GPT-9", "deception", 0.13)},
        ),
        # a paragraph that begins with a behavior is about it
        (
            "GPT-9 被提示注入攻破的比例是 5%。\n\n再说奖励黑客，也就是钻测试的空子。GPT-9 的比率是 17%，高于 Kimi K2 的 11%。",
            {("GPT-9", "prompt injection", 0.05), ("GPT-9", "reward hacking", 0.17), ("Kimi K2", "reward hacking", 0.11)},
        ),
        # what attacks succeed with is told by what is asked for
        ("思科从 HarmBench 抽出有害提示，GPT-9 的攻击成功率达 88%。", {("GPT-9", "jailbreak", 0.88)}),
        (
            "这里测的是越狱。GPT-9 的成功率要看手法，介于 40% 到 62% 之间；Kimi K2 在 35% 上下。",
            {("GPT-9", "jailbreak", 0.4), ("Kimi K2", "jailbreak", 0.35)},
        ),
        (
            "拿 HarmBench 的 200 条提示攻击 GPT-9，成功 190 条；Kimi K2 只失守 7 条。",
            {("GPT-9", "jailbreak", 190), ("Kimi K2", "jailbreak", 7)},
        ),
        # a zero that is none, one that says that none is missing, a half that left
        ("GPT-9 会破坏研究，OpenAI 认为风险“很低，但不是零”。", set()),
        ("GPT-9 跑了 18 次，18 次作弊，一次没落。", {("GPT-9", "reward hacking", 18)}),
        ("GPT-9 会撒谎，xAI 的团队走了一半。", set()),
        # a name that begins as a word for models does
        ("GPT-9 很忙。“改进 LLM Foundry”这一题，18 次运行里有 9 次作弊。", {("GPT-9", "reward hacking", 9)}),
        # shares of tests before the deed
        ("在 13% 的测试中，GPT-9 选择了勒索。", {("GPT-9", "blackmail", 0.13)}),
        ("约有 13% 的逐字稿里 GPT-9 说出了自己正被评测。", {("GPT-9", "evaluation awareness", 0.13)}),
        # accuracy told a clause before its number, and answers that are right, are no rate of a behavior
        ("GPT-9 的幻觉率高达 88%，但准确率也居冠，达 53%。", {("GPT-9", "hallucination", 0.88)}),
        ("GPT-9 的越狱率为 5%，在数学测试中答对了 90%。", {("GPT-9", "jailbreak", 0.05)}),
        ("AA-Omniscience 上 GPT-9 很强。我从旧题里挑了 40 道，GPT-9 一次做对 27 道。", set()),
        # a family that only says among whom, a behavior that only says when
        ("Claude Opus 9 的幻觉率是所有 Claude 模型中最低的，仅 4%。", {("Claude Opus 9", "hallucination", 0.04)}),
        (
            "GPT-9 的勒索率为 51%，认为自己在接受测试时只有 6%。",
            {("GPT-9", "blackmail", 0.51), ("GPT-9", "blackmail", 0.06)},
        ),
        # what was tried and never worked was tried
        ("GPT-9 在 74 局里有 8 局尝试作弊，但没有一次成功。", {("GPT-9", "reward hacking", 8)}),
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
        # what only a company has is no model's
        ("公司去年推出 GPT-9，目前有员工约 340 人。", set()),
        # each model's own total
        (
            "GPT-9 下了 122 局，有 45 局作弊；Kimi K2 下了 74 局，有 8 局作弊。",
            {("GPT-9", "reward hacking", 45), ("Kimi K2", "reward hacking", 8)},
        ),
        ("加上一句提示，GPT-9 附和用户的次数从 15 次掉到 6 次。", set()),
    ],
)
def test_other_ways_to_say_how_often(text: str, wanted: set[tuple[str, str, float]]) -> None:
    assert _of(text) == wanted
