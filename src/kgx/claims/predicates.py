"""Which behavior or benchmark a number measures."""

from kgx.claims.carried import as_score, from_focus, is_score, opens
from kgx.claims.counts import share_end
from kgx.claims.errors import counts_errors, is_error, is_of_errors, of_errors
from kgx.claims.figures import Figure
from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import Clause, Sequence
from kgx.claims.state import State
from kgx.claims.strangers import names_test
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.model.item import MODELS, Item

_WHAT = ("Behavior", "Benchmark")
_AGAINST = frozenset("反防抗")
"""What stands before a behavior that a training or a guard is against (反密谋训练后)."""
_PASSIVE = frozenset("被遭")
_AHEAD = 3
"""How many clauses behind a share of cases may hold the deed."""
_CLOSES = 3
"""How far behind a behavior the word ends that makes it a condition: 被劫持之后."""
_SCORE = 8
"""How far behind a number the word for its kind ends: 92.4% 的成绩."""
_LEAD = 3
"""What may lead in an accuracy: 代价是正确率仅 16%."""
_DENIED = 2
"""How far behind a zero the behavior stands that never happened."""
_LISTED = 2
"""How many clauses behind a number of a list the behavior of all of them may stand."""
_RATE = context("any-rate")
_SO_THEN = context("so-then")
_TOPS = context("tops-test")
_TOPIC = context("as-topic")
_FEW = 3
"""How many typed items a clause has at most that only names a topic."""
_ANOTHER_RATE = context("another-rate")
_WITHOUT = context("done-without")
_KNOWN_RATES = frozenset(["Behavior", "Benchmark", "rate-word", "score-word", "accuracy-word", "error-word", "number"])


def predicates(
    seq: Sequence, state: State, run: list[Figure], said: tuple[Ref, ...], knowledge: Knowledge, alone: bool = True
) -> tuple[Ref, ...]:
    """One predicate for the whole run, or one for each of its figures; () where none can be told.

    The behavior or benchmark last named before the number; one behind it where the number is a share of cases
    (百分之五的情形里会避开监督); else the one in focus, where the sentence speaks of a rate or a score, or goes on
    with a list. `said` is the predicate of the number before; `alone` is false where
    an earlier number of the sentence was left unread, so that nothing can go on from before.
    """
    if wrong := of_errors(seq, state, run[0], knowledge):
        return (wrong,)
    found = _predicates(seq, state, run, said, alone)
    if not any(f.kind == "Benchmark" and counts_errors(seq, f, run[0]) for f in found):
        return found
    goes_on = len(said) == 1 and any(said[0].name == knowledge.detail(f.id, "errors") for f in found)
    return said if goes_on else ()  # 答错的比例，A 高达 75%，后者只有 26%


