"""The spans of one question, asked by kind and by neighbour."""

from collections.abc import Sequence

from kgx.query.ask.spans import Span

_LIGHT = frozenset(["filler", "type", "rank", "month", "or"])


class Reading:
    """The spans of one question."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = tuple(spans)

    def has(self, kind: str, value: object = None) -> bool:
        """Whether a word of that kind (and value) is in the question."""
        return any(v is not None and value in (None, v) for v in (span.value(kind) for span in self.spans))

    def first(self, kind: str) -> int | None:
        """Index of the first span of that kind."""
        return next((i for i, span in enumerate(self.spans) if span.value(kind) is not None), None)

    def near(self, index: int, step: int) -> Span | None:
        """The next span on one side that is more than a word without weight."""
        index += step
        while 0 <= index < len(self.spans) and _is_light(self.spans[index]):
            index += step
        return self.spans[index] if 0 <= index < len(self.spans) else None

    def written(self, span: Span) -> str:
        """A span's text, in matching form."""
        return self.text[span.start : span.end]

    @property
    def entities(self) -> list[int]:
        """Indices of the names and behaviors."""
        return [i for i, span in enumerate(self.spans) if span.ids]

    @property
    def hedges(self) -> bool:
        """Whether what is only supposed is asked for. May before a year is a month."""
        months = {i for i, span in enumerate(self.spans[1:]) if span.number is not None and self.spans[i].value("month") is not None}
        return any(span.value("polarity") == "hedged" and i not in months for i, span in enumerate(self.spans))


def _is_light(span: Span) -> bool:
    return bool(span.words) and all(word.kind in _LIGHT for word in span.words)
