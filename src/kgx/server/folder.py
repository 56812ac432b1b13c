"""The data folder: its files, and the record of the server that runs in it."""

import os
import socket
import sys
from pathlib import Path

import msgspec

from kgx.errors import DatabaseError
from kgx.model.address import Address
from kgx.server.locks import FileLock
from kgx.server.runtime import DATABASE, USER


class Running(msgspec.Struct, frozen=True, rename="camel"):
    """The record of a running server, in `server.json`, which only its owner can read."""

    keeper: int
    """Process that watches over it."""
    pid: int
    bolt: int
    """Port on 127.0.0.1."""
    http: int
    password: str

    def address(self) -> Address:
        """Where it answers."""
        return Address(f"bolt://127.0.0.1:{self.bolt}", DATABASE, USER, self.password, http=f"http://127.0.0.1:{self.http}")


class Folder:
    """The paths in a data folder.

    Locks: `start` is held while a process starts or leaves; `users` is shared by every process that uses the server, so
    that its keeper gets it alone when the last one is gone, however it went; `keeper` is held as long as the server
    is watched; `write` by the one that writes.
    """

    def __init__(self, data: Path) -> None:
        self.data = data.absolute()
        self.root = self.data / "server"
        self.record = self.data / "server.json"
        self.log = self.data / "server.log"
        self.password = self.data / "password"

    def lock(self, name: str) -> FileLock:
        """The lock of that name, not yet taken."""
        return FileLock(self.data / f"{name}.lock")

    def make(self) -> None:
        """Make the folder where it is missing. DatabaseError where it cannot be written."""
        hint = "choose another folder with --data DIR (or KGX_DATA), or mend its permissions"
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.data / ".gitignore").write_text("*\n", encoding="utf-8")
        except (NotADirectoryError, FileExistsError) as error:
            what = "is a file" if self.data.is_file() else "lies under a file"
            raise DatabaseError(f"the data folder {self.data} {what}", hint=hint) from error
        except OSError as error:
            raise DatabaseError(f"the data folder {self.data} cannot be written: {error.strerror or error}", hint=hint) from error

    def running(self) -> Running | None:
        """The record of the server, where there is a whole one."""
        try:
            return msgspec.json.decode(self.record.read_bytes(), type=Running)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def write_private(self, path: Path, content: bytes) -> None:
        """Write a file that only this user can read, at once: a reader sees all of it or nothing."""
        part = path.with_name(f"{path.name}.{os.getpid()}")
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(file, content)
        finally:
            os.close(file)
        part.replace(path)

    def last_words(self) -> str:
        """The last line of the server's log that says something, for an error's message."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return "it wrote no log"
        return next((line.strip() for line in reversed(lines) if line.strip()), "its log is empty")


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Whether somebody listens on that port of 127.0.0.1."""
    try:
        socket.create_connection(("127.0.0.1", port), 0.5).close()
    except OSError:
        return False
    return True


def alive(pid: int) -> bool:
    """Whether a process of that number is there."""
    if sys.platform == "win32":  # there, a signal 0 would end it; its server is found by its port instead
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
