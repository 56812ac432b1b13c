"""In which language a question is answered: its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from kgx.model.told import Language
from kgx.query.ask.question import Link, Question
from kgx.query.ask.spans import Span
from kgx.text.script import shares

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge

_TOLD = frozenset(["Behavior", "Scenario"])
_SLOTS = ("subjects", "objects", "on", "under")


def language_of(text: str, normal: str, spans: Sequence[Span], before: Question | None) -> Language:
    """English where no Chinese stands outside names; else the script of the text, or that of the question before, or Simplified."""
    masked = list(normal)
    for span in spans:
        if span.kind == "name":
            masked[span.start : span.end] = " " * (span.end - span.start)
    if not any("\u3400" <= character <= "\u9fff" for character in "".join(masked)):
        return "en"
    hant, hans = shares(text)
    if hant == hans and before and before.language != "en":
        return before.language
    return "hant" if hant > hans else "hans"


class Names:
    """Behaviors and scenarios by their names in the language of the question; everything else as it stands."""

    def __init__(self, knowledge: "Knowledge", language: Language) -> None:
        told = [known for known in knowledge.known.values() if known.type in _TOLD] if language != "en" else []
        self._names = {known.name: getattr(known, language) or known.name for known in told}

    def of(self, question: Question) -> Question:
        """The question with its entities so named."""
        return msgspec.structs.replace(question, **{slot: tuple(map(self._link, getattr(question, slot))) for slot in _SLOTS})

    def rows(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows with subject and object so named."""
        return [{key: self._names.get(v, v) if key in ("subject", "object") else v for key, v in row.items()} for row in rows]

    def _link(self, link: Link) -> Link:
        names = " / ".join(self._names.get(name, name) for name in link.name.split(" / "))
        return msgspec.structs.replace(link, name=names)
