"""Names of one's own: from what a person types, or a table, to records at the end of the files of a lexicon folder."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import msgspec

from kgx.errors import KnowledgeError, UsageError
from kgx.knowledge.faults import Fault, crossed, names_of
from kgx.knowledge.knowledge import Knowledge, compile_knowledge
from kgx.knowledge.load import DATA, FILES, hashes, read_over, read_records
from kgx.knowledge.overlay import extended, overlay
from kgx.model.entity import EntityType
from kgx.text.normal import fold_characters, normalize
from kgx.text.script import to_hans, to_hant
from kgx.text.words import is_word

COLUMNS = ("type", "name", "aliases", "broader", "kind")
"""Of a table of names; the first two are needed."""
_PASSED_OVER = frozenset(["count", "articles", "sign", "path", "sentence"])
"""Further columns of what `kgx lexicon suggest` gives."""
_FILES: dict[EntityType, str] = {
    "Lab": "labs.yaml", "Organization": "organizations.yaml", "Person": "people.yaml", "Model": "families.yaml",
    "ModelFamily": "families.yaml", "Behavior": "behaviors.yaml", "Benchmark": "benchmarks.yaml", "Study": "studies.yaml",
    "Scenario": "scenarios.yaml",
}  # fmt: skip
_ABOVE = {"organizations.yaml": "of", "studies.yaml": "by", "benchmarks.yaml": "by"}
"""The key that says what a record belongs to, where it is one name."""
_HAN = re.compile("[\u3400-\u9fff]")
_KIND = "company"


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """A name to add, as a person gives it: any script, in any order."""

    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    """Aliases that count only in an article that also has another name."""
    broader: tuple[str, ...] = ()
    """What it belongs to: broader behaviors; the lab or the family of a model or family; the body of an organization, the
    author of a study, the keeper of a benchmark."""
    kind: str | None = None
    """Of an organization; a company where none is given."""
    place: str = ""
    """Where a table gives it, for messages."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """A record that was written."""

    file: str
    type: EntityType
    name: str
    hant: tuple[str, ...]
    hans: tuple[str, ...]
    en: tuple[str, ...]
    weak: tuple[str, ...]
    converted: tuple[str, ...]
    """Which of these OpenCC made."""
    ordinary: tuple[str, ...]
    """Which of these are ordinary words too, and so may match where nobody is named."""
    extends: bool
    """Whether it adds to a record that was there."""


def type_of(text: str) -> EntityType:
    """An entity type as people write it: `model family`, `Model-Family`. Raises UsageError."""
    wanted = re.sub(r"[\s_-]", "", text).lower()
    for type_ in get_args(EntityType):
        if type_.lower() == wanted:
            return type_  # type: ignore[no-any-return]
    raise UsageError(
        f"there is no type {text!r}", hint="types: lab, organization, person, model family, model, behavior, benchmark, study, scenario"
    )


def read_table(data: bytes, path: str) -> list[Addition]:
    """The names of a CSV table (UTF-8; columns `COLUMNS`; several aliases parted by `;` or `|`). `path`: for messages.

    Raises UsageError with every row that does not fit, by line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8", hint="save the table as CSV in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    head = tuple(name.strip() for name in reader.fieldnames or ())
    if not {"type", "name"} <= set(head) or not set(head) <= {*COLUMNS, *_PASSED_OVER}:
        raise UsageError(
            f"{path}: the first line is {','.join(head) or 'empty'}", hint=f"columns: {', '.join(COLUMNS)}; type and name are needed"
        )
    reader.fieldnames = head
    found: list[Addition] = []
    faults: list[str] = []
    try:
        for row in reader:
            place = f"{path}:{reader.line_num}"
            try:
                found.append(_addition(row, place))
            except UsageError as error:
                faults.append(f"{place}: {error.message}")
    except csv.Error as error:
        faults.append(f"{path}:{reader.line_num}: {error}")
    if faults:
        raise UsageError("\n".join(faults), hint="nothing was written; a row is a type, a name, and what else is known")
    return found


def _addition(row: dict[Any, Any], place: str) -> Addition:
    if None in row or None in row.values():
        raise UsageError("has another number of cells than the first line")
    if not row["name"].strip():
        raise UsageError("has no name")
    lists = {key: tuple(filter(None, (part.strip() for part in re.split("[;；|]", row.get(key, ""))))) for key in ("aliases", "broader")}
    return Addition(
        type=type_of(row["type"]),
        name=row["name"],
        aliases=lists["aliases"],
        broader=lists["broader"],
        kind=row.get("kind", "").strip() or None,
        place=place,
    )


