"""Which items are one entity: weak names borne out or dropped, short forms found, ids given, each merge with its reason."""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import cast

import msgspec

from kgx.knowledge import Knowledge
from kgx.model.article import Article
from kgx.model.entity import Entity, EntityType, Mention
from kgx.model.ids import entity_id
from kgx.model.item import BODIES, ENTITY_KINDS, MODELS, Item
from kgx.resolve.short import short_forms
from kgx.text.build import Text
from kgx.text.normal import normalize

_OF_MODELS = frozenset(["group-noun", "ai-noun", "Benchmark", "Behavior"])
"""Kinds of items that show that an article is on models."""
_TELLING = 4
"""How long a name is that a word for models behind it shows to be a model's."""
_ENTITIES = frozenset(ENTITY_KINDS)
_form = lru_cache(maxsize=4096)(normalize)


class Link(msgspec.Struct, frozen=True):
    """Why a name of the article means an entity: one merge, with the place that shows it."""

    id: str
    """Local id of the entity."""
    alias: str
    """The other name, as the article writes it."""
    start: int
    """Code points into `Article.text`, 0-based."""
    end: int
    """Exclusive."""
    reason: str
    """`knowledge`, `gloss`, `short form`, `card`, `team`, or the rule that found the name."""


class Resolved(msgspec.Struct, frozen=True):
    """Items with local ids, the entities that they name, and why each other name of an entity means it."""

    items: tuple[Item, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...] = ()


def resolve(article: Article, text: Text, items: tuple[Item, ...], knowledge: Knowledge) -> Resolved:
    """Items of an article with entity ids, weak ones borne out or dropped, and its entities in order of first mention."""
    named = _glossed(text, _with_ids(_told_by_family(text, _as_written(article, text, items))))
    told, found = short_forms(text, named, knowledge)
    kept = [*_borne_out(text, told, knowledge), *found]
    strong = {i.id for i in kept if not i.reason or i.reason != "short form"}
    full = tuple(sorted((i for i in kept if i.reason != "short form" or i.id in strong), key=lambda i: (i.start, -i.end)))
    return Resolved(full, _entities(article, text, full), _links(article, text, full))


def _as_written(article: Article, text: Text, items: tuple[Item, ...]) -> list[Item]:
    """Items with the names that no list has in the article's own script, where they have no Latin one."""
    written: dict[str, str] = {}
    for item in items:
        if item.reason and not item.id and not item.name.isascii():
            whole = item.end - len(item.name)
            start = whole if text.normal[max(0, whole) : item.end] == item.name else item.start
            if item.name.endswith(text.normal[item.start : item.end]) and item.name not in written:
                written[item.name] = item.name[: start - whole] + _visible(article, text, start, item.end)
    return [msgspec.structs.replace(i, name=written[i.name]) if i.reason and not i.id and i.name in written else i for i in items]


def _visible(article: Article, text: Text, start: int, end: int) -> str:
    """What a reader sees of a stretch, in the article's script."""
    shown = (article.text[text.positions[p]] for p in range(start, end))
    return "".join(" " if c.isspace() else c for c in shown)


def _told_by_family(text: Text, items: list[Item]) -> list[Item]:
    """Chinese names of families that mean the one model that the article writes with them: «文心» beside «文心 5.0»."""
    models: dict[str, set[str]] = defaultdict(set)
    families = {text.normal[i.start : i.end] for i in items if i.kind == "ModelFamily" and not i.name.startswith(text.normal[i.start])}
    for item in items:
        written = text.normal[item.start : item.end]
        for family in families if item.kind == "Model" else ():
            if written.startswith(family):
                models[family].add(item.name)
    only = {family: next(iter(names)) for family, names in models.items() if len(names) == 1}
    return [
        msgspec.structs.replace(i, kind="Model", id="", name=only[written], weak=False, reason="short form")
        if i.kind == "ModelFamily" and (written := text.normal[i.start : i.end]) in only
        else i
        for i in items
    ]


def _with_ids(items: list[Item]) -> list[Item]:
    names = {(i.kind, i.name) for i in items if i.kind in ENTITY_KINDS and not i.id}
    ids = {(kind, name): entity_id(kind, _form(name)) for kind, name in names}
    return [msgspec.structs.replace(i, id=ids[i.kind, i.name]) if not i.id and (i.kind, i.name) in ids else i for i in items]


def _glossed(text: Text, items: list[Item]) -> list[Item]:
    """One person where a Chinese name that no list has is followed by a Latin one in brackets: 莱特(Benjamin Wright)."""
    people = [i for i in items if i.kind == "Person"]
    same: dict[str, Item] = {}
    for name, gloss in pairwise(people):
        between = text.normal[name.end : gloss.start].strip()
        if (
            name.reason
            and name.id != gloss.id
            and between == "("
            and text.normal[gloss.end : gloss.end + 1] == ")"
            and gloss.name.isascii()
        ):
            same[name.id] = gloss
    replace = msgspec.structs.replace
    return [replace(i, id=same[i.id].id, name=same[i.id].name, reason="gloss") if i.kind == "Person" and i.id in same else i for i in items]


