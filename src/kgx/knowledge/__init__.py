"""What kgx knows before it reads: names, cues and the model-name grammar, as data with a strict schema."""

from kgx.knowledge.knowledge import Knowledge, Known, Pattern
from kgx.knowledge.load import load

__all__ = ["Knowledge", "Known", "Pattern", "load"]
