"""What a program can do with kgx; the command line calls only this. Rooms are composed here, and imported when needed."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kgx.answering import Answering
from kgx.errors import DatabaseError, UsageError
from kgx.judging import Judging

if TYPE_CHECKING:
    import networkx as nx
    from neo4j import Driver

    from kgx.corpus import Failure, Found, Skip, Summary
    from kgx.corpus.ingest import Confirm, Progress
    from kgx.corpus.suggest import Suggestion
    from kgx.evaluate import Report
    from kgx.export import Kind
    from kgx.knowledge import Knowledge
    from kgx.knowledge.faults import Fault
    from kgx.knowledge.own import Added, Addition
    from kgx.model.address import Address
    from kgx.model.article import Article
    from kgx.model.facts import ArticleFacts
    from kgx.pages.contents import Contents
    from kgx.query import Recipe
    from kgx.query.ask import Reply
    from kgx.server import Server
    from kgx.store import Store

DATA = Path(".kgx")
"""Folder of the embedded database where none is named."""


class Graph(Answering, Judging):
    """A graph in a database, made by `connect`: questions, exports, loading. A context manager."""

    def __init__(self, store: "Store", server: "Server | None", data: Path | None, lexicon: Path | None) -> None:
        self.store = store
        """What questions and loads go through."""
        self.data = data
        """Folder of the embedded database; None for a server of one's own."""
        self._server = server
        self._lexicon = lexicon

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection (never a driver of the caller's); the embedded database ends with its last user."""
        try:
            self.store.close()
        finally:
            if self._server is not None:
                self._server.close()

    @cached_property
    def knowledge(self) -> "Knowledge":
        """The shipped knowledge, with the lexicon that this graph was opened with."""
        from kgx.knowledge import load

        return load(self._lexicon)

    def ingest(
        self,
        *paths: str | Path,
        base: str | Path = ".",
        prune: bool = False,
        confirm: "Confirm | None" = None,
        dry_run: bool = False,
        workers: int = 0,
        on_progress: "Progress | None" = None,
        on_wait: "Callable[[str], None] | None" = None,
    ) -> "Summary":
        """Bring the graph into line with the articles under the paths; a second run changes nothing.

        `base`: the folder that shown paths are relative to. `prune` takes out articles whose files are gone; `confirm` is asked where
        these are more than half. `on_wait` hears of a server that is waited for. Raises UsageError for a path without articles.
        """
        from kgx.corpus import ingest
        from kgx.knowledge.rows import knowledge_source

        with self._writing():
            return ingest(
                paths, store=self.store, knowledge=self.knowledge, source=knowledge_source(self.knowledge), base=Path(base),
                lexicon=self._lexicon, prune=prune, confirm=confirm, dry_run=dry_run, workers=workers, on_progress=on_progress,
                on_wait=on_wait,
            )  # fmt: skip

    def load(self, facts: "ArticleFacts | Iterable[ArticleFacts]") -> int:
        """Bring facts into the graph, each in place of what its article said before. Returns how many were new or changed.

        With the text (`extract(…, keep_text=True)`) an article's copies are seen, and reports and exports can show it whole.
        Raises InputError for facts that contradict themselves.
        """
        from kgx.corpus.facts import load_facts
        from kgx.knowledge.rows import knowledge_source

        with self._writing():
            return load_facts(facts, store=self.store, source=knowledge_source(self.knowledge))

    def counts(self) -> dict[str, int]:
        """How many nodes there are by label, and how many edges."""
        return self.store.counts()

    def made_with(self) -> tuple[str | None, str | None]:
        """The hashes of the knowledge and of the lexicon by which the graph was made; None where there is none."""
        return self.store.made_with()

    def reset(self) -> int:
        """Remove all that kgx made, judgements apart. Returns how many nodes went."""
        with self._writing():
            return self.store.reset()

    @property
    def address(self) -> "Address | None":
        """Where the embedded database answers, with user and password; None for a server of one's own."""
        return self._server.address if self._server is not None else None

    def database_name(self) -> str:
        """The database's name, also where it is the server's default."""
        return self.store.database or str(self.store.read("CALL db.info() YIELD name RETURN name")[0]["name"])

    def _writing(self) -> AbstractContextManager[None]:
        """The right to write, which one process at a time has; a server of one's own keeps order itself."""
        if self.data is None:
            return nullcontext()
        from kgx.server import writing

        return writing(self.data)


def connect(
    uri: str | None = None,
    *,
    data: str | Path | None = None,
    driver: "Driver | None" = None,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    lexicon: str | Path | None = None,
    create: bool = False,
    port: int = 0,
) -> Graph:
    """Open a graph: at a Neo4j server (`uri`), over the caller's own `driver`, or embedded under the folder `data` (`.kgx`).

    `create` makes the embedded database where there is none; `port` is its Bolt port, 0 for any.
    Raises DatabaseError where the database cannot be reached or refuses, UsageError where two are named.
    """
    from kgx import store as stores
    from kgx.model.address import Address

    if sum(choice is not None for choice in (uri, data, driver)) > 1:
        raise UsageError("more than one database is named", hint="give one of uri, data and driver")
    own = Path(lexicon) if lexicon is not None else None
    if driver is not None:
        return Graph(stores.wrap(driver, database), None, None, own)
    if uri is not None:
        store = stores.connect(Address(uri, database, username or "neo4j", password))
        try:
            store.ready()
        except BaseException:
            store.close()
            raise
        return Graph(store, None, None, own)
    return _embedded(Path(data) if data is not None else DATA, own, create, port)


def _embedded(data: Path, lexicon: Path | None, create: bool, port: int) -> Graph:
    from kgx import server as servers
    from kgx import store as stores
    from kgx.model.address import Address

    if not create and not (data / "server").is_dir():
        raise DatabaseError(f"there is no graph in {data.absolute()}", hint="`kgx ingest PATH` makes one; --data DIR names another folder")

    def probe(address: Address) -> None:
        with stores.connect(address) as trial:
            trial.ready()

    server = servers.start_or_attach(data, probe=probe, port=port)
    try:
        return Graph(stores.connect(server.address), server, data, lexicon)
    except BaseException:
        server.close()
        raise


def extract(source: str | bytes | Path, *, lexicon: str | Path | None = None, keep_text: bool = False) -> "ArticleFacts":
    """What one article says. `source`: the path of a file, as a `Path`; or the article itself (Markdown), as a text or as bytes.

    `keep_text`: with the text in `article.text`, as a graph wants it. Raises InputError where the file cannot be read.
    """
    return read(source, lexicon=lexicon, keep_text=keep_text)[1]


def read(source: str | bytes | Path, *, lexicon: str | Path | None = None, keep_text: bool = False) -> "tuple[Article, ArticleFacts]":
    """An article with what it says. `source` and `keep_text` as in `extract`."""
    from kgx import pipeline
    from kgx.knowledge import load

    article = _article(source)
    return article, pipeline.run(article, load(Path(lexicon) if lexicon is not None else None), keep_text=keep_text)


def trace(source: str | bytes | Path, *, lexicon: str | Path | None = None) -> Iterator[str]:
    """How each sentence of an article was read, as lines: its typed sequence, the readings, the claims. `source` as in `extract`."""
    from kgx import pipeline
    from kgx.knowledge import load

    return pipeline.trace(_article(source), load(Path(lexicon) if lexicon is not None else None))


def _article(source: str | bytes | Path) -> "Article":
    from kgx.read import read_article

    if isinstance(source, str):
        if "\n" not in source and len(source) < 1000 and os.path.exists(source):  # noqa: PTH110 - never raises
            raise UsageError(f"{source!r} is a text, and also the name of a file", hint="for the file: kgx.extract(Path(…))")
        source = source.encode("utf-8")
    if isinstance(source, bytes):
        return read_article(source, key="text", path="text.md")
    return read_article(source.read_bytes(), key=source.name, path=source.as_posix())


def extract_all(
    *paths: str | Path, base: str | Path = ".", lexicon: str | Path | None = None, workers: int = 0
) -> Iterator["ArticleFacts | Skip | Failure"]:
    """What each article under the paths says, in the order of their ids, with what was passed over or could not be read.

    Raises UsageError, before the first is given, for a path that does not exist or holds no article.
    """
    results = read_all(*paths, base=base, lexicon=lexicon, workers=workers)
    return (result[1] if isinstance(result, tuple) else result for result in results)


def read_all(
    *paths: str | Path, base: str | Path = ".", lexicon: str | Path | None = None, workers: int = 0
) -> Iterator["tuple[Article, ArticleFacts] | Skip | Failure"]:
    """As `extract_all`, each article together with what it says."""
    from kgx.corpus import plan, run
    from kgx.knowledge import load

    own = Path(lexicon) if lexicon is not None else None
    knowledge = load(own)
    found = _found(paths, Path(base))
    what = plan(found, {}, knowledge)

    def outcomes() -> Iterator["tuple[Article, ArticleFacts] | Skip | Failure"]:
        yield from found.skipped
        yield from (*found.failures, *what.failures)
        for outcome in run([step.task for step in what.todo], knowledge, lexicon=own, workers=workers):
            if outcome.article and outcome.facts:
                yield outcome.article, outcome.facts
            elif result := outcome.skip or outcome.failure:
                yield result

    return outcomes()


def page(articles: "Sequence[tuple[Article, ArticleFacts]]") -> str:
    """One page of HTML that stands alone and shows articles with their entities and claims marked; an index before several."""
    from kgx.pages import article_page

    return article_page(articles)


def check_paths(*paths: str | Path, base: str | Path = ".") -> None:
    """Raise UsageError for a path that does not exist, or where there is no article under any: before a database is started."""
    _found(paths, Path(base))


def _found(paths: Sequence[str | Path], base: Path) -> "Found":
    from kgx.corpus import discover
    from kgx.corpus.sources import demand_articles

    found = discover(paths, base=base)
    demand_articles(found, paths)
    return found


def ingest(*paths: str | Path, graph: Graph | None = None, **choices: Any) -> "Summary":
    """Load the articles under the paths into a graph (the embedded one in `.kgx` where none is given): see `Graph.ingest`."""
    if graph is not None:
        return graph.ingest(*paths, **choices)
    with connect(create=True) as own:
        return own.ingest(*paths, **choices)


def load(facts: "ArticleFacts | Iterable[ArticleFacts]", driver: "Driver | None" = None, *, database: str | None = None) -> int:
    """Load facts over the caller's own driver of the neo4j package (into the embedded graph in `.kgx` where none is given).

    See `Graph.load`. `database`: None is the server's default one.
    """
    with connect(driver=driver, database=database, create=True) as graph:
        return graph.load(facts)


def ask(question: str, graph: Graph | None = None) -> "Reply":
    """The answer of a graph (the embedded one in `.kgx` where none is given) to a question in words: see `Graph.ask`."""
    if graph is not None:
        return graph.ask(question)
    with connect() as own:
        return own.ask(question)


def to_networkx(graph: Graph | None = None, *, kind: "Kind" = "claims") -> "nx.MultiDiGraph[str]":
    """A graph (the embedded one in `.kgx` where none is given) as a networkx MultiDiGraph: see `Graph.to_networkx`."""
    if graph is not None:
        return graph.to_networkx(kind)
    with connect() as own:
        return own.to_networkx(kind)


def report(folder: str | Path, graph: Graph | None = None, *, full_text: bool = False) -> "Contents":
    """Write web pages about a graph (the embedded one in `.kgx` where none is given): see `Graph.report`."""
    if graph is not None:
        return graph.report(folder, full_text=full_text)
    with connect() as own:
        return own.report(folder, full_text=full_text)


def read_text(path: str | Path) -> str:
    """The text that offsets of a file's facts count in."""
    from kgx.read import read_text

    return read_text(path)


def evaluate(folder: str | Path, *, lexicon: str | Path | None = None) -> "Report":
    """Scores of extraction against the labels of a folder (articles/ID.md, gold/ID.json)."""
    from kgx.evaluate import evaluate_folder
    from kgx.knowledge import load

    return evaluate_folder(Path(folder), load(Path(lexicon) if lexicon is not None else None))


def check_lexicon(lexicon: str | Path | None = None) -> "list[Fault]":
    """Every fault of the shipped knowledge and of one's own over it, and what a reader should look at."""
    from kgx.claims.signs import wrong_patterns
    from kgx.knowledge.check import check

    return check(Path(lexicon) if lexicon is not None else None, wrong_patterns)


def add_names(folder: str | Path, additions: "Sequence[Addition]") -> "list[Added]":
    """Write names into a lexicon folder, all or none; the form in the other script is OpenCC's.

    Raises UsageError for names that are there already or belong to another entity of their type.
    """
    from kgx.knowledge.own import add

    return add(Path(folder), additions)


def suggest_names(
    *paths: str | Path, base: str | Path = ".", lexicon: str | Path | None = None
) -> "tuple[list[Suggestion], list[Failure]]":
    """Terms and names in the articles under the paths that the knowledge lacks, the likeliest first; and what could not be read."""
    from kgx.corpus.suggest import suggest
    from kgx.knowledge import load

    found = _found(paths, Path(base))
    failures = list(found.failures)
    return suggest(found.sources, load(Path(lexicon) if lexicon is not None else None), failures.append), failures


def recipes(*wanted: str) -> "list[Recipe]":
    """The named questions that `Graph.query` answers, with their parameters and columns; of these names, or all.

    Raises UsageError, with the nearest names, where one is not there.
    """
    from kgx.query import names, recipe

    return [recipe(name) for name in wanted or names()]


def facts_schema() -> dict[str, Any]:
    """The JSON Schema of an article's facts."""
    import msgspec

    from kgx.model.facts import ArticleFacts

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(ArticleFacts)}


def schema_statements() -> list[str]:
    """The Cypher statements that make a Neo4j database's constraints and indexes, for an administrator."""
    from kgx.store.dialect import NEO4J
    from kgx.store.schema import statements

    return statements(NEO4J)
