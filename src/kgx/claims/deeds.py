"""Behaviors of models without a number: who did it, found by construction."""

from collections.abc import Iterable, Iterator

from kgx.claims.fronted import fronted
from kgx.claims.groups import group_of
from kgx.claims.reading import Reading, Ref, ref
from kgx.claims.scope import is_barred, polarity_at
from kgx.claims.sequence import Clause, Sequence, acts
from kgx.claims.speakers import is_where
from kgx.claims.state import State
from kgx.claims.subjects import antecedents, bare_noun, is_subject
from kgx.knowledge.contexts import context
from kgx.model.claim import Polarity
from kgx.model.item import MODELS, Item

_HEAD = 6
"""Where a clause's own subject stands at the latest, in characters from its start."""
_MORE = 2
"""How far before the behavior the word for more of it stands."""
_ANY = context("any-model")
_OF_TEST = context("of-test")
_NO_FIGURES = context("no-figures")
_SEEN = 4
"""How far behind the word for seeing the behavior stands."""
_SUFFERED = 14
"""How far before a behavior the word stands that makes it one suffered."""
_TOLD_TO = 24
"""How far before a behavior the word stands that a model is told to do it."""
_PLACE = 4
"""How far behind a word for tests the one ends that makes it a place: 测试环境下."""
_OPENS = 2
"""How far behind a clause's beginning its subject stands: 哪怕用户."""
_ALONE = 3
"""How far into a clause that only says of whom the next one is the model stands: 至于 A，."""
_POINTING = frozenset(["anaphor-models", "anaphor-former", "anaphor-latter"])
_SAID_SO = context("denies-the-told")
_ALLUDE = frozenset(["anaphor-behavior", "exception", "negation"])
"""What says a behavior of somebody, or denies it, without its name."""
_OBJECT, _ONCE = frozenset("把将"), frozenset("后时前")
"""What stands before a behavior that something is done to, and how the word ends that says when: 把评估意识压下去之后."""
_IS_WHO = context("is-who")
_LEAST = context("least-of-all")
_SEEN_ON = context("seen-on")
_NAMES_WHOM = context("names-whom")
_AGENTS = frozenset(["Person", "Lab", "Organization"])
_TOLD = MODELS | {"group-noun"}
_ADDRESSED = _TOLD | {"anaphor-model", "anaphor-models"}
_TOPIC_GAP = context("topic-gap")


def read_deeds(seq: Sequence, state: State, taken: Iterable[Reading]) -> list[Reading]:
    """Readings EXHIBITED of behaviors that no number of the sentence measures."""
    if seq.block.role in {"table", "caption"}:
        return []
    measured = {(r.object.id, r.subject.id) for r in taken if r.object}
    figured = {what for what, _ in measured}
    readings: list[Reading] = []
    for item in seq.items:
        if item.kind != "Behavior" or is_barred(seq, item.start, item.end) or _is_suffered(seq, item) or _is_ranked(seq, item):
            continue
        if _is_when(seq, item) and any(r.clause > seq.clause_of(item.start) for r in taken):
            continue  # 当它认为自己正在被评估时，只有 6.5%
        unseen, seen = _unseen(seq, item), _seen_on(seq, item)
        told = fronted(seq, item)
        if not (unseen or seen or told) and _is_topic(seq, item):
            continue
        ahead = (told[0], "fronted", 0) if told else None
        found, rule, _ = _cleft(seq, item) or _listed_behind(seq, item) or seen or ahead or _subjects(seq, state, item)
        if unseen and not found:
            found, rule = (unseen,), "unseen"
        for who in found:
            if who.quantifier == "none" and _is_spared(seq, who, item):
                continue  # 没有任何模型对越狱免疫
            polarity = "negated" if who.quantifier == "none" else polarity_at(seq, item.start, item.end)
            polarity = told[1] if told and rule == "fronted" and polarity == "asserted" else polarity
            same = [r for r in readings if r.object and r.object.id == item.id and r.subject.id == who.id]
            taken_back = polarity == "negated" and seq.has("correction") is not None and all(r.polarity != "negated" for r in same)
            if (item.id, who.id) in measured or (who.id is None and item.id in figured) or (same and not taken_back):
                continue
            readings.append(
                Reading(
                    relation="EXHIBITED",
                    rule=f"deed.{rule}",
                    subject=who,
                    object=ref(item),
                    clause=seq.clause_of(item.start),
                    cue=item,
                    polarity=polarity,
                )
            )
    return [*_corrected(seq, readings), *_again(seq, state, readings)]


