"""The graph in a database, over the neo4j driver: connect, schema, bounded writes, reads. It knows no processes."""

from kgx.store.session import Rows
from kgx.store.store import Store, Stored, connect, wrap

__all__ = ["Rows", "Store", "Stored", "connect", "wrap"]
