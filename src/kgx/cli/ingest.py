"""`kgx ingest`: articles into the graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgx.cli.options import Data, Database, Lexicon, Quiet, To, Username

if TYPE_CHECKING:
    from kgx.api import Graph
    from kgx.corpus import Summary
    from kgx.settings import Settings

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, or folders that hold some.", show_default=False)]
Prune = Annotated[bool, typer.Option("--prune", help="Take out articles under the PATHs whose files are gone.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
_COPIES = 10
"""Lines about copies that are printed; `kgx query articles` has them all."""
_GONE = 20
"""Paths of files that are gone that are printed."""
Workers = Annotated[int, typer.Option("--workers", metavar="N", min=0, help="Processes that read; 0 chooses by the amount.")]


def ingest(
    paths: Paths,
    prune: Prune = False,
    dry_run: DryRun = False,
    workers: Workers = 0,
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
    quiet: Quiet = False,
) -> int:
    """Read articles into the graph.

    Extracts what they say and loads it; a second run changes nothing. Says first which database it writes to, and why that.
    """
    from kgx import api
    from kgx.cli import options, progress, streams
    from kgx.errors import DONE, SOME_FAILED

    chosen = options.settings(to, data, database, username, lexicon)
    base = options.base_of(chosen)
    api.check_paths(*paths, base=base)
    streams.say(f"{'comparing with' if dry_run else 'writing to'} {chosen.target} ({chosen.target_origin})", quiet=quiet)
    with options.open_graph(chosen, create=True) as graph:
        with progress.bar(quiet=quiet) as on_progress:
            summary = graph.ingest(
                *paths,
                base=base,
                prune=prune,
                confirm=_confirm,
                dry_run=dry_run,
                workers=workers,
                on_progress=on_progress,
                on_wait=lambda message: streams.say(message, quiet=quiet),
            )
        _report(summary, quiet)
        if not dry_run and not quiet:
            if stale := len(graph.store.stale()):
                streams.say(
                    f"  {stale} {'judgements are' if stale > 1 else 'judgement is'} on what no article says now: see `kgx judgements`"
                )
            _suggest(graph, chosen)
    return SOME_FAILED if summary.failed else DONE


def _confirm(number: int, of: int) -> bool:
    """Ask whether to prune more than half; without a terminal nobody can say yes."""
    import sys

    from kgx.cli.language import told

    return sys.stdin.isatty() and typer.confirm(told(f"remove {number} of {of} articles, whose files are gone?"), err=True)


def _report(summary: "Summary", quiet: bool) -> None:
    from kgx.cli import streams

    for failure in summary.failed:
        streams.complain(failure.message, failure.hint)
    would = "would be " if summary.dry_run else ""
    counts = {name: getattr(summary, name) for name in ("new", "changed", "moved", "unchanged", "removed")}
    told = ", ".join(f"{count} {would if name != 'unchanged' else ''}{name}" for name, count in counts.items() if count)
    streams.say(f"articles: {told or 'none'}", quiet=quiet)
    if summary.missing:
        streams.say(f"  {summary.missing} in the graph whose files are gone (--prune takes them out)", quiet=quiet)
    for path in summary.gone[:_GONE]:
        streams.say(f"  gone: {path}", quiet=quiet)
    if (more := len(summary.gone) - _GONE) > 0:
        streams.say(f"  and {more} more that are gone", quiet=quiet)
    if summary.skipped:
        streams.say(f"  passed over: {_counts(summary.skipped)}", quiet=quiet)
    for extra, number in summary.extras.items():
        streams.say(f"  {number} of these would be read with the extra [{extra}]", quiet=quiet)
    if summary.failed:
        streams.say(f"  failed: {len(summary.failed)}, as listed above", quiet=quiet)
    for path, original in summary.new_copies[:_COPIES]:
        streams.say(f"  {path} says the same as {original}", quiet=quiet)
    if summary.copies:
        streams.say(f"  copies of others, which count once: {summary.copies} in the graph", quiet=quiet)
    if summary.issues:
        streams.say(f"  seen and not understood: {_counts(summary.issues)}", quiet=quiet)
    streams.say(f"the graph has {summary.entities} entities and {summary.claims} claims ({summary.seconds:.1f} s)", quiet=quiet)


def _counts(found: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in found.items())


def _suggest(graph: "Graph", chosen: "Settings") -> None:
    """Three commands to try, with names from what was read."""
    import shlex

    from kgx.cli import options, streams

    flags = options.flags_of(chosen)
    lines = [f"  kgx query {name} {shlex.quote(f'{key}={value}')}{flags}" for name, key, value in graph.suggestions()]
    if lines:
        streams.say("\n".join(["try", *lines]))
