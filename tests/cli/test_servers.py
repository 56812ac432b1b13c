"""Commands against a Neo4j: what is said where it cannot be reached or refuses, and the same answers where it can."""

import json
import os
import socket
import subprocess
import sys

import pytest

from kgx.model.address import Address
from kgx.store import Store
from tests.cli.running import Kgx, command, environment, write_articles
from tests.cli.test_graph import ROWS


def test_a_server_that_is_not_there(kgx: Kgx) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    write_articles(kgx.folder / "in")
    said = kgx("ingest", "in", "--to", f"bolt://127.0.0.1:{port}", code=3).err
    assert said.startswith(f"writing to Neo4j at bolt://127.0.0.1:{port}, ")
    assert "(--to)" in said
    assert "kgx: no database answers" in said
    kgx("query", "articles", code=3, env={"NEO4J_URI": f"bolt://127.0.0.1:{port}"})


def test_a_port_where_something_else_listens(kgx: Kgx) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        other.settimeout(20)
        with kgx.start("status", "--to", f"bolt://127.0.0.1:{other.getsockname()[1]}") as process:
            connection, _ = other.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (3, b"")
    assert b"Traceback" not in err


@pytest.mark.embedded
@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_a_password_that_nobody_gave_is_asked_for_and_not_shown(kgx: Kgx, embedded_address: Address) -> None:
    """Any server that speaks Bolt will do; at a terminal, since elsewhere nobody can answer."""
    given = {key: value for key, value in _environment(embedded_address).items() if key != "NEO4J_PASSWORD"}
    assert "password" in kgx("query", "articles", code=3, env=given).err
    terminal, end = os.openpty()
    with subprocess.Popen(
        command("query", "--cypher", "RETURN 41 + 1 AS n", "--format", "csv"),
        cwd=kgx.folder, env=environment(kgx.cache, **given), stdin=end, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        asked = b""
        while not asked.endswith(b": ") and (read := process.stderr.read(1)):
            asked += read
        assert asked.decode() == f"password of {embedded_address.username} at {embedded_address.uri}: "
        os.write(terminal, f"{embedded_address.password}\n".encode())
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out.split()) == (0, [b"n", b"42"]), err
    os.set_blocking(terminal, False)
    os.close(end)
    try:
        shown = os.read(terminal, 1000)
    except OSError:  # nothing was shown
        shown = b""
    os.close(terminal)
    assert str(embedded_address.password).encode() not in shown + err


@pytest.mark.neo4j
def test_what_a_server_refuses(kgx: Kgx, neo4j_address: Address, neo4j_store: Store) -> None:
    env = _environment(neo4j_address)
    assert neo4j_store.counts()
    assert "password" in kgx("status", code=3, env={**env, "NEO4J_PASSWORD": "wrong"}).err
    assert "nosuchdb" in kgx("status", "--database", "nosuchdb", code=3, env=env).err


@pytest.mark.neo4j
def test_the_same_answers_from_a_server(kgx: Kgx, neo4j_address: Address, neo4j_store: Store) -> None:
    neo4j_store.reset()
    env = _environment(neo4j_address)
    write_articles(kgx.folder / "in")
    assert "(NEO4J_URI)" in kgx("ingest", "in", env=env).err
    assert "2 unchanged" in kgx("ingest", "in", env=env).err
    rows = json.loads(kgx("query", "rates", "behavior=勒索", "--format", "json", env=env).out)
    assert [(row["model"], row["rate"]) for row in rows] == ROWS
    name = neo4j_store.read("CALL db.info() YIELD name RETURN name")[0]["name"]
    kgx("reset", "--yes", name, env=env)
    assert json.loads(kgx("query", "articles", "--format", "json", env=env).out) == []


def _environment(address: Address) -> dict[str, str]:
    named = {"NEO4J_USERNAME": address.username, "NEO4J_PASSWORD": address.password, "NEO4J_DATABASE": address.database}
    return {"NEO4J_URI": address.uri, **{key: value for key, value in named.items() if value}}
