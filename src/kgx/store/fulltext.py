"""The full-text index over names and sentences, by pairs of characters: over Bolt where the server takes it, else over HTTP."""

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from kgx.errors import DatabaseError, RefusedError
from kgx.store.session import Work

INDEX = "kgx_text"
"""Over `normal` of everything of kgx that has it: entities and sentences."""
STATEMENT = (
    f"CREATE FULLTEXT INDEX {INDEX} IF NOT EXISTS FOR (n:Kgx) ON EACH [n.normal] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
)  # fmt: skip
_METADATA = {"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer", "allowLeadingWildcard": True}
_SQL = (
    "CREATE PROPERTY Kgx.normal IF NOT EXISTS STRING",
    f"CREATE INDEX {INDEX} IF NOT EXISTS ON Kgx (normal) FULL_TEXT METADATA {json.dumps(_METADATA)}",
)
_SECONDS = 120


def by_pairs(row: Mapping[str, Any]) -> bool:
    """Whether a full-text index that a database shows cuts by pairs of characters. The embedded server does not say how it cuts."""
    config = (row.get("options") or {}).get("indexConfig", {})
    return bool(config.get("fulltext.analyzer", "cjk") == "cjk")


def make(work: Work) -> None:
    """Make the index where it is missing. Without an address for HTTP, the embedded server has none: only `search` misses it."""
    if work.dialect.full_text_by_statement:
        work.schema(STATEMENT)
    elif work.http is not None:
        for statement in _SQL:
            _command(work, statement)


def _command(work: Work, statement: str) -> None:
    address = work.http
    if address is None:
        raise AssertionError("make() asks")
    secret = base64.b64encode(f"{address.username}:{address.password}".encode()).decode()
    body = json.dumps({"language": "sql", "command": statement}).encode()
    headers = {"Authorization": f"Basic {secret}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{address.http}/api/v1/command/{work.database}", data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS):
            return
    except urllib.error.HTTPError as error:
        with error:
            said = error.read().decode("utf-8", "replace")
        kind = RefusedError if error.code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN) else DatabaseError
        raise kind(f"{work.where} does not make the full-text index: {said[:300]}") from error
    except OSError as error:
        raise DatabaseError(f"{address.http} does not answer: {error}", hint="is the embedded database running?") from error
