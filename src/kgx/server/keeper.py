"""The process that starts the server of a data folder, watches over it, and ends it when nobody uses it any more.

It is a process of its own, in a session of its own, so that the server outlives neither a kgx that was killed nor a
Ctrl-C, and survives the end of the kgx that started it while others still use it.
"""

import os
import secrets
import signal
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from kgx.server.folder import Folder, Running, free_port
from kgx.server.runtime import arguments, runtime

_PATIENCE = 15.0
"""Seconds that the server has to close its files before it is killed; it recovers from its journal then."""


def main(data: str, port: int, quick: bool) -> int:
    """Run the server of a folder until nobody uses it. `port` 0: any; `quick`: for short work."""
    folder = Folder(Path(data))
    keeper = folder.lock("keeper")
    if not keeper.acquire(wait=_PATIENCE):
        return 1
    server, record = _start(folder, port or free_port(), quick)
    signal.signal(signal.SIGTERM, lambda _number, _frame: server.terminate())
    try:
        folder.write_private(folder.record, msgspec.json.encode(record))
        threading.Thread(target=_wait_for_users, args=(folder, server), daemon=True).start()
        return server.wait()
    finally:
        folder.record.unlink(missing_ok=True)
        folder.password.unlink(missing_ok=True)


def _start(folder: Folder, bolt: int, quick: bool) -> tuple["subprocess.Popen[bytes]", Running]:
    http, password = free_port(), secrets.token_urlsafe(32)
    folder.write_private(folder.password, password.encode())
    # The server takes the password only when it makes its user, so it makes it anew each time.
    (folder.root / "config" / "server-users.jsonl").unlink(missing_ok=True)
    command = arguments(runtime(), folder.root, folder.password, bolt, http, quick=quick)
    with folder.log.open("ab") as log:
        server = subprocess.Popen(
            command,
            cwd=folder.root,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=_die_with_keeper if sys.platform == "linux" else None,
        )
    return server, Running(os.getpid(), server.pid, bolt, http, password)


def _wait_for_users(folder: Folder, server: "subprocess.Popen[bytes]") -> None:
    users = folder.lock("users")
    users.acquire(wait=None)
    server.terminate()
    try:
        server.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
    threading.Event().wait()  # holds the lock until this process is gone


def _die_with_keeper() -> None:
    """Where the system can: should the keeper be killed, the server gets its signal to end."""
    import ctypes

    death_signal = 1
    ctypes.CDLL(None).prctl(death_signal, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "quick"))