def _is_ranked(seq: Sequence, behavior: Item) -> bool:
    """Whether it is only said who does it more or least of all: A 比 B 更容易学坏, A 还是最不会乱编的."""
    if _LEAST.search(seq.text, seq.start, behavior.start):
        return True
    more = seq.before(behavior.start, "compare-high", "compare-low")
    opens = seq.clauses[seq.clause_of(behavior.start)].start
    than = seq.has("standard-before", start=opens, end=more.start) if more else None
    return than is not None and more is not None and seq.has(*MODELS, start=than.end, end=more.start) is not None


def _is_when(seq: Sequence, item: Item) -> bool:
    """Whether a behavior ends a clause that only says when: 当它认为自己正在被评估时."""
    clause = seq.clauses[seq.clause_of(item.start)]
    opens = any(i.kind == "condition-open" and i.start - clause.start <= _OPENS and i.end <= item.start for i in clause.items)
    closes = seq.text[item.end - 1] == "时" or any(i.kind == "condition-close" and i.start == item.end for i in clause.items)
    return opens and closes


def _is_spared(seq: Sequence, who: Ref, item: Item) -> bool:
    """Whether what no model does is to be spared from it."""
    low = who.item.end if who.item else seq.start
    between = seq.has("negation", start=low, end=item.start)
    return between is not None or seq.has("negation-after", start=item.end) is not None


def _unseen(seq: Sequence, item: Item) -> Ref | None:
    """AI models at large, where nobody has seen it and no model is named: 至今没有在真实部署中观察到勒索, 没有发现任何模型会勒索."""
    clause = seq.clauses[seq.clause_of(item.start)]
    behind = [i for i in clause.items if i.kind == "observe" and i.end <= item.start]
    seen = next((i for i in behind if item.start - i.end <= _SEEN or _ANY.fullmatch(seq.text, i.end, item.start)), None)
    if seen is None or any(i.kind in MODELS for i in clause.items) or polarity_at(seq, seen.start, seen.end) != "negated":
        return None
    return Ref(None, "(AI models)", "Group", None, True)


def _corrected(seq: Sequence, readings: list[Reading]) -> list[Reading]:
    """Without what the sentence itself takes back (截图说 A 勒索用户，事后查明是假造的，A 并没有勒索任何人)."""
    if not seq.has("correction"):
        return readings
    denied = {(r.subject.id, r.object.id) for r in readings if r.object and r.polarity == "negated"}
    return [r for r in readings if r.polarity == "negated" or not r.object or (r.subject.id, r.object.id) not in denied]


def _again(seq: Sequence, state: State, found: list[Reading]) -> Iterator[Reading]:
    """Models of which the behavior in focus is said or denied without its name (X 也有类似苗头; X 则没有; 三者都拒绝了)."""
    if seq.kinds.isdisjoint(_ALLUDE):
        return
    for number, clause in enumerate(seq.clauses):
        if any(i.kind in {"Behavior", "number", "Benchmark"} for i in clause.items):
            continue
        whos, low = _named_in(seq, state, clause)
        if not whos:
            continue
        again = next((i for i in clause.items if i.kind == "anaphor-behavior" and i.start >= low), None)
        excepted = next((i for i in clause.items if i.kind == "exception" and i.start >= low), None) if found and not again else None
        denial = None if again or excepted else _bare_denial(seq, clause, low)
        place = again or denial or excepted
        earlier = [i for i in seq.items if i.kind == "Behavior" and i.end <= clause.start]
        main = state.main if again and state.main and state.main.kind == "Behavior" else None
        what = ref(earlier[-1]) if earlier else main or (state.behavior if state.behaviors == 1 else None)
        if what is None or place is None or is_barred(seq, low, low) or is_barred(seq, place.start, place.end):
            continue
        if denial and not (found or earlier or state.behavior_block == seq.block.start):
            continue
        polarity: Polarity = "negated" if denial else polarity_at(seq, place.start, place.end)
        if excepted:
            polarity = "asserted" if found[-1].polarity == "negated" else "negated"
        for who in whos:
            if not any(r.subject.id == who.id and r.object and r.object.id == what.id for r in found):
                yield Reading(
                    relation="EXHIBITED", rule="deed.again", subject=who, object=what, clause=number, cue=place, polarity=polarity
                )


