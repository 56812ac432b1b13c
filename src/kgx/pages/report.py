"""A report: a folder of web pages that opens from disk, with nothing from elsewhere.

`index.html` is the whole program, with its style and script in it. Its policy allows just these two, by their hashes, and
(`strict-dynamic`) the files that this script itself asks for: the data, and the library that draws networks. A hash holds for
pages from disk, where `'self'` has no meaning that browsers agree on; and `fetch` does not read from disk, so data are scripts.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kgx.errors import UsageError
from kgx.model.told import Told
from kgx.pages.contents import Contents, ReportText
from kgx.version import __version__

LANGUAGES = ("en", "hant", "hans")
SCRIPTS = ("base", "claims", "matrix", "entity", "article", "network", "search", "main")
"""Parts of the page's script, in their order."""
_GENERATOR = "kgx report"
_TEXTS = 400_000
"""About how many characters a file of whole texts holds."""
_DRAWING = {"cytoscape.min.js": "cytoscape.min.js", "LICENSE": "cytoscape.LICENSE.txt"}


def check_folder(folder: Path) -> None:
    """Raise UsageError unless a report may be written there: a new folder, an empty one, or one with an earlier report."""
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            raise UsageError(f"there is no folder {folder.parent}", hint="make it first, or name another place")
    elif not folder.is_dir():
        raise UsageError(f"{folder} is a file", hint="a report is a folder: name a new one")
    elif any(folder.iterdir()) and not _is_report(folder):
        raise UsageError(f"{folder} holds other things than a report", hint="name a new folder, or an empty one")


def _is_report(folder: Path) -> bool:
    index = folder / "index.html"
    return index.is_file() and f'content="{_GENERATOR}' in index.read_text(encoding="utf-8", errors="replace")[:2000]


def write_report(report: Contents, folder: Path) -> None:
    """Write the pages, in place of an earlier report's. Raises UsageError as `check_folder`."""
    check_folder(folder)
    data, lib = folder / "data", folder / "lib"
    for part in (folder, data, lib):
        part.mkdir(exist_ok=True)
    (folder / "index.html").write_text(page(), encoding="utf-8", newline="\n")
    for old in data.glob("*.js"):
        old.unlink()
    for name, value in _data(report):
        (data / f"{name}.js").write_bytes(b'kgx.put("' + name.encode("ascii") + b'",' + msgspec.json.encode(value) + b");\n")
    for name, shipped in _DRAWING.items():
        (lib / shipped).write_bytes(files("kgx.pages").joinpath("static", "cytoscape", name).read_bytes())


def _data(report: Contents) -> Iterator[tuple[str, Any]]:
    """Files of data: name and value. A file of texts says first which articles it has."""
    texts = list(_bundles(report.texts))
    yield "core", report.core
    for number, chunk in enumerate(report.chunks):
        yield f"claims-{number}", chunk
    for number, bundle in enumerate(texts):
        yield f"texts-{number}", bundle
    if texts:
        yield "texts", [bundle[0].article for bundle in texts]


def _bundles(texts: Iterable[ReportText]) -> Iterator[list[ReportText]]:
    bundle: list[ReportText] = []
    size = 0
    for text in texts:
        bundle.append(text)
        size += sum(len(seen) for block in text.blocks for _, seen in block.runs)
        if size > _TEXTS:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def page() -> str:
    """The page itself, the same for every report."""
    style = "\n".join(_static("report", f"{name}.css") for name in ("style", "parts"))
    script = f"const STRINGS = {strings_json()};\n" + "\n".join(_static("report", f"{name}.js") for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}\n}})();\n'
    environment = Environment(loader=PackageLoader("kgx.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("report.html").render(
        style=Markup(style), style_digest=_digest(style), script=Markup(script), script_digest=_digest(script),
        generator=f"{_GENERATOR} {__version__}",
    )  # fmt: skip


def strings() -> dict[str, Told]:
    """What the page says, by key."""
    return msgspec.yaml.decode(_static("strings.yaml"), type=dict[str, Told])


def strings_json() -> str:
    """The strings as a script's value."""
    return msgspec.json.encode(strings()).decode("utf-8").replace("</", "<\\/")


def _static(*names: str) -> str:
    return files("kgx.pages").joinpath("static", *names).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
