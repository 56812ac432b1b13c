"""Whether a clause is itself a condition: what it sets up, changes, opens or closes."""

from kgx.claims.sequence import Clause, Sequence
from kgx.knowledge.contexts import context
from kgx.model.item import BODIES, ENTITY_KINDS, MODELS, Item

Span = tuple[int, int]

_TRIM = " ，、的(：:"
"""What a condition does not end with."""
_HEAD_TRIM = _TRIM.replace("(", "") + "而但称"
"""What it does not begin with."""
LEAST = 3
MOST = 40
"""Two conditions side by side are one, up to so many characters."""
_PLACE = 3
"""How far behind a study's name a stretch ends that only says that it stands in it."""
SETTING = 20
MEASURES = frozenset(["rate", "points"])
MEASURED = MODELS | {"Benchmark"}
BEFORE_NUMBER = frozenset(["comparator-before", "number", "score-word", "rate-word", "Behavior", "connective-then", "change-to", "tie"])
_LEAD = 3
LEAD_IN = 10
"""How far into a clause the word for what is set stands, without and with somebody who sets it."""
AGENTS = BODIES | {"anaphor-lab", "anaphor-person", "Person"}
"""Who may set a condition."""
_BESIDE = 4
"""How far from the word for attempts the number of them stands."""
_LETTER = context("setting-letter")
_RUNS = frozenset("次轮回趟局场")
_COUNTED_BY = context("counted-by")
_PUT = context("is-put")
PREDICTS = context("predicts")
_ONLY_WHEN = context("only-when")
_SETS_IT = frozenset(["condition-act", "negation", "setting-word", "model-modifier"])
_OF_RUNS = frozenset(["Benchmark", "condition-open", "condition-close", "filler", "test", "trial-share"])
_PLACES = frozenset("里中下内")
_TAIL = context("trailing-adverb")
_NO_CONDITION = context("no-condition")
NO_DETERMINER = context("no-determiner")


def is_put(seq: Sequence, opening: Item) -> bool:
    """Whether 在 only says where something is put or seen: 抄在了本子上, 反映在数字上."""
    return seq.text[opening.start] == "在" and _PUT.search(seq.text, seq.start, opening.start) is not None


def attempts(seq: Sequence, clause: Clause, place: Item | None) -> Span | None:
    """How many attempts somebody has, before the number that says how often one of them works: 连试十次升到 33.6%, 只攻击一次，."""
    limit = place.start if place else clause.end
    if place and place.number and place.number.unit not in MEASURES:
        return None
    before = [i for i in clause.items if i.end <= limit]
    word = next((i for i in before if i.kind == "attempt-word"), None)
    if word is None and place and (alone := _runs_alone(seq, clause, place)):
        return alone
    runs = next((i for i in before if i.number and i.number.unit == "trials" and word and abs(i.start - word.end) <= _BESIDE), None)
    if word is None or runs is None:
        return None
    end = max(word.end, runs.end)
    if any(i.kind in {*MODELS, "Behavior"} for i in clause.items if i.start < end):
        return None
    return trimmed(seq, clause.start, end) if end - clause.start <= SETTING else None


def _runs_alone(seq: Sequence, clause: Clause, place: Item) -> Span | None:
    """A number of attempts at the head of a clause whose number is a rate: 十次升至 33.6%，一百次则为 63%."""
    runs = next((i for i in clause.items if i.number and i.number.unit == "trials" and i.start == clause.start), None)
    several = runs is not None and runs.number is not None and runs.number.value > 1
    if runs is None or not several or seq.clauses[0].start == clause.start:
        return None
    small = seq.outside((i for i in clause.items if i.kind in BEFORE_NUMBER or i.kind == "filler"), runs.end, place.start).strip(
        " 就也还为是约达已"
    )
    return (runs.start, runs.end) if not small else None


