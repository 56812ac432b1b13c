"""Which local ids of all articles are one entity. Pure: a function of the set of what the articles say, and of the judgements.

Users join and part entities by judgements, which stand above all else. Besides, a name in Chinese that one article glosses
with a Latin name belongs to that entity wherever it stands, where the types agree and no other entity holds the name.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from kgx.model.entity import EntityType
from kgx.model.graph import Called, entity_type
from kgx.model.ids import entity_id
from kgx.model.judgement import Judgement
from kgx.text.normal import normalize

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
LEARNED: frozenset[EntityType] = frozenset({"Person", "Organization", "Study", "Benchmark"})
"""Types whose names articles teach. A lab or a behavior is known, and a model's name is its own."""
_SHORTEST: dict[EntityType, int] = {"Person": 3}
"""Characters of a Chinese name that may join across articles: shorter ones belong to many people."""


def canonical(called: Iterable[Called], known: Collection[str], judgements: Iterable[Judgement] = ()) -> dict[str, str]:
    """Local id → canonical id, for every local id that belongs to another.

    `known` are the ids of the knowledge: only a judgement joins two of them. The canonical id of a group is that of the knowledge, else
    one with a Latin name, else the last by code points, among those that articles use.
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for c in called:
        names[c.local] |= {c.name, *c.aliases}
    groups = _Groups(judgements)
    for local, id_ in _learned(names, groups):
        if id_ not in known and not (groups.of(id_) & set(known) and groups.of(local) & set(known)):
            groups.join(id_, local)
    found: dict[str, str] = {}
    for group in groups.all():
        if present := [id_ for id_ in group if id_ in names]:
            first = max(present, key=lambda id_: (id_ in known, "@" not in id_, not _HAN.search(id_), id_))
            found.update({id_: first for id_ in group if id_ != first})
    return dict(sorted(found.items()))


def _learned(names: dict[str, set[str]], groups: "_Groups") -> list[tuple[str, str]]:
    """(who bears it, the id of the name alone), of names that one entity alone bears."""
    holders: defaultdict[str, dict[frozenset[str], str]] = defaultdict(dict)
    for local, its_names in sorted(names.items()):
        if entity_type(local) in LEARNED:
            for id_ in _taught(local, its_names):
                holders[id_][frozenset(groups.of(local))] = local
    return [(next(iter(by.values())), id_) for id_, by in sorted(holders.items()) if id_ in names and len(by) == 1]


def _taught(local: str, names: Iterable[str]) -> set[str]:
    """The ids that articles which know only the Chinese name would give this entity."""
    if _HAN.search(local.partition("@")[0]) or not _LATIN.search(local):
        return set()
    type_ = entity_type(local)
    folded = {normalize(name) for name in names}
    chinese = {name for name in folded if _HAN.search(name) and not _LATIN.search(name)}
    whole = {name for name in chinese if not any(name != other and name in re.split("[·.\\s]", other) for other in chinese)}
    return {entity_id(type_, name) for name in whole if len(name) >= _SHORTEST.get(type_, 2)}


class _Groups:
    """Ids that are one entity: those that users joined, and what is joined later, unless users parted them."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        pairs = sorted((j.action, *sorted((j.a, j.b))) for j in judgements if j.b is not None)
        self._apart = [{a, b} for action, a, b in pairs if action == "split"]
        self._groups: dict[str, set[str]] = {}
        for action, a, b in pairs:
            if action == "merge":
                self.join(a, b)

    def of(self, id_: str) -> set[str]:
        """Everything that is one with an id."""
        return self._groups.get(id_, {id_})

    def join(self, a: str, b: str) -> None:
        """Make two groups one, unless that would join what users parted."""
        both = self.of(a) | self.of(b)
        if not any(pair <= both for pair in self._apart):
            self._groups.update(dict.fromkeys(both, both))

    def all(self) -> list[set[str]]:
        """All groups of two or more."""
        return list({id(group): group for group in self._groups.values()}.values())
