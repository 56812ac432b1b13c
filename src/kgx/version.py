"""The version of kgx: part of what makes facts, so below every room."""

__version__ = "0.1.0"
