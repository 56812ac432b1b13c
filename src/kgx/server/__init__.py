"""The embedded server's process: command line, readiness, locks, start, attach, stop. It knows no Cypher."""

from kgx.server.server import Server, start_or_attach, writing

__all__ = ["Server", "start_or_attach", "writing"]
