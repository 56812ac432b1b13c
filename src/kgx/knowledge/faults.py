"""What is wrong with knowledge files: one value a fault, and the faults that only show where records meet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from kgx.knowledge.model_schema import faults_in
from kgx.text.normal import normalize

Records = Mapping[str, list[Any]]
"""File → its records."""

BODIES = ("labs.yaml", "organizations.yaml")
_NAMED = (BODIES, ("people.yaml",), ("benchmarks.yaml",), ("studies.yaml",), ("scenarios.yaml",), ("behaviors.yaml",), ("families.yaml",))
"""Files whose records must not share a name, by type."""
_LINKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "behaviors.yaml": ("broader", ("behaviors.yaml",)),
    "organizations.yaml": ("of", BODIES),
    "studies.yaml": ("by", (*BODIES, "people.yaml")),
    "benchmarks.yaml": ("by", BODIES),
    "scenarios.yaml": ("behaviors", ("behaviors.yaml",)),
    "families.yaml": ("lab", BODIES),
}
"""File → the key that names other records, and where these stand."""
_CLOSED = {"units.yaml": "name", "shapes.yaml": "name", "cues/": "kind"}
"""Files in which a record of another name serves nothing, since rules ask for it by name."""


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong, or that a reader should look at."""

    level: Literal["fault", "warning"]
    """A fault keeps the knowledge from loading; a warning does not."""
    file: str
    record: str | None
    """The name of the record, or its number in the file."""
    message: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, self.record, self.message)))


def crossed(records: Records, before: Records | None, merged: Records, where: Mapping[str, str]) -> Iterator[Fault]:
    """Faults between records.

    `records` are the ones to look at, `before` those that they add to (None where they are the shipped ones themselves),
    `merged` all together, and `where` says how to name each file.
    """

    def fault(file: str, record: str, message: str) -> Fault:
        return Fault("fault", where.get(file, file), record, message)

    for file, name, message in (*_twice(records, before), *_unlinked(records, merged), *_closed(records, before), *_unusable(records)):
        yield fault(file, name, message)
    for group in _NAMED if before is not None else _NAMED[:-1]:  # shipped families share names that their versions tell apart
        for file, name, message in _shared(group, records, merged):
            yield fault(file, name, message)
    own = {record.name for record in records["families.yaml"]}
    for text in faults_in(merged["families.yaml"]):
        name, _, message = text.partition(": ")
        if name in own:
            yield fault("families.yaml", name, message)


def names_of(record: Any) -> dict[str, str]:
    """All names of a record that count by themselves: normal form → as it is written first."""
    found: dict[str, str] = {}
    for name in (record.name, *record.en, *record.hant, *record.hans):
        if name not in record.weak:
            found.setdefault(normalize(name), name)
    return found


def _twice(records: Records, before: Records | None) -> Iterator[tuple[str, str, str]]:
    for file, listed in records.items():
        counts = Counter(record.name for record in listed if hasattr(record, "name") and not getattr(record, "extends", False))
        yield from ((file, name, "is given twice") for name, count in counts.items() if count > 1)
        known = {getattr(record, "name", None) for record in (before or {}).get(file, ())}
        for record in listed:
            if getattr(record, "extends", False) and record.name not in known:
                yield file, record.name, "extends a record that is not there before it"
            known.add(getattr(record, "name", None))


def _unlinked(records: Records, merged: Records) -> Iterator[tuple[str, str, str]]:
    for file, (key, targets) in _LINKS.items():
        known = {record.name for target in targets for record in merged[target]}
        for record in records[file]:
            value = getattr(record, key)
            for name in (value,) if isinstance(value, str) else value or ():
                if name not in known:
                    yield file, record.name, f"{key}: nothing in {' or '.join(targets)} is named {name!r}"
    behaviors = {record.name for record in merged["behaviors.yaml"]}
    for record in records["benchmarks.yaml"]:
        for key in ("behavior", "errors"):
            if (name := getattr(record, key)) is not None and name not in behaviors:
                yield "benchmarks.yaml", record.name, f"{key}: nothing in behaviors.yaml is named {name!r}"


def _closed(records: Records, before: Records | None) -> Iterator[tuple[str, str, str]]:
    for file, key in _CLOSED.items() if before is not None else ():
        known = {getattr(record, key) for record in (before or {})[file]}
        for name in dict.fromkeys(getattr(record, key) for record in records[file]):
            if name not in known:
                yield file, name, f"no rule asks for this {key}; the shipped files have those that are asked for"


def _unusable(records: Records) -> Iterator[tuple[str, str, str]]:
    for group in _NAMED:
        for file in group:
            for record in records[file]:
                for name in names_of(record):
                    if not name or (len(name) == 1 and not name.isascii()):
                        yield file, record.name, f"the name {name!r} is too short: it would match inside other words"


def _shared(group: Iterable[str], records: Records, merged: Records) -> Iterator[tuple[str, str, str]]:
    """Names that two records of one type have: nobody could tell whom an article means."""
    holders: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for file in group:
        for record in merged[file]:
            for name in names_of(record):
                holders[name][file, record.name] = None
    for file in group:
        for record in records[file]:
            for normal, name in names_of(record).items():
                for other_file, other in holders[normal]:
                    if (other_file, other) != (file, record.name):
                        yield file, record.name, f"the name {name!r} belongs to {other} already ({other_file})"
