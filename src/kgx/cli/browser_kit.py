"""`kgx browser-kit`: a style, saved queries and a guide for Neo4j Browser."""

from pathlib import Path
from typing import Annotated

import typer

from kgx.cli.options import Quiet

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the files; made where it is missing.")]


def browser_kit(folder: Folder, quiet: Quiet = False) -> None:
    """Write a style, saved queries and a guide for Neo4j Browser.

    Captions with Chinese names, colours by label, ten queries to begin with; guide.md says how to put them in.
    """
    from kgx.cli import streams
    from kgx.export import write_browser_kit

    count = write_browser_kit(folder)
    guide = folder / "guide.md"
    streams.say(f"{count} files in {folder}; begin with {guide}", quiet=quiet)
