"""A driver for an address, and what its errors mean."""

import contextlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from kgx.errors import AwayError, DatabaseError, KgxError, RefusedError, UsageError
from kgx.model.address import Address

OLDEST = (5, 26)
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_SECONDS = 10.0
"""To wait for a connection."""


def open_driver(address: Address) -> neo4j.Driver:
    """A driver that connects on first use. UsageError where the address is none."""
    auth = (address.username or "neo4j", address.password) if address.password is not None else None
    settings: dict[str, Any] = {
        "connection_timeout": _SECONDS,
        "max_transaction_retry_time": _SECONDS,
        "telemetry_disabled": True,
        "user_agent": "kgx",
    }
    try:
        if urlsplit(address.uri).scheme not in _SCHEMES:
            raise ValueError(f"it should begin with one of {', '.join(f'{s}://' for s in _SCHEMES)}")
        return neo4j.GraphDatabase.driver(address.uri, auth=auth, **settings)
    except (exceptions.ConfigurationError, ValueError) as error:
        raise UsageError(
            f"{address.uri!r} is no address of a database: {error}", hint="it looks like bolt://HOST:7687 or neo4j+s://HOST"
        ) from error


@contextlib.contextmanager
def told_apart(where: str, database: str | None) -> Iterator[None]:
    """Turn the driver's errors into ours, each with what would mend it."""
    try:
        yield
    except exceptions.Neo4jError as error:
        raise _from_server(error, where, database) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        raise AwayError(f"no database answers at {where}: {_first_line(error)}", hint="is it running, and is the address right?") from error
    except exceptions.DriverError as error:
        raise DatabaseError(
            f"the connection to {where} failed: {_first_line(error)}", hint="is it Neo4j, and does it listen there for Bolt?"
        ) from error
    except OSError as error:
        raise DatabaseError(
            f"the connection to {where} failed: {_first_line(error)}", hint="is it running, and is the address right?"
        ) from error


def check_version(agent: str, where: str) -> None:
    """DatabaseError where the server is older than what kgx needs."""
    found = re.search(r"Neo4j/(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) < OLDEST:
        raise DatabaseError(f"{where} is {agent}, which is too old", hint=f"kgx needs Neo4j {OLDEST[0]}.{OLDEST[1]} or newer")


def _from_server(error: exceptions.Neo4jError, where: str, database: str | None) -> KgxError:
    code, message = error.code or "", error.message or str(error)
    if "CredentialsExpired" in code:
        return DatabaseError(f"{where} wants a new password before it lets anybody in", hint="set one in Neo4j Browser or cypher-shell")
    if "Security.Unauthorized" in code or "AuthenticationRateLimit" in code:
        return DatabaseError(f"{where} refuses this user name and password", hint="NEO4J_USERNAME and NEO4J_PASSWORD say who you are")
    if "DatabaseUnavailable" in code:
        hint = "it may be starting, or stopped: try again, or ask who looks after it"
        return AwayError(f"the database {database or '(the default)'} at {where} does not answer now", hint=hint)
    if database == "system":
        return DatabaseError(
            f"the database 'system' of {where} holds no graphs", hint="NEO4J_DATABASE names another; leave it out for the default"
        )
    if "DatabaseNotFound" in code:
        return DatabaseError(f"{where} has no database {database!r}", hint="NEO4J_DATABASE names it; leave it out for the server's default")
    if "WriteOnReadOnlyAccessDatabase" in code:
        return DatabaseError(
            f"the database {database or '(the default)'} at {where} can only be read",
            hint="questions, exports and reports work there; to load articles, ask who looks after it to let it be written",
        )
    if "Security.Forbidden" in code or isinstance(error, exceptions.Forbidden):
        return RefusedError(
            f"this user has no right to do that at {where}: {message}", hint="ask who looks after the database for the right"
        )
    if "TimedOut" in code or "Terminated" in code:
        return DatabaseError(f"the statement took too long at {where}", hint="narrow it down, or add a LIMIT")
    if ".Statement." in code:
        return UsageError(f"the database does not take this statement: {message}", hint="is it Cypher?")
    if "BoltServer" in code or "Request.Invalid" in code:
        return DatabaseError(f"{where} does not understand: {message}")
    return DatabaseError(f"{where} reports {code}: {message}")


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
