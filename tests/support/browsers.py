"""The system's Chromium; KGX_TEST_CHROMIUM names another program."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class NoBrowser(Exception):
    """There is none on this machine."""


@contextmanager
def launched() -> Iterator["Browser"]:
    """A browser until the end. Raises NoBrowser where there is none."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("KGX_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise NoBrowser("no browser: Chromium is not installed, and KGX_TEST_CHROMIUM names none")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def go(page: "Page", place: str) -> None:
    """Follow an address inside a report, and wait until its page, not the one before, is drawn."""
    page.evaluate(
        """place => {
          if (decodeURI(location.hash) == decodeURI(place)) return;
          document.getElementById('main').dataset.ready = '';
          location.hash = place;
        }""",
        place,
    )
    page.wait_for_function("place => decodeURI(document.getElementById('main').dataset.ready) == decodeURI(place)", arg=place)
