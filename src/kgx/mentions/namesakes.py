"""Names that two things bear: a university and its town, a lab and its models, a known person and another."""

import re
from functools import lru_cache
from itertools import pairwise

import msgspec

from kgx.knowledge import Knowledge
from kgx.mentions.ground import sentence_around
from kgx.mentions.shapes import Shapes, shapes_of, words
from kgx.model.ids import entity_id
from kgx.model.item import BODIES, ENTITY_KINDS, MODELS, Item
from kgx.text.normal import normalize

_DOUBTED = frozenset(["Organization", "Behavior"])
_CLAUSE_EDGES = " \n,，、；;。！？:("
_LATIN_GLOSS = re.compile(r" ?\(([A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)+) ?[),]")
"""A full Latin name in a bracket."""
_DEEDS = frozenset(["join", "leave", "found", "acquire", "join-to"])
"""What somebody does to a body whose name follows."""
_STAFF = re.compile("的[\u3400-\u9fff]{0,4}(?:团队|研究员|工程师|员工|创始人|实验室)")
_OWNING = re.compile(" ?的 ?")
_REACH = 16
"""How far behind the words the name stands that a model gives itself."""


def told_apart(items: tuple[Item, ...], normal: str, knowledge: Knowledge) -> tuple[Item, ...]:
    """The items without towns that are called as a body is, with the family where the name of its lab means its models, and with
    the weak names of people sure where the article names a body of theirs."""
    shapes = shapes_of(knowledge)
    items = tuple(_running(i, normal, shapes) if i.kind == "Benchmark" else i for i in items)
    titles = {i.start for i in items if i.kind in {"title", "founder"}}
    deeds = {i.end for i in items if i.kind in _DEEDS}
    items = tuple(msgspec.structs.replace(i, weak=False) if i.weak and _is_body(i, normal, titles, deeds, shapes) else i for i in items)
    people = {i.end: i.start for i in items if i.kind == "share-people"}
    others = {normal[i.start : i.end] for i in items if i.kind == "Person" and _is_glossed_otherwise(normal, i, knowledge)}
    kept = tuple(
        i
        for i in items
        if not (i.kind == "Person" and normal[i.start : i.end] in others)
        if i.kind not in _DOUBTED
        or not (
            _is_town(normal, i, shapes)
            or _is_site(normal, i, shapes)
            or _names_itself(items, normal, i, knowledge)
            or _is_of_people(people, normal, i, knowledge)
        )
    )
    bodies = {i.name for i in kept if i.kind in BODIES}
    kept = tuple(
        msgspec.structs.replace(i, weak=False)
        if i.weak and i.kind == "Person" and not bodies.isdisjoint(knowledge.known[i.id].record.at)
        else i
        for i in kept
    )
    labs = {i.start for i in kept if i.kind == "Lab" and i.name in knowledge.grammar.namesakes and normal[i.start : i.end] == i.name}
    if not labs:
        return kept
    meant = labs & _meant(kept, normal, shapes)
    return tuple(msgspec.structs.replace(i, kind="ModelFamily", id="") if i.start in meant and i.kind == "Lab" else i for i in kept)


def _is_glossed_otherwise(normal: str, item: Item, knowledge: Knowledge) -> bool:
    """安德森（Ross Anderson）: whether a known person's name in Chinese is followed by a full Latin one that shares no part with the
    known ones, so that somebody else is meant."""
    gloss = _LATIN_GLOSS.match(normal, item.end)
    record = knowledge.known.get(item.id)
    if gloss is None or record is None or normal[item.start] < "\u2e80":
        return False
    names = [n for n in (record.name, *record.record.en) if n[:1] < "\u2e80"]
    return bool(names) and _parts(gloss[1]).isdisjoint(part for name in names for part in _parts(name))


def _parts(name: str) -> frozenset[str]:
    return frozenset(re.split(r"[ .\-]+", name.lower())) - {""}


def _behind(normal: str, item: Item) -> int:
    """Where the text goes on behind a name and a blank."""
    return item.end + (normal[item.end : item.end + 1] == " ")


def _is_body(item: Item, normal: str, titles: set[int], deeds: set[int], shapes: Shapes) -> bool:
    """研究机构 Apollo, Apollo 执行长, 离开台大, 从高通跳槽: whether what stands beside a short name shows that it is a body's."""
    if item.kind not in BODIES:
        return False
    before = normal[max(0, item.start - 8) : item.start].rstrip()
    behind = _behind(normal, item)
    if behind in titles or before.endswith(tuple(shapes.of["people-come-from"])):
        return True
    joined = item.start - (normal[item.start - 1 : item.start] == " ")
    if joined in deeds or _STAFF.match(normal, behind) is not None or before.endswith(tuple(shapes.of["organization-lead"])):
        return True
    return before.endswith(tuple(shapes.of["people-are-at"])) and normal.startswith((*shapes.of["works-there"], *shapes.of["came"]), behind)