def is_condition(seq: Sequence, clause: Clause) -> Span | None:
    """A clause that is itself a condition: it opens as one and closes as one, ends as one, or tells what was set or changed."""
    if any(i.kind == "number" and i.number and i.number.unit in MEASURES and not _is_quoted(seq, clause, i) for i in clause.items):
        return None
    if _COUNTED_BY.search(seq.text, clause.start, clause.end) or clause.of("official-figures"):
        return None  # 若以攻击成功率计, 按照官方数字
    if named := _named_setting(seq, clause) or attempts(seq, clause, None) or _set_up(seq, clause):
        return named
    opening = next((i for i in clause.items if i.kind == "condition-open"), None)
    if opening and is_put(seq, opening):
        return None
    closes = _closes(seq, clause)
    if _ONLY_WHEN.fullmatch(seq.text, clause.start, clause.end):
        return None
    if opening and PREDICTS.search(seq.text, opening.end, clause.end):
        return None  # 他在播客上预测
    if opening and closes and not is_empty(seq, clause, opening.start, clause.end):
        return trimmed(seq, opening.start, clause.end)
    model = model_at_head(clause)
    if model and opening and opening.start - model.end <= 1 and is_empty(seq, clause, opening.start, clause.end):
        return None  # A 在四十次测试中
    if closes:
        bare = _among(clause) or _only_runs(seq, clause) or _only_names(seq, clause, clause.start, clause.end)
        return None if bare else trimmed(seq, clause.start, clause.end)
    if opening and _is_setting(seq, clause, opening):
        return trimmed(seq, opening.start, clause.end)
    begins = _behind_agent(clause)
    led = opening is not None and opening.start - clause.start <= 1  # 只在指令里补上一句
    reach = _LEAD if begins == clause.start and not led else LEAD_IN
    act = next((i for i in clause.items if i.kind in {"condition-act", "supposed"} and 0 <= i.start - begins <= reach), None)
    if act is None or _denies_models(clause, act) or _counts(clause) or _joins(clause, act):
        return None
    if 0 < act.start - clause.start <= _LEAD and not seq.between(act.end, clause.end).strip(_TRIM + "。”"):
        return None  # 问题少了
    if any(i.kind == "Behavior" for i in clause.items if i.start > act.end + 12):
        return None
    first = opening if opening and begins < opening.start < act.start else act  # 研究人员接着在提示里加上一句
    return trimmed(seq, first.start, clause.end)


def _is_quoted(seq: Sequence, clause: Clause, item: Item) -> bool:
    """Whether a number stands in what a model is told: 告诉模型“得分超过 50% 就会触发删除”."""
    return seq.between(clause.start, item.start).count("“") > seq.between(clause.start, item.start).count("”")


def _counts(clause: Clause) -> bool:
    """Whether a clause says how often something is done, or over how many runs a model is tested (勒索的一次都没有)."""
    return any(i.number and i.number.unit == "trials" for i in clause.items) and bool(clause.of("Behavior", *MODELS))


def _named_setting(seq: Sequence, clause: Clause) -> Span | None:
    """设置 B 下 at the head of a clause."""
    noun = next((i for i in clause.items if i.kind == "setting-noun" and i.start - clause.start <= 1), None)
    letter = _LETTER.match(seq.text, noun.end, clause.end) if noun else None
    return (noun.start, letter.end()) if noun and letter else None


def model_at_head(clause: Clause) -> Item | None:
    """The model with which a clause begins."""
    return next((i for i in clause.items if i.kind in MODELS and i.start - clause.start <= 1), None)


def _set_up(seq: Sequence, clause: Clause) -> Span | None:
    """What a clause says of the model at its head and nothing else: Grok 4 不借助外部工具，在 HLE 上取得 25.4%."""
    model = model_at_head(clause)
    if model is None or clause.end - model.end > SETTING:
        return None
    sets = {i.kind for i in clause.items if 0 <= i.start - model.end <= 1}
    if not {"condition-open", "condition-act"} <= sets or clause.of("Behavior", "Benchmark", "number", *AGENTS):
        return None
    return trimmed(seq, model.end, clause.end)


def _only_runs(seq: Sequence, clause: Clause) -> bool:
    """Whether a clause says only over how many runs (20 次里, 100次测试中)."""
    runs = next((i for i in clause.items if i.number and i.number.unit == "trials" and (i.number.noun or "")[:1] in _RUNS), None)
    small = (i for i in clause.items if i is runs or i.kind in _OF_RUNS)
    if runs and clause.of("Benchmark") and len(seq.outside(small, clause.start, clause.end).strip(_TRIM)) <= 1:
        return True  # 在 RE-Bench 的 128 次执行中
    return runs is not None and runs.start - clause.start <= 1 and len(seq.between(runs.end, clause.end).strip(_TRIM)) <= LEAST


def _behind_agent(clause: Clause) -> int:
    """Where what is done begins, behind who does it: 研究人员接着加上一句; nothing where it only says what is tested."""
    agent = next((i for i in clause.items if i.kind in AGENTS and i.start - clause.start <= 1), None)
    if (
        agent is None
        or clause.of("test", "study-noun", *MEASURED)
        or any(i.number and i.number.unit in {"models", "trials"} for i in clause.items)
    ):
        return clause.start
    return agent.end


def _among(clause: Clause) -> bool:
    """Whether a clause says only among how many models (六款受测模型之中)."""
    numbers = [i for i in clause.items if i.number and i.number.unit == "models"]
    return bool(numbers) and numbers[0].start - clause.start <= 1 and clause.end - numbers[0].end <= LEAD_IN


