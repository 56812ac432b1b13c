"""One reading of a model name: its parts, and what they make: canonical name, type, chain of families."""

from typing import Literal

import msgspec

from kgx.knowledge.model_schema import Slot
from kgx.knowledge.model_tokens import Token, Vocabulary

Opening = Literal["name", "chinese", "doubtful", "weak", "short"]
"""How a name begins: the family's Latin or Chinese name, a name that is also another word, an alias that needs context, no family name."""


class Reading(msgspec.Struct, frozen=True):
    """A name read in one family. Offsets are code points of the text that was read."""

    vocabulary: Vocabulary
    start: int
    end: int
    opened: int
    """Where the family's own name ends; `start` for a short form."""
    opening: Opening
    version: str = ""
    tiers: tuple[str, ...] = ()
    size: str = ""
    suffixes: tuple[tuple[str, str], ...] = ()
    """Separator and word."""
    date: str = ""

    def has(self, needs: str) -> bool:
        """Whether all slots of `needs` (joined by `+`) are filled."""
        filled = {"version": self.version, "tier": self.tiers, "size": self.size, "suffix": self.suffixes, "date": self.date}
        return all(filled[slot] for slot in needs.split("+"))

    @property
    def bare(self) -> bool:
        """Whether nothing but the family is named."""
        return not (self.version or self.tiers or self.size or self.suffixes or self.date)

    @property
    def full(self) -> bool:
        """Whether this is a model and not a family."""
        record = self.vocabulary.record
        if self.bare or record.itself == "Model":
            return record.itself == "Model"
        if self.vocabulary.full_version and self.vocabulary.full_version.fullmatch(self.version):
            return True
        return any(self.has(needs) for needs in record.full)

    @property
    def weak(self) -> bool:
        """Whether the article must name the family or its lab elsewhere."""
        record = self.vocabulary.record
        if self.opening == "short":
            return not any(self.has(needs) for needs in record.short_strong)
        if self.bare:
            return self.opening in ("weak", "doubtful")
        return self.opening == "doubtful" and record.strong is not None and not any(self.has(needs) for needs in record.strong)

    @property
    def allowed(self) -> bool:
        """Whether these parts are a name at all."""
        record = self.vocabulary.record
        if self.opening == "short":
            if self.tiers and self.version[:2].isdigit() and len(self.version[:2]) == 2:
                return False
            return self.full or (record.nick and bool(self.tiers) and not self.version)
        return not self.bare or record.bare != "none" or self.opening == "chinese"

    @property
    def name(self) -> str:
        """The vendor's spelling."""
        return self._spell(("version", "tier", "size", "suffix", "date"))

    def chain(self) -> tuple[str, ...]:
        """The families between this name and the top of its own record, nearest first, itself left out."""
        record = self.vocabulary.record
        if self.bare:
            return ()
        between: list[str] = []
        if record.chain and self.has(record.chain):
            between = [name for name in (self._spell((record.chain,)),) if name != self.name]
        return (*between, record.name)

    def _spell(self, slots: tuple[Slot, ...]) -> str:
        record = self.vocabulary.record
        if self.bare:
            return record.name
        values = {
            "version": self.version if "version" in slots else "",
            "tier": record.tier_join.join(self.tiers) if "tier" in slots else "",
            "size": self.size if "size" in slots else "",
            "suffix": "".join(sep + word for sep, word in self.suffixes) if "suffix" in slots else "",
            "date": self.date if "date" in slots else "",
        }
        form = next(form for condition, form in self.vocabulary.forms if condition is None or condition.fullmatch(values["version"]))
        return "".join(part.format_map(values) for part, needs in form if not needs or any(values[slot] for slot in needs))


def reading(vocabulary: Vocabulary, start: int, end: int, opened: int, opening: Opening, tokens: list[Token]) -> Reading:
    """The reading that these parts make."""
    first = {token.kind: token.text for token in reversed(tokens)}
    return Reading(
        vocabulary=vocabulary,
        start=start,
        end=end,
        opened=opened,
        opening=opening,
        version=first.get("version", ""),
        tiers=tuple(token.text for token in tokens if token.kind == "tier"),
        size=first.get("size", ""),
        suffixes=tuple((token.sep, token.text) for token in tokens if token.kind == "suffix"),
        date=first.get("date", ""),
    )
