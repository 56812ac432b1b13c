"""Locks between processes that the system lets go of when their holder dies, however it dies."""

import os
import sys
import time
import weakref
from pathlib import Path
from types import TracebackType
from typing import Self

_PAUSE = 0.02
_HELD: "weakref.WeakSet[FileLock]" = weakref.WeakSet()


class FileLock:
    """An advisory lock on a file, shared or exclusive. Neither programs that this process starts inherit it, nor its forks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self, *, shared: bool = False, wait: float | None = 0.0) -> bool:
        """Take the lock within `wait` seconds (None: as long as it takes). False where another holds it. A held lock is changed in kind."""
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            _HELD.add(self)
        if wait is None:
            _lock(self._file, shared, blocking=True)
            return True
        end = time.monotonic() + wait
        while not _lock(self._file, shared, blocking=False):
            if time.monotonic() >= end:
                self.release()
                return False
            time.sleep(_PAUSE)
        return True

    def release(self) -> None:
        """Let go; harmless where it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        self.acquire(wait=None)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def _let_go_in_fork() -> None:
    # A fork shares its parent's locks, and would hold them when the parent is dead: a pool's worker must not keep a server up.
    for lock in list(_HELD):
        lock.release()


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("Internal", ctypes.c_void_p),
            ("InternalHigh", ctypes.c_void_p),
            ("Offset", wintypes.DWORD),
            ("OffsetHigh", wintypes.DWORD),
            ("hEvent", wintypes.HANDLE),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _AT_ONCE, _EXCLUSIVE, _VIOLATION = 1, 2, 33

    def _lock(file: int, shared: bool, blocking: bool) -> bool:
        handle = wintypes.HANDLE(msvcrt.get_osfhandle(file))
        _kernel.UnlockFileEx(handle, 0, 1, 0, ctypes.byref(_Overlapped()))  # the kind of a held lock cannot be changed
        flags = (0 if shared else _EXCLUSIVE) | (0 if blocking else _AT_ONCE)
        if _kernel.LockFileEx(handle, flags, 0, 1, 0, ctypes.byref(_Overlapped())):
            return True
        code = ctypes.get_last_error()
        if code == _VIOLATION and not blocking:
            return False
        raise ctypes.WinError(code)

else:
    import fcntl

    os.register_at_fork(after_in_child=_let_go_in_fork)

    def _lock(file: int, shared: bool, blocking: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if blocking else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
