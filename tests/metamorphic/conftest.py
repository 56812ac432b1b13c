"""The share of each kind at the end of a run that read the variants."""

import pytest

from tests.metamorphic.run import all_outcomes, shares, table


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if all_outcomes.cache_info().currsize:
        terminalreporter.section("metamorphic: variants that hold, by kind")
        terminalreporter.write_line(table(shares(all_outcomes())))
