"""All typed items of a text: those that the knowledge names, and people and bodies that no list has."""

from kgx.knowledge import Knowledge
from kgx.mentions.scan import scan
from kgx.model.item import Item
from kgx.text.build import Text


def find(text: Text, knowledge: Knowledge) -> tuple[Item, ...]:
    """Typed items in order of start."""
    return scan(text, knowledge)
