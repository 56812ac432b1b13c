"""Whose a number is."""

import re

from kgx.claims.counts import share_end
from kgx.claims.figures import Figure
from kgx.claims.groups import counted, group_before
from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import PREVIOUS, Chunk, Sequence, acts, is_called_previous, is_modified
from kgx.claims.standards import is_beside_another, is_standard
from kgx.claims.state import State, in_focus, refined
from kgx.claims.strangers import is_bodys, is_by_method, is_others, names_stranger
from kgx.knowledge.contexts import context
from kgx.model.item import BODIES, MODELS, Item

_ANAPHORS = ("anaphor-model", "anaphor-models", "anaphor-former", "anaphor-latter")
_NEWEST = "newest"
"""Id of a cue for the model that the article is about: 新模型."""
_INSIDE = 8
"""How far behind an opening bracket its first number begins: （分别为 79.3%."""
_TESTS = 4
"""How far behind a pronoun the word for what it does ends that only a tester does."""
_UNKNOWN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+[\w.-]* ?\($", re.ASCII)
"""A Latin name and the bracket in which its number stands: Chinchilla（67.5%）."""
_OWNS = context("number-of")
_EXCEPT = context("except")
_BUT = context("except-behind")
_AMONG = context("among-family")
_INCLUDED = context("included")
_SINCE = context("models-since")
_BEFORE = context("of-before")
_IS = context("number-is")
_BY = context("cases-by")
_POSES = context("poses-as")
_TOLD_BEHIND = context("told-behind")
Whos = tuple[tuple[Ref, ...], ...]


def subjects(seq: Sequence, state: State, run: list[Figure], done: int, last: tuple[Ref, ...], whats: int) -> tuple[Whos, str]:
    """For each figure of a run its subjects (or once for all), and the name of the way they were found.

    `done` is where the last run ended; `last` its subjects; `whats` how many predicates the run has.
    """
    if len(run) > 1 and (owner := _bracket_owner(seq, run[0])):
        return ((ref(owner),),), "bracket"
    if len(run) > 1 and whats != len(run):
        return _paired(seq, state, run, done)
    first = run[0]
    test = any(i.kind == "Benchmark" and i.end in {first.start - 1, first.start - 2} for i in seq.items)  # A 在 GPQA（81.2%）上领先
    if first.bracketed and not test and _UNKNOWN.search(seq.text, seq.start, first.start) and not _directly_before(seq, first.start - 1):
        return (), ""
    if first.bracketed and (chunk := _directly_before(seq, first.start - 1)):
        return ((ref(chunk.members[-1]),),), "bracket"
    return _single(seq, state, first, done, last)


def _bracket_owner(seq: Sequence, figure: Figure) -> Item | None:
    """The model before the bracket in which a list of numbers stands: 胜过 o3（分别为 79.3% 与 84.1%）."""
    opening = seq.text.rfind("(", max(seq.start, figure.start - _INSIDE), figure.start)
    if opening < 0 or ")" in seq.between(opening, figure.start):
        return None
    chunk = _directly_before(seq, opening)
    return chunk.members[-1] if chunk and len(chunk.members) == 1 else None


def _single(seq: Sequence, state: State, figure: Figure, done: int, last: tuple[Ref, ...]) -> tuple[Whos, str]:
    clause = seq.clauses[figure.clause]
    low = max(clause.start, done)
    near = _chunks(seq, low, figure.start)
    between = seq.between(near[-1].end, figure.start) if near else ""
    if near and (between.rstrip().endswith("的") or _BEFORE.fullmatch(between)) and is_standard(seq, near[-1]):
        return (tuple(ref(i) for i in near[-1].members),), "of-standard"  # 超过 GPT-5 的 41.7%
    if beside := next((i for i in clause.items if i.kind == "compared-group" and _OWNS.fullmatch(seq.text, i.end, figure.start)), None):
        known = state.previous if beside.id == PREVIOUS else None
        return (((known,),), "previous") if known else ((), "")  # 由前代的 47% 压到 22%: not its own
    own = [c for c in near if is_subject(seq, c)]
    back = [i for i in clause.items if i.kind in _ANAPHORS and low <= i.start < figure.start and acts(seq, i)]
    if back and not (own and own[-1].start > back[-1].start):
        if found := antecedents(seq, state, back[-1]):
            return (found,), "anaphor"
        if back[-1].id == _NEWEST:
            return (), ""
    if own:
        members = own[-1].members
        bracketed = seq.text[own[-1].end : own[-1].end + 1] == "(" and ")" not in seq.between(own[-1].end, figure.start)
        return (tuple(ref(i) for i in (members[-1:] if bracketed else members)),), "same-clause"  # o1 和 o3-mini（PersonQA 上 14.8%）
    if behind := next((c for c in _chunks(seq, figure.item.end, clause.end) if _IS.fullmatch(seq.between(figure.item.end, c.start))), None):
        return (tuple(ref(i) for i in behind.members),), "behind"
    if by := next((c for c in _chunks(seq, figure.item.end, clause.end) if _BY.fullmatch(seq.between(figure.item.end, c.start))), None):
        return (tuple(ref(i) for i in by.members),), "passive"  # 四分之一的无害提问被 A 误拒
    owned = next(
        (
            c
            for c in _chunks(seq, figure.item.end, clause.end)
            if len(gap := seq.between(figure.item.end, c.start).strip()) <= 8 and gap.endswith("的")
        ),
        None,
    )
    if owned and figure.value == 0:
        return (tuple(ref(i) for i in owned.members),), "relative-clause"
    if inside := _in_share(seq, figure):
        return (tuple(ref(i) for i in inside.members),), "behind-share"
    if caused := _caused(seq, figure):
        return (tuple(ref(i) for i in caused.members),), "caused"
    if shared := _of_share(seq, state, figure):
        return (shared,), "behind-share"
    if share := counted(seq, figure):
        return ((share,),), "group"
    if group := group_before(seq, low, figure.start):
        bare = bare_noun(seq, state, group)
        return ((bare or group,),), "bare-noun" if bare else "group"
    return _inherited(seq, state, figure, done, last)


def bare_noun(seq: Sequence, state: State, group: Ref) -> Ref | None:
    """Whom a bare 模型 means: the model in focus, or that of the article; never with a word before it (主流模型)."""
    item = group.item
    if item is None or seq.text[item.start : item.end] != "模型":
        return None
    said = any(i.kind == "speech" and i.end == item.start for i in seq.items)  # A 更新后，OpenAI 承认模型变得谄媚
    if is_modified(seq, item) and not said:
        return None
    own = next((c for c in reversed(_chunks(seq, seq.start, item.start)) if is_subject(seq, c)), None)
    if own and len(own.members) == 1:
        return ref(own.members[0], implicit=True)
    found = None if said else in_focus(state, seq.block.start, 1)
    return refined(found, state) if found else None


def _caused(seq: Sequence, figure: Figure) -> Chunk | None:
    """The model that a share of attacks brings to do something: 83% 的攻击诱使 R1 给出歧视性回答."""
    clause = seq.clauses[figure.clause]
    cue = next((i for i in clause.items if i.kind == "causes" and i.start >= figure.item.end), None)
    return next((c for c in _chunks(seq, cue.end, clause.end) if c.start - cue.end <= 1), None) if cue else None


def _in_share(seq: Sequence, figure: Figure) -> Chunk | None:
    """The model right behind a share of cases, or whose cases they are, where the clause goes on with a deed: 15% 的样本里 A 勒索了主管,
    13% 的 A 对话出现勒索."""
    clause = seq.clauses[figure.clause]
    share = share_end(seq, figure.item.end, clause.end)
    chunk = next(iter(_chunks(seq, figure.item.end, clause.end)), None)
    deed = seq.has("Behavior", start=chunk.end, end=clause.end) if chunk else None
    if chunk is None or deed is None or seq.has("share-people", start=chunk.end, end=deed.start):
        return None
    whose = seq.between(figure.item.end, chunk.start).strip() == "的"
    behind = share is not None and share <= chunk.start and not seq.between(share, chunk.start).strip(" 里中上内")
    return chunk if whose or behind else None


def _of_share(seq: Sequence, state: State, figure: Figure) -> tuple[Ref, ...]:
    """The model of the next clause, where this one only says in what share of cases (有四成六的回应里，Grok 4 会附和)."""
    clause = seq.clauses[figure.clause]
    share = share_end(seq, figure.item.end, clause.end)
    if figure.clause + 1 >= len(seq.clauses) or share is None or seq.has("Behavior", start=share, end=clause.end):
        return ()
    following = seq.clauses[figure.clause + 1]
    named = next((c for c in _chunks(seq, following.start, following.end) if c.start - following.start <= 1), None)
    if named:
        return tuple(ref(i) for i in named.members)
    noun = next((i for i in following.items if i.kind == "group-noun" and i.start - following.start <= 1), None)
    bare = bare_noun(seq, state, Ref(None, "(AI models)", "Group", noun)) if noun else None
    return (bare,) if bare else ()


def _inherited(seq: Sequence, state: State, figure: Figure, done: int, last: tuple[Ref, ...]) -> tuple[Whos, str]:
    """The subject of an earlier clause, of the last number, or the model in focus; nobody where the clause names one that no list has."""
    if names_stranger(seq, figure) or is_by_method(seq, figure):
        return (), ""
    pending = [c for c in _chunks(seq, done, figure.start) if is_subject(seq, c) and not _is_other_list(seq, c, figure)]
    if pending and _is_of_next(seq, pending[-1], figure):
        return (), ""
    if pending:
        return (tuple(ref(i) for i in pending[-1].members),), "earlier-clause"
    back = [i for i in seq.items if i.kind in _ANAPHORS and done <= i.start < figure.start and acts(seq, i)]
    if back and (found := antecedents(seq, state, back[-1])):
        return (found,), "anaphor"
    if last and is_bodys(seq, figure):
        return (), ""
    if last:
        return ((_changed(seq, state, figure, last),), "carried")
    sentence = [c for c in _chunks(seq, seq.start, figure.start) if is_subject(seq, c) and not _is_other_list(seq, c, figure)]
    if sentence:
        return (tuple(ref(i) for i in sentence[-1].members),), "earlier-clause"
    if told := _told_behind(seq, figure):
        return (told,), "told-behind"
    if group := group_before(seq, seq.start, figure.start):
        bare = bare_noun(seq, state, group)
        return ((bare or group,),), "bare-noun" if bare else "group"
    if is_others(seq, figure):
        return (), ""
    model = in_focus(state, seq.block.start, 2, seq.block.role == "list")
    return (((refined(model, state),),), "focus") if model else ((), "")


def _told_behind(seq: Sequence, figure: Figure) -> tuple[Ref, ...]:
    """The models that a later clause names as those whose numbers these are: 比例从 86% 降到 4.4%，说的是 A."""
    ahead = _chunks(seq, figure.item.end, seq.end)[:1]
    return tuple(ref(i) for c in ahead for i in c.members if _TOLD_BEHIND.search(seq.text, figure.item.end, c.start))


def _is_other_list(seq: Sequence, chunk: Chunk, figure: Figure) -> bool:
    """Whether a list of models before a semicolon does not own the one number behind it: 对照组是甲、乙；BBH 75.2."""
    return len(chunk.members) > 1 and "；" in seq.between(chunk.end, figure.start) and not seq.has("tie", start=chunk.end, end=figure.start)


def _is_of_next(seq: Sequence, chunk: Chunk, figure: Figure) -> bool:
    """Whether a part behind a semicolon tells of a body that has nothing to do with a model: 甲 推出 A；乙 公布研究，勒索率降到零."""
    edge = seq.text.rfind("；", chunk.end, figure.start)
    head = seq.has(*BODIES, start=edge + 1, end=figure.start) if edge >= 0 else None
    return head is not None and not seq.between(edge + 1, head.start).strip() and seq.has(*BODIES, end=chunk.start) is not None


def _changed(seq: Sequence, state: State, figure: Figure, last: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Whose a number without a subject is: that of the one before; where that one only tells from what something changed
    (已从 A 的 14.5% 降至 5.2%; 前代 A 有 88%，这次降到 50%), the new model's."""
    owner = next((c for c in seq.chunks if len(last) == 1 and last[0].item in c.members), None)
    if owner is None and len(last) == 1 and state.previous and last[0].id == state.previous.id and seq.has("change-to", end=figure.start):
        new = state.topic or in_focus(state, seq.block.start, 2)
        return (new,) if new and new.id != last[0].id else last  # 从前代的 4.9% 拉到 31.1%
    if owner is None or not _changes_to(seq, figure.start):
        return last
    since = seq.has("change-from", start=max(seq.start, owner.start - 2), end=owner.start)
    if not since and not is_called_previous(seq, owner):
        return last
    before = [c.members[0] for c in _chunks(seq, seq.start, owner.start) if is_subject(seq, c) and len(c.members) == 1]
    if main := next((m for m in before if m.id != last[0].id), None):
        return (ref(main, implicit=True),)
    new = in_focus(state, seq.block.start, 2) or state.topic
    return (new,) if new and new.id != last[0].id else last


def _changes_to(seq: Sequence, start: int) -> bool:
    """Whether a number is what something changed to: 降至 2.1%, 降低到了 2.1%."""
    end = seq.start + len(seq.between(seq.start, start).rstrip().removesuffix("了"))
    return seq.before(end, "change-to") is not None or seq.before(start, "change-to") is not None


def _paired(seq: Sequence, state: State, run: list[Figure], done: int) -> tuple[Whos, str]:
    """Lists in order: as many models as numbers."""
    start, size = run[0].start, len(run)
    clause = seq.clauses[run[0].clause]
    for low in (max(done, clause.start), done):
        members = [m for c in _chunks(seq, low, start) if is_subject(seq, c) for m in c.members]
        if len({m.id for m in members}) == size:
            return tuple((ref(m),) for m in {m.id: m for m in members}.values()), "in-order"
    own = [c for c in _chunks(seq, max(done, clause.start), start) if is_subject(seq, c)]
    alone = len(own) == 1 and len(own[0].members) == 1
    each = seq.has("respectively", start=own[0].end, end=start) if alone else None  # 同样三种情形下，A 分别为 5%、19% 和 34%
    told_apart = all(seq.text[f.item.end : f.item.end + 2].lstrip()[:1] == "(" for f in run)  # 65.8%（单次）与 71.6%（多次）
    if alone and (each or told_apart or "对" in seq.between(run[0].item.end, run[1].start)):
        return ((ref(own[0].members[0]),),), "same-clause"  # 5% 对 21%: both are its own
    back = next((i for i in reversed(clause.items) if i.kind == "anaphor-model" and i.end <= start), None) if not own else None
    if back and seq.has("respectively", start=back.end, end=start) and (found := antecedents(seq, state, back)):
        return (found,), "anaphor"  # 新模型在两种模式下依序升至 19% 与 23%
    if rivals := _rivals(seq, state, run):
        return rivals, "rivals"
    chunk = next((c for c in reversed(_chunks(seq, seq.start, start)) if len(c.members) == size), None)
    if chunk:
        return tuple((ref(m),) for m in chunk.members), "in-order"
    sentence = {m.id: m for c in _chunks(seq, seq.start, start) for m in c.members}
    if len(sentence) == size and not (alone and done > seq.start):
        return tuple((ref(m),) for m in sentence.values()), "in-order"
    if alone and done > seq.start:
        return ((ref(own[0].members[0]),),), "same-clause"  # A 在 12% 的任务中…；B 的相应数字是 19% 和 11%
    if len(sentence) < size and len(state.models) == size and seq.block.role != "list":
        return tuple((r,) for r in state.models), "in-order-focus"
    if len(state.focus) == size:
        return tuple((r,) for r in state.focus), "in-order-focus"
    behind = next((c for c in seq.chunks if c.kind in MODELS and c.start >= run[-1].item.end), None)
    leads = behind is not None and seq.between(run[-1].item.end, behind.start).strip() in {":", "——", "的是", "的分别是"}
    if behind and leads and len(behind.members) == size:
        return tuple((ref(m),) for m in behind.members), "in-order-behind"
    listed = next((found for found in reversed(state.lists) if len(found) == size), None) if seq.block.role == "list" else None
    return (tuple((r,) for r in listed), "in-order-list") if listed else ((), "")


def _rivals(seq: Sequence, state: State, run: list[Figure]) -> Whos:
    """Whose two numbers with 对 between them are: of who is ahead or behind, and of the model in focus (甲略胜，51.8 对 50.4)."""
    if len(run) != 2 or seq.between(run[0].item.end, run[1].start).strip() != "对":
        return ()
    told = [c for c in _chunks(seq, seq.start, run[0].start) if len(c.members) == 1]
    if len(told) != 1 or not seq.has("compare-high", "compare-low", "tie", start=told[0].end, end=run[0].start):
        return ()
    other = in_focus(state, seq.block.start, 2) or state.topic
    ahead = ref(told[0].members[0])
    return ((ahead,), (other,)) if other and other.id != ahead.id else ()


def antecedents(seq: Sequence, state: State, anaphor: Item) -> tuple[Ref, ...]:
    """Whom a pronoun stands for; nobody known where it is who tests (Anthropic 表示，它评估了…)."""
    if seq.has("test", start=anaphor.end, end=anaphor.end + _TESTS) and seq.has(*BODIES, start=seq.start, end=anaphor.start):
        return ()
    if anaphor.id == _NEWEST:
        if seq.before(anaphor.start, *BODIES):
            return ()  # DeepSeek 新模型: one without a name
        old = {c.members[0].id for c in _chunks(seq, seq.start, anaphor.start) if is_called_previous(seq, c)}
        if old and (state.topic is None or state.topic.id in old):
            return ()  # 旧版 A 有 84%，新版为零: one that nobody named
        if state.topic:
            return (state.topic,)
    before = [ref(m, implicit=True) for c in _chunks(seq, seq.start, anaphor.start) for m in c.members]
    listed = list({r.id: r for r in before}.values()) or list(state.models)
    if anaphor.kind == "anaphor-former":
        near = _chunks(seq, seq.start, anaphor.start)[-1:]
        if near and len(near[0].members) == 2:
            return (ref(near[0].members[0], implicit=True),)  # 甲和乙分别为…；垫底的是丙和丁，前者…
        return (listed[0],) if len(listed) >= 2 else ()
    if anaphor.kind == "anaphor-latter":
        return (listed[-1],) if listed else ()
    if anaphor.kind == "anaphor-models":
        if len(listed) >= 2:
            return tuple(listed[-2:])
        both = "两" in seq.between(anaphor.start, anaphor.end)
        return state.models if len(state.models) == 2 or (len(state.models) > 2 and not both) else ()
    bodies = {i.start for i in seq.items if i.kind in {"anaphor-lab", "share-people"}}  # 公司称其…: not the company
    nouns = [i for i in seq.items if i.kind in {"group-noun", "ai-noun"} and i.end <= anaphor.start and i.start not in bodies]
    nouns = [i for i in nouns if not is_beside_another(seq, i)]
    if nouns and not before and anaphor.end - anaphor.start == 1:  # 这款模型 is one that was named
        group = Ref(None, "(AI models)", "Group", nouns[0], True)
        return (bare_noun(seq, state, group) or group,)
    subject = next((c for c in _chunks(seq, seq.start, anaphor.start) if is_subject(seq, c)), None)
    if subject:
        return (ref(subject.members[0], implicit=True),)
    found = in_focus(state, seq.block.start, 3, seq.block.role == "list")
    if found is None and seq.text[anaphor.start : anaphor.end] != "它" and state.focus:
        found = state.focus[0]
    return (refined(found, state),) if found else ()


def is_subject(seq: Sequence, chunk: Chunk) -> bool:
    """Whether a model can be the subject: neither what another is compared with or takes itself for, nor an example of a group."""
    if (
        is_standard(seq, chunk)
        or _POSES.search(seq.text, seq.start, chunk.start)
        or _AMONG.match(seq.text, chunk.end, seq.end)
        or _SINCE.match(seq.text, chunk.end, seq.end)
    ):
        return False  # 所有 Claude 模型中最低的; GPT-9 之后的所有模型
    if _EXCEPT.search(seq.text, seq.start, chunk.start) and _BUT.match(seq.text, chunk.end, seq.end):
        return False  # 除了 o3 之外
    cue = next((i for i in reversed(seq.items) if i.kind == "example-before" and i.end <= chunk.start), None)
    if cue is None or seq.between(cue.end, chunk.start).strip():
        return True
    bracketed = seq.text[cue.start - 1 : cue.start] == "(" and seq.has(
        "group-noun", "quantifier-most", "quantifier-all", start=max(seq.start, cue.start - 12), end=cue.start
    )
    return not bracketed and not _INCLUDED.match(seq.text, chunk.end, min(seq.end, chunk.end + 12))


def _chunks(seq: Sequence, start: int, end: int) -> list[Chunk]:
    return [c for c in seq.chunks if c.kind in MODELS and start <= c.start and c.end <= end]


def _directly_before(seq: Sequence, position: int) -> Chunk | None:
    """The model before a bracket; a word that compares may stand between (比 o3 低（93.4%）)."""
    found = next((c for c in reversed(seq.chunks) if c.kind in MODELS and c.end <= position), None)
    if found is None:
        return None
    words = [i for i in seq.items if i.kind in {"compare-high", "compare-low", "change-by"} and found.end <= i.start and i.end <= position]
    gap = (
        seq.between(found.end, words[0].start).strip() + seq.between(words[-1].end, position).strip()
        if words
        else seq.between(found.end, position)
    )
    return found if not gap.strip() else None
