"""Many articles at once: what happens when a worker dies or cannot start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kgx.corpus.engine import run
from kgx.corpus.plan import Task
from kgx.knowledge import load


class Deadly(Task, frozen=True):
    """An article that takes its process with it."""

    def data(self) -> bytes:
        os._exit(9)


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    found = []
    for number in range(12):
        file = tmp_path / f"{number}.md"
        file.write_text(f"研究發現，Claude Opus 4 的勒索率高達 {number + 1}%。\n", encoding="utf-8")
        found.append(Task(str(file), file.name, file.name))
    return found


def test_an_article_that_kills_its_process_is_a_failure_and_the_rest_goes_on(tasks: list[Task]) -> None:
    tasks[7] = Deadly("x", "deadly.md", "deadly.md")
    outcomes = list(run(tasks, load(), workers=2))
    assert [outcome.task.path for outcome in outcomes] == [task.path for task in tasks]
    assert [outcome.task.path for outcome in outcomes if outcome.facts is None] == ["deadly.md"]
    assert [outcome.failure.code for outcome in outcomes if outcome.failure] == ["killed"]


def test_the_first_article_may_be_the_one_that_kills(tasks: list[Task]) -> None:
    tasks[0] = Deadly("x", "deadly.md", "deadly.md")
    outcomes = list(run(tasks, load(), workers=2))
    assert [outcome.failure.code for outcome in outcomes if outcome.failure] == ["killed"]
    assert sum(outcome.facts is not None for outcome in outcomes) == 11


def test_a_file_that_goes_away_is_a_failure(tasks: list[Task]) -> None:
    Path(tasks[3].file).unlink()
    outcomes = list(run(tasks, load(), workers=1))
    assert [outcome.failure.code for outcome in outcomes if outcome.failure] == ["unreadable"]
    assert sum(outcome.facts is not None for outcome in outcomes) == 11


def test_a_program_without_a_main_guard_still_gets_its_articles(tasks: list[Task], tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from kgx.corpus import Task, run\nfrom kgx.knowledge import load\n"
        f"tasks = [Task(f'{{n}}.md', f'{{n}}.md', f'{{n}}.md') for n in range({len(tasks)})]\n"
        "print(sum(outcome.facts is not None for outcome in run(tasks, load(), workers=2)))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, program], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=True)
    assert done.stdout.splitlines()[-1:] == ["12"]
