"""Web pages saved in one file: the HTML part of an MHTML file, read as a saved page is."""

from email import message_from_bytes
from email.message import Message

import msgspec

from kgx.errors import InputError
from kgx.read.front_matter import Entry
from kgx.read.growing import Contained
from kgx.read.html import read_html


def read_mhtml(data: bytes, *, path: str) -> Contained:
    """Read the page of an MHTML file; its address is the one that it was saved from, where the page states none.

    Raises InputError: code "mhtml.invalid" where no HTML is in it, else as `read_html` does.
    """
    message = message_from_bytes(data)
    part = next((part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    page = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(page, bytes):
        raise InputError(f"{path}: no HTML is in this MHTML file", hint="save the page anew", code="mhtml.invalid")
    found = read_html(page, path=path, charset=part.get_content_charset())
    url = _address(message, part)
    if url is None or "url" in found.front.entries:
        return found
    front = msgspec.structs.replace(found.front, entries={**found.front.entries, "url": Entry(url, None)})
    return msgspec.structs.replace(found, front=front)


def _address(message: Message, part: Message) -> str | None:
    """Where the page was saved from."""
    stated = (message.get("Snapshot-Content-Location"), part.get("Content-Location"))
    return next((str(url) for url in stated if url and str(url).startswith(("http://", "https://"))), None)