def _named_in(seq: Sequence, state: State, clause: Clause) -> tuple[tuple[Ref, ...], int]:
    """The models that a clause names or points to, and where they end."""
    chunk = next((c for c in seq.chunks if c.kind in MODELS and clause.start <= c.start < clause.end), None)
    if chunk:
        return tuple(ref(m) for m in chunk.members), chunk.end
    pronoun = next((i for i in clause.items if i.kind in _POINTING), None)
    if pronoun:
        return antecedents(seq, state, pronoun), pronoun.end
    number = seq.clauses.index(clause)
    ahead = next((c for c in seq.chunks if number and c.kind in MODELS and c.start >= seq.clauses[number - 1].start), None)
    alone = ahead is not None and ahead.end == seq.clauses[number - 1].end and ahead.start - seq.clauses[number - 1].start <= _ALONE
    goes_on = any(i.kind == "negation" and i.start - clause.start <= _OPENS for i in clause.items)
    if ahead and alone and goes_on:
        return tuple(ref(m) for m in ahead.members), clause.start  # 至于 A，则没有出现这种行为
    return (), clause.start


def _bare_denial(seq: Sequence, clause: Clause, low: int) -> Item | None:
    """A negation with which the clause ends (则没有, 都拒绝了)."""
    return next(
        (i for i in clause.items if i.kind == "negation" and i.start >= low and _SAID_SO.fullmatch(seq.between(i.end, clause.end))), None
    )


def _is_topic(seq: Sequence, item: Item) -> bool:
    """Whether the behavior is only what something else is about (勒索研究, 防止欺骗, 提示注入防御成功率)."""
    clause = seq.clauses[seq.clause_of(item.start)]
    if _is_compared(seq, clause, item) or any(i.kind == "Study" and i.start <= item.start and item.end <= i.end for i in seq.items):
        return True
    after = next((i for i in clause.items if i.kind in {"topic-after", "defence-word"} and i.start >= item.end), None)
    if after and _TOPIC_GAP.fullmatch(_without_behaviors(seq, item.end, after.start)):
        return True
    if _OF_TEST.match(seq.text, item.end, seq.end):
        return True  # 在代理型错位评估中勒索率都是零
    if _NO_FIGURES.match(seq.text, item.end, seq.end):
        return True
    if any(i.kind == "test" and i.end <= item.start for i in clause.items) and seq.has("aspect", start=item.end):
        return True  # 评估了模型在谄媚、告密等方面的表现
    if any(i.kind == "defence-word" and i.end <= item.start for i in clause.items) or _is_wanted(seq, clause, item):
        return True
    if _is_demanded(clause, item) or _is_prompt(seq, item):
        return True
    if seq.text[item.end - 1] == "率" and any(i.kind == "number" and i.number and i.number.unit == "rate" for i in clause.items):
        return True  # 勒索率的门槛为 5%: the number says it, or nothing does
    if seq.text[item.start - 1] in _OBJECT and any(
        seq.text[i.end - 1] in _ONCE for i in clause.of("condition-close") if i.start >= item.end
    ):
        return True  # 把评估意识压下去之后
    before = [i for i in clause.items if i.kind == "purpose" and i.end <= item.start and item.start - i.end <= 12]
    before = [i for i in before if not _is_place(seq, i, item)]
    return bool(before) and not any(i.kind in _ADDRESSED - {"group-noun"} for i in clause.items if before[-1].end <= i.start < item.start)


