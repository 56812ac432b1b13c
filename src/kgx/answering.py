"""What a graph answers: the part of `kgx.connect(…)` that reads it, asks it and writes it out."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from kgx.corpus import Change
    from kgx.export import Kind, Language, Made
    from kgx.knowledge import Knowledge
    from kgx.model.facts import ArticleFacts
    from kgx.pages.contents import Contents
    from kgx.query import Answer
    from kgx.query.ask import Question, Reply
    from kgx.store import Store


class Answering:
    """Questions, exports, pages and facts of a graph; nothing is written to it."""

    store: "Store"
    _lexicon: Path | None
    if TYPE_CHECKING:  # of the graph

        @property
        def knowledge(self) -> "Knowledge":
            """The shipped knowledge, with the lexicon that the graph was opened with."""

    def query(self, name: str, /, *, rejected: bool = False, **values: Any) -> "Answer":
        """The answer of a recipe: `graph.query("rates", behavior="勒索|欺騙")`. Raises UsageError for what it does not know.

        `rejected`: from the claims that users rejected, and from no others.
        """
        from kgx.query import run_recipe

        return run_recipe(name, values, self.store, lambda: self.knowledge, rejected=rejected)

    def ask(self, question: str, *, before: "Question | None" = None) -> "Reply":
        """The answer to a question in English, Traditional or Simplified Chinese. `before`: the question that it goes on with.

        What it does not understand it says, and answers nothing. Raises UsageError for an empty question.
        """
        from kgx.query.ask import ask

        return ask(question, self.store, lambda: self.knowledge, before)

    def cypher(self, statement: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None) -> "Answer":
        """The rows of a reading statement. Raises UsageError for one that could write."""
        from kgx.query import run_cypher

        return run_cypher(statement, parameters or {}, self.store, limit=limit)

    def to_networkx(self, kind: "Kind" = "claims", *, rejected: bool = False) -> "nx.MultiDiGraph[str]":
        """The graph as a networkx MultiDiGraph: `claims` (everything), `entities` or `rates`."""
        from kgx.export import to_networkx

        return to_networkx(self.store, kind, rejected=rejected)

    def export(
        self,
        path: str | Path,
        *,
        format: str | None = None,
        kind: "Kind" = "claims",
        lang: "Language | None" = None,
        rejected: bool = False,
        full_text: bool = False,
    ) -> tuple[int, str]:
        """Write the graph to a file, in the format of its suffix or of that name. Returns how much of what; see `exported`.

        `.jsonl` is facts, an article a line, which `ingest` takes in place of the articles; the format `neo4j-admin` is a folder
        of files for its bulk import. Of articles' texts these two hold what claims and mentions rest on; `full_text`: all.
        """
        from kgx.export import BULK, FACTS, check_choice, check_place, format_of, shown_nodes, write, write_bulk, write_facts
        from kgx.model.shown import shown_facts
        from kgx.store.dialect import NEO4J
        from kgx.store.schema import statements

        wanted = format_of(Path(path), format)
        check_choice(wanted, kind, lang, full_text=full_text)
        check_place(Path(path), wanted)
        facts = (shown_facts(found, full_text=full_text) for found in self.facts(rejected=rejected))
        if wanted == FACTS:
            return write_facts(facts, Path(path)), "articles"
        if wanted == BULK:
            texts = None if full_text else {found.article.id: found.article.text or "" for found in facts}
            nodes = shown_nodes(self.store, rejected=rejected, texts=texts)
            counts = write_bulk(nodes, self.store.edges(rejected=rejected), statements(NEO4J), Path(path))
            return counts[0], f"nodes, {counts[1]} edges"
        made = self.exported(wanted, kind=kind, lang=lang, rejected=rejected)
        write(made.data, Path(path), wanted)
        return made.count, made.what

    def exported(self, format: str, *, kind: "Kind" = "claims", lang: "Language | None" = None, rejected: bool = False) -> "Made":
        """What a file of that format would hold, and how much that is; of all formats but facts and bulk files.

        `kind` as in `to_networkx`; of a table, which claims. `lang`: of a table's headings. `rejected`: also the claims that users
        rejected. Raises UsageError.
        """
        from kgx.export import make

        return make(self.store, format, kind, lang, rejected=rejected)

    def report(self, folder: str | Path, *, full_text: bool = False) -> "Contents":
        """Write web pages about the graph into a folder that opens from disk. Returns what they show.

        They hold the sentences on which claims rest; `full_text` adds the articles' whole texts. Rejected claims stay out.
        Raises UsageError for a folder that holds other things than an earlier report.
        """
        from kgx.pages import check_folder, gather, write_report

        check_folder(Path(folder))
        report = gather(self.store, self.facts(rejected=False), full_text=full_text)
        write_report(report, Path(folder))
        return report

    def facts(self, *articles: str, rejected: bool = True) -> "Iterator[ArticleFacts]":
        """What each article says (by id; none named: all of them), as the graph has it, in the order of their ids.

        `rejected`: with the claims that users rejected.
        """
        from kgx.graph import article_facts

        for owned in self.store.owned(articles or tuple(self.store.stored())):
            yield article_facts(owned, rejected=rejected)

    def diff(self, *paths: str | Path, base: str | Path = ".", workers: int = 0) -> "list[Change]":
        """Which claims came, went or changed since the last ingest, were the files read now; nothing is written.

        Without paths, the files of all articles of the graph. Raises UsageError as `ingest`.
        """
        from kgx.corpus import diff

        return diff(paths, store=self.store, knowledge=self.knowledge, base=Path(base), lexicon=self._lexicon, workers=workers)

    def why(self, id_: str) -> dict[str, Any]:
        """What a claim or an entity rests on. `id_`: an id, the head of a claim's id, or a name. Raises UsageError."""
        from kgx.query import explain

        return explain(id_, self.store, lambda: self.knowledge)

    def suggestions(self) -> list[tuple[str, str, str]]:
        """Up to three questions worth trying first, as (recipe, parameter, name)."""
        from kgx.query import suggestions

        return suggestions(self.store)
