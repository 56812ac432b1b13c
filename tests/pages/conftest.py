"""A browser for the whole run."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.support.browsers import NoBrowser, launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The system's Chromium, else a skip with the reason."""
    try:
        with launched() as browser:
            yield browser
    except NoBrowser as missing:
        pytest.skip(str(missing))
