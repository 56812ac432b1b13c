"""`kgx export`: every format from the command line, to a file and to standard output, and what is refused."""

import csv
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from kgx.export import FORMATS, Kind
from kgx.server import start_or_attach
from tests.cli.running import ARTICLES, Kgx, environment, write_articles

pytestmark = pytest.mark.embedded

PAGE = Path(__file__).parents[2] / "docs" / "export.md"
BROKEN = {
    "丙.md": "---\ndate: [\n---\n\nClaude Opus 4 的勒索率高達 96%。\n",
    "丁.txt": "Claude Opus 4 的勒索率高達 95%，也有人說是\x0094%。\n",
    "戊.md": "---\nid: an-id\ndate: 昨天\n---\n\nGPT-4.1 的勒索率為 80%。\n",
}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_and_a_stream_hold_the_same(loaded: Kgx, format_: str) -> None:
    said = loaded("export", f"out{FORMATS[format_].SUFFIX}").err
    assert said.startswith(f"out{FORMATS[format_].SUFFIX}: ")
    file = (loaded.folder / f"out{FORMATS[format_].SUFFIX}").read_bytes()
    stream = loaded("export", "-", "--format", format_, encoding="latin-1")
    assert stream.err == ""
    assert stream.raw == file.removeprefix(b"\xef\xbb\xbf")
    assert file.startswith(b"\xef\xbb\xbf") == (format_ == "csv")


def test_a_table_in_a_language(loaded: Kgx) -> None:
    head, *rows = csv.reader(io.StringIO(loaded("export", "-", "--format", "csv", "--lang", "zh-Hant", "--kind", "rates").out))
    assert head[:3] == ["主體", "關係", "客體"]
    assert [row[:3] for row in rows] == [[model, "EXHIBITED", "blackmail"] for model in ("GPT-4.1", "Claude Opus 4", "GPT-4.1")]


def test_the_program_of_the_documentation(loaded: Kgx) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, cwd=loaded.folder, env=environment(loaded.cache), capture_output=True, encoding="utf-8", check=True)
    assert "model:claude-opus-4 behavior:blackmail 0.96 False" in done.stdout


def test_the_documentation_names_every_format_and_kind() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for module in FORMATS.values():
        assert f"`{module.SUFFIX}`" in text
    for kind in get_args(Kind):
        assert f"| `{kind}`" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x.xyz"], "xlsx (.xlsx)"),
        (["-"], "--format"),
        (["x", "--format", "docx"], "gexf (.gexf)"),
        (["x.jsonld", "--kind", "rates"], "--kind"),
        (["x.gexf", "--lang", "en"], "csv, xlsx, parquet"),
        (["x.csv", "--lang", "fr"], "zh-Hant"),
    ],
)
def test_what_is_refused(kgx: Kgx, arguments: list[str], said: str) -> None:
    assert said in kgx("export", *arguments, code=2).err
    assert list(kgx.folder.iterdir()) == []


def test_no_export_tells_where_the_files_are_kept(tmp_path: Path, cache: Path) -> None:
    folder = write_articles(tmp_path / "home" / "chen-weiting" / "文章", {**ARTICLES, **BROKEN})
    (tmp_path / "work").mkdir()
    kgx = Kgx(tmp_path / "work", cache)
    with start_or_attach(kgx.folder / ".kgx"):
        kgx("ingest", folder, "--quiet")
        for format_, module in FORMATS.items():
            kgx("export", f"x{module.SUFFIX}", "--quiet")
            data = (kgx.folder / f"x{module.SUFFIX}").read_bytes()
            if format_ == "xlsx":
                with zipfile.ZipFile(io.BytesIO(data)) as parts:
                    data = b"".join(map(parts.read, parts.namelist()))
            told = html.unescape(data.decode("utf-8", "replace"))
            assert "丁.txt" in told
            for secret in ("chen-weiting", str(tmp_path), str(Path.home()) + "/", json.dumps(str(tmp_path))[1:-1]):
                assert secret not in told, format_
        paths = {row["path"] for row in csv.DictReader(io.StringIO(kgx("export", "-", "--format", "csv").out))}
    assert paths == {"甲.md", "乙.md", "丙.md", "丁.txt", "戊.md"}