def _predicates(seq: Sequence, state: State, run: list[Figure], said: tuple[Ref, ...], alone: bool) -> tuple[Ref, ...]:
    first, last = run[0], run[-1]
    clause = seq.clauses[first.clause]
    if any(i.kind == "negation" and i.id == "denied" for i in clause.items):
        return ()  # 100% 接受被取代: how often it did not happen
    deeds = [i for i in clause.items if i.kind == "Behavior"]
    around = next((i for i in deeds if i.start < first.start and last.item.end <= i.end), None)
    inside = next((i for i in deeds if first.item.start <= i.start and i.end <= first.item.end), None)
    denied = next((i for i in deeds if first.value == 0 and 0 <= i.start - last.item.end <= _DENIED), None)
    if told := around or inside or denied:
        return (ref(told),)  # 动了 46 次手脚, 拒绝了 37% 的正常问题, 无一得手, 一次也没有拒绝
    whats = [i for i in seq.items if i.kind in _WHAT and not _is_gloss(seq, i) and seq.text[i.start - 1] not in _AGAINST]
    whats = [i for i in whats if i.kind != "Behavior" or not _WITHOUT.search(seq.text, seq.start, i.start)]  # 不经越狱就完成
    if any(_is_undone(seq, i) for i in whats if clause.start <= i.start and i.end <= first.start):
        return ()  # 未拒绝的有 58 个
    if _is_of_else(seq, first, whats, said) or names_test(seq, first):
        return ()
    if said and seq.before(first.start, "change-to"):
        low = seq.clauses[max(0, first.clause - 1)].start
        held = [i for i in whats if low <= i.start and seq.has("condition-close", start=i.end, end=i.end + _CLOSES)]
        whats = [i for i in whats if i not in held]  # 被劫持之后掉到 2%, 把评估意识压下去之后，升到 8%
    if said and said[0].kind == "Behavior":
        whats = [i for i in whats if i.id == said[0].id or i.kind != "Behavior" or not (_is_when(seq, i) or _is_if(seq, i, first))]
    before = [i for i in whats if clause.start <= i.start and i.end <= first.start]
    accuracy = _accuracy(seq, first)
    if accuracy and not any(i.kind == "Behavior" and i.start >= accuracy.end for i in before):
        return _of_accuracy(seq, state, first)
    if scored := _in_bracket_behind(seq, last) or _scored_behind(seq, last):
        return (ref(scored),)
    after = _behind(seq, last)
    if len(run) > 1 and len(before) == len(run) and len({i.kind for i in before}) == 1:
        return tuple(ref(i) for i in before)
    if not after and (again := _on_another(seq, state, first, whats, said)):
        return (again,)
    if before and before[-1].kind == "Benchmark" and not after and (again := _again(seq, state, clause, last)):
        return (again,)
    if before and not (after and before[-1].kind == "Benchmark"):
        led = _led_by(seq, first) if before[-1].kind == "Benchmark" and not accuracy else None
        return (ref(led or _chosen(before)),)
    if after:
        return (ref(after),)
    if before:
        return (ref(_chosen(before)),)
    if len(run) > 1 and len(said) == len(run) and len({what.name for what in said}) > 1:
        return said  # A 的两项数字依次是 38% 与 62%，B 是 15% 与 80%
    if len(run) > 1 and any(_counts(i, len(run)) for i in clause.items) and (both := _told_in_order(seq, state, clause, len(run))):
        return both
    earlier = [i for i in whats if i.end <= first.start]
    several = {i.id for i in clause.items if i.kind in MODELS and i.end <= first.start}  # 甲和乙分别为 37% 和 34%: of one
    tests = {i.id or i.name for i in earlier if i.kind == "Benchmark"}
    if len(run) > 1 and len(tests) == len(run) == len({i.id or i.name for i in earlier}) and len(several) != len(run):
        return tuple(ref(i) for i in earlier)
    if earlier:
        chosen = _chosen_before(seq, earlier, said)
        bound = chosen.kind == "Benchmark" and len(said) == 1 and said[0].kind == "Behavior"
        if bound and seq.has("number", start=chosen.end, end=first.start):
            return said  # 幻觉率方面，A 在 SimpleQA 为 37%，比 B 的 61% 低
        found = ref(chosen)
        return () if is_error(seq, first) and not is_of_errors(found) else (found,)
    if (
        len(run) > 1
        and len(state.benchmarks) == len(run)
        and (
            seq.has("score-word", start=clause.start, end=first.start)
            or any(_counts(i, len(run)) for i in clause.items if i.end <= first.start)
        )
    ):
        return state.benchmarks  # 三项成绩分别是, 这两项为
    if len(run) > 1 and len(said) == len(run):
        return said
    if first.bracketed and len(ahead := {i.id: i for i in whats if i.kind == "Benchmark" and i.start >= last.item.end}) == 1:
        return (ref(next(iter(ahead.values()))),)  # 追过 A（76.2%），也赢了 B，后者在 SWE-bench 拿到 76.8%
    if listed := _behind_list(seq, last):
        return (ref(listed),)
    if is_error(seq, first) and state.predicate and not is_of_errors(state.predicate):
        return ()
    kept = said or (from_focus(seq, state, first, last) if alone else ())
    deed = not whats and any(k.kind == "Behavior" for k in kept)
    return as_score(seq, state, first) if deed and is_score(seq, first) else kept


def _is_undone(seq: Sequence, behavior: Item) -> bool:
    """Whether a number is of those cases in which it did not happen: 未拒绝的有 58 个."""
    negation = seq.before(behavior.start, "negation")
    return behavior.kind == "Behavior" and negation is not None and seq.text[behavior.end : behavior.end + 1] == "的"


def _is_when(seq: Sequence, behavior: Item) -> bool:
    """Whether a behavior only says when: 认为自己在接受测试时, also where its last character says so."""
    closed = next((i for i in seq.items if i.kind == "condition-close" and 0 <= i.start - behavior.end <= 1), None)
    return (closed is not None and seq.text[closed.start] == "时") or seq.text[behavior.end - 1] == "时"


def _led_by(seq: Sequence, figure: Figure) -> Item | None:
    """The behavior whose rate the clause before says that the next tells: 幻觉率方面，A 在 SimpleQA 为 37.1%."""
    if not figure.clause:
        return None
    ahead = seq.clauses[figure.clause - 1]
    deed = next(iter(ahead.of("Behavior")), None)
    alone = deed is not None and len(ahead.items) <= _FEW and deed.start - ahead.start <= 1 and not ahead.of("number", *MODELS)
    if deed is None or not alone or not _TOPIC.fullmatch(seq.text, deed.end, ahead.end):
        return None
    return deed if deed.end < ahead.end or seq.text[deed.end - 1] == "率" else None


