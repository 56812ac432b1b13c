"""The embedded server of a data folder: started by the first kgx process that needs it, shared by all, stopped after the last."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from kgx.errors import DatabaseError
from kgx.model.address import Address
from kgx.server.folder import Folder, Running, alive, listens
from kgx.server.locks import FileLock
from kgx.server.runtime import runtime

_PAUSE = 0.02
_STOP = 20.0
"""Seconds to wait for a server that is on its way out."""

_LEFT: list["subprocess.Popen[bytes]"] = []
"""Keepers that this process started and that others still need; held, since Python complains of a child that is forgotten."""


class Server:
    """A running embedded server that this process uses. Close it (or leave the `with`): it ends after its last user."""

    def __init__(self, folder: Folder, users: FileLock, running: Running, keeper: "subprocess.Popen[bytes] | None") -> None:
        self._folder = folder
        self._users: FileLock | None = users
        self._keeper = keeper
        self.address: Address = running.address()
        self.started = keeper is not None
        """True where this process started it, False where it was running."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop using it. Returns when the server is gone, or at once where others use it."""
        users, self._users = self._users, None
        if users is not None:
            _leave(self._folder, users, self._keeper)


def start_or_attach(
    data: Path, *, probe: Callable[[Address], None] | None = None, wait: float = 60.0, port: int = 0, quick: bool = True
) -> Server:
    """Use the server of a data folder (made where it is missing), starting it where none runs.

    `probe` returns where the database answers and raises DatabaseError where it does not yet (`kgx.store.connect(a).ready`);
    it is called from the start on, so what it imports is imported while the server starts. `port`: of Bolt, 0 for any.
    `quick`: for questions; without it a server that starts here takes longer to start, and is faster at hours of loading.
    Raises DatabaseError: no runtime for this system, folder not writable, port taken, no answer within `wait` seconds.
    """
    folder = Folder(data)
    folder.make()
    end = time.monotonic() + wait
    with _starting(folder, wait):
        users = folder.lock("users")
        if not users.acquire(shared=True, wait=wait):
            raise DatabaseError(f"the server in {folder.data} does not end", hint=f"see {folder.log}")
        process = None
        try:
            running = _attachable(folder)
            process = None if running else _launch(folder, port, quick)
            running = running or _record(folder, process, end)
            _until_ready(folder, running, process, probe, end)
        except BaseException:
            _leave(folder, users, process, already_starting=True)
            raise
        return Server(folder, users, running, process)


@contextlib.contextmanager
def writing(data: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the right to write into a data folder. DatabaseError where another process holds it longer than `wait` seconds."""
    folder = Folder(data)
    folder.make()
    lock = folder.lock("write")
    if not lock.acquire(wait=wait):
        raise DatabaseError(
            f"another kgx is writing into {folder.data}",
            hint="wait until it is done (reading works meanwhile), or choose another folder with --data DIR",
        )
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _starting(folder: Folder, wait: float) -> Iterator[None]:
    lock = folder.lock("start")
    if not lock.acquire(wait=wait):
        raise DatabaseError(f"another kgx has been starting the server in {folder.data} for {wait:.0f} s", hint=f"see {folder.log}")
    try:
        yield
    finally:
        lock.release()


def _kept(folder: Folder) -> bool:
    """Whether a keeper lives."""
    lock = folder.lock("keeper")
    free = lock.acquire()
    lock.release()
    return not free


def _attachable(folder: Folder) -> Running | None:
    """The server that runs, if one does. What a killed one left behind is cleared away."""
    running = folder.running()
    if running is None:
        return None
    if _kept(folder):
        return running
    if listens(running.bolt) and alive(running.pid):  # its keeper was killed, and this system let it live
        with contextlib.suppress(ProcessLookupError):
            os.kill(running.pid, signal.SIGTERM)
        _wait_until(lambda: not listens(running.bolt), _STOP)
    folder.record.unlink(missing_ok=True)
    return None


def _launch(folder: Folder, port: int, quick: bool) -> "subprocess.Popen[bytes]":
    runtime()
    if port and listens(port):
        raise DatabaseError(f"port {port} on 127.0.0.1 is taken", hint="choose another port, or leave it out for any free one")
    folder.log.unlink(missing_ok=True)
    command = [sys.executable, "-m", "kgx.server.keeper", str(folder.data), str(port), "quick" if quick else "long"]
    own_group_no_console = 0x08000200 if sys.platform == "win32" else 0
    with folder.log.open("ab") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, creationflags=own_group_no_console
        )


def _record(folder: Folder, process: "subprocess.Popen[bytes] | None", end: float) -> Running:
    while (running := folder.running()) is None:
        _check(folder, process, end, None)
        time.sleep(_PAUSE)
    return running


def _until_ready(
    folder: Folder, running: Running, process: "subprocess.Popen[bytes] | None", probe: Callable[[Address], None] | None, end: float
) -> None:
    while True:
        try:
            if probe is not None:
                probe(running.address())
            elif not listens(running.bolt):
                raise DatabaseError(f"nobody listens on port {running.bolt}")
        except DatabaseError as error:
            _check(folder, process, end, error)
            time.sleep(_PAUSE)
        else:
            return


def _check(folder: Folder, process: "subprocess.Popen[bytes] | None", end: float, error: DatabaseError | None) -> None:
    if process is not None and process.poll() is not None:
        raise DatabaseError(f"the embedded database in {folder.data} did not start: {folder.last_words()}", hint=f"its log is {folder.log}")
    if time.monotonic() > end:
        raise DatabaseError(
            f"the embedded database in {folder.data} does not answer: {error or 'no record of it'}", hint=f"see {folder.log}"
        )


def _leave(folder: Folder, users: FileLock, keeper: "subprocess.Popen[bytes] | None", *, already_starting: bool = False) -> None:
    """Let go of the server; where nobody else uses it, wait until it is gone, and let nobody in meanwhile."""
    with contextlib.nullcontext() if already_starting else _starting(folder, _STOP):
        # Alone: no other user is there. Not even shared: the keeper was quicker, and has it alone.
        last = users.acquire(wait=0.0) or not users.acquire(shared=True, wait=0.0)
        users.release()
        if last:
            _wait_until(lambda: not _kept(folder), _STOP)
    if keeper is not None and (not last or keeper.wait(_STOP) is None):
        _LEFT.append(keeper)


def _wait_until(done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(_PAUSE)
