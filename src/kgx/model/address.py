"""Where a database answers, and who one is there. `server` makes one, the settings make one, `store` takes one."""

import msgspec


class Address(msgspec.Struct, frozen=True):
    """A Bolt address with what it takes to be let in. Its `repr` never shows the password."""

    uri: str
    """`bolt://…`, `neo4j://…`, `bolt+s://…`, `neo4j+s://…`."""
    database: str | None = None
    """None: the server's default database."""
    username: str | None = None
    password: str | None = None
    http: str | None = None
    """Its HTTP address where it is known; the embedded server makes its full-text index there."""

    def __repr__(self) -> str:
        return f"Address({self.uri!r}, database={self.database!r}, username={self.username!r})"
