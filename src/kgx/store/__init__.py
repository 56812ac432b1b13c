"""The graph in a database, over the neo4j driver: connect, schema, bounded writes, reads. It knows no processes."""

from kgx.store.session import PATIENCE, Rows
from kgx.store.store import Store, Stored, connect, wrap

__all__ = ["PATIENCE", "Rows", "Store", "Stored", "connect", "wrap"]
