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
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

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
    """A fresh, empty Neo4j whose one database is called so, with more settings of `neo4j.conf`; its HTTP address serves Neo4j Browser.

    `before` is called before the server starts, with the environment in which `NEO4J_ADMIN` is the admin program.

    Raises `Missing` with the reason where none can be made here.
    """
    libraries = _libraries()
    home = Path(tempfile.mkdtemp(prefix="kgx-neo4j-"))
    password = secrets.token_hex(16)
    bolt, http = _configure(home, {"initial.dbms.default_database": database, **more})
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    java = [_java(), "-cp", f"{libraries}/*"]
    admin = [*java, "org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", password]
    subprocess.run(admin, env=environment, check=True, stdout=subprocess.DEVNULL)
    if before:
        admin_program = home / "neo4j-admin"
        words = shlex.join([*java, "org.neo4j.server.startup.Neo4jAdminCommand"])
        admin_program.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
        admin_program.chmod(0o700)
        before({**environment, "NEO4J_ADMIN": str(admin_program)})
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
    command = [*java, "-Xmx1g", *opens, "-Dfile.encoding=UTF-8", _MAIN]
    with (home / "out.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, f"--home-dir={home}", f"--config-dir={home / 'conf'}"],
            env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )  # fmt: skip
    atexit.register(_stop, process, home)
    try:
        address = Address(f"bolt://127.0.0.1:{bolt}", database, "neo4j", password, http=f"http://127.0.0.1:{http}")
        _wait(process, address, home)
        yield address
    finally:
        _stop(process, home)
        atexit.unregister(_stop)


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


def _configure(home: Path, more: Mapping[str, str]) -> tuple[int, int]:
    bolt, http = _free_port(), _free_port()
    (home / "conf").mkdir()
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.memory.heap.max_size": "1g",
        "server.memory.pagecache.size": "128m",
        "dbms.usage_report.enabled": "false",
        **more,
    }
    (home / "conf" / "neo4j.conf").write_text("".join(f"{k}={v}\n" for k, v in settings.items()), encoding="utf-8")
    return bolt, http


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


def _stop(process: "subprocess.Popen[bytes]", home: Path) -> None:
    """End it the short way: its data go with it."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    shutil.rmtree(home, ignore_errors=True)


def _die_with_parent() -> None:
    import ctypes

    death_signal = 1
    ctypes.CDLL(None).prctl(death_signal, signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
