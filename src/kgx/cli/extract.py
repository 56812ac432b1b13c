"""`kgx extract`: the facts of each article, without a database."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kgx.cli.options import Lexicon, Quiet

if TYPE_CHECKING:
    from kgx.corpus import Failure, Skip
    from kgx.model.article import Article
    from kgx.model.facts import ArticleFacts
    from kgx.query import Column

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Files, or folders that hold some; - is standard input.", show_default=False)
]
Form = Annotated[
    Literal["jsonl", "table", "html"],
    typer.Option("--format", metavar="jsonl|table|html", help="An article a line; a claim a row; a page that shows the articles, marked."),
]
Workers = Annotated[int, typer.Option("--workers", metavar="N", min=0, help="Processes that read; 0 chooses by the amount.")]


Trace = Annotated[bool, typer.Option("--trace", help="Print how each sentence was read: items, readings, claims.")]


def extract(
    paths: Paths, format_: Form = "jsonl", trace: Trace = False, workers: Workers = 0, lexicon: Lexicon = None, quiet: Quiet = False
) -> int:
    """Print what articles say, without a database."""
    import msgspec

    from kgx import api
    from kgx.cli import options, output, streams
    from kgx.corpus import Failure
    from kgx.corpus.sources import counts, extras
    from kgx.errors import DONE, SOME_FAILED
    from kgx.model.facts import ArticleFacts

    own = options.settings(lexicon=lexicon).lexicon
    if trace:
        return _trace(paths, own)
    failed, rows, articles, skipped = 0, [], [], []
    for result in _results(paths, own, workers, with_articles=format_ == "html"):
        if isinstance(result, tuple):
            articles.append(result)
        elif isinstance(result, ArticleFacts):
            if format_ == "jsonl":
                streams.write_json(msgspec.json.encode(result) + b"\n")
            else:
                rows += list(_rows(result))
        elif isinstance(result, Failure):
            failed += 1
            streams.complain(result.message, result.hint)
        elif result.reason in ("language", "empty") or any(Path(result.path) == path for path in paths):
            streams.say(f"{result.path}: passed over ({result.reason})", quiet=quiet)
        else:
            skipped.append(result)
    if skipped:
        streams.say("passed over: " + ", ".join(f"{number} {reason}" for reason, number in counts(skipped).items()), quiet=quiet)
    for extra, number in extras(skipped).items():
        streams.say(f"  {number} of these would be read with the extra [{extra}]", quiet=quiet)
    if format_ == "table":
        output.print_rows(rows, _columns(), "table")
    elif format_ == "html":
        streams.write_html(api.page(articles))
    return SOME_FAILED if failed else DONE


def _trace(paths: list[Path], lexicon: Path | None) -> int:
    """Print how each file was read; a folder is refused, since its files are better traced one by one."""
    from kgx import api
    from kgx.errors import DONE, UsageError

    for path in paths:
        if path.is_dir():
            raise UsageError(f"--trace reads files, and {path} is a folder", hint="name the file whose sentences are in question")
        for line in api.trace(sys.stdin.buffer.read() if str(path) == "-" else path, lexicon=lexicon):
            sys.stdout.write(line + "\n")
    return DONE


def _results(
    paths: list[Path], lexicon: Path | None, workers: int, *, with_articles: bool
) -> "Iterator[ArticleFacts | tuple[Article, ArticleFacts] | Skip | Failure]":
    from kgx import api

    named = [path for path in paths if str(path) != "-"]
    if len(named) < len(paths):
        data = sys.stdin.buffer.read()
        yield api.read(data, lexicon=lexicon) if with_articles else api.extract(data, lexicon=lexicon)
    if named:
        yield from (api.read_all if with_articles else api.extract_all)(*named, lexicon=lexicon, workers=workers)


def _columns() -> "list[Column]":
    from kgx.query import Column

    return [
        Column("subject"), Column("relation"), Column("object"), Column("value", "number"), Column("unit"), Column("polarity"),
        Column("condition"), Column("attribution"), Column("path", "place", ("line", "role")), Column("evidence", "quote"),
    ]  # fmt: skip


def _rows(facts: "ArticleFacts") -> Iterator[dict[str, Any]]:
    for claim in facts.claims:
        yield {
            "subject": claim.subject.name,
            "relation": claim.relation,
            "object": claim.object.name if claim.object else None,
            "value": claim.value,
            "unit": claim.unit,
            "polarity": claim.polarity,
            "condition": claim.condition,
            "attribution": [source.name for source in claim.attribution],
            "path": facts.article.path,
            "line": claim.evidence.line,
            "role": claim.evidence.role,
            "evidence": claim.evidence.text,
        }
