"""What kgx says to people, in their language.

Code speaks English, its errors too, since programs read them. Here, where a text leaves for a person, the template in `words/*.yaml`
is found that it was made from, and filled in the language wanted. What fits no template stays as it is.
"""

import re
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kgx.model.told import Language, Told

File = Literal["messages", "help", "headings", "doctor", "parts"]
_LOOKED_UP = frozenset(["counts", "target", "origin", "reason", "type", "others", "word"])
_NUMBERS = frozenset(["n", "m", "k"])
_spoken: "ContextVar[Language]" = ContextVar("kgx_language", default="en")


def speak(language: "Language") -> None:
    """Say everything in that language from now on."""
    _spoken.set(language)


def spoken() -> "Language":
    """The language in which things are said."""
    return _spoken.get()


def told(text: str, file: File = "messages") -> str:
    """A text of the code in the language that is spoken, line by line; indents stay."""
    language = spoken()
    if language == "en":
        return text
    return "\n".join(_line(line, file, language) for line in text.split("\n"))


def records(file: File) -> "tuple[Told, ...]":
    """The texts of a file, in three languages each."""
    import msgspec

    from kgx.model.told import Told

    return msgspec.yaml.decode(Path(__file__).with_name("words").joinpath(f"{file}.yaml").read_bytes(), type=tuple[Told, ...])


def _line(line: str, file: File, language: "Language") -> str:
    text = line.lstrip(" ")
    return line[: len(line) - len(text)] + (_found(text, file, language) or text)


def _found(text: str, file: File, language: "Language") -> str | None:
    """The text in the language; None where no template fits."""
    exact, templates = _templates(file)
    if text in exact:
        return str(getattr(exact[text], language))
    for pattern, record in templates:
        if match := pattern.fullmatch(text):
            values = match.groupdict()
            in_words = {name: _value(values[name], language) for name in values.keys() & _LOOKED_UP}
            if in_words.get("word", "") is not None:
                return record.say(language, **values | {name: value for name, value in in_words.items() if value})
    return None


def _value(text: str, language: "Language") -> str | None:
    """A value in words, or several parted by commas; None where one of them is not known."""
    parts = [_found(part, "parts", language) for part in text.split(", ")]
    return "、".join(part for part in parts if part) if all(parts) else _found(text, "parts", language)


@cache
def _templates(file: File) -> "tuple[dict[str, Told], list[tuple[re.Pattern[str], Told]]]":
    """Texts without anything to put in, and patterns of the others: those with most words of their own first."""
    found = records(file)
    exact = {record.en: record for record in found if not record.fields}
    templates = [(_pattern(record.en), record) for record in found if record.fields]
    return exact, sorted(templates, key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[1].en)))


def _pattern(template: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", template)
    names = [f"(?P<{name}>{r'[0-9.,]+' if name in _NUMBERS else '.+?'})" for name in pieces[1::2]]
    return re.compile("".join(re.escape(piece) + name for piece, name in zip(pieces[::2], [*names, ""], strict=True)))
