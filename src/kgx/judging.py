"""What a user may decide about a graph: the part of `kgx.connect(…)` that merges, splits, rejects and accepts."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgx.knowledge import Knowledge
    from kgx.model.judgement import Judgement
    from kgx.query import Judged
    from kgx.store import Store


class Judging:
    """Judgements on entities and claims, in force at once, and kept when everything else is made anew."""

    store: "Store"
    if TYPE_CHECKING:  # of the graph

        @property
        def knowledge(self) -> "Knowledge":
            """The shipped knowledge, with the lexicon that the graph was opened with."""

        def _writing(self) -> AbstractContextManager[None]: ...

    def merge(self, a: str, b: str, *, reason: str | None = None) -> "Judged":
        """Make two entities one, in force at once and until they are split; old ids keep leading to it.

        `a`, `b`: an id, a name in any script, or `NAME@ARTICLE`: what that one article calls so. Raises UsageError.
        """
        from kgx.query import judge

        return self._judge(judge.merging(a, b, self.store, lambda: self.knowledge), reason)

    def split(self, entity: str, name: str | None = None, *, reason: str | None = None) -> "Judged":
        """Part from an entity what bears `name` (a name, a local id, or `NAME@ARTICLE`); without it, all that joined it."""
        from kgx.query import judge

        return self._judge(judge.splitting(entity, name, self.store, lambda: self.knowledge), reason)

    def reject(self, *claims: str, reason: str | None = None) -> "tuple[Judgement, ...]":
        """Take claims out of answers, short edges, agreement and exports, until they are accepted. Ids, or eight characters of them."""
        from kgx.query import judge

        return self._judge(judge.on_claims("reject", claims, self.store), reason).judgements

    def accept(self, *claims: str, reason: str | None = None) -> "tuple[Judgement, ...]":
        """Say that claims hold; rejected ones come back."""
        from kgx.query import judge

        return self._judge(judge.on_claims("accept", claims, self.store), reason).judgements

    def judgements(self) -> list[dict[str, Any]]:
        """All judgements: action, a, b, article, date, reason, and whether they are `stale`: on what no article has now."""
        from kgx.query import judge

        return judge.listed(self.store)

    def likely_merges(self) -> list[dict[str, Any]]:
        """Pairs of entities that may be one, and why; none is merged. Keys: id, name, otherId, other, because, claims."""
        from kgx.query.likely import likely

        return likely(self.store)

    def export_judgements(self) -> bytes:
        """All judgements as JSON lines in a fixed order, to be kept under version control."""
        from kgx.corpus import judge

        return judge.encode(self.store.judgements())

    def import_judgements(self, data: bytes, *, name: str = "judgements") -> int:
        """Put judgements in force, each in place of the one on the same pair or claim. Returns how many. InputError for a faulty line."""
        from kgx.corpus import judge

        found = judge.decode(data, name)
        self._put_in_force(found)
        return len(found)

    def _judge(self, found: "list[Judgement]", reason: str | None) -> "Judged":
        from datetime import date

        from kgx.model.ids import judgement_id
        from kgx.query import Judged, judge

        judgements = judge.dated(found, date.today().isoformat(), reason)
        before = judge.summaries(judgements, self.store)
        self._put_in_force(judgements)
        ids = {judgement_id(j.a, j.b) for j in judgements}
        kept = tuple(j for j in self.store.judgements() if judgement_id(j.a, j.b) in ids)
        return Judged(kept, before, judge.summaries(judgements, self.store))

    def _put_in_force(self, judgements: "list[Judgement]") -> None:
        from kgx.corpus.judge import judge
        from kgx.knowledge.rows import knowledge_source

        with self._writing():
            judge(judgements, store=self.store, source=knowledge_source(self.knowledge))
