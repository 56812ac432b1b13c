"""Model names as a grammar: finds names in text, reads one name, and tells its families and its lab.

A scan by an automaton of the families' openings finds where a name may begin; a small parser reads on from there. All words
come from `families.yaml`, `apps.yaml` and `model_words.yaml`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

import ahocorasick_rs
import msgspec

from kgx.knowledge.model_lists import bracketed, is_edge, lent, loose_sizes, loose_words, next_in_list
from kgx.knowledge.model_reading import Opening, Reading, reading
from kgx.knowledge.model_schema import FamilyRecord, ModelWords
from kgx.knowledge.model_tokens import SEPARATOR, Surroundings, Token, Vocabulary, spelling
from kgx.knowledge.schema import App

_ODD = re.compile("[\u00a0\u2010-\u2015\u2212\ufe63\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000\u2009\u202f]")
_FOLD = {ord(c): " " for c in "\u00a0\u3000\u2009\u202f"} | {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"}
_FOLD |= {c: chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_VERSION_BEFORE = re.compile(r"(?<![\w.])v?(\d(?:\.\d{1,2})?)[ -]?\Z", re.ASCII)
_NUMBER = re.compile(r"-?\d")
_PREFIX = re.compile(r"(?<![\w-])([a-z][a-z0-9]*)-\Z", re.ASCII)
_LONGEST_PREFIX = 16
_DECIMAL_BEFORE = re.compile(r"(?<![\w.])(?<![a-z] )(\d\.\d)[ -]?\Z", re.ASCII)
_PATH_CHARACTERS = frozenset("!#$%&*+,-./:;=?@^_~|\\") | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

_DASHES = "—―"
"""Dashes that part a sentence: —— Sonnet 4.5."""
_TELLING = 150
"""A text of so many characters that says nothing of AI means the cat, not the model."""
LookBack = Literal["no", "version", "decimal", "alone"]
"""What must stand before a short form: nothing special, perhaps a version, a decimal version, no Latin word."""


class ModelMatch(msgspec.Struct, frozen=True):
    """A model or family named in a text."""

    start: int
    """Code points into the text given, 0-based."""
    end: int
    """Exclusive."""
    name: str
    """Canonical, as the vendor spells it."""
    type: Literal["Model", "ModelFamily"]
    family: str
    """The nearest family above it; for a family without a parent its own name."""
    lab: str
    weak: bool
    """True for a short or ambiguous form (o3, R1, Opus 4, 2.5 Pro): it counts where the article names the family or lab otherwise."""


class Lineage(msgspec.Struct, frozen=True):
    """Where a name belongs."""

    families: tuple[str, ...]
    """Nearest first, the name itself left out: ("Claude Opus", "Claude")."""
    lab: str


class _Opening(msgspec.Struct, frozen=True):
    vocabulary: Vocabulary | None
    """None: an app, or a longer string that is no model."""
    pattern: re.Pattern[str]
    kind: Opening
    look_back: LookBack = "no"
    needs_version: bool = False


class ModelGrammar:
    """The compiled families. Immutable after it is made; safe to share."""

    def __init__(self, families: Sequence[FamilyRecord], words: Sequence[ModelWords], apps: Sequence[App] = ()) -> None:
        self._records = {record.name: record for record in families}
        self._around = Surroundings(words, frozenset(record.name.lower() for record in families))
        self._vocabularies = {record.name: Vocabulary(record, self._around) for record in families}
        self._openings: dict[str, list[_Opening]] = defaultdict(list)
        for record in families:
            self._open_family(record)
        for app in apps:
            for alias in (app.name, *app.en, *app.hant, *app.hans):
                self._open(alias, _Opening(vocabulary=None, pattern=re.compile(spelling(alias)), kind="name"))
        self.alone = frozenset(tier for record in families for tier in record.alone)
        """Tiers that can stand for the whole name of a model that the text gives in full elsewhere (Maverick)."""
        self.namesakes = frozenset(record.name for record in families if record.name == record.lab)
        """Families that are called as their lab is."""
        self._whole = lru_cache(maxsize=4096)(self._read_whole)
        self._opened = list(self._openings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(self._openings), matchkind=ahocorasick_rs.MatchKind.Standard)

    def find(self, normal: str) -> list[ModelMatch]:
        """All names in a text in normal form (any Latin case), in order, not overlapping, leftmost and longest first."""
        low = fold(normal)
        readings = self._readings(low, normal)
        if len(low) >= _TELLING and not self._speaks_of_ai(readings, low):
            readings = [each for each in readings if not (each.weak or _everyday(each))]
        return [self._match(each) for each in readings]

    def _speaks_of_ai(self, readings: list[Reading], low: str) -> bool:
        telling = any(not (each.weak or _everyday(each)) for each in readings)
        return telling or self._around.context.search(low) is not None

    def speaks_of_ai(self, normal: str) -> int:
        """How many words of a text show that it is about AI."""
        return sum(1 for _ in self._around.context.finditer(fold(normal)))

    def parse(self, name: str) -> ModelMatch | None:
        """A whole string as one name, in any width, case and script; None where it is not one."""
        whole = self._whole(name)
        return self._match(whole) if whole else None

    def lineage(self, name: str) -> Lineage | None:
        """The families above a name, and its lab; None where the name is not in the grammar."""
        whole = self._whole(name)
        return Lineage(families=self._families(whole), lab=whole.vocabulary.record.lab) if whole else None

    def _read_whole(self, name: str) -> Reading | None:
        text = unicodedata.normalize("NFKC", name).strip()
        return next((each for each in self._readings(fold(text), text) if each.start == 0 and each.end == len(text)), None)

    # -- making the automaton

    def _open_family(self, record: FamilyRecord) -> None:
        own = self._vocabularies[record.name]
        self._open_name(record.name, own, "doubtful" if record.strong or record.bare == "weak" else "name", record)
        for alias in record.en:
            self._open_name(alias, own, "name", record)
        for alias in dict.fromkeys((*record.hant, *record.hans)):
            self._open_name(alias, own, "chinese", record)
        for alias in record.weak:
            self._open_name(alias, own, "weak", record)
        for alias in record.short:
            back: LookBack = "version" if alias.isalpha() else "no"
            self._open_short(alias, own, back)
        for alias in record.short_alone:
            self._open_short(alias, own, "alone")
        for alias in record.short_versioned:
            self._open_short(alias, own, "decimal")
        for other in record.except_:
            self._open(other, _Opening(vocabulary=None, pattern=re.compile(spelling(other)), kind="name"))

    def _open_name(self, alias: str, own: Vocabulary, kind: Opening, record: FamilyRecord) -> None:
        pattern = re.compile(_joined(alias))
        self._open(alias, _Opening(vocabulary=own, pattern=pattern, kind=kind))
        if record.reads_as:
            other = self._vocabularies[record.reads_as]
            self._open(alias, _Opening(vocabulary=other, pattern=pattern, kind=kind, needs_version=True))

    def _open_short(self, alias: str, own: Vocabulary, back: LookBack) -> None:
        for digit in "0123456789" if "#" in alias else ("",):
            literal = alias.replace("#", digit)
            self._open(literal, _Opening(vocabulary=own, pattern=re.compile(_joined(literal)), kind="short", look_back=back))

    def _open(self, alias: str, opening: _Opening) -> None:
        parts = [part for part in re.split("[ _-]", alias.lower()) if part]
        for separator in ("", " ", "-", "_") if len(parts) > 1 else ("",):
            self._openings[separator.join(parts[:2])].append(opening)

    # -- scanning

    def _readings(self, low: str, text: str) -> list[Reading]:
        found: list[Reading] = []
        blocked: list[tuple[int, int]] = []
        for number, start, _ in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start and _glued(low, start):
                continue
            for opening in self._opened[number]:
                if opening.vocabulary is None:
                    other = opening.pattern.match(low, start)
                    if other and is_edge(low, other.end()):
                        blocked.append((start, other.end()))
                else:
                    found += self._read(opening, opening.vocabulary, low, text, start)
        chosen = list(self._chosen(found, blocked, low, text))
        return sorted((*chosen, *loose_sizes(chosen, low), *loose_words(chosen, low, self._around)), key=lambda one: one.start)

    def _is_derived(self, vocabulary: Vocabulary, low: str, start: int) -> bool:
        """Whether another Latin word than the lab's is joined to a family's name in front (Med-Gemini): a model of its own."""
        prefix = _PREFIX.search(low, max(0, start - _LONGEST_PREFIX), start)
        return prefix is not None and prefix[1] not in vocabulary.record.lab.lower().split() and not self._whole(prefix[1])

    def _read(self, opening: _Opening, vocabulary: Vocabulary, low: str, text: str, start: int) -> Iterator[Reading]:
        head = opening.pattern.match(low, start)
        after_maker = low.endswith(f"{vocabulary.record.lab.lower()}-", 0, start)  # OpenAI-o1
        if head is None or (
            opening.kind in ("weak", "short") and start and low[start - 1] in "-." and text[start - 1] not in _DASHES and not after_maker
        ):
            return
        if opening.kind != "short" and text[start].isascii() and self._is_derived(vocabulary, low, start):
            return
        if opening.kind == "short":
            yield from self._read_short(opening, vocabulary, low, text, start)
            return
        if not self._cased(vocabulary, low, text, start, head.end()):
            return
        end, tokens = self._tokens(vocabulary, low, text, head.end(), [], opened=True)
        filler = self._around.filler.match(low, head.end())
        if filler and not any(token.kind == "version" for token in tokens):
            after, more = self._tokens(vocabulary, low, text, filler.end(), [], opened=True)
            if any(token.kind == "version" for token in more):
                end, tokens = after, more
        if end < 0 or (opening.needs_version and not any(token.kind == "version" for token in tokens)):
            return
        if not tokens and _NUMBER.match(low, end):
            return
        kind: Opening = "name" if opening.kind == "doubtful" and not tokens and filler else opening.kind
        if kind == "name" and not tokens and vocabulary.record.everyday and text[start] == low[start] and text != low:
            kind = "weak"  # a llama; to grok
        yield from _allowed(reading(vocabulary, start, end, head.end(), kind, tokens), low)

    def _cased(self, vocabulary: Vocabulary, low: str, text: str, start: int, opened: int) -> bool:
        """Whether the letter case lets a name that is also an English word be a name: «Step 2», «step-2», and not «step 2»."""
        plain = vocabulary.record.cased and text[start] == low[start] and low[start].isascii() and low[opened : opened + 1] != "-"
        return not plain or text == low

    def _read_short(self, opening: _Opening, vocabulary: Vocabulary, low: str, text: str, start: int) -> Iterator[Reading]:
        before: list[Token] = []
        begin = start
        if opening.look_back == "alone" and low[start - 1 : start] == " " and "a" <= low[start - 2 : start - 1] <= "z":
            return
        if opening.look_back in ("version", "decimal"):
            pattern = _VERSION_BEFORE if opening.look_back == "version" else _DECIMAL_BEFORE
            window = max(0, start - 8)
            near = low[start - 2 : start]
            if any(char.isdigit() for char in near) and (version := pattern.search(low[window:start])):
                before = [Token("version", vocabulary.spelled(version[1]), start)]
                begin = window + version.start()
            elif opening.look_back == "decimal":
                return
        end, tokens = self._tokens(vocabulary, low, text, start, before, opened=False)
        if end >= 0 and len(tokens) > len(before):
            yield from _allowed(reading(vocabulary, begin, end, begin, "short", tokens), low)

    def _tokens(
        self, vocabulary: Vocabulary, low: str, text: str, at: int, before: list[Token], *, opened: bool
    ) -> tuple[int, list[Token]]:
        """The parts from `at` on, up to the last place where a name may end; -1 where there is none."""
        tokens = list(before)
        kept = list(before)
        end = at if opened and is_edge(low, at) else -1
        while token := vocabulary.token(low, text, at, tokens):
            if token.kind == "dropped" and token.end == at:
                break
            tokens.append(token)
            at = token.end
            if is_edge(low, at):
                end, kept = at, list(tokens)
        return end, kept

    def _chosen(self, found: list[Reading], blocked: list[tuple[int, int]], low: str, text: str) -> Iterator[Reading]:
        """Leftmost, then longest; each followed by the list members that lean on it."""
        reached = 0
        begun = {(each.start, each.vocabulary.record.name) for each in found}
        named = {each.start for each in found if each.opening in ("name", "chinese")}
        apps = sorted(blocked, reverse=True)
        app = (0, 0)
        for each in sorted(found, key=lambda one: (one.start, -one.end, one.weak)):
            while apps and apps[-1][0] <= each.start:
                app = max(app, apps.pop(), key=lambda span: span[1])
            within = each.start < app[1] and (each.start > app[0] or each.opened < app[1])
            if each.start < reached or within or self._in_path(low, each.start, each.end):
                continue
            if each.bare and low[each.end : each.end + 1] == "/" and (each.end + 1, each.vocabulary.record.name) in begun:
                continue  # the maker's name for the family before the model's own: meta-llama/Llama-3.1-8B
            members = bracketed(each, low) or [each]
            while (following := next_in_list(members[-1], low, text)) and following.start not in named:
                members[-1] = lent(members[-1], following, low)
                members.append(following)
            yield from members
            reached = members[-1].end

    def _in_path(self, low: str, start: int, end: int) -> bool:
        """Whether the span is inside a URL, a domain or a file name."""
        if low[end : end + 1] == "@" or (low[end : end + 1] in ("-", ".", "_") and self._around.extension.match(low, end)):
            return True
        begin = start
        while begin > 0 and start - begin < 300 and low[begin - 1] in _PATH_CHARACTERS:
            begin -= 1
        before = low[begin:start]
        return "://" in before or "www." in before or (before.startswith(("/", "./", "~/")) and before.count("/") > 1) or "@" in before

    # -- telling what was found

    def _families(self, each: Reading) -> tuple[str, ...]:
        above = list(each.chain())
        parent = each.vocabulary.record.parent
        while parent is not None:
            above.append(parent)
            parent = self._records[parent].parent
        return tuple(above)

    def _match(self, each: Reading) -> ModelMatch:
        families = self._families(each)
        return ModelMatch(
            start=each.start,
            end=each.end,
            name=each.name,
            type="Model" if each.full else "ModelFamily",
            family=families[0] if families else each.name,
            lab=each.vocabulary.record.lab,
            weak=each.weak,
        )


def fold(text: str) -> str:
    """Lower case, ASCII hyphens, blanks and digits; as long as the text."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one) == 1 else char for char, one in ((char, char.lower()) for char in text))
    return low.translate(_FOLD) if _ODD.search(low) else low


def _joined(alias: str) -> str:
    return rf"{SEPARATOR}?".join(re.escape(part) for part in re.split(r"[ _-]", alias.lower()) if part)


def _glued(low: str, start: int) -> bool:
    """Whether a Latin opening goes on from a Latin word, a decimal or an identifier, or a Chinese one from a first name (让·克劳德)."""
    first, before = low[start], low[start - 1]
    if not first.isascii():
        return before == "·"
    if before == ".":
        return low[start - 2 : start - 1].isalnum() and low[start - 2 : start - 1].isascii()
    return (before.isascii() and before.isalnum()) or before == "_"


def _allowed(each: Reading, low: str) -> Iterator[Reading]:
    record = each.vocabulary.record
    if not each.allowed or (each.opening == "chinese" and low.startswith("·", each.end)):
        return
    if record.unless and (each.weak or (record.everyday and not (each.tiers or each.size or each.suffixes))):
        around = low[max(0, each.start - 8) : each.end + 8]
        if any(word in around for word in record.unless):
            return
    yield each


def _everyday(each: Reading) -> bool:
    return each.bare and each.vocabulary.record.everyday
