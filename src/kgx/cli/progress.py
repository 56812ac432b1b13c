"""How far a long run has come: a bar with rate and time left on a terminal, nothing in a pipe."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(*, quiet: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """A function that shows how many of how many are done, and which was last; None where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        task, begun = progress.add_task("", total=None), time.monotonic()

        def show(done: int, total: int, path: str) -> None:
            rate = done / max(time.monotonic() - begun, 0.001)
            progress.update(task, completed=done, total=total, description=f"{rate:.0f}/s  {path}")

        yield show
