"""Which local ids of all articles are one entity. Pure: a function of the set of what the articles say.

The first plain form: a name in Chinese that one article glosses with a Latin name belongs to that entity wherever it
stands, where the types agree and no other entity holds the name.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from kgx.model.entity import EntityType
from kgx.model.graph import Called, entity_type
from kgx.model.ids import entity_id
from kgx.text.normal import normalize

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
LEARNED: frozenset[EntityType] = frozenset({"Person", "Organization", "Study", "Benchmark"})
"""Types whose names articles teach. A lab or a behavior is known, and a model's name is its own."""
_SHORTEST: dict[EntityType, int] = {"Person": 3}
"""Characters of a Chinese name that may join across articles: shorter ones belong to many people."""


def canonical(called: Iterable[Called], known: Collection[str]) -> dict[str, str]:
    """Local id → canonical id, for every local id that belongs to another.

    `known` are the ids of the knowledge: two of them are never joined, and none gives way.
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for c in called:
        names[c.local] |= {c.name, *c.aliases}
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for local, its_names in names.items():
        if entity_type(local) in LEARNED:
            for id_ in _taught(local, its_names):
                holders[id_].add(local)
    return {id_: next(iter(by)) for id_, by in sorted(holders.items()) if id_ in names and id_ not in known and len(by) == 1}


def _taught(local: str, names: Iterable[str]) -> set[str]:
    """The ids that articles which know only the Chinese name would give this entity."""
    if _HAN.search(local) or not _LATIN.search(local):
        return set()
    type_ = entity_type(local)
    folded = {normalize(name) for name in names}
    chinese = {name for name in folded if _HAN.search(name) and not _LATIN.search(name)}
    whole = {name for name in chinese if not any(name != other and name in re.split("[·.\\s]", other) for other in chinese)}
    return {entity_id(type_, name) for name in whole if len(name) >= _SHORTEST.get(type_, 2)}
