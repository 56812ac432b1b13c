"""All typed items of a text: those that the knowledge names, and people, bodies and studies that no list has."""

import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from kgx.knowledge import Knowledge
from kgx.mentions.abbreviated import abbreviated
from kgx.mentions.bylines import stated
from kgx.mentions.codenames import codenamed
from kgx.mentions.companies import companies
from kgx.mentions.company import in_company, listed
from kgx.mentions.glosses import Gloss, candidates, glosses
from kgx.mentions.ground import SURE, Candidate, Cover, Ground
from kgx.mentions.introduced import introduced, placed
from kgx.mentions.namesakes import told_apart
from kgx.mentions.organizations import organizations
from kgx.mentions.people import people
from kgx.mentions.products import products
from kgx.mentions.scan import scan
from kgx.mentions.shapes import LATIN, shapes_of
from kgx.mentions.studies import studies
from kgx.model.item import Item
from kgx.text.build import Text

_RANK = {"Study": 0, "Model": 1, "Benchmark": 2, "Person": 3, "Organization": 4}
_HELD = frozenset(["Lab", "Model", "ModelFamily", "Benchmark"])
"""Names that a found person or body does not take into itself."""
_DEEDS = frozenset(["Behavior", "Scenario"])


class _Name(msgspec.Struct, frozen=True):
    """What a stretch of text means throughout the article."""

    kind: str
    id: str
    name: str
    reason: str


def find(text: Text, knowledge: Knowledge) -> tuple[Item, ...]:
    """Typed items in order of start. A name found in one place counts in all places that write it so."""
    shapes = shapes_of(knowledge)
    known = codenamed(told_apart(scan(text, knowledge), text.normal, knowledge), text.normal, shapes)
    ground = Ground(text, known, shapes)
    items = tuple(i for i in ground.items if i.kind != "Person" or not ground.is_tail(i))
    pairs = list(glosses(ground, knowledge))
    offered = [c for gloss in pairs for c in candidates(ground, gloss)]
    for finder in (stated, studies, people, introduced, in_company, organizations, companies, products):
        offered += finder(ground, knowledge)
    offered += placed(ground, knowledge, offered)
    offered += listed(ground, knowledge, offered)
    chosen = _without_parts(ground, _chosen(ground, offered))
    if not chosen:
        return abbreviated(text.normal, items, knowledge)
    names = _names(ground, chosen, pairs)
    chosen.sort(key=lambda c: c.start)
    found = [_item(text, c, names) for c in chosen]
    found += _elsewhere(ground, found, names)
    return abbreviated(text.normal, _settled(items, found), knowledge)


