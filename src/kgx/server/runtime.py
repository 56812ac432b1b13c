"""Where the embedded server's runtime lies, and the command line that starts it."""

import importlib.util
import platform
from collections.abc import Sequence
from pathlib import Path

from kgx.errors import DatabaseError

DATABASE = "kgx"
USER = "root"
_MESSAGE_BYTES = 256 * 1024 * 1024
"""Largest message over Bolt; the store's batches stay far below."""
_STATEMENT_SECONDS = 120
"""After which the server gives up on any statement; it does not heed a limit that comes with the statement."""


def runtime() -> Path:
    """The folder of the installed package `arcadedb-embedded`, found without importing it. DatabaseError where there is none."""
    found = importlib.util.find_spec("arcadedb_embedded")
    places: Sequence[str] = (found.submodule_search_locations if found else None) or ()
    for place in map(Path, places):
        if java_of(place).is_file():
            return place
    raise DatabaseError(
        f"the embedded database is not installed (`arcadedb-embedded`; this system is {platform.system()} {platform.machine()})",
        hint="install arcadedb-embedded where it has a build for the system; else give the address of a Neo4j 5.26 or newer "
        "with --to bolt://HOST:7687 (or NEO4J_URI)",
    )


def arguments(home: Path, root: Path, password_file: Path, bolt_port: int, http_port: int, *, quick: bool) -> list[str]:
    """The command line. It names the file that holds the password, never the password, since `ps` shows it to everyone.

    `quick` starts sooner and runs long work slower: the compiler stops at its first level.
    """
    settings = {
        "server.rootPath": root,
        "server.rootPasswordPath": password_file,
        "server.saltIterations": 1024,  # many rounds protect passwords that people choose; this one is 256 random bits
        "server.defaultDatabases": f"{DATABASE}[]",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http_port,
        "command.timeout": _STATEMENT_SECONDS * 1000,
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt_port,
        "bolt.maxMessageSize": _MESSAGE_BYTES,
        "bolt.defaultDatabase": DATABASE,
    }
    return [
        str(java_of(home)),
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        *(f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.util.concurrent.atomic", "java.nio.channels.spi", "java.lang")),
        "-Dfile.encoding=UTF8",
        "-Djava.awt.headless=true",
        "-XX:+UseCompactObjectHeaders",
        *(["-XX:TieredStopAtLevel=1"] if quick else []),
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        str(home / "jars" / "*"),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def java_of(home: Path) -> Path:
    """The program `java` in the folder of the runtime."""
    return home / "jre" / "bin" / ("java.exe" if platform.system() == "Windows" else "java")
