"""A sentence as a string in which each list of entities is one sign, and the constructions of `relations.yaml` for such strings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter

import msgspec

from kgx.claims.needs import needs
from kgx.claims.pronouns import are_few, one_of_two, people_meant
from kgx.claims.reading import Ref, of_source, ref
from kgx.claims.sequence import WITH, Chunk, Sequence, before_titles
from kgx.claims.state import State, is_kin
from kgx.claims.subjects import antecedents
from kgx.errors import KnowledgeError
from kgx.knowledge import Knowledge
from kgx.knowledge.contexts import context
from kgx.knowledge.schema import Construction
from kgx.model.claim import Direction, Relation, Status
from kgx.model.item import BODIES, ENTITY_KINDS, MODELS, Item
from kgx.text.normal import normalize

Cues = Mapping[str, list[str]]
"""Kind of cue → its words in normal form."""
_UNITS = (
    "rate",
    "count",
    "multiple",
    "points",
    "percentage-points",
    "money",
    "parameters",
    "people",
    "time",
    "plain",
    "tokens",
    "things",
    "amount",
)
_SIGN = {kind: chr(0xE000 + number) for number, kind in enumerate((*ENTITY_KINDS, "Group", *_UNITS))}
_WIDE = frozenset(["Group", *_UNITS])
_QUANTIFIED = frozenset(["COMPARED", "MEASURED"])
_ANY = "".join(_SIGN.values())
_NAMED = "".join(_SIGN[kind] for kind in (*ENTITY_KINDS, "Group") if kind != "Benchmark")
_EDGES = "，；。！？!?;—"
_NOUN = 8
"""How far behind a number of models (16 款主流) the noun stands."""
_ANAPHORS = {
    "anaphor-person": ("person", "Person"),
    "anaphor-lab": ("body", "Lab"),
    "anaphor-study": ("study", "Study"),
    "anaphor-model": ("focus", "Model"),
}
_UNUSED = frozenset(["Behavior", "Scenario"])
"""Kinds that no relation joins: their words stay words."""
_ONE_OF_TWO = frozenset(["anaphor-former", "anaphor-latter"])
_QUOTABLE = MODELS | BODIES
_ORIGINS = frozenset("于自从据")
"""What stands before a body that somebody is only from: 毕业于牛津大学的…加入该公司."""
_SEVERAL = frozenset(["anaphor-models", "anaphor-former", "anaphor-latter"])
_OF = context("of-whom")
_PEOPLE = frozenset(["Person", "anaphor-person", "anaphor-people", "anaphor-former", "anaphor-latter"])
_FOUNDED = 4
"""How far before 公司 the word begins that says that it was founded: 甲创办的公司."""
_HEAD = 24
"""Where the subject of a clause begins at the latest, titles before a name included."""
_BESIDE = frozenset("和与跟随被对向替给把、由从的过了到在着自")
_OFFICE = 8
"""How far behind a body the office ends that somebody gives up there."""
_AT = frozenset("在于")
_STUDIED = context("studied-at")
_NO_LABS = frozenset(["no-lab", "school"])
"""Ids of words that stand for a body that is no lab: 该研究所, 该校."""
_DETERMINERS = frozenset("该这此本")
_BEFORE_BODY = _BESIDE | frozenset("是为回进离开入说称于任年月日前后时而但故，。")
"""What stands before a body that is named by 公司 alone."""
_SOME = context("some-company")
_ENTITY = re.compile(r"<(?:(?P<as>[soxn]):)?(?P<kinds>[A-Za-z|-]+)(?P<optional>\?)?>")
_CUE = re.compile(r"\{(?P<kind>[a-z-]+)(?::(?P<as>[a-z]+))?\}")

_GROUP = re.compile(r"\((c|metric|role):")


Stretch = tuple[int, int, str, tuple[Ref, ...]]
"""Where something stands that gets a sign, its kind, and the entities."""
_START = itemgetter(0)


class Rule(msgspec.Struct, frozen=True):
    """A construction, compiled."""

    name: str
    relation: Relation
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    """Characters and signs of which a sentence must have one each for the construction to be possible."""
    status: Status | None
    direction: Direction | None
    wide: bool
    """True where it speaks of numbers or of unnamed groups."""


SIGNS = frozenset(_SIGN.values())
PERSON = _SIGN["Person"]
"""The sign for a person."""
BODY_SIGNS = "".join(_SIGN[kind] for kind in sorted(BODIES))
"""The signs for bodies."""


class Encoded(msgspec.Struct, frozen=True):
    """A sentence with one sign for each list of entities, and what each position came from."""

    signs: str
    origin: tuple[int, ...]
    """For each position of `signs`, its position in the normal text."""
    members: dict[int, tuple[Ref, ...]]
    """For each position of a sign, the entities."""

    def span(self, match: re.Match[str], group: str | int = 0) -> tuple[int, int]:
        """Where what a rule matched, or a group of it, stands in the normal text."""
        return self.origin[match.start(group)], self.origin[match.end(group) - 1] + 1


@lru_cache(maxsize=4)
def rules_of(knowledge: Knowledge) -> tuple[Rule, ...]:
    """The constructions of the knowledge, compiled. Raises KnowledgeError that names each whose pattern is wrong."""
    rules, faults = _compiled(knowledge.constructions, knowledge.cues)
    if faults:
        told = "\n".join(f"relations.yaml: {name}: {fault}" for name, fault in faults)
        raise KnowledgeError(told, hint="relations.yaml explains the pattern language at its top")
    return rules


def wrong_patterns(constructions: Iterable[Construction], cues: Cues) -> list[tuple[str, str]]:
    """The constructions that do not compile: name, and what is wrong. `cues` are the words of each kind."""
    return _compiled(constructions, cues)[1]


def _compiled(constructions: Iterable[Construction], cues: Cues) -> tuple[tuple[Rule, ...], list[tuple[str, str]]]:
    rules: list[Rule] = []
    faults: list[tuple[str, str]] = []
    for construction in constructions:
        try:
            rules.append(_compile(construction, cues))
        except re.error as fault:
            faults.append((construction.name, f"the pattern does not compile: {fault}"))
        except KeyError as fault:
            faults.append((construction.name, f"the pattern names a kind that there is not: {fault.args[0]}"))
    return tuple(rules), faults


def rules_for(knowledge: Knowledge, encoded: Encoded, wide: bool) -> list[Rule]:
    """Those constructions that are possible in a sentence."""
    present = frozenset(encoded.signs)
    rules = _rules_with(knowledge, present & SIGNS, wide)
    return [rule for rule in rules if not any(map(present.isdisjoint, rule.needs))]


@lru_cache(maxsize=4096)
def _rules_with(knowledge: Knowledge, signs: frozenset[str], wide: bool) -> tuple[Rule, ...]:
    """Those constructions that are possible in a sentence with these signs, as far as signs tell."""
    lacking = SIGNS - signs
    return tuple(r for r in rules_of(knowledge) if r.wide == wide and not any(need <= lacking for need in r.needs))


def _compile(construction: Construction, cues: Cues) -> Rule:
    pattern = construction.pattern
    wide = construction.relation in _QUANTIFIED or any(not _WIDE.isdisjoint(m["kinds"].split("|")) for m in _ENTITY.finditer(pattern))

    def entity(m: re.Match[str]) -> str:
        signs = "[" + "".join(_SIGN[k] for k in m["kinds"].split("|")) + "]"
        found = f"(?P<{m['as']}>{signs})" if m["as"] else signs
        if m["optional"]:
            return f"(?:{found})?" if m["as"] == "n" else f"(?:{found}|(?:^|(?<=[{_EDGES}:])))"
        return found

    def cue(m: re.Match[str]) -> str:
        words = "|".join(sorted(map(re.escape, cues[m["kind"]]), key=len, reverse=True))
        return f"(?P<{m['as']}>{words})" if m["as"] else f"(?:{words})"

    pattern = pattern.replace("[^，。；、（(]", f"[^，。；、（({_ANY}]")
    pattern = pattern.replace("[^，；<>]", f"[^，；<>{_SIGN['Person']}]")
    pattern = pattern.replace("[^，。；]", f"[^，。；{_SIGN['Person']}]")  # no gap leaps over another person
    body = re.sub(r"~(\d+)", rf"[^{_ANY}{_EDGES}]{{0,\1}}?", pattern.replace(" ", ""))
    body = re.sub(r"…(\d+)", rf"[^{_NAMED}{_EDGES}]{{0,\1}}?", body)
    body = re.sub(r"≈(\d+)", rf"[^{_EDGES}]{{0,\1}}?", body)
    body = _GROUP.sub(r"(?P<\1>", _CUE.sub(cue, _ENTITY.sub(entity, body)))
    regex = re.compile(body, re.IGNORECASE)
    return Rule(construction.name, construction.relation, regex, needs(regex), construction.status, construction.direction, wide)


def encode(seq: Sequence, state: State, knowledge: Knowledge) -> tuple[Encoded, Encoded]:
    """The sentence with one sign for each list of entities; the second time with signs for numbers and unnamed groups too."""
    named = _named(seq, state, knowledge)
    plain = _encoded(seq, named)
    more = _unnamed(seq, state, named)
    return plain, _encoded(seq, sorted([*named, *more], key=_START)) if more else plain


def _encoded(seq: Sequence, stretches: list[Stretch]) -> Encoded:
    parts: list[str] = []
    origin: list[int] = []
    members: dict[int, tuple[Ref, ...]] = {}
    at = seq.start
    for inner, outer, kind, found in stretches:
        start, end = _with_quotes(seq, inner, outer) if kind in _QUOTABLE else (inner, outer)
        if start < at:
            continue
        origin += range(at, start)
        members[len(origin)] = found
        origin.append(start)
        parts += (seq.text[at:start], _SIGN[kind])
        at = end
    origin += range(at, seq.end)
    return Encoded("".join([*parts, seq.text[at : seq.end]]), tuple(origin), members)


def _with_quotes(seq: Sequence, start: int, end: int) -> tuple[int, int]:
    """A stretch with the quotes that stand directly around it."""
    quoted = seq.text[start - 1 : start] in {"“", "‘"} and seq.text[end : end + 1] in {"”", "’"}
    return (start - 1, end + 1) if quoted and start > seq.start else (start, end)


def _named(seq: Sequence, state: State, knowledge: Knowledge) -> list[Stretch]:
    """The lists of entities, and the words that stand for one, in order."""
    found = [f for c in seq.chunks if c.kind not in _UNUSED and not _heads_turn(seq, state, c) for f in _owned(seq, c)]
    for item in seq.items:
        if item.kind in _ONE_OF_TWO and (one := one_of_two(seq, state, item)):
            found.append((item.start, item.end, one.kind, (one,)))
        if (item.kind == "anaphor-people" or are_few(seq, item)) and (people := people_meant(seq, state, item)):
            found.append((item.start, item.end, "Person", people))
        if item.kind == "first-person" and state.speaks and state.guest and seq.text[item.start : item.end] == "我":
            found.append((item.start, item.end, "Person", (state.guest,)))
        if item.kind in _ANAPHORS and points(seq, item) and not any(a < item.end and item.start < b for a, b, _, _ in found):
            field, kind = _ANAPHORS[item.kind]
            value = getattr(state, field)
            value = value[0] if isinstance(value, tuple) and value else value
            kinds = BODIES if kind == "Lab" else {kind}
            within = quote_before(seq, item.start) if kind == "Lab" else seq.start
            named = [i for i in seq.items if i.kind in kinds and within <= i.start and i.end <= item.start]
            no_lab = means_no_lab(item)
            named = [i for i in named if not no_lab or _fits(item, i, knowledge)]
            named = [i for i in named if kind != "Lab" or not (_is_left(seq, i) or knowledge.is_media(i.id))]
            own = next((i for i in reversed(named) if kind != "Lab" or no_lab or not (_is_origin(seq, i) or is_beside(seq, i))), None)
            if own is not None and kind == "Person":
                before = subject_person(seq, item.start)
                other = before is not None and before.kind != kind and seq.text[before.start] != seq.text[item.start]  # 她…欣赏他
                own = before if before and before.kind == kind else own if other or not before else None
            founded = seq.has("found", start=item.start - _FOUNDED, end=item.start) if own and kind == "Lab" else None
            if founded and own and own.start > seq.text.rfind("由", seq.start, founded.start) > 0:
                own = None  # 这家由 OpenAI 前技术长甲创办的公司: the one in focus
            deal = seq.has("acquire", start=own.end, end=item.start) if own and kind == "Lab" and seq.text[item.start - 1] == "的" else None
            if deal:
                continue  # Meta 买下…，这间由甲创立的公司: what is bought
            if kind == "Lab" and isinstance(value, Ref) and knowledge.is_media(value.id):
                value = None
            chosen = ref(own, implicit=True) if own else value
            if item.id == "organization" and isinstance(chosen, Ref) and chosen.kind == "Lab":  # 该组织: a lab only where it is alone
                told = [of_source(s) for s in state.researcher if (s.id or "").startswith("org")]
                near = [ref(i, implicit=True) for i in reversed(named) if i.kind == "Organization"]
                chosen = next(iter([*near, *told]), chosen)
            if item.kind == "anaphor-lab" and seq.text.endswith("公司", 0, item.end) and isinstance(chosen, Ref):
                chosen = of_team(chosen, state, knowledge)
            if no_lab and own is None:
                chosen = next((b for b in (state.body, state.home) if b and _fits(item, b, knowledge)), None)
            if isinstance(chosen, Ref) and chosen.id:
                found.append((item.start, item.end, chosen.kind if chosen.kind in _SIGN else kind, (chosen,)))
    return sorted(found, key=_START)


def _is_left(seq: Sequence, body: Item) -> bool:
    """Whether a body is what somebody leaves, and no office in it: 离开 Meta 的甲也进了这家公司."""
    return seq.before(body.start, "leave") is not None and seq.has("title", start=body.end, end=min(seq.end, body.end + _OFFICE)) is None


def of_team(body: Ref, state: State, knowledge: Knowledge) -> Ref:
    """The lab that a team belongs to, which its record or its name tells; anything else itself: no team is a company, or has a chief
    executive."""
    whole = knowledge.whole(body.id)
    if whole:
        return msgspec.structs.replace(body, id=whole, name=knowledge.known[whole].name, kind=knowledge.known[whole].type)
    name = normalize(body.name)
    named = knowledge.is_team(body.id, body.name)
    return next((lab for lab in state.labs if named and name.startswith(f"{normalize(lab.name)} ")), body)


def means_no_lab(item: Item) -> bool:
    """Whether it is a word that stands for a body, and for no lab: 该校, 该研究所."""
    return item.kind == "anaphor-lab" and item.id in _NO_LABS


def _fits(pronoun: Item, body: Item | Ref, knowledge: Knowledge) -> bool:
    """Whether a word such as 该校 or 该研究所 can stand for a body."""
    if body.kind != "Organization" or pronoun.id != "school":
        return body.kind == "Organization"
    name = normalize(body.name)
    return knowledge.detail(body.id, "kind") == "university" or any(word in name for word in knowledge.shapes["school"])


def _heads_turn(seq: Sequence, state: State, chunk: Chunk) -> bool:
    """Whether a name only says whose turn of an interview it is: 林若溪：听说你去了 OpenAI？"""
    opens = chunk.kind == "Person" and state.guest is not None and seq.block.start != state.block
    return opens and not seq.between(seq.start, chunk.start).strip() and seq.text[chunk.end : chunk.end + 1] == ":"


def _unnamed(seq: Sequence, state: State, named: list[Stretch]) -> list[Stretch]:
    """Numbers, groups and words for several models, where nothing is named."""
    pronouns = [i for i in seq.items if i.kind in _SEVERAL and not seq.has(*BODIES, end=i.start)]
    more = [(i.start, i.end, "Model", refs) for i in pronouns if (refs := antecedents(seq, state, i))]
    return [m for m in (*more, *_quantities(seq)) if not any(a < m[1] and m[0] < b for a, b, _, _ in named)]


def _quantities(seq: Sequence) -> Iterator[Stretch]:
    """Numbers by their unit, and groups: a number of models (16 款模型), or those before and beside (前代, 其他模型)."""
    for item in seq.items:
        if item.kind == "compared-group":
            yield item.start, item.end, "Group", (Ref(None, f"({item.id})", "Group", item),)
        elif item.number and item.number.unit == "models" and item.number.value >= 2:
            noun = seq.has("group-noun", start=item.end, end=min(seq.end, item.end + _NOUN))
            count = int(item.number.value)
            group = Ref(None, f"({count} models)", "Group", item, False, "all", count)
            yield item.start, noun.end if noun else item.end, "Group", (group,)
        elif item.number and item.number.unit in _SIGN:
            yield item.start, item.end, item.number.unit, (ref(item),)


def subject_person(seq: Sequence, before: int) -> Item | None:
    """The person, or the pronoun for one, that is subject of the nearest clause before a position."""
    low = max(seq.start, seq.text.rfind("；", seq.start, before) + 1)
    people = [i for i in seq.items if i.kind in _PEOPLE and i.end <= before and not in_bracket(seq, i) and not is_kin(seq, i)]
    found = [i for i in people if low <= i.start] or people
    found = [i for i in found if not _OF.match(seq.text, i.end)] or found
    found = [i for i in found if not _is_companion(seq, i, found)]
    for item in reversed(found):
        clause = seq.clauses[seq.clause_of(item.start)]
        first = next(i for i in found if seq.clause_of(i.start) == seq.clause_of(item.start))
        if item is first and item.start - clause.start <= _HEAD and seq.last(clause.start, before_titles(seq, item)) not in _BESIDE:
            return item
    return found[0] if found else None


def _is_companion(seq: Sequence, item: Item, people: list[Item]) -> bool:
    """Whether a person only says with whom the next one did something: 跟甲一同领导团队的乙."""
    clause = seq.clause_of(item.start)
    behind = (i for i in people if i.start >= item.end and seq.clause_of(i.start) == clause)
    return seq.last(seq.start, item.start) in WITH and any(seq.last(seq.start, before_titles(seq, i)) == "的" for i in behind)


def quote_before(seq: Sequence, at: int) -> int:
    """Where the quote that holds a place begins, else the sentence: whoever says it stands outside."""
    opening = seq.text.rfind("“", seq.start, at)
    return opening if opening >= 0 and "”" not in seq.between(opening, at) else seq.start


def _is_origin(seq: Sequence, body: Item) -> bool:
    before = seq.last(seq.start, body.start)
    return before in _ORIGINS or (before in _AT and _STUDIED.match(seq.text, body.end, seq.end) is not None)


def is_beside(seq: Sequence, body: Item) -> bool:
    """Whether a body is only named beside another, or is a gloss in a bracket: A 与 B（C）合作."""
    same = next((i for i in seq.items if i.id == body.id), body)
    return seq.text[body.start - 1 : body.start] == "(" or seq.last(seq.start, same.start) in WITH


def in_bracket(seq: Sequence, item: Item) -> bool:
    """Whether a name stands in a bracket with other words: （编辑 周子意）."""
    opening = seq.text.rfind("(", seq.start, item.start)
    return opening >= 0 and ")" not in seq.between(opening, item.start) and bool(seq.between(opening + 1, item.start).strip())


def points(seq: Sequence, item: Item) -> bool:
    """Whether a word for a study or a body points to one (该报告, 公司), and is not just any (报告, 研究人员, 医疗公司, 公司 Nabla)."""
    if item.kind not in {"anaphor-study", "anaphor-lab"} or seq.text[item.start] in _DETERMINERS:
        return True
    if seq.text[item.start : item.end] != "公司" or any(i.kind in ENTITY_KINDS and i.start - item.end in {0, 1} for i in seq.items):
        return False
    before = seq.text[item.start - 1 : item.start] if item.start > seq.start else ""
    if before == "的" and _SOME.search(seq.text, seq.start, item.start):
        return False  # 创办一家做世界模型的公司
    return not before.strip() or before in _BEFORE_BODY or before in _EDGES or not before.isalnum()


def _owned(seq: Sequence, chunk: Chunk) -> Iterator[Stretch]:
    """A chunk, parted where another entity (the maker of the next model) stands between its members."""
    members: list[Item] = []
    for item in chunk.members:
        if members and any(members[-1].end <= c.start < item.start for c in seq.chunks):
            yield members[0].start, members[-1].end, chunk.kind, tuple(ref(i) for i in members)
            members = []
        members.append(item)
    yield members[0].start, chunk.end, chunk.kind, tuple(ref(i) for i in members)
