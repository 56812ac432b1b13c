"""How the graph asks the knowledge: names, families, makers and broader behaviors of entities."""

from collections.abc import Sequence

from kgx.knowledge import Knowledge
from kgx.model.graph import EntityName, KnowledgeRows, KnowledgeSource, Names
from kgx.model.ids import entity_id
from kgx.text.normal import normalize


def knowledge_source(knowledge: Knowledge) -> KnowledgeSource:
    """How a store asks the knowledge for names, families, makers and broader behaviors of entities."""
    return KnowledgeSource(knowledge.hash, lambda entities: _ask(knowledge, entities))


def _ask(knowledge: Knowledge, entities: Sequence[EntityName]) -> KnowledgeRows:
    names: dict[str, Names] = {}
    versions: set[tuple[str, str]] = set()
    makes: set[tuple[str, str]] = set()
    broader: set[tuple[str, str]] = set()

    def name(id_: str, otherwise: str | None = None) -> str:
        known = knowledge.known.get(id_)
        if known is not None:
            names[id_] = Names(known.name, known.en, known.hant, known.hans)
        elif otherwise is not None:
            names[id_] = Names(otherwise, otherwise)
        return id_

    def climb(behavior: str) -> None:
        for above in knowledge.broader(name(behavior)):
            if (behavior, above) not in broader:
                broader.add((behavior, above))
                climb(above)

    for entity in entities:
        if entity.type == "Behavior" and entity.id in knowledge.known:
            climb(entity.id)
        elif entity.type in ("Model", "ModelFamily") and (lineage := knowledge.grammar.lineage(entity.name)):
            above = [name(entity_id("ModelFamily", normalize(family)), family) for family in lineage.families]
            versions.update(zip([entity.id, *above], above, strict=False))
            if top := (above or [entity.id] * (entity.type == "ModelFamily")):
                makes.add((name(entity_id("Lab", normalize(lineage.lab)), lineage.lab), top[-1]))
        else:
            name(entity.id)
    return KnowledgeRows(names, tuple(sorted(versions)), tuple(sorted(makes)), tuple(sorted(broader)))
