"""The shape of `families.yaml` and `model_words.yaml`: what the model-name grammar is made from."""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from kgx.knowledge.schema import Record

Slot = Literal["version", "tier", "size", "suffix", "date"]


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A tier or suffix. A plain string in the file is a word with that name and nothing else."""

    name: str
    """As the vendor spells it; blanks and hyphens inside match each other, and nothing."""
    en: tuple[str, ...] = ()
    hant: tuple[str, ...] = ()
    hans: tuple[str, ...] = ()
    sep: str | None = None
    """What stands before it in the canonical name; None is the family's `sep`."""
    drop: bool = False
    """Part of the spelling but not of the name (`latest`)."""
    sizes: tuple[str, ...] = ()
    """The only sizes that it comes in, as the vendor writes them; empty is any."""


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A canonical spelling: `{slot}` in a template, `[…]` left out where its slot is empty."""

    text: str
    version: str | None = None
    """Only for versions that this pattern matches whole; None for any."""


class FamilyRecord(Record, frozen=True, kw_only=True):
    """One family: its names, and the grammar of the names of its models.

    `name`, `hant`, `hans`, `en` open a name by themselves; after an alias in `weak` a version must follow, or the match is weak.
    """

    lab: str
    """Canonical name of the lab that makes it."""
    parent: str | None = None
    itself: Literal["Model", "ModelFamily"] = "ModelFamily"
    """What the bare name is: ChatGPT and AlphaGo are models."""
    reads_as: str | None = None
    """With a version, the name belongs to this family (ChatGPT 4o is GPT-4o)."""
    bare: Literal["strong", "weak", "none"] = "strong"
    """What the Latin name without a version is worth; `none` where it is another thing (a lab, an English word)."""
    version: str | None = None
    """Pattern of a version, lower case; None is the common one. The empty string: the family has no versions."""
    versions: dict[str, str] = msgspec.field(default_factory=dict)
    """Version as written (lower case) to version as the vendor spells it."""
    zero: Literal["drop", "keep"] = "drop"
    """Whether 4.0 is written 4."""
    upper: bool = False
    """Whether letters in a version are upper case (R1, K2)."""
    join: str = "-"
    """What the vendor writes between name and version; so joined, a number is a version whatever follows it."""
    sep: str = " "
    """What the vendor writes before a suffix."""
    tiers: tuple[Word | str, ...] = ()
    alone: tuple[str, ...] = ()
    """Tiers that stand for the whole name where the text gives it in full elsewhere."""
    tier_join: str = " "
    """What the vendor writes between two tiers."""
    suffixes: tuple[Word | str, ...] = ()
    sizes: Literal["upper", "lower", "none"] = "none"
    """How the vendor writes a size (70B, 8x7B, 235B-A22B, 17B-128E); none: it is no part of a name."""
    dates: Literal["keep", "drop"] = "drop"
    """Whether a date in a name (0528, 2507) is part of the canonical name."""
    forms: tuple[Form | str, ...]
    """Tried in order."""
    full: tuple[str, ...] = ("version",)
    """Slots, joined by `+`, that make a name a model; any set of them suffices. Else it is a family."""
    full_version: str | None = None
    """Versions that are models without more (Claude 2.1)."""
    chain: Literal["tier", "version"] | None = None
    """Which slot makes the family between a model and the family (Claude Opus, Llama 3.1)."""
    strong: tuple[str, ...] | None = None
    """As `full`: what must follow `name`, where that is also another word, so that it is not weak; None is anything."""
    short: tuple[str, ...] = ()
    """Openings of a name without the family's own name (opus, r#, 4o); `#` is any digit. They are weak."""
    short_alone: tuple[str, ...] = ()
    """The like that count only where no Latin word stands before them (v3, but not LiveCodeBench v3)."""
    short_versioned: tuple[str, ...] = ()
    """The like that count only with a decimal version before them, and not after a Latin word (2.5 Pro)."""
    short_strong: tuple[str, ...] = ()
    """As `full`: short names that are not weak (o4-mini)."""
    nick: bool = False
    """Whether a short opening without a version is a (weak) name of the family (Opus)."""
    cased: bool = False
    """Whether the name is also an English word that begins a sentence of its own: lower case counts only with a hyphen (step-2)."""
    everyday: bool = False
    """Whether the bare name is also an everyday word or a person's name: passed over where nothing speaks of AI, and weak in lower case."""
    among: bool = False
    """Whether a weak name also counts in an article that names models of several other labs (o3, 豆包)."""
    open_tier: bool = False
    """Whether an unknown capitalised word between name and version is taken as a tier (Claude Mythos 5)."""
    except_: tuple[str, ...] = msgspec.field(name="except", default=())
    """Longer strings that are something else (Claude Shannon)."""
    unless: tuple[str, ...] = ()
    """Words next to a weak name, or to an everyday one with a version at most, that show that it is something else (臭氧, 磁盘)."""


class ModelWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One kind of words that the grammar knows of the language around a name: a record of `model_words.yaml`.

    fillers: may stand between a Chinese name and its version (大模型). measures: make a number before them a count.
    besides: longer words that begin like a measure. lists: join the members of a list. extensions: file suffixes and
    top-level domains. adjectival: what a hyphen joins to a name without being part of it (GPT-4-based). context: show that an article
    is about AI, where a name that is also an everyday word is a model's. editions: behind a tier or suffix that stands apart from
    its model (Thinking 版). parameters: before a size that stands alone they make it a count (激活 22B).
    suffixes: the usual ones, for a family that `kgx lexicon add` writes.
    """

    name: Literal["fillers", "measures", "besides", "lists", "extensions", "adjectival", "context", "editions", "parameters", "suffixes"]
    hant: tuple[str, ...]
    hans: tuple[str, ...]
    en: tuple[str, ...] = ()


def faults_in(records: Iterable[FamilyRecord]) -> list[str]:
    """Faults that the types do not show: unknown parents, patterns and templates that do not compile, names given twice."""
    known = list(records)
    names = [record.name for record in known]
    faults = [f"{name}: given twice" for name in sorted({n for n in names if names.count(n) > 1})]
    for record in known:
        for link in (record.parent, record.reads_as):
            if link is not None and link not in names:
                faults.append(f"{record.name}: no family is named {link!r}")
        for pattern in (record.version, record.full_version, *(f.version for f in record.forms if isinstance(f, Form))):
            try:
                re.compile(pattern or "")
            except re.error as fault:
                faults.append(f"{record.name}: the pattern {pattern!r} does not compile: {fault}")
        if not record.forms or (isinstance(record.forms[-1], Form) and record.forms[-1].version is not None):
            faults.append(f"{record.name}: the last form must hold for any version")
        for form in record.forms:
            text = form if isinstance(form, str) else form.text
            for slot in re.findall(r"\{(.*?)\}", text):
                if slot not in ("version", "tier", "size", "suffix", "date"):
                    faults.append(f"{record.name}: the form {text!r} has an unknown slot {slot!r}")
        for needs in (*record.full, *(record.strong or ()), *record.short_strong):
            for slot in needs.split("+"):
                if slot not in ("version", "tier", "size", "suffix", "date"):
                    faults.append(f"{record.name}: unknown slot {slot!r}")
    return faults
