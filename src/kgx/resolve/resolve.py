"""Which items are one entity: weak names borne out or dropped, short forms and learned names found, ids given."""

import re
from bisect import bisect_right
from collections import defaultdict
from typing import cast

import msgspec

from kgx.knowledge import Knowledge
from kgx.model.article import Article
from kgx.model.entity import Entity, EntityType, Mention
from kgx.model.ids import entity_id
from kgx.model.item import ENTITY_KINDS, Item
from kgx.text.build import Text
from kgx.text.normal import normalize

_MODELS = frozenset(["Model", "ModelFamily"])


class Resolved(msgspec.Struct, frozen=True):
    """Items with local ids, and the entities that they name."""

    items: tuple[Item, ...]
    entities: tuple[Entity, ...]


def resolve(article: Article, text: Text, items: tuple[Item, ...], knowledge: Knowledge) -> Resolved:
    """Items of an article with entity ids, weak ones borne out or dropped, and its entities in order of first mention."""
    named = [_with_id(item) for item in items]
    kept = _borne_out(named, knowledge)
    full = tuple(sorted([*kept, *_short_names(text, kept)], key=lambda i: (i.start, -i.end)))
    return Resolved(full, _entities(article, text, full))


def _with_id(item: Item) -> Item:
    if item.kind not in ENTITY_KINDS or item.id:
        return item
    return msgspec.structs.replace(item, id=entity_id(item.kind, normalize(item.name)))


def _borne_out(items: list[Item], knowledge: Knowledge) -> list[Item]:
    """Drop weak names that nothing else in the article supports.

    A weak model name is supported by a strong one of its family or lab, or by its lab; any other weak name by a
    strong name of the same entity.
    """
    strong = {i.id for i in items if i.kind in ENTITY_KINDS and not i.weak}
    roots: set[str] = {i.name for i in items if i.kind == "Lab"}
    for item in items:
        if item.kind in _MODELS and not item.weak:
            roots |= _roots(knowledge, item.name)
    return [i for i in items if not i.weak or i.id in strong or (i.kind in _MODELS and not roots.isdisjoint(_roots(knowledge, i.name)))]


def _roots(knowledge: Knowledge, name: str) -> set[str]:
    lineage = knowledge.grammar.lineage(name)
    return {*lineage.families, lineage.lab} - {None} if lineage else set()


def _short_names(text: Text, items: list[Item]) -> list[Item]:
    """Later mentions of people by a part of the name that the article introduced in full."""
    parts: dict[str, set[str]] = defaultdict(set)
    people = {i.id: i for i in items if i.kind == "Person"}
    for item in items:
        if item.kind == "Person":
            for part in _parts(text.normal[item.start : item.end]) | _parts(item.name):
                parts[part].add(item.id)
    single = {part: next(iter(ids)) for part, ids in parts.items() if len(ids) == 1}
    if not single:
        return []
    spans = sorted((i.start, i.end) for i in items if i.kind in ENTITY_KINDS or i.kind == "title")
    regex = re.compile("|".join(rf"(?<![A-Za-z]){re.escape(p)}(?![A-Za-z])" for p in sorted(single, key=len, reverse=True)))
    found = []
    for match in regex.finditer(text.normal):
        at = bisect_right(spans, (match.end() - 1, 1 << 60))
        if not any(b > match.start() for a, b in spans[max(0, at - 3) : at]):
            person = people[single[match.group()]]
            found.append(Item("Person", match.start(), match.end(), person.id, person.name))
    return found


def _parts(name: str) -> set[str]:
    """Surname forms of a name in normal form: the last part of a Latin or transliterated one."""
    if "·" in name:
        last = name.split("·")[-1]
        return {last} if len(last) >= 2 else set()
    latin = name.split()
    return {latin[-1]} if len(latin) >= 2 and len(latin[-1]) >= 3 and name.isascii() else set()


def _entities(article: Article, text: Text, items: tuple[Item, ...]) -> tuple[Entity, ...]:
    mentions: dict[str, list[Mention]] = defaultdict(list)
    first: dict[str, Item] = {}
    for item in items:
        if item.kind in ENTITY_KINDS:
            start, end = text.span(item.start, item.end)
            first.setdefault(item.id, item)
            mentions[item.id].append(Mention(article.text[start:end], start, end))
    return tuple(
        Entity(
            id_, cast(EntityType, item.kind), item.name, tuple(sorted({m.text for m in mentions[id_]} - {item.name})), tuple(mentions[id_])
        )
        for id_, item in first.items()
    )
