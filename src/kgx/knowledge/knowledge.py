"""Knowledge in the form in which stages ask it: one automaton over all names and cues, and what is known of each entity."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from kgx.knowledge import schema
from kgx.knowledge.families import FamilyRecord, ModelGrammar, load_grammar
from kgx.model.ids import entity_id
from kgx.model.item import ENTITY_KINDS
from kgx.text.normal import fold_characters, normalize

_GAP = "…"
_GAP_REGEX = "[^。！？!?，；\n]{0,8}?"
_TYPES = {
    "labs.yaml": "Lab",
    "organizations.yaml": "Organization",
    "people.yaml": "Person",
    "benchmarks.yaml": "Benchmark",
    "studies.yaml": "Study",
    "scenarios.yaml": "Scenario",
}
_CHINESE = re.compile("[\u3400-\u9fff]{2,}")
_SHORT = 4
"""A Latin name of so few letters counts only in its own case (Meta, MIT)."""


class Pattern(msgspec.Struct, frozen=True):
    """What a match of the automaton stands for."""

    kind: str
    """An entity type, `App`, a cue's kind, or `except:` and the id that the match is not."""
    id: str
    """Entity id, or a cue's value."""
    weak: bool = False
    case: str | None = None
    """The only letter case that counts, where the name is short."""
    rest: str | None = None
    """Regular expression for what follows the matched head, for a cue with a gap."""


class Known(msgspec.Struct, frozen=True):
    """What the knowledge says of one entity."""

    id: str
    type: str
    name: str
    en: str | None
    hant: str | None
    hans: str | None
    record: Any


class Knowledge:
    """Shipped and user's knowledge, compiled. Read only; made by `kgx.knowledge.load`."""

    def __init__(
        self,
        hash_: str,
        lexicon_hash: str | None,
        known: dict[str, Known],
        patterns: dict[str, list[Pattern]],
        grammar: ModelGrammar,
        records: dict[str, list[Any]],
    ) -> None:
        self.hash = hash_
        self.lexicon_hash = lexicon_hash
        self.known = known
        self.grammar = grammar
        self.families: dict[str, FamilyRecord] = {record.name: record for record in records["families.yaml"]}
        self.apps = frozenset(_forms(name for app in records["apps.yaml"] for name in (app.name, *app.en, *app.hant, *app.hans)))
        self.units = {u.name: _forms((*u.hans, *u.hant)) for u in records["units.yaml"]}
        self.shapes: dict[str, frozenset[str]] = {s.name: frozenset(_forms((*s.hans, *s.hant, *s.en))) for s in records["shapes.yaml"]}
        self.constructions: tuple[schema.Construction, ...] = tuple(records["relations.yaml"])
        self.cues = cue_words(records["cues/"])
        self._texts = list(patterns)
        self.patterns = [tuple(patterns[text]) for text in self._texts]
        """What the text of each number stands for."""

    @cached_property
    def automaton(self) -> AhoCorasick:
        """Over lower-case normal text; a match's number leads to `patterns`."""
        return AhoCorasick(self._texts, matchkind=MatchKind.Standard)

    @cached_property
    def aliases(self) -> dict[str, list[tuple[str, bool]]]:
        """Normal form of a name → (entity id, weak) of those that bear it."""
        found: dict[str, list[tuple[str, bool]]] = {}
        for text, patterns in zip(self._texts, self.patterns, strict=True):
            for p in patterns:
                if p.id in self.known and p.kind == self.known[p.id].type and p.rest is None:
                    found.setdefault(text, []).append((p.id, p.weak))
        return found

    @cached_property
    def chinese_names(self) -> frozenset[str]:
        """Normal forms of all names and behaviors that are written in Chinese characters alone: words that nothing may cut."""
        kinds = {*ENTITY_KINDS, "App"}
        pairs = zip(self._texts, self.patterns, strict=True)
        return frozenset(
            text for text, found in pairs if _CHINESE.fullmatch(text) and any(p.kind in kinds and p.rest is None for p in found)
        )

    def maker(self, name: str) -> str:
        """Id of the lab of that name, or of the organization: some makers of models are no lab (Hugging Face)."""
        body = entity_id("Organization", normalize(name))
        return body if body in self.known else entity_id("Lab", normalize(name))

    def detail(self, id_: str | None, key: str) -> str | None:
        """What the record of an entity has under a key (`kind`, `of`, `by`); None where it has none, or the knowledge has no record."""
        known = self.known.get(id_ or "")
        return getattr(known.record, key, None) if known else None

    def is_media(self, id_: str | None) -> bool:
        """Whether a body is a medium, which reports and is not what is reported on."""
        return self.detail(id_, "kind") == "media"

    def whole(self, team: str | None) -> str | None:
        """Id of the body to which a team belongs; None of anything else."""
        of = self.detail(team, "of")
        return self.maker(of) if of else None

    def is_team(self, id_: str | None, name: str) -> bool:
        """Whether a body is a team: its record says so, or, where it has none, how its name ends, in either script."""
        kind = self.detail(id_, "kind")
        return kind == "team" if kind else normalize(name).endswith(tuple(self.shapes["team-end"]))

    def broader(self, behavior: str) -> tuple[str, ...]:
        """Ids of the next broader behaviors."""
        return tuple(entity_id("Behavior", normalize(name)) for name in self.known[behavior].record.broader)

    def broader_all(self, behavior: str) -> frozenset[str]:
        """Ids of all broader behaviors."""
        found: set[str] = set()
        ahead = [behavior]
        while ahead:
            for id_ in self.broader(ahead.pop()):
                if id_ in self.known and id_ not in found:
                    found.add(id_)
                    ahead.append(id_)
        return frozenset(found)


