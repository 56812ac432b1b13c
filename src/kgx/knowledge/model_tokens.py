"""One family compiled, and the reading of its tokens: version, tier, size, suffix, date, in any order."""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from kgx.knowledge.model_schema import FamilyRecord, Form, ModelWords, Word

SEPARATOR = "[ _-]"
_VERSION = r"v?1?\d(?:\.\d{1,2})?"
"""A version where a family states no pattern of its own."""
SIZE = r"(?:\d+x\d+(?:\.\d+)?b|\d{1,4}(?:\.\d+)?[bt]?[ -](?:a\d+(?:\.\d+)?b|\d+e)|\d{1,4}(?:\.\d+)?[bmt]|[ea]\d+b)(?![a-z0-9])"
_SIZE = re.compile(SIZE)
_DATE = re.compile(
    r"(?:20[12]\d-?[01]\d-?[0-3]\d|2[0-9][01]\d[0-3]\d|[01]\d-[0-3]\d|[01]\d[0-3]\d|2[3-9](?:0[1-9]|1[0-2]))(?![a-z0-9]|\.\d)"
)
_CONTEXT = re.compile(r"\d{1,4}k(?![a-z0-9])|1m(?![a-z0-9])")
_DASHED = re.compile(r"-(\d)(?![\da-z.])")
_SINGLE = re.compile(r"[a-z]?\d")
_ZERO = re.compile(r"(?<=\d)\.0(?!\d)")
_COMPACT = re.compile(r"([2-9])(\d)(?=-\d+(?:\.\d+)?b(?![a-z]))")
"""A version whose point was left out: Qwen25-72B."""
_OPEN_TIER = re.compile(r"[ -]([A-Z][a-z]{2,11})(?=[ -]\d)")
_OPEN_SUFFIX = re.compile(r"-([A-Z][A-Za-z]{1,11})(?![A-Za-z])")

Kind = Literal["version", "tier", "size", "suffix", "date", "dropped"]


class Token(msgspec.Struct, frozen=True):
    """One part of a name after the family; `end` is where it ends in the text."""

    kind: Kind
    text: str
    """Canonical spelling of the part."""
    end: int
    sep: str = ""
    """What stands before a suffix in the canonical name."""


class Surroundings:
    """The words of `model_words.yaml`, compiled; `families` are the families' names in lower case."""

    def __init__(self, words: Iterable[ModelWords], families: frozenset[str]) -> None:
        kinds = {record.name: record for record in words}
        lists = kinds["lists"]
        measures, besides, english = _chinese(kinds["measures"]), _chinese(kinds["besides"]), _alternatives(kinds["measures"].en)
        self.count = re.compile(
            rf" ?(?!{besides})(?:{measures})| (?:{english})(?![a-z])"
            r"|[%％‰℃°×~～]|,\d{3}|:\d(?![\d.%])|/\d+(?![.\da-z])|-\d{1,2}(?![\da-z])"
        )
        self.filler = re.compile(rf" ?(?:{_chinese(kinds['fillers'])})")
        self.joint = re.compile(rf"(?: ?\([^()\n]{{1,16}}\))? ?(?:{_chinese(lists)}|{_edged(lists.en)}) ?")
        self.extension = re.compile(rf"[\w.-]*?\.(?:{_alternatives(kinds['extensions'].en)})(?![a-z0-9])")
        context = kinds["context"]
        self.context = re.compile(rf"{_chinese(context)}|(?<![a-z0-9])(?:{_alternatives(context.en)})(?![a-z])")
        self.no_suffix = families | frozenset(kinds["adjectival"].en)
        self.parameters = re.compile(_chinese(kinds["parameters"]))
        self.edition = re.compile(rf"(?<![\w.-])(?<![a-z0-9] )([a-z]+(?:[ -][a-z]+)?) ?(?:{_chinese(kinds['editions'])})", re.ASCII)