def add(folder: Path, additions: Sequence[Addition]) -> list[Added]:
    """Write records for all the names into the files of a lexicon folder, or for none.

    Raises UsageError with every name that is there already or belongs to another entity of its type, and for what lacks a
    part; KnowledgeError where the folder's own files are at fault.
    """
    shipped, faults = read_records(DATA, hashes()[0])
    if folder.is_dir() and any(folder.iterdir()):
        merged, own_faults = read_over(shipped, folder, hashes(folder)[1] or "")
        faults += own_faults
    else:
        merged = shipped
    if faults:
        raise KnowledgeError("\n".join(map(str, faults)), hint="mend these first; `kgx lexicon check` lists all faults")
    maker = _Maker(merged)
    for addition in additions:
        maker.take(addition)
    maker.check()
    if maker.refused:
        raise UsageError("\n".join(dict.fromkeys(maker.refused)), hint="; ".join(dict.fromkeys(["nothing was written", *maker.hints])))
    _write(folder, [(_FILES[type_], record) for type_, record in maker.made])
    return [_told(folder, type_, record) for type_, record in maker.made]


def _write(folder: Path, records: Iterable[tuple[str, Any]]) -> None:
    """Put records at the end of their files; what stands there stays as it is, comments too."""
    import yaml

    folder.mkdir(parents=True, exist_ok=True)
    for file, group in groupby(sorted(records, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        plain = [_plain(record) for _, record in group]
        text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
        path = folder / file
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        part = path.with_suffix(".part")
        part.write_text(before + ("\n" if before and not before.endswith("\n") else "") + text, encoding="utf-8", newline="\n")
        part.replace(path)


def _plain(record: Any) -> dict[str, Any]:
    """A record as YAML has it: without what is only left at its default."""
    values = msgspec.to_builtins(record)
    return {
        field.encode_name: values[field.encode_name]
        for field in msgspec.structs.fields(record)
        if field.required or getattr(record, field.name) != field.default
    }


def _told(folder: Path, type_: EntityType, record: Any) -> Added:
    names = {normalize(name): name for name in (*record.hans, *record.hant)}
    return Added(
        file=(folder / _FILES[type_]).as_posix(), type=type_, name=record.name, hant=record.hant, hans=record.hans, en=record.en,
        weak=record.weak, converted=record.converted, extends=record.extends,
        ordinary=tuple(name for normal, name in names.items() if len(normal) == 2 and is_word(normal)),
    )  # fmt: skip


class _Maker:
    """Makes records one by one, each in the knowledge of those before it."""

    def __init__(self, merged: dict[str, list[Any]]) -> None:
        self.merged = merged
        self.there = {file: {normalize(record.name): record for record in merged[file]} for file in _FILES.values()}
        self.made: list[tuple[EntityType, Any]] = []
        self.places: dict[tuple[str, str], str] = {}
        self.refused: list[str] = []
        self.hints: list[str] = []

    def take(self, addition: Addition) -> None:
        """Make the record of one name, or note why not."""
        file = _FILES[addition.type]
        try:
            record = self._record(addition)
        except UsageError as error:
            self._refuse(addition.place, error.message, error.hint)
            return
        self.made.append((addition.type, record))
        self.places[file, record.name] = addition.place
        known = self.there[file]
        key = normalize(record.name)
        known[key] = extended(known[key], record) if record.extends else record

    def check(self) -> None:
        """Note every name that belongs to another entity, and every link that leads nowhere."""
        new: dict[str, list[Any]] = {file: [] for file in FILES}
        for type_, record in self.made:
            new[_FILES[type_]].append(record)
        faults = list(crossed(new, self.merged, overlay(self.merged, new), {file: file for file in FILES}))
        if not faults and new["families.yaml"]:
            faults += _read_already(new["families.yaml"], compile_knowledge(self.merged, "", None))
        for fault in faults:
            hint = "to add a name to what is there, give its own name, and the new one as --alias" if "already" in fault.message else None
            self._refuse(self.places.get((fault.file, fault.record or ""), ""), f"{fault.record}: {fault.message}", hint)

    def _refuse(self, place: str, message: str, hint: str | None) -> None:
        self.refused.append(": ".join(filter(None, (place, message))))
        self.hints += [hint] if hint else []

    def _record(self, addition: Addition) -> Any:
        file = _FILES[addition.type]
        names = list(dict.fromkeys(" ".join(name.split()) for name in (addition.name, *addition.aliases, *addition.weak)))
        latin = [name for name in names if not _HAN.search(name)]
        canonical = next((name for name in latin if name not in addition.weak), names[0])
        if addition.type in ("Behavior", "Scenario") and not latin:
            raise UsageError(f"{canonical}: needs an English name too, which becomes its id", hint="give it as --alias")
        there = self.there[file].get(normalize(canonical))
        try:
            return msgspec.convert(self._new(addition, canonical, names) if there is None else _more(addition, names, there), FILES[file])
        except msgspec.ValidationError as error:
            raise UsageError(f"{canonical}: {error}", hint="docs/knowledge.md names the keys and their values") from error

    def _new(self, addition: Addition, canonical: str, names: Iterable[str]) -> dict[str, Any]:
        file = _FILES[addition.type]
        made = {"name": canonical, **_by_script([name for name in names if name != canonical or _HAN.search(name)], addition.weak)}
        if file == "behaviors.yaml":
            made |= {"broader": list(addition.broader), "cues": {"hant": [], "hans": []}}
        elif file == "families.yaml":
            made |= self._family(addition, canonical)
        elif addition.broader:
            if len(addition.broader) > 1 or file not in _ABOVE:
                raise UsageError(
                    f"{canonical}: a {addition.type.lower()} belongs to {'one thing' if file in _ABOVE else 'nothing broader'}"
                )
            made[_ABOVE[file]] = addition.broader[0]
        if file == "organizations.yaml":
            made["kind"] = addition.kind or _KIND
        elif addition.kind:
            raise UsageError(f"{canonical}: only an organization has a kind")
        return made

    def _family(self, addition: Addition, canonical: str) -> dict[str, Any]:
        if len(addition.broader) != 1:
            raise UsageError(f"{canonical}: say whose it is", hint="--broader names its lab, or the family that it belongs to")
        above = addition.broader[0]
        family = self.there["families.yaml"].get(normalize(above))
        made = {"lab": family.lab, "parent": family.name} if family else {"lab": above}
        if addition.type == "Model":
            return {**made, "itself": "Model", "version": "", "forms": [canonical]}
        words = next(record for record in self.merged["model_words.yaml"] if record.name == "suffixes")
        return {**made, "suffixes": list(words.en), "forms": [canonical + "[ {version}]{suffix}"]}


def _more(addition: Addition, names: Iterable[str], there: Any) -> dict[str, Any]:
    """What the record that is there lacks, as one that extends it."""
    known = {*names_of(there), *map(normalize, there.weak)}
    new = [name for name in names if normalize(name) not in known]
    if not new:
        raise UsageError(f"{there.name}: is there already, with all these names", hint="new names of it are given as --alias")
    if addition.broader or addition.kind:
        raise UsageError(f"{there.name}: is there already, so only names can be added to it", hint="leave out what it belongs to")
    made = {"name": there.name, **_by_script(new, addition.weak), "extends": True}
    for field in msgspec.structs.fields(there):
        if field.required and field.encode_name not in made:
            value = getattr(there, field.name)
            made[field.encode_name] = value if isinstance(value, str) else {"hant": [], "hans": []} if field.name == "cues" else []
    return made


def _read_already(records: Iterable[Any], knowledge: Knowledge) -> Iterator[Fault]:
    """Names of models and families that the grammar of model names reads without them."""
    for record in records:
        for normal, name in names_of(record).items():
            found = knowledge.grammar.parse(name)
            if found and not (record.extends and found.name == record.name):
                told = "is read already" if normalize(found.name) == normal else f"is a name of {found.name} already"
                yield Fault(
                    "fault",
                    "families.yaml",
                    record.name,
                    f"{name!r} {told}: {'model' if found.type == 'Model' else 'family'} of {found.lab}",
                )


def _by_script(names: Iterable[str], weak: Sequence[str]) -> dict[str, Any]:
    """Names by script; the form in the other script is OpenCC's, unless it is given too."""
    given = list(names)
    chinese = [name for name in given if _HAN.search(name)]
    hant = [name for name in chinese if any(fold_characters(char) != char for char in _HAN.findall(name))]
    hans = [name for name in chinese if name not in hant]
    found: dict[str, Any] = {
        "hant": list(dict.fromkeys([*hant, *map(to_hant, hans)])),
        "hans": list(dict.fromkeys([*hans, *map(to_hans, hant)])),
    }
    converted = [name for name in (*found["hant"], *found["hans"]) if name not in given]
    if latin := [name for name in given if not _HAN.search(name)]:
        found["en"] = latin
    forms = {name: {name, to_hant(name), to_hans(name)} for name in weak}
    if loose := [form for forms_ in forms.values() for form in sorted(forms_)]:
        found |= {key: [name for name in found[key] if name not in loose] for key in ("hant", "hans", "en") if key in found}
        found["weak"] = loose
    if converted:
        found["converted"] = converted
    return found
