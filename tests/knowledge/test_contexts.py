"""The expressions of `contexts.yaml`: each is found in its example, each is asked by a module, and no name stands twice."""

import re
from pathlib import Path

import msgspec
import pytest

import kgx
from kgx.knowledge.contexts import CONTEXTS, Context, context, contexts

_ASKED = re.compile(r'\bcontext\(\s*"([^"]+)"(,)?')
_SOURCES = Path(kgx.__file__).parent


def _asked() -> dict[str, bool]:
    """The names that the modules ask, and whether they put parts in."""
    found = (match for path in _SOURCES.rglob("*.py") for match in _ASKED.finditer(path.read_text(encoding="utf-8")))
    return {match[1]: bool(match[2]) for match in found}


def test_every_expression_is_asked_and_every_name_asked_is_there() -> None:
    records = msgspec.yaml.decode(CONTEXTS.read_bytes(), type=list[Context])
    assert sorted(record.name for record in records) == sorted(_asked())


@pytest.mark.parametrize("record", contexts().values(), ids=lambda record: record.name)
def test_it_is_found_in_its_example_unless_it_has_parts(record: Context) -> None:
    if _asked()[record.name]:
        assert record.fires is None
        assert re.search(r"<[a-z]+>", record.pattern)
    else:
        assert record.fires is not None
        assert context(record.name).search(record.fires)


def test_a_key_that_is_no_key_is_a_fault() -> None:
    with pytest.raises(msgspec.ValidationError, match="silent"):
        msgspec.yaml.decode(b"- {name: a, tells: b, pattern: c, silent: d}", type=list[Context])
