"""A real Neo4j for the tests: put together by Maven in the user's cache, started on ports of its own, stopped at the end."""

import atexit
import contextlib
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Self

from filelock import FileLock
from platformdirs import user_cache_path

from kgx.errors import DatabaseError
from kgx.model.address import Address
from kgx.server.runtime import java_of, runtime
from kgx.store import connect

LONG_TERM, NEWEST = "5.26.12", "2026.08.1"
_WANTED = os.environ.get("KGX_TEST_NEO4J_VERSION") or LONG_TERM
VERSION = NEWEST if _WANTED == "newest" else _WANTED
_BROWSER = "5.24.0"
_POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kgx.tests</groupId><artifactId>neo4j</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.client</groupId><artifactId>neo4j-browser</artifactId><version>{_BROWSER}</version></dependency>
  </dependencies>
</project>
"""
_OPENS = ("java.nio", "sun.nio.ch", "java.util.concurrent")
_LONG_TERM_LINE = VERSION.startswith("5.")
_MAIN = "org.neo4j.server.CommunityEntryPoint" if _LONG_TERM_LINE else "org.neo4j.server.Neo4jCommunity"


class Missing(Exception):
    """Why there is no Neo4j here."""


@contextlib.contextmanager
def neo4j_server(database: str = "neo4j", before: Callable[[dict[str, str]], None] | None = None, **more: str) -> Iterator[Address]:
    """The address of a fresh, empty Neo4j that runs: see `Neo4j`."""
    with Neo4j(database, before, **more) as server:
        yield server.address


class Neo4j:
    """A fresh, empty Neo4j whose one database is called so, with more settings of `neo4j.conf`; its HTTP address serves Neo4j Browser.

    `before` is called before the server starts, with the environment in which `NEO4J_ADMIN` is the admin program.
    It runs in a `with`, and may be stopped and started there: its data and its address stay.

    Raises `Missing` with the reason where none can be made here.
    """

    def __init__(self, database: str = "neo4j", before: Callable[[dict[str, str]], None] | None = None, **more: str) -> None:
        libraries = _libraries()
        self._home = Path(tempfile.mkdtemp(prefix="kgx-neo4j-"))
        self._settings = {"initial.dbms.default_database": database, **more}
        self._ports = _free_port(), _free_port()
        self._java = [_java(), "-cp", f"{libraries}/*"]
        self._environment = {**os.environ, "NEO4J_HOME": str(self._home), "NEO4J_CONF": str(self._home / "conf")}
        self._process: subprocess.Popen[bytes] | None = None
        password = secrets.token_hex(16)
        bolt, http = self._ports
        self.address = Address(f"bolt://127.0.0.1:{bolt}", database, "neo4j", password, http=f"http://127.0.0.1:{http}")
        _configure(self._home, self._ports, self._settings)
        admin = [*self._java, "org.neo4j.server.startup.Neo4jAdminCommand"]
        subprocess.run([*admin, "dbms", "set-initial-password", password], env=self._environment, check=True, stdout=subprocess.DEVNULL)
        if before:
            admin_program = self._home / "neo4j-admin"
            admin_program.write_text(f'#!/bin/sh\nexec {shlex.join(admin)} "$@"\n', encoding="utf-8")
            admin_program.chmod(0o700)
            before({**self._environment, "NEO4J_ADMIN": str(admin_program)})

    def __enter__(self) -> Self:
        atexit.register(self._end)
        try:
            self.start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()
        atexit.unregister(self._end)

    @property
    def running(self) -> bool:
        """Whether its process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self, more: Mapping[str, str] | None = None, *, wait: bool = True) -> None:
        """Start it, with further settings for this time; return when it answers, or at once. It ends with the thread that starts it."""
        _configure(self._home, self._ports, {**self._settings, **(more or {})})
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
        command = [*self._java, "-Xmx1g", *opens, "-Dfile.encoding=UTF-8", _MAIN]
        with (self._home / "out.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, f"--home-dir={self._home}", f"--config-dir={self._home / 'conf'}"],
                env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )  # fmt: skip
        if wait:
            _wait(self._process, self.address, self._home)

    def start_later(self, seconds: float = 1.0) -> None:
        """Start it after a while, from a thread that lives as long as it."""

        def run() -> None:
            time.sleep(seconds)
            self.start(wait=False)
            if self._process is not None:
                self._process.wait()

        threading.Thread(target=run, daemon=True).start()

    def stop(self, *, kill: bool = False) -> None:
        """Stop it, the way its administrator does; or as a crash does."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        if kill and sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.terminate()
        process.wait(60)

    def _end(self) -> None:
        """End it the short way: its data go with it."""
        self.stop(kill=True)
        shutil.rmtree(self._home, ignore_errors=True)


def _java() -> str:
    """The system's Java; for the newest line, which wants 21 or newer, the one that comes with the embedded database."""
    return "java" if _LONG_TERM_LINE else str(java_of(runtime()))


def _libraries() -> Path:
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise Missing(
                f"no Neo4j: `{program}` is not installed (Java 17 or newer and Maven put one together), and KGX_TEST_NEO4J_URI is not set"
            )
    cache = user_cache_path("kgx-tests", ensure_exists=True) / f"neo4j-{VERSION}-browser-{_BROWSER}"
    with FileLock(f"{cache}.lock"):
        if not (cache / "complete").exists():
            shutil.rmtree(cache, ignore_errors=True)
            cache.mkdir()
            (cache / "pom.xml").write_text(_POM, encoding="utf-8")
            copy = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib"]
            done = subprocess.run(copy, cwd=cache, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
            if done.returncode:
                reason = next((line for line in done.stdout.splitlines() if "ERROR" in line), "no reason given")
                raise Missing(f"no Neo4j: Maven could not fetch it ({reason})")
            (cache / "complete").touch()
    return cache / "lib"


def _configure(home: Path, ports: tuple[int, int], more: Mapping[str, str]) -> None:
    bolt, http = ports
    (home / "conf").mkdir(exist_ok=True)
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.memory.heap.max_size": "1g",
        "server.memory.pagecache.size": "128m",
        "dbms.usage_report.enabled": "false",
        **more,
    }
    (home / "conf" / "neo4j.conf").write_text("".join(f"{k}={v}\n" for k, v in settings.items()), encoding="utf-8")


def _wait(process: "subprocess.Popen[bytes]", address: Address, home: Path) -> None:
    end = time.monotonic() + 120
    while True:
        try:
            with connect(address) as store:
                store.ready()
        except DatabaseError as error:
            if process.poll() is not None or time.monotonic() > end:
                log = (home / "out.log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"Neo4j did not start: {error}\n{log[-2000:]}") from error
            time.sleep(0.2)
        else:
            return


def _die_with_parent() -> None:
    import ctypes

    death_signal = 1
    ctypes.CDLL(None).prctl(death_signal, signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
