"""Neo4j Browser as a user has it: log in, drop a file in, type a statement, look at what comes."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from kgx.model.address import Address

_DROP = """
([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const target = document.querySelector('[data-testid="editor"]') || document.querySelector('#mount main') || document.body;
  for (const type of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
}
"""


def log_in(browser: "Browser", program: str, address: "Address", *, width: int = 1200, height: int = 800) -> "Page":
    """A page of Neo4j Browser, served at `program`, that is connected to the database at `address`."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{program}/browser/?connectURL={address.uri}")
    page.get_by_test_id("boltaddress").fill(address.uri.partition("://")[2])
    page.get_by_test_id("username").fill(address.username or "")
    page.get_by_test_id("password").fill(address.password or "")
    page.get_by_test_id("connect").click()
    return page


def drop(page: "Page", file: Path) -> None:
    """Drag a file onto the window."""
    page.evaluate(_DROP, [file.name, file.read_text(encoding="utf-8")])


def run(page: "Page", statement: str) -> None:
    """Type a statement into the editor and run it."""
    page.locator(".monaco-editor").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(statement)
    page.keyboard.press("Control+Enter")