def _borne_out(text: Text, items: list[Item], knowledge: Knowledge) -> list[Item]:
    """Drop weak names that nothing else in the article supports.

    A weak model name is supported by a strong one of its family or lab, by its lab, by a word for models behind it, or by a strong one
    beside it in a list; some (o3, 豆包) by any lab, model of another, body that tests models, benchmark, behavior or word for models; a
    weak name of a lab by a model of its own. Any other weak name is supported by a strong name of the same entity, one of a benchmark
    also by its maker, one of a university by a role behind it (台大資工系教授).
    """
    strong = {i.id for i in items if i.kind in ENTITY_KINDS and not i.weak}
    of = {name: _roots(knowledge, name) for name in {i.name for i in items if i.kind in MODELS}}
    makers = {root for i in items if i.kind in MODELS and not i.weak for root in of[i.name]}
    roots = makers | {i.name for i in items if i.kind == "Lab"}
    strong |= _listed(text, [i for i in items if i.kind in MODELS], knowledge)
    evaluators = (i for i in items if not i.weak and i.kind == "Organization" and knowledge.detail(i.id, "kind") == "evaluator")
    if roots or any(i.kind in _OF_MODELS for i in items) or any(evaluators):
        strong |= _clear(items, knowledge)
    bodies = {i.name for i in items if i.kind in BODIES}
    return [
        i
        for i in items
        if not i.weak
        or i.id in strong
        or (i.kind in MODELS and (not roots.isdisjoint(of[i.name]) or _is_called_model(text, i, knowledge)))
        or (i.kind == "Lab" and i.name in makers)
        or (i.kind == "Benchmark" and knowledge.detail(i.id, "by") in bodies)
        or (knowledge.detail(i.id, "kind") == "university" and _role(knowledge).match(text.normal, i.end))
    ]


def _is_called_model(text: Text, item: Item, knowledge: Knowledge) -> bool:
    """BLOOM 这款模型: whether a word for models stands behind a name; M6 大模型 may be anybody's."""
    return item.end - item.start >= _TELLING and _called(knowledge).match(text.normal, item.end) is not None


@lru_cache(maxsize=4)
def _called(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(rf" ?[这那该]?[款个一]{{0,2}}(?:\S{{0,3}})(?:{_any(knowledge.shapes['model-noun'])})")


def _any(forms: frozenset[str]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True))


@lru_cache(maxsize=4)
def _role(knowledge: Knowledge) -> re.Pattern[str]:
    shapes = knowledge.shapes
    parts, roles = _any(shapes["university-part"]), _any(shapes["university-role"])
    return re.compile(rf" ?(?:[\u3400-\u9fff]{{1,8}}(?:{parts}))?的?(?:{roles})")


def _listed(text: Text, models: list[Item], knowledge: Knowledge) -> set[str]:
    """Ids of weak models that stand in a list with a strong one: «o3、Llama 3.3 70B 和 R1»."""
    joints = knowledge.shapes["list-joint"] | {"、", ",", "/"}
    found: set[str] = set()
    runs = [*pairwise(models), *pairwise(reversed(models))]
    strong = {i.id for i in models if not i.weak}
    for one, other in runs:
        first, last = min(one, other, key=lambda i: i.start), max(one, other, key=lambda i: i.start)
        if (not one.weak or one.id in found) and other.id not in strong and text.normal[first.end : last.start].strip() in joints:
            found.add(other.id)
    return found


def _clear(items: list[Item], knowledge: Knowledge) -> set[str]:
    """Ids of weak models whose name is clear in an article that is on models."""
    found: set[str] = set()
    for item in items:
        lineage = knowledge.grammar.lineage(item.name) if item.kind in MODELS and item.weak else None
        if lineage and any(n in knowledge.families and knowledge.families[n].among for n in (item.name, *lineage.families)):
            found.add(item.id)
    return found


def _roots(knowledge: Knowledge, name: str) -> set[str]:
    lineage = knowledge.grammar.lineage(name)
    return {*lineage.families, lineage.lab} - {None} if lineage else set()


def _entities(article: Article, text: Text, items: tuple[Item, ...]) -> tuple[Entity, ...]:
    mentions: dict[str, list[Mention]] = defaultdict(list)
    first: dict[str, Item] = {}
    for item in items:
        if item.kind in _ENTITIES:
            start, end = text.span(item.start, item.end)
            first.setdefault(item.id, item)
            mentions[item.id].append(Mention(article.text[start:end], start, end))
    return tuple(
        Entity(
            id_, cast(EntityType, item.kind), item.name, tuple(sorted({m.text for m in mentions[id_]} - {item.name})), tuple(mentions[id_])
        )
        for id_, item in first.items()
    )


def _links(article: Article, text: Text, items: tuple[Item, ...]) -> tuple[Link, ...]:
    """One link for each other name of an entity: at the gloss that teaches it, else at its first place."""
    links: dict[tuple[str, str], Item] = {}
    for item in items:
        if item.kind not in _ENTITIES:
            continue
        key = (item.id, text.normal[item.start : item.end])
        if key not in links or (item.reason == "gloss" and links[key].reason != "gloss"):
            links[key] = item
    told = (i for (_, normal), i in links.items() if normal != i.name and _form(normal) != _form(i.name))
    return tuple(_link(article, text, item) for item in sorted(told, key=lambda i: i.start))


def _link(article: Article, text: Text, item: Item) -> Link:
    start, end = text.span(item.start, item.end)
    return Link(item.id, article.text[start:end], start, end, item.reason or "knowledge")
