"""The command line as a user has it: a process of its own, in a folder, with an environment that names no database."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ARTICLES = {
    "甲.md": """---
title: 模擬公司裡的勒索
date: 2025-06-21
---

據 Anthropic 的報告，Claude Opus 4 的勒索率高達 96%，GPT-4.1 為 80%。

馬斯克創辦的 xAI 推出了 Grok 3 Beta。
""",
    "乙.md": """---
title: 谄媚与更正
date: 2025-07-01
---

OpenAI 发布 GPT-4.1。测试显示，GPT-4.1 的勒索率为 80%。
""",
}


def write_articles(folder: Path, articles: Mapping[str, str] = ARTICLES) -> Path:
    """A folder of articles, in UTF-8 with line feeds."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def environment(cache: Path, **changes: str) -> dict[str, str]:
    """This process's environment without databases, with a cache of its own, where warnings are errors."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J_", "KGX_", "COLUMNS", "PYTHON"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    quiet = {"PYTHONWARNINGS": "error", "PYTHONWARNDEFAULTENCODING": "1", "PYTHONUTF8": "1", "KGX_LANG": "en"}
    return {**kept, "PATH": path, "XDG_CACHE_HOME": str(cache), **quiet, **changes}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "kgx", *map(str, arguments)]


class Kgx:
    """Runs `kgx` in a folder."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache

    def __call__(
        self, *arguments: str | Path, code: int = 0, input_: bytes = b"", env: Mapping[str, str] | None = None, encoding: str = "utf-8"
    ) -> "Said":
        """Run a command, and demand its exit code."""
        done = subprocess.run(
            command(*arguments), cwd=self.folder, env=environment(self.cache, **(env or {})), input=input_, capture_output=True, timeout=120
        )
        said = Said(done.stdout.decode(encoding), done.stderr.decode(encoding), done.stdout)
        assert done.returncode == code, f"exit code {done.returncode}\n{said.out}\n{said.err}"
        assert "Traceback" not in said.err, said.err
        return said

    def start(self, *arguments: str | Path) -> "subprocess.Popen[bytes]":
        """Start a command and leave it running, in a process group of its own."""
        return subprocess.Popen(
            command(*arguments),
            cwd=self.folder,
            env=environment(self.cache),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )


class Said:
    """What a command printed."""

    def __init__(self, out: str, err: str, raw: bytes) -> None:
        self.out = out
        self.err = err
        self.raw = raw
