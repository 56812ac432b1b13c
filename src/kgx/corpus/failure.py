"""What could not be read, and why."""

import msgspec


class Failure(msgspec.Struct, frozen=True, rename="camel"):
    """An input that could not be read, and why; the rest went on."""

    path: str
    code: str
    message: str
    hint: str | None = None


def unreadable(path: str, error: OSError) -> Failure:
    """Say what is wrong with a file that the system does not let us read."""
    hint = "check its permissions" if isinstance(error, PermissionError) else None
    return Failure(path, "unreadable", f"{path}: {error.strerror or error}", hint)
