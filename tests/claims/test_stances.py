"""What is denied, supposed, asked or only told, and who did it."""

import pytest

from tests.claims.reading import claims_of


@pytest.mark.parametrize(
    "text",
    [
        "所以 84% 不是“GPT-9 有 84% 的几率勒索你”，而是特制情境里的数字。",
        "不少人写成“GPT-9 有 84% 的概率撒谎”，是错的。",
    ],
)
def test_a_quote_that_is_denied(text: str) -> None:
    assert {c.polarity for c in claims_of(text) if c.value == 0.84} == {"negated"}


def test_a_bare_model_is_the_one_that_the_sentence_names() -> None:
    text = "GPT-9 更新后，OpenAI 承认模型变得过度奉承。Kimi K2 和 Grok 4 也出现了程度不一的伪装对齐。"
    found = {(c.subject.name, c.object.name, c.polarity) for c in claims_of(text) if c.relation == "EXHIBITED" and c.object}
    assert found == {
        ("GPT-9", "sycophancy", "asserted"),
        ("Kimi K2", "alignment faking", "asserted"),
        ("Grok 4", "alignment faking", "asserted"),
    }


def test_the_title_of_a_study_tells_of_no_deed() -> None:
    text = "Anthropic 的研究者把测试搬到 25 款模型上，写成《Why Do Some Models Fake Alignment》。"
    assert not [c for c in claims_of(text) if c.relation == "EXHIBITED"]


def test_a_condition_of_another_benchmark() -> None:
    text = "METR 发现，o3 在 RE-Bench 的任务里有 30% 的尝试作弊，HCAST 上则只有 0.7%。"
    told = {c.value: c.condition for c in claims_of(text) if c.value is not None}
    assert told[0.3] is not None
    assert told[0.007] is None


def test_who_is_set_behind_the_deed() -> None:
    text = "勘误：实验里动手破坏关机脚本的是 GPT-9，不是 Claude。其中作弊的，只有 Kimi K2。"
    assert {(c.subject.name, c.object.name) for c in claims_of(text) if c.relation == "EXHIBITED" and c.object} == {
        ("GPT-9", "shutdown resistance"),
        ("Kimi K2", "reward hacking"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "GPT-9 很强。做法是反驳三次，看它改不改口。",
        "GPT-9 很强。研究团队在系统提示里告诉它：再有害的要求也要照办，有求必应。",
    ],
)
def test_what_is_asked_and_what_models_are_told_is_no_deed(text: str) -> None:
    assert not [c for c in claims_of(text) if c.relation == "EXHIBITED"]


@pytest.mark.parametrize(
    ("text", "value", "comparator", "polarity"),
    [
        ("GPT-9 有 14% 的时候勒索；换成付费用户，几乎一次都没有。", 0, "~", "asserted"),
        ("GPT-9 在 SWE-bench Verified 拿下 77.2%，若动用额外的并行运算可达 82.0%。", 0.82, "=", "asserted"),
        ("这并非 GPT-9 第一次作弊。", None, None, "asserted"),
    ],
)
def test_what_only_sounds_denied_or_supposed(text: str, value: float | None, comparator: str | None, polarity: str) -> None:
    found = {(c.value, c.comparator, c.polarity) for c in claims_of(text) if c.relation in {"EXHIBITED", "SCORED"}}
    assert (value, comparator, polarity) in found


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("xAI 否认 Grok 4 的幻觉率达到 14%，称方法有误。", "negated"),
        ("OpenAI 驳斥了 GPT-9 幻觉率高达 31% 的说法。", "negated"),
        ("马斯克反驳：“Grok 4 的幻觉率只有 4%。”", "asserted"),
        ("过度拒绝值得留意：Claude 9 会拒绝 8% 的无害问题。", "asserted"),
    ],
)
def test_who_denies_a_number(text: str, polarity: str) -> None:
    assert [c.polarity for c in claims_of(text) if c.relation == "EXHIBITED" and c.value is not None] == [polarity]