class Vocabulary:
    """One family, compiled."""

    def __init__(self, record: FamilyRecord, around: Surroundings) -> None:
        self.record = record
        self.around = around
        pattern = _VERSION if record.version is None else record.version
        self.prefixed = "v?" in pattern
        self.version = re.compile(rf"(?:{pattern})(?!\d|\.\d)") if pattern else None
        self.words: dict[str, tuple[Kind, Word]] = {}
        spellings: list[str] = []
        for kind, listed in (("tier", record.tiers), ("suffix", record.suffixes)):
            for entry in listed:
                word = Word(name=entry) if isinstance(entry, str) else entry
                for alias in (word.name, *word.en, *word.hant, *word.hans):
                    self.words[squeeze(alias)] = ("tier" if kind == "tier" else "suffix", word)
                    spellings.append(alias)
        self.word = re.compile("|".join(spelling(a) for a in sorted(spellings, key=len, reverse=True))) if spellings else None
        self.full_version = re.compile(record.full_version) if record.full_version else None
        self.forms = tuple(_compiled(Form(text=form) if isinstance(form, str) else form) for form in record.forms)

    def token(self, low: str, text: str, at: int, have: list[Token]) -> Token | None:
        """The next part of a name at `at`, after a separator or none; None where the name ends."""
        if low.startswith(" - ", at) and self.word and have and (spaced := self.word.match(low, at + 3)):
            return self._word(spaced, have)
        sep = low[at : at + 1] if low[at : at + 1] in (" ", "-", "_") else ""
        start = at + len(sep)
        kinds = {token.kind for token in have}
        if self.record.sizes != "none" and "size" not in kinds and (size := _SIZE.match(low, start)):
            return Token("size", self.cased(size[0]), size.end())
        if sep and kinds & {"version", "tier"} and "date" not in kinds and (date := self._date(low, start, sep)):
            return date
        if not sep and not have and self.record.sizes != "none" and (compact := _COMPACT.match(low, start)):
            return Token("version", self.spelled(f"{compact[1]}.{compact[2]}"), compact.end())
        if "version" not in kinds and (version := self._version(low, start, sep)):
            return version
        if self.word and (word := self.word.match(low, start)):
            return self._word(word, have)
        if sep == "-" and kinds and (context := _CONTEXT.match(low, start)):
            return Token("dropped", "", context.end())
        return self._unknown(text, at, have)

    def _word(self, found: re.Match[str], have: list[Token]) -> Token | None:
        kind, word = self.words[squeeze(found[0])]
        if word.drop:
            return Token("dropped", "", found.end())
        if any(token.text == word.name and token.kind == kind for token in have) or (word.sep == "" and not have):
            return None
        return Token(kind, word.name, found.end(), self.record.sep if word.sep is None else word.sep)

    def _date(self, low: str, start: int, sep: str) -> Token | None:
        found = _DATE.match(low, start)
        if found is None:
            return None
        telling = found[0][0] != "2" or (len(found[0]) == 4 and self.record.dates == "keep")
        if sep == " " and (not telling or self.around.count.match(low, found.end())):
            return None
        return Token("date", found[0], found.end()) if self.record.dates == "keep" else Token("dropped", "", found.end())

    def _version(self, low: str, start: int, sep: str) -> Token | None:
        found = self.version.match(low, start) if self.version else None
        if found is None or not found[0]:
            return None
        version, end = found[0], found.end()
        if sep == "-" and _SINGLE.fullmatch(version) and (dashed := _DASHED.match(low, end)):
            version, end = f"{version}.{dashed[1]}", dashed.end()
        counted = version.replace(".", "").isdigit() and sep != "-" and (sep == " " or sep != self.record.join)
        if counted and self.around.count.match(low, end):
            return None
        return Token("version", self.spelled(version), end)

    def spelled(self, version: str) -> str:
        """A version as the vendor writes it."""
        version = version.removeprefix("v") if self.prefixed else version.replace("-", "")
        if self.record.zero == "drop":
            version = _ZERO.sub("", version)
        version = self.record.versions.get(version, version)
        return version.upper() if self.record.upper else version

    def cased(self, size: str) -> str:
        """A size as the vendor writes it."""
        return size.replace(" ", "-") if self.record.sizes == "lower" else size.upper().replace("X", "x").replace(" ", "-")

    def _unknown(self, text: str, at: int, have: list[Token]) -> Token | None:
        """A capitalised word that no list has, where the family leaves room for it."""
        if not have and self.record.open_tier and (tier := _OPEN_TIER.match(text, at)):
            return Token("tier", tier[1], tier.end())
        versioned = any(token.kind == "version" for token in have)
        if versioned and (suffix := _OPEN_SUFFIX.match(text, at)) and suffix[1].lower() not in self.around.no_suffix:
            return Token("suffix", suffix[1], suffix.end(), "-")
        return None


def _compiled(form: Form) -> tuple[re.Pattern[str] | None, list[tuple[str, list[str]]]]:
    """The versions that a form is for, and its parts, each with the slots of which one must be filled (none: it always stands)."""
    parts = re.findall(r"\[([^\]]*)\]|([^\[]+)", form.text)
    return (
        None if form.version is None else re.compile(form.version),
        [(group or plain, re.findall(r"\{(\w+)\}", group)) for group, plain in parts],
    )


def _chinese(words: ModelWords) -> str:
    return _alternatives((*words.hans, *words.hant))


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _edged(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) + ("(?![a-z])" if word.isalpha() else "") for word in words)


def squeeze(name: str) -> str:
    """A spelling without case and separators: the key of a word."""
    return re.sub(r"[ _-]", "", name.lower())


def spelling(name: str) -> str:
    """A pattern for a name in any way of joining its parts; a Latin word ends at its edge."""
    parts = [re.escape(part) for part in re.split(r"[ _-]", name.lower()) if part]
    edge = "(?![a-z])" if name[-1].isascii() and name[-1].isalpha() else ""
    return f"{SEPARATOR}?".join(parts) + edge
