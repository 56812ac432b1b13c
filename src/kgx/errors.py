"""The error tree and the exit codes.

KgxError
├── UsageError        exit 2   the call is wrong: an unknown path, flag, recipe, format
│   └── KnowledgeError exit 4  a knowledge file breaks its schema
├── InputError        exit 1   an input cannot be read; the rest goes on
├── DatabaseError     exit 3   the database cannot be reached, refuses, or is in use
│   ├── RefusedError           this user may not do that there
│   └── AwayError              it did not answer, and may again
└── CheckError        exit 4   a check (an evaluation gate, the lexicon) did not hold

Every message says what was wrong and where; `hint` says what would be right.
"""

DONE, SOME_FAILED, USAGE, DATABASE, CHECK, INTERRUPTED = 0, 1, 2, 3, 4, 130


class KgxError(Exception):
    """Base of all errors that kgx raises on purpose."""

    exit_code = SOME_FAILED

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(KgxError):
    """The call is wrong: a path, flag, name or format that does not exist."""

    exit_code = USAGE


class InputError(KgxError):
    """One input cannot be read. Carries the offset in code points or bytes where it is known."""

    exit_code = SOME_FAILED

    def __init__(self, message: str, *, hint: str | None = None, code: str = "unreadable", start: int = 0, end: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.code = code
        self.start = start
        self.end = end


class DatabaseError(KgxError):
    """The database cannot be reached, refuses, or is in use by another process."""

    exit_code = DATABASE


class RefusedError(DatabaseError):
    """The database answers, and does not let this user do that."""


class AwayError(DatabaseError):
    """The database does not answer, or no longer: it may have been stopped, or be starting."""


class CheckError(KgxError):
    """A check that was asked for did not hold."""

    exit_code = CHECK


class KnowledgeError(CheckError):
    """Knowledge files break their schema; the message lists every fault with file and record."""