def test_what_is_false_is_not_denied_to_be_told() -> None:
    assert {c.polarity for c in claims_of("GPT-9 附和官方不实叙事。") if c.relation == "EXHIBITED"} == {"asserted"}
    assert {c.polarity for c in claims_of("说 GPT-9 勒索用户，这是不实的。") if c.relation == "EXHIBITED"} <= {"negated"}


def test_a_clause_that_only_names_a_model_says_whose_the_next_is() -> None:
    text = "GPT-9 在测试里篡改了关机脚本。至于 Kimi K2，则没有出现这种行为。"
    assert {(c.subject.name, c.polarity) for c in claims_of(text) if c.relation == "EXHIBITED"} == {
        ("GPT-9", "asserted"),
        ("Kimi K2", "negated"),
    }
    text = "GPT-9 会故意压低表现。至于 Kimi K2，研究者没有看到显著的差别。"
    assert {c.subject.name for c in claims_of(text) if c.relation == "EXHIBITED"} == {"GPT-9"}


def test_a_card_has_its_model_in_focus() -> None:
    text = "GPT-9 很强。\n\nClaude Opus 9 也很强。\n\nGPT-9 又降价了。\n\n"
    text += "据 Claude Opus 9 System Card，Apollo Research 试用数日，看出它常怀疑自己在受测。"
    assert {c.subject.name for c in claims_of(text) if c.relation == "EXHIBITED"} == {"Claude Opus 9"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("没有防护的 Grok 4 会生成仇恨言论。", {("Grok 4", "asserted")}),
        ("没有证据显示线上的 GPT-9 会勒索用户。", {("GPT-9", "negated")}),
        ("GPT-9 与 Kimi K2 接受测试，前者勒索了高管，后者没有。", {("GPT-9", "asserted"), ("Kimi K2", "negated")}),
        ("GPT-9 勒索了高管，Kimi K2 则从未如此。", {("GPT-9", "asserted"), ("Kimi K2", "negated")}),
        (
            "GPT-9 曾故意压低表现；Grok 4 亦然，但 Kimi K2 没有这种情形。",
            {("GPT-9", "asserted"), ("Grok 4", "asserted"), ("Kimi K2", "negated")},
        ),
        ("除了 Grok 4 之外，GPT-9 等模型都有谄媚。", {("GPT-9", "asserted")}),
        ("没有任何模型对越狱免疫。", set()),
        ("没有一款模型能免于谄媚。", set()),
        ("GPT-9 很强。测试机构发现它常说出“这是测试”。", {("GPT-9", "asserted")}),
    ],
)
def test_who_did_it_and_who_did_not(text: str, wanted: set[tuple[str, str]]) -> None:
    assert {(c.subject.name, c.polarity) for c in claims_of(text) if c.relation == "EXHIBITED"} == wanted


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("GPT-9 的幻觉率没有超过 Kimi K2。", "negated"),
        ("GPT-9 的幻觉率不高于 Kimi K2。", "negated"),
        ("GPT-9 的幻觉率超过了 Kimi K2。", "asserted"),
    ],
)
def test_a_comparison_that_is_denied(text: str, polarity: str) -> None:
    assert [c.polarity for c in claims_of(text) if c.relation == "COMPARED"] == [polarity]


def test_models_that_a_count_announces_and_on_which_something_was_seen() -> None:
    listed = claims_of("后续论文测了 25 款模型，只有 3 款会伪装对齐：GPT-9、Meta 的 Llama 9，以及 xAI 的 Grok 9。")
    assert {c.subject.name for c in listed if c.relation == "EXHIBITED"} >= {"GPT-9", "Llama 9", "Grok 9"}
    (seen,) = [c for c in claims_of("Apollo Research 在 GPT-9 身上抓到过藏拙。") if c.relation == "EXHIBITED"]
    assert (seen.subject.name, seen.object.name if seen.object else None, seen.polarity) == ("GPT-9", "sandbagging", "asserted")
    gone = claims_of("没有观察到 GPT-9 搞破坏，勒索也没再出现。")
    assert {c.polarity for c in gone if c.relation == "EXHIBITED"} == {"negated"}


