"""Neo4j Browser as a user has it: log in, drop a file in, type a statement."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from kgx.model.address import Address

_DROP = """
([name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.querySelector('.filedrop').dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
}
"""


def log_in(browser: "Browser", program: str, address: "Address") -> "Page":
    """A page of Neo4j Browser, served at `program`, that is connected to the database at `address`."""
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.goto(f"{program}/browser/?connectURL={address.uri}")
    page.get_by_test_id("boltaddress").fill(address.uri.partition("://")[2])
    page.get_by_test_id("username").fill(address.username or "")
    page.get_by_test_id("password").fill(address.password or "")
    page.get_by_test_id("connect").click()
    page.get_by_test_id("frameCommand").get_by_text(":play start").wait_for()
    return page


def drop(page: "Page", file: Path) -> None:
    """Drag a file onto the window."""
    page.evaluate(_DROP, [file.name, base64.b64encode(file.read_bytes()).decode()])


def run(page: "Page", statement: str) -> None:
    """Type a statement into the editor and run it; its answer is the first frame of the page then."""
    question = statement.partition("\n")[0]
    page.get_by_test_id("activeEditor").locator(".monaco-editor").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(statement)
    page.keyboard.press("Control+Enter")
    page.get_by_test_id("frame").first.get_by_text(question[:40]).wait_for()