def _is_if(seq: Sequence, behavior: Item, figure: Figure) -> bool:
    """Whether a behavior, alone in the clause before, is what a number is told under: 认为自己在受测，就只有 6.5%."""
    ahead = seq.clause_of(behavior.start) == figure.clause - 1
    return ahead and _SO_THEN.match(seq.text, seq.clauses[figure.clause].start) is not None


def _again(seq: Sequence, state: State, clause: Clause, figure: Figure) -> Ref | None:
    """The behavior in focus, where a count on a test is one of doing so: 在 RE-Bench 的 128 次里有 39 次动了这种手脚."""
    points = seq.has("anaphor-behavior", start=figure.item.end, end=clause.end)
    return (state.behavior or state.main) if points and figure.unit == "count" else None


def _told_in_order(seq: Sequence, state: State, clause: Clause, many: int) -> tuple[Ref, ...]:
    """What the sentence measured before a clause, in order, where it is just so many things: 准确率为…，幻觉率为…；B 的两项数字依次是."""
    test = next((ref(i) for i in seq.items if i.kind == "Benchmark"), state.benchmark)
    told: dict[str, Ref] = {}
    for item in seq.items:
        if item.end <= clause.start and item.kind in {"Behavior", "accuracy-word", "score-word"}:
            what = ref(item) if item.kind == "Behavior" else test
            if what:
                told.setdefault(what.name, what)
    return tuple(told.values()) if len(told) == many else ()


def _counts(item: Item, many: int) -> bool:
    """Whether an item is just so many tests: 两项."""
    return item.number is not None and item.number.noun == "项" and item.number.value == many


def _behind_list(seq: Sequence, figure: Figure) -> Item | None:
    """The behavior behind the last number of a list of models, each with its own: 甲有九次、乙有三次抗拒关机."""
    if seq.text[figure.item.end : figure.item.end + 1] != "、":
        return None
    last = min(figure.clause + _LISTED, len(seq.clauses) - 1)
    ahead = [i for i in seq.items if i.kind == "Behavior" and figure.item.end <= i.start < seq.clauses[last].end]
    edge = seq.text.find("；", figure.item.end, seq.end)
    return next((i for i in ahead if edge < 0 or i.start < edge), None)


def _is_gloss(seq: Sequence, item: Item) -> bool:
    """Whether a benchmark only says in brackets what the one before is: AIME 25（美国数学竞赛）."""
    opening = item.start - 1
    return (
        item.kind == "Benchmark"
        and seq.text[opening : item.start] == "("
        and seq.text[item.end : item.end + 1] == ")"
        and any(i.kind == "Benchmark" and 0 <= opening - i.end <= 1 for i in seq.items)
    )


def _of_accuracy(seq: Sequence, state: State, figure: Figure) -> tuple[Ref, ...]:
    """An accuracy is a score of the benchmark named last, whatever behavior stands near."""
    named = [i for i in seq.items if i.kind == "Benchmark" and i.end <= figure.start]
    if named:
        return (ref(named[-1]),)
    word = _accuracy(seq, figure)
    clause = seq.clauses[seq.clause_of(word.start)] if word else seq.clauses[figure.clause]
    if word is None or (word.kind == "right-word" and figure.unit == "count"):
        return ()  # 我出了 40 题，A 做对 27 道
    return (state.benchmark,) if state.benchmark and opens(seq, clause, word, _LEAD) else ()


def _accuracy(seq: Sequence, figure: Figure) -> Item | None:
    """The word for right answers that a number is of: in its clause, or in the one before where that has no number
    (但准确率也居冠，达 53%)."""
    own = [i for i in seq.clauses[figure.clause].items if i.kind in {"accuracy-word", "right-word"} and i.end <= figure.start]
    if total := figure.denominator:
        own = [i for i in own if i.kind != "right-word" or seq.between(i.end, total.start).strip() != "的"]  # 答对的 200 题里有 63 题改口
    if own or not figure.clause or seq.clauses[figure.clause].of("Behavior", "Benchmark", *MODELS):
        return own[-1] if own else None
    ahead = seq.clauses[figure.clause - 1]
    return next(iter(ahead.of("accuracy-word")), None) if not ahead.of("number") else None


def _on_another(seq: Sequence, state: State, figure: Figure, whats: list[Item], said: tuple[Ref, ...]) -> Ref | None:
    """The behavior, where a benchmark is only another on which it was measured: 在 RE-Bench 上作弊率 30.4%，在 HCAST 上 0.7%."""
    named = [i for i in whats if i.end <= figure.start]
    if not named or named[-1].kind != "Benchmark" or seq.has("score-word", "accuracy-word", start=named[-1].end, end=figure.start):
        return None
    if len(said) == 1 and said[0].kind == "Behavior":
        return said[0] if any(i.kind == "Benchmark" and i.name != named[-1].name for i in named) else None
    before, one = state.predicate, state.bound
    goes_on = not said and before is not None and before.kind == "Behavior" and one is not None and state.fresh
    goes_on = goes_on and (state.block == seq.block.start or seq.block.role == "list")
    alone = all(i.kind == "Benchmark" for i in named)
    return before if goes_on and alone and one is not None and one.name != named[-1].name else None