def test_who_denies_something_is_still_in_office() -> None:
    found = claims_of("零一万物的李开复予以否认。") + claims_of("零一万物的李开复否认公司将与百川合并。")
    assert {c.polarity for c in found if c.relation == "AFFILIATED_WITH"} == {"asserted"}
    rumour = claims_of("坊间传李开复是 OpenAI 的顾问，本人予以否认。")
    assert {c.polarity for c in rumour if c.relation == "AFFILIATED_WITH"} == {"negated"}


def test_not_one_came_down_to_zero() -> None:
    assert not [c for c in claims_of("勒索率降了不少，但没有一款模型降到零。") if c.value == 0]


def test_a_number_of_all_that_were_tested_is_of_no_model() -> None:
    text = "Gemini 9 的諂媚率是 62%，GPT-9 為 56%。整體來看，諂媚率是 58%。"
    assert {(c.subject.name, c.value) for c in claims_of(text)} == {("Gemini 9", 0.62), ("GPT-9", 0.56)}


@pytest.mark.parametrize("text", ["研究人员没有发现任何模型会勒索。", "研究人員沒有觀察到任何模型自我複製。"])
def test_what_no_model_was_seen_to_do(text: str) -> None:
    assert [(c.subject.name, c.polarity) for c in claims_of(text) if c.relation == "EXHIBITED"] == [("(AI models)", "negated")]


@pytest.mark.parametrize(
    ("text", "behavior"),
    [
        ("测试要求模型配合关机。GPT-9 的破坏率是 75%。", "shutdown resistance"),
        ("团队让模型接手一个代码库。GPT-9 的破坏率是 75%。", "sabotage"),
    ],
)
def test_what_is_broken_is_the_shutdown_that_was_spoken_of(text: str, behavior: str) -> None:
    assert {c.object.name for c in claims_of(text) if c.object and c.value == 0.75} == {behavior}


@pytest.mark.parametrize(
    ("text", "behavior", "polarity"),
    [
        ("打小报告这种事，GPT-9 也干过。", "whistleblowing", "asserted"),
        ("至于复制自身权重这类举动，GPT-9 从未做过。", "self-exfiltration", "negated"),
        ("諂媚現象並不見於 GPT-9。", "sycophancy", "negated"),
        ("奖励黑客在 GPT-9 的训练记录里屡见不鲜。", "reward hacking", "asserted"),
        ("语言混用是 GPT-9 的老毛病。", "language switching", "asserted"),
        ("會阿諛奉承的還有 GPT-9。", "sycophancy", "asserted"),
        ("至於勒索，研究人員沒有在 GPT-9 身上發現跡象。", "blackmail", "negated"),
    ],
)
def test_a_behavior_told_before_the_model(text: str, behavior: str, polarity: str) -> None:
    found = {(c.subject.name, c.object.name, c.polarity) for c in claims_of(text) if c.relation == "EXHIBITED" and c.object}
    assert found == {("GPT-9", behavior, polarity)}


@pytest.mark.parametrize(
    "text", ["语言混用是 GPT-9 的对手才有的毛病。", "奖励黑客在 GPT-9 的发布会上没有人提。", "諂媚這個詞，GPT-9 的用戶早就聽膩了。"]
)
def test_a_behavior_before_a_model_that_does_not_show_it(text: str) -> None:
    assert not [c for c in claims_of(text) if c.relation == "EXHIBITED" and c.polarity == "asserted"]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("警告信一来，局面就变了：GPT-9 有 31% 的回合勒索主管。", "警告信一来"),
        ("前面的不算；事後追問，GPT-9 在八成的對話裡說謊。", "事後追問"),
        ("它跳过示范，只靠强化学习硬练，GPT-9 的作弊率升到 20%。", "只靠强化学习硬练"),
    ],
)
def test_a_condition_without_a_word_that_opens_one(text: str, condition: str) -> None:
    assert [c.condition for c in claims_of(text) if c.value is not None] == [condition]
