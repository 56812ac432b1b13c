"""What loads and removals noted, to be worked off."""

from collections.abc import Iterable, Iterator
from typing import Any

from kgx.model.graph import ungroup
from kgx.store.session import Work

_FEW = 200
"""Notes that are read at once and held."""
_GROUPS = 20_000
_FIELDS = "n.key AS key, n.article AS article, n.entities AS entities, coalesce(n.printed, true) AS printed"
_FIRST = f"MATCH (n:Kgx:Note) RETURN {_FIELDS}, n.groups AS groups ORDER BY printed DESC LIMIT $limit"
_NOTED_GROUPS = (
    "MATCH (n:Kgx:Note) UNWIND n.groups AS group WITH DISTINCT group WHERE group > $after RETURN group ORDER BY group LIMIT $limit"
)


class Notes:
    """The notes as they stand: few of them are held, of many those that are asked for are read again."""

    def __init__(self, work: Work) -> None:
        self._work = work
        first = work.ask(_FIRST, {"limit": _FEW + 1})
        self._few = first if len(first) <= _FEW else None
        self.printed = bool(first) and bool(first[0]["printed"])
        """Whether one of them says that articles may be copies than were none before, or the other way round."""

    def __bool__(self) -> bool:
        return self._few is None or bool(self._few)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Their `key`, `article` and `entities`."""
        return iter(self._few) if self._few is not None else self._work.stream(f"MATCH (n:Kgx:Note) RETURN {_FIELDS}")

    def groups(self) -> Iterator[tuple[str, str, str]]:
        """The noted groups, by local ids: some at a time, since a large load notes more than one should hold."""
        if self._few is not None:
            yield from map(ungroup, sorted({group for row in self._few for group in row["groups"] or ()}))
            return
        after: str | None = ""
        while after is not None:
            rows = self._work.ask(_NOTED_GROUPS, {"after": after, "limit": _GROUPS})
            yield from (ungroup(row["group"]) for row in rows)
            after = rows[-1]["group"] if len(rows) == _GROUPS else None

    def groups_of(self, articles: Iterable[str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
        """The noted groups of some articles, each with its article."""
        wanted = sorted(articles)
        rows: Iterable[dict[str, Any]] = self._few or ()
        if self._few is None:
            apart = "MATCH (n:Kgx:Note) WHERE n.article IN $given.articles RETURN n.article AS article, n.groups AS groups"
            rows = self._work.ask(apart, {"articles": wanted})
        for row in rows:
            if row["article"] in wanted:
                yield from ((row["article"], ungroup(group)) for group in row["groups"] or ())
