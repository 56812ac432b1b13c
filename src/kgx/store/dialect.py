"""All that differs between the two servers. Everything else is one code path."""

import msgspec


class Dialect(msgspec.Struct, frozen=True):
    """What one kind of server wants otherwise than the other."""

    name: str
    indexes_on_edges: bool
    """Neo4j finds an edge by a property through an index; the embedded server comes from the claim's ends."""
    full_text_by_statement: bool
    """Neo4j makes a full-text index by a statement over Bolt; the embedded server in SQL over HTTP."""


NEO4J = Dialect("Neo4j", indexes_on_edges=True, full_text_by_statement=True)
EMBEDDED = Dialect("ArcadeDB", indexes_on_edges=False, full_text_by_statement=False)


def dialect_of(agent: str) -> Dialect:
    """The dialect of a server by what it calls itself over Bolt."""
    return EMBEDDED if EMBEDDED.name in agent else NEO4J
