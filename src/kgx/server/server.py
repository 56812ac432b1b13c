"""The embedded server of a data folder: started by the first kgx process that needs it, shared by all, stopped by the last."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from kgx.model.address import Address


class Server:
    """A running embedded server that this process uses. Close it (or leave the `with`): the last user stops it."""

    address: Address
    started: bool
    """True where this process started it, False where it was running."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop using it; returns when the server is gone, or at once where others use it."""
        raise NotImplementedError


def start_or_attach(data: Path, *, probe: Callable[[Address], None] | None = None, wait: float = 30.0) -> Server:
    """Use the server of a data folder (made where it is missing), starting it where none runs.

    `probe` returns where the database answers and raises DatabaseError where it does not yet (`kgx.store.connect(a).ready`).
    Raises DatabaseError: no runtime for this platform, folder not writable, no answer within `wait` seconds.
    """
    raise NotImplementedError


def writing(data: Path, *, wait: float = 0.0) -> AbstractContextManager[None]:
    """Hold the right to write into a data folder. DatabaseError where another process holds it longer than `wait` seconds."""
    raise NotImplementedError
