"""A text in the three languages that kgx speaks."""

import string
from typing import Literal

import msgspec

Language = Literal["en", "hant", "hans"]


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text or template; the languages have the same {names} in it. ValueError where they do not."""

    en: str
    hant: str
    hans: str

    def __post_init__(self) -> None:
        if not self.fields == _fields(self.hant) == _fields(self.hans):
            raise ValueError(f"{self.en!r}: the languages must have the same fields")

    @property
    def fields(self) -> frozenset[str]:
        """What the template asks for."""
        return _fields(self.en)

    def say(self, language: Language, **fields: object) -> str:
        """The text with its fields filled in."""
        text: str = getattr(self, language)
        return text.format(**fields)


def _fields(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
