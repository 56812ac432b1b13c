"""A pytest plugin that says in one line what was skipped and why, and that can insist on what must not be skipped.

`KGX_TEST_REQUIRE=neo4j,embedded,browser` makes the run fail where a test with one of these markers was skipped, or where none ran.
"""

import os
from collections import Counter
from collections.abc import Iterator

import pytest


class Tally:
    """Counts skips by reason, and tests that ran by marker."""

    def __init__(self, required: frozenset[str]) -> None:
        self.required = required
        self.reasons: Counter[str] = Counter()
        self.ran: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        marks = self.required & set(report.keywords)
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self.reasons[reason.removeprefix("Skipped: ")] += 1
            if report.when == "setup":  # a fixture found no database or browser; a test may itself decide that it has nothing to do
                self.skipped.update(marks)
        elif report.when == "call":
            self.ran.update(marks)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped and isinstance(report.longrepr, tuple):
            self.reasons[report.longrepr[2].removeprefix("Skipped: ")] += 1

    def missing(self) -> Iterator[str]:
        for mark in sorted(self.required):
            if self.skipped[mark]:
                yield f"{self.skipped[mark]} tests marked {mark} were skipped"
            elif not self.ran[mark]:
                yield f"no test marked {mark} ran"

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if any(self.missing()) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        reasons = "; ".join(f"{reason} ({count})" for reason, count in self.reasons.most_common())
        terminalreporter.write_line(f"skipped: {reasons or 'nothing'}")
        for line in self.missing():
            terminalreporter.write_line(f"required, but {line}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    required = os.environ.get("KGX_TEST_REQUIRE", "").replace(",", " ").split()
    config.pluginmanager.register(Tally(frozenset(required)), "kgx-tally")