def _chosen(ground: Ground, offered: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that the whole article bears out, without overlaps: studies first, then by points, then the longer."""
    points: dict[tuple[str, str], int] = defaultdict(int)
    best: dict[tuple[str, int, int], Candidate] = {}
    for candidate in offered:
        key = (candidate.kind, candidate.start, candidate.end)
        if key not in best or best[key].points < candidate.points:
            best[key] = candidate
    for candidate in best.values():
        points[candidate.kind, candidate.name or ground.normal[candidate.start : candidate.end]] += candidate.points
    sure = [c for c in best.values() if points[c.kind, c.name or ground.normal[c.start : c.end]] >= SURE and _free(ground, c)]
    kept: list[Candidate] = []
    taken: list[tuple[int, int]] = []
    for candidate in sorted(sure, key=lambda c: (_RANK[c.kind] > 0, -min(c.points, SURE), c.start - c.end, _RANK[c.kind])):
        if all(candidate.end <= start or end <= candidate.start for start, end in taken):
            kept.append(candidate)
            taken.append((candidate.start, candidate.end))
    return sorted(kept, key=lambda c: c.start)


def _without_parts(ground: Ground, chosen: list[Candidate]) -> list[Candidate]:
    """Without single words, or a nickname, that are part of a person's full name in the article: those are short forms of it."""
    parts: set[str] = set()
    for kind, name in [(c.kind, ground.normal[c.start : c.end]) for c in chosen] + [(i.kind, i.name) for i in ground.names]:
        if kind == "Person":
            parts.update(w for w in re.split("[ ·]", name) if w != name)
            if len(name) > 3 and name[-2] in ground.shapes.of["nickname-start"]:
                parts.add(name[-2:])
    return [c for c in chosen if c.kind != "Person" or c.name or ground.normal[c.start : c.end] not in parts]


def _free(ground: Ground, candidate: Candidate) -> bool:
    """Whether a candidate leaves whole what the knowledge names: it may only take in shorter names."""
    for item in ground.cover.over(candidate.start, candidate.end):
        if candidate.kind == "Person" and _is_first_name(ground, candidate, item):
            continue
        inside = candidate.start <= item.start and item.end <= candidate.end
        if inside and item.weak and candidate.kind == item.kind and item.kind in {"Organization", "Person"}:
            continue
        if not inside or (item.end - item.start) == (candidate.end - candidate.start):
            return False
        if candidate.kind != "Study" and (item.kind in _HELD or (candidate.kind == "Person" and item.kind != "Person")):
            return False
        if (
            candidate.kind == "Person"
            and "·" not in ground.normal[candidate.start : candidate.end]
            and " " in ground.normal[item.start : item.end]
        ):
            return False
    return True


def _is_first_name(ground: Ground, person: Candidate, item: Item) -> bool:
    """Whether a family of models only bears the first name of a person: Claude Martin."""
    if item.kind != "ModelFamily" or item.start != person.start or " " not in ground.normal[item.start : person.end]:
        return False
    last = ground.normal[person.start : person.end].split(" ")[-1]
    return last.lower() in ground.shapes.family or ground.has_title_before(person.start)


def _names(ground: Ground, chosen: list[Candidate], pairs: list[Gloss]) -> dict[tuple[str, str], _Name]:
    """(Kind, stretch) → what it means: the name of the knowledge, the Latin one of a gloss, else itself."""
    names: dict[tuple[str, str], _Name] = {}
    taught: dict[tuple[str, str], _Name] = {}
    for candidate in chosen:
        written = ground.normal[candidate.start : candidate.end]
        names.setdefault((candidate.kind, written), _Name(candidate.kind, "", candidate.name or written, candidate.reason))
    for gloss in pairs:
        sides = [gloss.outer, gloss.inner]
        if not gloss.kind and not (gloss := _told(ground, gloss, chosen, names)).kind:
            continue
        spans = {(c.start, c.end) for c in chosen}
        if not all(side in spans or ground.named(*side) for side in sides):
            continue
        known = next((k for side in sides if (k := ground.named(*side))), None)
        texts = [ground.normal[a:b] for a, b in sides]
        meant = taught.get((gloss.kind, texts[1]), taught.get((gloss.kind, texts[0])))
        if known:
            name = _Name(known.kind, known.id, known.name, "gloss")
        else:
            name = _Name(gloss.kind, "", _canonical(texts, meant), "gloss")
        for written in texts:
            names[gloss.kind, written] = taught[gloss.kind, written] = name
    return names


def _told(ground: Ground, gloss: Gloss, chosen: list[Candidate], names: dict[tuple[str, str], _Name]) -> Gloss:
    """A gloss of title marks with the kind of the side that is chosen; the other side is then chosen too."""
    sides = (gloss.outer, gloss.inner)
    kinds = [c.kind for c in chosen if (c.start, c.end) in sides and c.kind in {"Study", "Organization"}]
    if len(kinds) != 1 or any(ground.cover.touches(*side) for side in sides):
        return msgspec.structs.replace(gloss, kind=kinds[0] if len(kinds) == 2 and kinds[0] == kinds[1] else "")
    for start, end in sides:
        if all(c.end <= start or end <= c.start for c in chosen):
            chosen.append(Candidate(kinds[0], start, end, SURE, "gloss"))
            names.setdefault((kinds[0], ground.normal[start:end]), _Name(kinds[0], "", ground.normal[start:end], "gloss"))
    return msgspec.structs.replace(gloss, kind=kinds[0])


def _canonical(texts: list[str], meant: _Name | None) -> str:
    """The Latin name of a gloss, unless it is an abbreviation only; a name that an earlier gloss gave goes on."""
    if meant:
        return meant.name
    latin = [t for t in texts if t[:1] < "\u2e80"]
    full = [t for t in latin if " " in t or not t[1:2].isupper()]
    return max(full, key=len) if full else texts[0]


def _item(text: Text, candidate: Candidate, names: dict[tuple[str, str], _Name]) -> Item:
    written = text.normal[candidate.start : candidate.end]
    name = names[candidate.kind, written]
    if candidate.name:
        name = msgspec.structs.replace(name, name=candidate.name)
    reason = name.reason if name.name != written else candidate.reason
    return Item(name.kind, candidate.start, candidate.end, name.id, name.name, reason=reason)


def _elsewhere(ground: Ground, found: list[Item], names: dict[tuple[str, str], _Name]) -> list[Item]:
    """Other places that write a found name."""
    meaning = {written: name for (_, written), name in names.items() if len(written) >= 2}
    for item in ground.names:
        meaning.pop(ground.normal[item.start : item.end], None)
    if not meaning:
        return []
    forms = sorted(meaning, key=len, reverse=True)
    latin = "|".join(re.escape(f) for f in forms if f[:1] < "\u2e80")
    chinese = (re.escape(f) for f in forms if f[:1] >= "\u2e80")
    regex = re.compile("|".join([*chinese, *([rf"(?<![{LATIN}@#_/])(?:{latin})(?![{LATIN}_@])"] if latin else [])]))
    cover = Cover([*found, *ground.names])
    more = []
    for match in regex.finditer(ground.normal):
        if not cover.touches(match.start(), match.end()):
            name = meaning[match.group()]
            more.append(Item(name.kind, match.start(), match.end(), name.id, name.name, reason="same words"))
    return more


def _settled(items: tuple[Item, ...], found: list[Item]) -> tuple[Item, ...]:
    """Scanned items without those that a found name covers, and the found ones."""
    cover = Cover(items)
    covered = {id(i) for f in found for i in cover.over(f.start, f.end) if f.kind != "Study" or i.kind not in _DEEDS}
    return tuple(sorted([*(i for i in items if id(i) not in covered), *found], key=lambda i: (i.start, -i.end)))
