"""One server a data folder: shared by its users, gone after the last, however that one went."""

import contextlib
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kgx.errors import DatabaseError
from kgx.server import start_or_attach, writing
from kgx.server.folder import Folder, alive, listens
from kgx.server.locks import FileLock
from kgx.server.runtime import runtime

pytestmark = pytest.mark.embedded
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

_USER = """
import sys
from pathlib import Path
from kgx.server import start_or_attach
with start_or_attach(Path(sys.argv[1])) as server:
    print(server.started, server.address.uri, flush=True)
    sys.stdin.read()
"""


class User:
    """Another process that uses the server of a folder until told to leave."""

    def __init__(self, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _USER, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert self.process.stdout is not None
        self.started, self.uri = self.process.stdout.readline().split()

    def leave(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


def eventually(done: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def gone(data: Path, pid: int) -> bool:
    return not alive(pid) and not (data / "server.json").exists()


def running_pid(data: Path) -> int:
    running = Folder(data).running()
    assert running is not None
    return running.pid


def test_the_last_user_waits_until_it_is_gone(tmp_path: Path) -> None:
    data = tmp_path / "a b" / "資料%20"
    with start_or_attach(data) as server:
        assert server.started
        pid = running_pid(data)
        other = User(data)
        assert (other.started, other.uri) == ("False", server.address.uri)
    assert alive(pid), "another process still uses it"
    other.leave()
    assert gone(data, pid)
    with start_or_attach(data) as again:
        assert again.started


@posix
def test_a_killed_user_leaves_no_server_behind(tmp_path: Path) -> None:
    user = User(tmp_path)
    pid = running_pid(tmp_path)
    user.kill()
    assert eventually(lambda: gone(tmp_path, pid))


@posix
def test_ctrl_c_ends_the_user_and_not_the_server_under_another(tmp_path: Path) -> None:
    first, second = User(tmp_path), User(tmp_path)
    pid = running_pid(tmp_path)
    first.process.send_signal(signal.SIGINT)
    first.process.communicate(timeout=30)
    assert first.process.returncode != 0
    assert alive(pid)
    second.leave()
    assert gone(tmp_path, pid)


@posix
@pytest.mark.parametrize("victim", ["keeper", "pid"])
def test_a_killed_server_is_cleared_away_and_started_again(tmp_path: Path, victim: str) -> None:
    with start_or_attach(tmp_path):
        running = Folder(tmp_path).running()
        assert running is not None
        os.kill(getattr(running, victim), signal.SIGKILL)
        assert eventually(lambda: not listens(running.bolt))
        with start_or_attach(tmp_path) as server:
            assert server.started
            assert listens(int(server.address.uri.rpartition(":")[2]))


def test_a_record_of_a_dead_process_is_no_server(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    record = {"keeper": dead.pid, "pid": dead.pid, "bolt": 1, "http": 1, "password": "x"}
    (tmp_path / "server.json").write_text(json.dumps(record), encoding="utf-8")
    with start_or_attach(tmp_path) as server:
        assert server.started


def test_nobody_reads_the_password(tmp_path: Path) -> None:
    with start_or_attach(tmp_path) as server:
        password = server.address.password
        assert password
        assert password not in repr(server.address)
        assert (tmp_path / "server.json").stat().st_mode & 0o077 == 0 or sys.platform == "win32"
        assert (tmp_path / "password").stat().st_mode & 0o077 == 0 or sys.platform == "win32"
        if sys.platform == "linux":
            running = Folder(tmp_path).running()
            assert running is not None
            for pid in (running.pid, running.keeper):
                assert password not in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
        assert password not in (tmp_path / "server.log").read_text(encoding="utf-8")
    assert not (tmp_path / "password").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/net")
def test_it_listens_on_this_machine_only(tmp_path: Path) -> None:
    with start_or_attach(tmp_path) as server:
        assert server.address.http is not None
        ports = {int(uri.rpartition(":")[2]) for uri in (server.address.uri, server.address.http)}
        assert eventually(lambda: all(map(listens, ports)))
        assert {port for _host, port in listening(running_pid(tmp_path))} == ports
        assert all(host.endswith("0100007F") for host, _port in listening(running_pid(tmp_path)))


def listening(pid: int) -> set[tuple[str, int]]:
    """(address in hexadecimal, port) of all that a process listens on."""
    sockets = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            sockets.add(os.readlink(link))  # noqa: PTH115 - its target is no path
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                host, port = fields[1].split(":")
                found.add((host, int(port, 16)))
    return found


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DatabaseError, match=f"port {taken.getsockname()[1]} .* taken"):
        start_or_attach(tmp_path, port=taken.getsockname()[1])
    with start_or_attach(tmp_path) as server:
        assert server.started, "the failure left nothing behind"


def test_a_probe_that_never_succeeds_ends_in_an_error_and_no_server(tmp_path: Path) -> None:
    def never(_address: object) -> None:
        raise DatabaseError("not yet")

    with pytest.raises(DatabaseError, match="does not answer: not yet"):
        start_or_attach(tmp_path, probe=never, wait=2)
    assert eventually(lambda: not (tmp_path / "server.json").exists())


def test_a_folder_that_is_none_or_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(DatabaseError, match="is a file"):
        start_or_attach(file)
    with pytest.raises(DatabaseError, match="under a file"):
        start_or_attach(file / "kgx")
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        tmp_path.chmod(0o500)
        try:
            with pytest.raises(DatabaseError, match="cannot be written"):
                start_or_attach(tmp_path / "kgx")
        finally:
            tmp_path.chmod(0o700)


def test_a_system_without_a_build_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(DatabaseError) as raised:
        runtime()
    assert raised.value.hint is not None
    assert "--to" in raised.value.hint


def test_one_writes_and_the_other_is_told(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from kgx.server import writing\nwith writing(Path(sys.argv[1])): print('ok')"
    command = [sys.executable, "-c", code, str(tmp_path)]
    with writing(tmp_path):
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        assert "another kgx is writing" in done.stderr
        with start_or_attach(tmp_path):
            pass  # reading works meanwhile
    assert subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout == "ok\n"


def _wait(path: str) -> None:
    Path(path).touch()
    time.sleep(60)


@posix
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_holds_no_lock_of_its_parent(tmp_path: Path) -> None:
    lock, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert lock.acquire(shared=True)
    worker = multiprocessing.get_context("fork").Process(target=_wait, args=(str(tmp_path / "up"),))
    worker.start()
    try:
        assert eventually((tmp_path / "up").exists)
        lock.release()
        assert other.acquire()
    finally:
        other.release()
        worker.terminate()
        worker.join()
        worker.close()