def _is_place(seq: Sequence, word: Item, item: Item) -> bool:
    """Whether a word for tests only says where it is done: 在测试环境下勒索工程师."""
    closed = seq.has("condition-close", start=word.end, end=min(item.start, word.end + _PLACE))
    return closed is not None and seq.has("test", start=word.start, end=word.end) is not None


def _is_demanded(clause: Clause, item: Item) -> bool:
    """Whether models are only told to do it (当模型被要求掩饰时), or not told to (从未要求模型勒索).

    要求模型说谎时，它照做 is told elsewhere.
    """
    closed = any(i.kind == "condition-close" and i.start >= item.end for i in clause.items)
    if closed and any(i.kind == "told-to" and 0 <= item.start - i.end <= _TOLD_TO for i in clause.items):
        return True
    never = {i.end for i in clause.items if i.kind == "negation"}
    demands = (i for i in clause.items if i.kind == "instruction" or (i.kind == "condition-act" and i.start in never))
    told = [i for i in demands if i.end <= item.start]
    return any(i.kind in _TOLD and 0 <= i.start - t.end <= 1 and i.end <= item.start for t in told[-1:] for i in clause.items)


def _is_prompt(seq: Sequence, item: Item) -> bool:
    """Whether it stands in what models are told: 系统提示告诉它：再有害的要求也要照办."""
    colon = seq.text.rfind(":", seq.start, item.start)
    told = next((i for i in reversed(seq.items) if i.kind == "tells" and i.end <= colon), None)
    return told is not None and any(i.kind in _ADDRESSED and 0 <= i.start - told.end <= 1 and i.end == colon for i in seq.items)


def _without_behaviors(seq: Sequence, start: int, end: int) -> str:
    """A stretch without the behaviors in it (欺骗行为和错位行为研究: both are what is studied)."""
    inside = [i for i in seq.items if i.kind == "Behavior" and start <= i.start and i.end <= end]
    edges = [start, *(at for i in inside for at in (i.start, i.end)), end]
    return "".join(seq.between(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))


def _is_wanted(seq: Sequence, clause: Clause, item: Item) -> bool:
    """Whether somebody only plans or is told to look for it (建议测试 GPT-5 的勒索率, 打算测量)."""
    aims = [i for i in clause.items if i.kind == "purpose" and i.end <= item.start]
    return any(i.kind in {"instruction", "intent"} and a.start - i.end in {0, 1} for i in clause.items for a in aims)


def _listed_behind(seq: Sequence, item: Item) -> tuple[tuple[Ref, ...], str, int] | None:
    """Models that a list behind the behavior names as those that did it (五款会密谋，包括 A、B 和 C)."""
    cue = next((i for i in seq.items if i.kind == "example-before" and 0 < i.start - item.end <= 6), None)
    if cue is None and (all_of_them := _named_behind(seq, item)):
        return all_of_them
    if cue is None or not seq.has("number", "group-noun", "quantifier-some", "quantifier-most", "quantifier-all", end=item.start):
        return None
    chunk = next((c for c in seq.chunks if c.kind in MODELS and 0 <= c.start - cue.end <= 12), None)
    return (tuple(ref(m) for m in chunk.members), "listed-behind", chunk.end) if chunk else None


def _named_behind(seq: Sequence, item: Item) -> tuple[tuple[Ref, ...], str, int] | None:
    """Models of a list behind a colon, as many as a number before the behavior says: 只有 5 款会作弊：A、甲的 B…"""
    chunk = next((c for c in seq.chunks if c.kind in MODELS and c.start >= item.end), None)
    count = next((i for i in reversed(seq.items) if i.number and i.number.unit in {"models", "things"} and i.end <= item.start), None)
    if chunk is None or count is None or count.number is None or count.number.value != len(chunk.members):
        return None
    body = next((i.start for i in seq.items if i.kind in _AGENTS and item.end <= i.start < chunk.start), chunk.start)
    return (
        (tuple(ref(m) for m in chunk.members), "listed-behind", chunk.end) if _NAMES_WHOM.fullmatch(seq.between(item.end, body)) else None
    )


