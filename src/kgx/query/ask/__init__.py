"""Questions in words: English, Traditional or Simplified Chinese; deterministic and offline."""

from kgx.query.ask.answer import Reply, ask
from kgx.query.ask.question import Question

__all__ = ["Question", "Reply", "ask"]
