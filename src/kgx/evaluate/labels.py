"""The label format: what a careful reader extracts from an article, in `gold/ID.json` beside `articles/ID.md`."""

from pathlib import Path
from typing import Any

import msgspec

from kgx.errors import InputError, UsageError

FREE_OBJECT = frozenset({"metric", "said", "compared", "evaluated", "published"})
"""Types of claims whose object may be a phrase that is no entity of the article."""


class EntityLabel(msgspec.Struct, frozen=True):
    """One entity of the article and how the article spells it."""

    type: str
    name: str
    """Canonical name."""
    mentions: tuple[str, ...] = ()
    """Spellings, each verbatim in the article."""


class ClaimLabel(msgspec.Struct, frozen=True):
    """One claim, in kgx's fields under the label format's names (`op` is the comparator, `value_hi` the upper end of a range)."""

    type: str
    subject: str | None
    object: str | None
    """A name in parentheses is an unnamed group."""
    evidence: str
    """The sentence, verbatim."""
    value: float | None = None
    """A fraction 0–1 for a rate or a percentage score; else in `unit`."""
    unit: str | None = None
    value_hi: float | None = None
    op: str | None = None
    denominator: float | None = None
    condition: str | None = None
    """In the article's words; also the benchmark that bounds the claim."""
    polarity: str = "asserted"
    attribution: str | None = None
    """Nearest source; `;` parts several, any of which counts as the nearest."""
    implicit_subject: bool = False
    role: str | None = None
    status: str | None = None
    direction: str | None = None
    scenario: str | None = None
    freq: str | None = None
    time: str | None = None
    alt_evidence: tuple[str, ...] = ()
    note: str | None = None
    optional: bool = False
    """True where readers differ: neither a miss nor a false claim."""


class ArticleLabels(msgspec.Struct, frozen=True):
    """All labels of one article."""

    id: str
    entities: tuple[EntityLabel, ...]
    claims: tuple[ClaimLabel, ...]
    source: str | None = None


class Labelled(msgspec.Struct, frozen=True):
    """An article with its labels."""

    labels: ArticleLabels
    path: Path
    """The article's file."""
    text: str
    """The decoded file: what offsets of its facts count in."""


def read_labels(folder: Path) -> tuple[tuple[Labelled, ...], tuple[str, ...]]:
    """The labelled articles of a folder, by id, and what is doubtful in their labels (unknown keys, words not in the text).

    Raises UsageError where the folder holds no labels, and InputError with every fault where a label file cannot be scored.
    """
    paths = sorted(folder.glob("gold/*.json"))
    if not paths:
        raise UsageError(f"no labels in {folder}", hint="a folder to score has articles/ID.md and, for each, gold/ID.json")
    labelled: list[Labelled] = []
    faults: list[str] = []
    doubts: list[str] = []
    for path in paths:
        place = f"gold/{path.name}"
        try:
            raw = msgspec.json.decode(path.read_bytes())
            labels = msgspec.convert(raw, ArticleLabels)
            article = folder / "articles" / f"{labels.id}.md"
            text = article.read_bytes().decode("utf-8-sig")
        except (msgspec.DecodeError, UnicodeDecodeError, OSError) as fault:
            faults.append(f"{place}: {fault}")
            continue
        if labels.id != path.stem:
            faults.append(f"{place}: id is «{labels.id}», not the file's name")
            continue
        labelled.append(Labelled(labels, article, text))
        doubts += [f"{place}: {doubt}" for doubt in (*_unknown_keys(raw), *_doubts(labels, text))]
    if faults:
        raise InputError("labels cannot be read:\n" + "\n".join(faults), hint="CONTRIBUTING.md has the label format", code="labels")
    return tuple(labelled), tuple(doubts)


def _unknown_keys(raw: dict[str, Any]) -> list[str]:
    found = _surplus("the article", raw, ArticleLabels)
    for number, entity in enumerate(raw["entities"], 1):
        found += _surplus(f"entity {number}", entity, EntityLabel)
    for number, claim in enumerate(raw["claims"], 1):
        found += _surplus(f"claim {number}", claim, ClaimLabel)
    return found


def _surplus(where: str, record: dict[str, Any], kind: type[msgspec.Struct]) -> list[str]:
    return [f"{where}: unknown key «{key}»" for key in record if key not in kind.__struct_fields__]


def _doubts(labels: ArticleLabels, text: str) -> list[str]:
    names = {entity.name for entity in labels.entities}
    found = [f"{e.name}: mention not in the text: {m}" for e in labels.entities for m in e.mentions if m not in text]
    found += [f"{e.name}: no mention" for e in labels.entities if not e.mentions]
    for number, claim in enumerate(labels.claims, 1):
        where = f"claim {number}"
        found += [f"{where}: evidence not in the text: {e}" for e in (claim.evidence, *claim.alt_evidence) if e not in text]
        if claim.polarity not in ("asserted", "negated", "hedged"):
            found.append(f"{where}: polarity «{claim.polarity}»")
        if claim.value is not None and claim.unit in ("rate", "score") and not 0 <= claim.value <= 1:
            found.append(f"{where}: a {claim.unit} of {claim.value} is not within 0 to 1")
        for side, name in (("subject", claim.subject), ("object", claim.object)):
            free = side == "object" and claim.type in FREE_OBJECT
            if name and not free and not name.startswith("(") and name not in names:
                found.append(f"{where}: {side} «{name}» is not among the entities")
    return found