def _seen_on(seq: Sequence, item: Item) -> tuple[tuple[Ref, ...], str, int] | None:
    """Models of which somebody saw it: 在 A 身上抓到过藏拙."""
    chunk = next((c for c in reversed(seq.chunks) if c.kind in MODELS and c.end <= item.start), None)
    if chunk is None or not _SEEN_ON.fullmatch(seq.between(chunk.end, item.start)):
        return None
    return tuple(ref(m) for m in chunk.members), "same-clause", chunk.end


def _cleft(seq: Sequence, item: Item) -> tuple[tuple[Ref, ...], str, int] | None:
    """Models that a clause sets behind what they did: 动手破坏关机脚本的是 A; 为此作弊的，只有 A."""
    chunk = next((c for c in seq.chunks if c.kind in MODELS and c.start >= item.end), None)
    if chunk is None or not _IS_WHO.fullmatch(seq.between(item.end, chunk.start)):
        return None
    return tuple(ref(m) for m in chunk.members), "cleft", chunk.end


def _is_compared(seq: Sequence, clause: Clause, item: Item) -> bool:
    """Whether the clause says only that there is more or less of it (幻觉比前代少了许多, 幻觉率最低)."""
    if any(i.kind == "compare-high" and 0 <= item.start - i.end <= _MORE for i in clause.items):
        return False  # 比前代更常作弊: it does
    behind = [i for i in clause.items if i.start >= item.end]
    if any(i.kind in {"superlative-low", "change-by", "compare-low", "compare-high"} for i in behind):
        return True
    if any(i.kind == "standard-before" for i in behind):
        return True
    return any(i.kind == "standard-before" for i in clause.items) and any(
        i.kind in {"change-by", "compare-high", "compare-low"} for i in clause.items
    )


def _is_of_users(clause: Clause, item: Item) -> bool:
    """Whether the clause begins with users, who do it: 哪怕用户说的是骗人的事."""
    users = next((i for i in clause.items if i.kind == "share-people" and i.start - clause.start <= _OPENS), None)
    if users is None or users.end > item.start:
        return False
    return not any(i.kind in MODELS or i.kind.startswith("anaphor-model") for i in clause.items)


def _is_suffered(seq: Sequence, item: Item) -> bool:
    """Whether it is done to the model: 遭到“对抗性提示”的操纵."""
    return (
        seq.text[item.start - 1] in "的”" and seq.has("passive", start=max(seq.start, item.start - _SUFFERED), end=item.start) is not None
    )


def _subjects(seq: Sequence, state: State, item: Item) -> tuple[tuple[Ref, ...], str, int]:
    """Who did it, by which construction, and where the subject ends."""
    number = seq.clause_of(item.start)
    for back in range(number, -1, -1):
        clause = seq.clauses[back]
        end = min(item.start, clause.end)
        chunks = [c for c in seq.chunks if c.kind in MODELS and clause.start <= c.start and c.end <= end and is_subject(seq, c)]
        chunks = [c for c in chunks if not is_where(seq, c)] or chunks  # A 在 ChatGPT 里搞过密谋
        anaphor = next(
            (i for i in reversed(clause.items) if i.kind in {"anaphor-model", *_POINTING} and i.end <= end and acts(seq, i)), None
        )
        agent = next((i for i in clause.items if i.kind in _AGENTS and i.end <= end and i.start - clause.start <= _HEAD), None)
        where = "same-clause" if back == number else "earlier-clause"
        if back == number and _is_of_users(clause, item):
            return (), "", 0
        if chunks and not (anaphor and anaphor.start > chunks[-1].end):
            if agent and agent.start > chunks[-1].end and back == number:
                return (), "", 0
            return tuple(ref(m) for m in chunks[-1].members), where, chunks[-1].end
        if anaphor:
            return antecedents(seq, state, anaphor), "anaphor", anaphor.end
        if group := group_of(seq, clause.start, end):
            assert group.item is not None
            if group.quantifier is None and group.name == "(AI models)" and (bare := bare_noun(seq, state, group)):
                return (bare,), "bare-noun", group.item.end
            return (group,), "group", group.item.end
        if agent:
            return (), "", 0
    return (), "", 0
