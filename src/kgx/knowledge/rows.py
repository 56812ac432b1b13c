"""How a store asks the knowledge, in the values of the graph: names, families, makers and broader behaviors of entities."""

import re
from collections.abc import Sequence

from kgx.knowledge.knowledge import Knowledge
from kgx.model.graph import EntityName, KnowledgeRows, KnowledgeSource, Names
from kgx.model.ids import entity_id
from kgx.text.normal import normalize


def knowledge_source(knowledge: Knowledge) -> KnowledgeSource:
    """The knowledge as a store asks it."""
    return KnowledgeSource(knowledge.hash, lambda entities: _Answer(knowledge).to(entities), knowledge.lexicon_hash)


class _Answer:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.names: dict[str, Names] = {}
        self.versions: set[tuple[str, str]] = set()
        self.makes: set[tuple[str, str]] = set()
        self.broader: set[tuple[str, str]] = set()

    def to(self, entities: Sequence[EntityName]) -> KnowledgeRows:
        for entity in entities:
            if entity.type == "Behavior" and entity.id in self.knowledge.known:
                self._climb(entity.id)
            elif entity.type in ("Model", "ModelFamily"):
                self._lineage(entity)
            else:
                self._name(entity.id)
        return KnowledgeRows(self.names, *(tuple(sorted(found)) for found in (self.versions, self.makes, self.broader)))

    def _climb(self, behavior: str) -> None:
        for above in self.knowledge.broader(self._name(behavior)):
            if (behavior, above) not in self.broader:
                self.broader.add((behavior, above))
                self._climb(above)

    def _lineage(self, entity: EntityName) -> None:
        lineage = self.knowledge.grammar.lineage(entity.name)
        if lineage is None:
            return
        if entity.name in self.knowledge.families:
            self._name(entity.id, entity.name)
        above = [self._name(entity_id("ModelFamily", normalize(family)), family) for family in lineage.families]
        self.versions.update(zip([entity.id, *above], above, strict=False))
        if top := (above or [entity.id] * (entity.type == "ModelFamily")):
            self.makes.add((self._name(self.knowledge.maker(lineage.lab), lineage.lab), top[-1]))

    def _name(self, id_: str, otherwise: str | None = None) -> str:
        """Note the names of an entity; `otherwise` is the name of one that only the grammar of model names may know."""
        known = self.knowledge.known.get(id_)
        if known is not None:
            self.names[id_] = Names(known.name, known.en, known.hant, known.hans)
        elif otherwise is not None:
            latin = None if re.search("[\u3400-\u9fff]", otherwise) else otherwise
            family = self.knowledge.families.get(otherwise)
            hant, hans = (family.hant, family.hans) if family else ((), ())
            self.names[id_] = Names(otherwise, latin, next(iter(hant), None), next(iter(hans), None))
        return id_