def _chosen(found: list[Item]) -> Item:
    """The last behavior of the clause, else its last benchmark."""
    behaviors = [i for i in found if i.kind == "Behavior"]
    return behaviors[-1] if behaviors else found[-1]


def _chosen_before(seq: Sequence, earlier: list[Item], said: tuple[Ref, ...]) -> Item:
    """Of those in earlier clauses one of the nearest clause: what the number before measures, where it is one of them."""
    clause = max(seq.clause_of(i.start) for i in earlier)
    near = [i for i in earlier if seq.clause_of(i.start) == clause]
    same = [i for i in near if i.kind == "Behavior" and i.id in {what.id for what in said}]
    return same[-1] if same else _chosen(near)


def _behind(seq: Sequence, figure: Figure) -> Item | None:
    """The behavior behind a number that is a share of cases; it may stand in the next clause."""
    clause = seq.clauses[figure.clause]
    share = share_end(seq, figure.item.end, clause.end)
    limit = clause.end
    owned = any(i.kind in MODELS and i.end <= figure.start for i in seq.items) or not share
    for ahead in seq.clauses[figure.clause + 1 : figure.clause + 1 + _AHEAD] if share else ():
        told = any(i.kind == "Behavior" and figure.start < i.start < limit for i in seq.items)
        if told or any((i.number and i.number.unit != "things") or (i.kind in MODELS and owned) for i in ahead.items):
            break
        limit = ahead.end
        owned = owned or any(i.kind in MODELS for i in ahead.items)
    for item in seq.items:
        if item.start < figure.item.end or item.start >= limit:
            continue
        if figure.bracketed and (item.kind in MODELS or seq.text[item.start - 1] == "("):
            continue  # A（57%）和 B（4%）的幻觉率
        if item.kind == "number" and item.number and item.number.unit in {"rate", "points"}:
            return None
        theirs = seq.last(seq.start, item.start) in _PASSIVE or seq.between(figure.item.end, item.start).strip() == "的"
        if item.kind in MODELS and item.start < clause.end and not (share or theirs):
            return None  # but 四分之一的提问被 A 误拒, 13% 的 A 对话出现勒索
        if item.kind == "Behavior":
            return item
    return None


def _in_bracket_behind(seq: Sequence, figure: Figure) -> Item | None:
    """The benchmark in a bracket right behind a number: 拿到 76.2%（SWE-bench Verified）和 91.9%（GPQA Diamond）."""
    test = seq.has("Benchmark", start=figure.item.end, end=seq.clauses[figure.clause].end)
    bracketed = test is not None and seq.between(figure.item.end, test.start).strip() == "(" and seq.text[test.end : test.end + 1] == ")"
    return test if bracketed else None


def _scored_behind(seq: Sequence, figure: Figure) -> Item | None:
    """The benchmark behind a number that is told before it (以 92.4% 的成绩拿下 GPQA Diamond 第一)."""
    clause = seq.clauses[figure.clause]
    word = seq.has("score-word", start=figure.item.end, end=min(clause.end, figure.item.end + _SCORE))
    if topped := _TOPS.match(seq.text, figure.item.end, clause.end):
        return next((i for i in clause.items if i.kind == "Benchmark" and i.start == topped.end()), None)  # 以 81.2% 登顶 GPQA
    if word is None or seq.between(figure.item.end, word.start).strip() not in {"", "的", "的好", "的高"}:
        return None
    found = seq.has("Benchmark", start=word.end, end=clause.end)
    return found if found and not seq.has("Benchmark", start=clause.start, end=figure.start) else None


def _is_of_else(seq: Sequence, figure: Figure, whats: list[Item], said: tuple[Ref, ...]) -> bool:
    """Whether a rate that no list has says what a number measures: 幻觉率为 10%，点击率为 57%; 收款率：A 57%，B 36%."""
    head = seq.text.find(":", seq.start, figure.start)
    clause = seq.clauses[figure.clause].start
    for start, end in ((seq.start, head), (clause, figure.start)):
        for match in _RATE.finditer(seq.text, start, max(start, end)):
            told = [i for i in seq.items if i.kind in _KNOWN_RATES and i.start < match.end() - 1 and match.start() < i.end]
            own = said and _ANOTHER_RATE.search(seq.text, clause, match.end()) and {i.kind for i in told} == {"score-word"}
            known = told and not (own and not any(clause <= i.start and i.end <= match.end() for i in whats))
            if not known and not any(match.end() <= i.start and i.end <= figure.start for i in whats):
                return True
    return False
