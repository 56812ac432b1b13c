"""Everything that is wrong with the shipped files and a user's folder, at once, and what a reader should look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kgx.knowledge.faults import Fault, Records, crossed
from kgx.knowledge.knowledge import cue_words
from kgx.knowledge.load import DATA, FILES, hashes, read_records
from kgx.knowledge.overlay import overlay
from kgx.knowledge.schema import Construction, Record
from kgx.text.normal import normalize
from kgx.text.script import to_hans, to_hant

WrongPatterns = Callable[[Iterable[Construction], Mapping[str, list[str]]], list[tuple[str, str]]]
"""(constructions, words of each kind of cue) → (name, what is wrong) of each pattern that does not compile."""


def check(lexicon: Path | None, wrong_patterns: WrongPatterns) -> list[Fault]:
    """All faults and warnings; those of the user's folder name files with its path.

    `wrong_patterns` tries the patterns of constructions, whose language the reader of claims knows.
    Raises UsageError where the folder does not exist.
    """
    hash_, lexicon_hash = hashes(lexicon)
    shipped, found = read_records(DATA, hash_)
    found += [*crossed(shipped, None, shipped, {}), *_scripts(shipped, {})]
    merged, where = shipped, dict[str, str]()
    if lexicon is not None and lexicon_hash is not None:
        where = {file: str(lexicon / file) for file in FILES}
        own, faults = read_records(lexicon, lexicon_hash)
        merged = overlay(shipped, own)
        found += [*faults, *crossed(own, shipped, merged, where), *_scripts(own, where)]
        where = {record.name: where["relations.yaml"] for record in own["relations.yaml"]}
    wrong = wrong_patterns(merged["relations.yaml"], cue_words(merged["cues/"]))
    found += [Fault("fault", where.get(name, "relations.yaml"), name, message) for name, message in wrong]
    return sorted(found, key=lambda fault: fault.level)


def _scripts(records: Records, where: Mapping[str, str]) -> Iterator[Fault]:
    """Display names whose two scripts differ by more than conversion: mostly two transliterations, sometimes a slip."""
    for file, listed in records.items():
        for record in listed:
            if not isinstance(record, Record) or record.extends:
                continue
            hant, hans = (next(iter(names), None) for names in (record.hant, record.hans))
            if hant and hans and not _agree(hant, hans):
                told = f"hant {hant} and hans {hans} differ: OpenCC gives {to_hans(hant)} and {to_hant(hans)}"
            elif (hant is None) != (hans is None):
                told = f"only {'hant' if hant else 'hans'} has a name; OpenCC gives {to_hans(hant) if hant else to_hant(hans or '')}"
            else:
                continue
            yield Fault("warning", where.get(file, file), record.name, told)


def _agree(hant: str, hans: str) -> bool:
    return normalize(to_hans(hant)) == normalize(hans) or normalize(hant) == normalize(to_hant(hans)) or normalize(hant) == normalize(hans)