def _running(item: Item, normal: str, shapes: Shapes) -> Item:
    """评测机构 SuperCLUE, LMArena 宣布: a benchmark's name that means the body that runs it."""
    runs = normal[max(0, item.start - 8) : item.start].rstrip().endswith(tuple(shapes.of["runs-benchmark-before"]))
    if not runs and not normal.startswith(tuple(shapes.of["runs-benchmark-after"]), _behind(normal, item)):
        return item
    return msgspec.structs.replace(item, kind="Organization", id=entity_id("Organization", normalize(item.name)))


def _is_town(normal: str, item: Item, shapes: Shapes) -> bool:
    """总部设在伯克利: whether the short name of a body is that of the town where something is."""
    if item.kind != "Organization" or normal[item.start : item.end].lower() not in shapes.of["town"]:
        return False
    return normal.endswith(tuple(shapes.of["town-before"]), 0, item.start) or normal.startswith(tuple(shapes.of["town-after"]), item.end)


def _is_site(normal: str, item: Item, shapes: Shapes) -> bool:
    """在领英上说: whether a body's name is that of the site that somebody writes on."""
    if item.kind != "Organization" or not normal[max(0, item.start - 2) : item.start].rstrip().endswith(tuple(shapes.of["site-before"])):
        return False
    behind = _behind(normal, item)
    return normal.startswith("上", behind) and not normal.startswith(tuple(shapes.of["no-site-after"]), behind)


def _names_itself(items: tuple[Item, ...], normal: str, item: Item, knowledge: Knowledge) -> bool:
    """Claude Opus 4 说自己是 Anthropic 训练的 Claude: whether a model that is said to take itself for another names itself."""
    if item.kind != "Behavior" or not knowledge.known[item.id].record.of_another:
        return False
    start, end = sentence_around(normal, item.start, item.end)
    before = [i for i in items if i.kind in MODELS and start <= i.start and i.end <= item.start]
    behind = next((i for i in items if i.kind in MODELS and 0 <= i.start - item.end <= _REACH), None)
    if not before or behind is None or behind.start > end:
        return False
    lineages = [knowledge.grammar.lineage(i.name) for i in (before[-1], behind)]
    labs = {x.lab for x in lineages if x}
    return before[-1].name == behind.name or (all(lineages) and len(labs) == 1)


def _is_of_people(people: dict[int, int], normal: str, item: Item, knowledge: Knowledge) -> bool:
    """客人谎称自己是主管: whether a clause opens with people who do it, where it is nothing that people do to models. `people`: where
    words for people end, and begin."""
    if item.kind != "Behavior" or item.start not in people or knowledge.known[item.id].record.attack:
        return False
    first = people[item.start]
    return not normal[first - 1 : first].strip(_CLAUSE_EDGES)


@lru_cache(maxsize=4)
def _beside(shapes: Shapes) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Expressions over what stands before such a name, behind it, and between the members of a list."""
    of = shapes.of
    return (
        re.compile(rf"(?:{words(of['posing-as'])}) ?[“\"]?$"),
        re.compile(rf" ?(?:{words(of['models-of'])})"),
        re.compile(rf" ?(?:、|,|/|{words(of['list-joint'])}) ?"),
    )


def _meant(items: tuple[Item, ...], normal: str, shapes: Shapes) -> set[int]:
    """Where names begin that mean a lab's models: 自称是 DeepSeek, DeepSeek 各模型, DeepSeek 的幻觉率, in a list of families."""
    before, after, joint = _beside(shapes)
    names = [i for i in items if i.kind in ENTITY_KINDS]
    rates = {i.start for i in items if i.kind in {"Behavior", "accuracy-word"} and normal[i.end - 1 : i.end + 3].find("率") >= 0}
    meant = {i.start for i in names if before.search(normal, max(0, i.start - 8), i.start) or after.match(normal, i.end)}
    meant |= {i.start for i in names for of in (_OWNING.match(normal, i.end),) if of and of.end() in rates}
    for one, other in [*pairwise(names), *((b, a) for a, b in pairwise(names))]:
        first, last = sorted((one, other), key=lambda i: i.start)
        if one.kind == "ModelFamily" and not one.weak and joint.fullmatch(normal, first.end, last.start):
            meant.add(other.start)
    return meant
