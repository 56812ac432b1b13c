"""Standard output for data, standard error for messages; neither ever fails on the terminal's encoding."""

import codecs
import os
import signal
import sys
from types import FrameType
from typing import NoReturn, TextIO

from kgx.cli.language import told

_JSON_ERRORS = "kgx.json"


def prepare() -> None:
    """Make both streams escape what they cannot show, keep the driver's log lines off, and let a TERM signal unwind."""
    import logging

    codecs.register_error(_JSON_ERRORS, _json_escape)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _terminate)


def tell_all() -> None:
    """Show the library's log lines too, with the time since the start and the room that they come from."""
    import logging

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(relativeCreated)6d ms %(name)s: %(message)s"))
    logger = logging.getLogger("kgx")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    """Characters that an encoding lacks, as JSON writes them: `\\uXXXX`, beyond the first plane as two of them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2)), error.end


def write_json(data: bytes) -> None:
    """Write JSON (UTF-8) to standard output; for another encoding with the escapes of JSON."""
    encoding = sys.stdout.encoding or "utf-8"
    if codecs.lookup(encoding).name != "utf-8":
        data = data.decode("utf-8").encode(encoding, _JSON_ERRORS)
    _write(data, encoding)


def write_html(page: str) -> None:
    """Write a page to standard output, in UTF-8 as it states itself; for another encoding with character references beyond ASCII."""
    utf8 = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    _write(page.encode("utf-8" if utf8 else "ascii", "xmlcharrefreplace"), "utf-8")


def write_bytes(data: bytes) -> None:
    """Write what a file would hold to standard output, as it is."""
    _write(data, "utf-8")


def _write(data: bytes, encoding: str) -> None:
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode(encoding))
    else:
        buffer.write(data)


def read_bytes() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()


def read_text() -> str:
    """All of standard input, as text in the terminal's encoding."""
    return sys.stdin.read().removeprefix("\ufeff")


def say(message: str, *, quiet: bool = False) -> None:
    """A message to whoever watches."""
    if not quiet:
        _print(told(message), sys.stderr)


def complain(message: str, hint: str | None = None) -> None:
    """An error: what and where, and below it what would be right."""
    _print(f"kgx: {told(message)}", sys.stderr)
    if hint:
        _print(f"     {told(hint)}", sys.stderr)


def _print(text: str, stream: TextIO) -> None:
    print(text, file=stream, flush=True)


def abandon_stdout() -> None:
    """After a broken pipe: let the interpreter flush what is left into nothing."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