def cue_words(records: Iterable[schema.Cue]) -> dict[str, list[str]]:
    """Kind of cue → its words in normal form."""
    found: dict[str, list[str]] = {}
    for cue in records:
        found.setdefault(cue.kind, []).extend(_forms((*cue.hans, *cue.hant, *cue.en)))
    return found


def compile_knowledge(records: dict[str, list[Any]], hash_: str, lexicon_hash: str | None) -> Knowledge:
    """Compile checked records."""
    known: dict[str, Known] = {}
    patterns: dict[str, list[Pattern]] = {}
    for file, type_ in _TYPES.items():
        for record in records[file]:
            entity = _known(type_, record)
            known[entity.id] = entity
            loose = set(record.weak)
            for name in (record.name, *record.en, *record.hant, *record.hans):
                if name not in loose:
                    _add(patterns, name, type_, entity.id)
            for name in record.weak:
                _add(patterns, name, type_, entity.id, weak=True)
    owners: dict[str, list[str]] = {}
    for record in records["behaviors.yaml"]:
        for name in dict.fromkeys(_forms(_all(record.vague))):
            owners.setdefault(name, []).append(entity_id("Behavior", normalize(record.name)))
    for name, ids in owners.items():
        _add(patterns, name, "VagueBehavior", "|".join(ids))
    for record in records["behaviors.yaml"]:
        entity = _known("Behavior", record)
        known[entity.id] = entity
        vague = set(_forms(_all(record.vague)))
        for name in (record.name, *record.en, *record.hant, *record.hans, *_all(record.cues)):
            if normalize(name) not in vague:
                _add(patterns, name, "Behavior", entity.id)
        for name in _all(record.denied):
            _add(patterns, name, "DeniedBehavior", entity.id)
        for name in _all(record.context):
            _add(patterns, name, "BehaviorContext", entity.id)
        _except(patterns, record.except_, entity.id)
    for record in records["apps.yaml"]:
        for name in (record.name, *record.en, *record.hant, *record.hans):
            _add(patterns, name, "App", record.name)
    for record in records["cues/"]:
        value = record.value or record.kind
        for name in (*record.hant, *record.hans, *record.en):
            _add(patterns, name, record.kind, value)
        _except(patterns, record.except_, f"{record.kind}:{value}")
    grammar = load_grammar(records["families.yaml"], records["apps.yaml"], records["model_words.yaml"])
    return Knowledge(hash_, lexicon_hash, known, patterns, grammar, records)


def _known(type_: str, record: schema.Record) -> Known:
    latin = record.name if not re.search("[\u3400-\u9fff]", record.name) else None
    hant, hans = record.hant[:1] or (None,), record.hans[:1] or (None,)
    return Known(entity_id(type_, normalize(record.name)), type_, record.name, latin, hant[0], hans[0], record)


def _forms(words: Iterable[str]) -> list[str]:
    """Normal forms, each once."""
    return list(dict.fromkeys(normalize(word) for word in words))


def _except(patterns: dict[str, list[Pattern]], cues: schema.Cues | None, id_: str) -> None:
    for name in _all(cues):
        _add(patterns, name, "except", id_)


def _all(cues: schema.Cues | None) -> tuple[str, ...]:
    return (*cues.hant, *cues.hans, *cues.en) if cues else ()


def _add(patterns: dict[str, list[Pattern]], name: str, kind: str, id_: str, weak: bool = False) -> None:
    head, gap, tail = normalize(name).partition(_GAP)
    if not head:
        return
    rest = None
    if gap:
        rest = _GAP_REGEX + _GAP_REGEX.join(re.escape(part) for part in tail.split(_GAP))
    latin = head.isascii() and sum(c.isalpha() for c in head) <= _SHORT
    pattern = Pattern(kind, id_, weak, fold_characters(name).strip() if latin and kind in {*_TYPES.values()} else None, rest)
    group = patterns.setdefault(head, [])
    if pattern not in group and not any(p.kind == kind and p.id == id_ and p.rest == rest and not p.weak for p in group):
        group.append(pattern)