def _denies_models(clause: Clause, act: Item) -> bool:
    """Whether a clause says that no model, or nothing even once, does something (没有一款模型能免疫, 没有一次去改测试)."""
    counted = any(i.number and (i.number.unit == "models" or "模型" in (i.number.noun or "") or i.start == act.end) for i in clause.items)
    return counted and any(i.kind == "negation" and i.start == act.start for i in clause.items)


def _joins(clause: Clause, act: Item) -> bool:
    """Whether somebody joins a body: 加入 Anthropic sets nothing."""
    return any(i.start == act.start for i in clause.of("join")) and any(i.start >= act.end for i in clause.of(*BODIES))


def _is_setting(seq: Sequence, clause: Clause, opening: Item) -> bool:
    """Whether a clause is only 在 and a noun (在不设时限的对照组): no entity, no date, no word of saying, and nothing before it."""
    kinds = {"number", "relative-time", "speech", *ENTITY_KINDS}
    short = clause.end - opening.start <= SETTING and opening.start - clause.start <= 1
    return short and seq.text[opening.start : opening.end] == "在" and not any(i.kind in kinds for i in clause.items)


def _closes(seq: Sequence, clause: Clause) -> bool:
    closing = next((i for i in reversed(clause.items) if is_closing(seq, i)), None)
    return closing is not None and not seq.between(closing.end, clause.end).strip(_TRIM + "”)’")


def is_closing(seq: Sequence, item: Item) -> bool:
    """Whether a word closes a condition: 下, 时, or a word for runs that ends in one (场景里); never the 上 of 上一代."""
    if item.kind == "Behavior" and seq.text[item.end - 1] == "时":
        return True  # 在被告知正在接受测试时
    if item.kind != "condition-close" and not (item.kind == "trial-share" and seq.text[item.end - 1] in _PLACES):
        return False
    return not any(i.start == item.end and i.number and i.number.unit == "ordinal" for i in seq.items)


def is_empty(seq: Sequence, clause: Clause, start: int, end: int) -> bool:
    """Whether the stretch says only over how many runs (在 180 次模拟中) or on which benchmark."""
    numbers = (i.number for i in clause.items if start <= i.start and i.end <= end and i.number)
    return any(n.unit in {"rate", "trials"} for n in numbers) or _only_names(seq, clause, start, end)


def _only_names(seq: Sequence, clause: Clause, start: int, end: int) -> bool:
    """Whether the stretch says only on which benchmark (在 HLE 评测中), of which whole (在其中) or in which study (甲发表的《乙》里)."""
    inside = [i for i in clause.items if start <= i.start and i.end <= end]
    if any(i.kind == "Study" and end - i.end <= _PLACE for i in inside):
        return True
    tests = [i for i in inside if i.kind == "Benchmark"]
    plain = "版" not in seq.text[start:end] and not any(i.kind in _SETS_IT and i.start > start for i in inside)
    if tests and end - tests[-1].end <= _PLACE and plain:
        return True  # 在考验电脑操作的 OSWorld 上
    if inside and inside[0].kind in BODIES and inside[0].start == start and any(i.kind == "test" and i.end == end for i in inside):
        return True  # 甲去年的关机测试中
    names = {"of-which", *ENTITY_KINDS} - {"Scenario", "Behavior"}
    kinds = names | {"condition-open", "condition-close", "filler", "source-noun", "test"}
    rest = seq.outside((i for i in inside if i.kind in kinds), start, end)
    return any(i.kind in names for i in inside) and len(NO_DETERMINER.sub("", rest)) <= 1


def trimmed(seq: Sequence, start: int, end: int) -> Span | None:
    """A stretch without the small words at its ends, and with the quote that it opens; nothing where next to nothing is left."""
    while start < end and seq.text[start] in _HEAD_TRIM:
        start += 1
    while end > start and (seq.text[end - 1] in _TRIM or (seq.text[end - 1] == ")" and "(" not in seq.text[start:end])):
        end -= 1
    if tail := _TAIL.search(seq.text, start, end):
        end = tail.start()
    if seq.text[start] in "“‘" and not any(c in "”’" for c in seq.text[start:end]):
        start += 1  # a quote that goes on behind
    if "“" in seq.text[start:end] and "”" not in seq.text[start:end]:
        close = seq.text.find("”", end, min(seq.end, end + MOST))
        end = close + 1 if close >= 0 else end  # 加上一句“本季度再不达标，团队就地解散”
    return (start, end) if end - start >= LEAST - 1 and not _NO_CONDITION.fullmatch(seq.text, start, end) else None
