"""Short Chinese names that are only a piece of the words around them: 字节 in 数字节目, 路透 in 网路透过, 小米 in 小米粥."""

from kgx.knowledge import Knowledge
from kgx.mentions.shapes import shapes_of
from kgx.model.item import ENTITY_KINDS, Item
from kgx.text.build import Text
from kgx.text.words import words

_SHORT = 3
_REACH = 12
"""Characters on each side of a name that jieba is shown at most: enough for the words that touch it, and bounded in any text."""
_DEEDS = frozenset(["Behavior", "Scenario"])
_NAMES = frozenset(ENTITY_KINDS) - _DEEDS


def without_pieces(text: Text, items: tuple[Item, ...], knowledge: Knowledge) -> tuple[Item, ...]:
    """The items without such names. jieba is asked only where neither an item nor a particle says that a word ends there."""
    short = [i for i in items if i.kind in _NAMES and i.end - i.start <= _SHORT and _is_chinese(text.lower[i.start : i.end])]
    if not short:
        return items
    edges = _Edges(text, items, knowledge)
    pieces = {id(i) for i in short if edges.doubtful(i) and edges.cut(i)}
    return tuple(i for i in items if id(i) not in pieces) if pieces else items


class _Edges:
    """What is known of where words begin and end in a text."""

    def __init__(self, text: Text, items: tuple[Item, ...], knowledge: Knowledge) -> None:
        self.normal = text.lower
        self.starts = {i.start for i in items if i.end - i.start >= 2}
        self.ends = {i.end for i in items if i.end - i.start >= 2}
        shapes = shapes_of(knowledge)
        self.before = (*shapes.before_person, *shapes.of["organization-edge"])
        self.after = shapes.after_person
        self.names = knowledge.chinese_names

    def doubtful(self, item: Item) -> bool:
        """Whether a Chinese character adjoins of which neither an item nor a particle says that it is another word."""
        start, end, normal = item.start, item.end, self.normal
        before = _is_chinese(normal[start - 1 : start]) and start not in self.ends and not normal.endswith(self.before, 0, start)
        return before or (_is_chinese(normal[end : end + 1]) and end not in self.starts and not normal.startswith(self.after, end))

    def cut(self, item: Item) -> bool:
        """Whether an ordinary word of the Chinese characters around runs over an edge of the item."""
        start, end = item.start, item.end
        while start > max(0, item.start - _REACH) and _is_chinese(self.normal[start - 1]):
            start -= 1
        while end < item.end + _REACH and _is_chinese(self.normal[end : end + 1]):
            end += 1
        run, edges = self.normal[start:end], (item.start - start, item.end - start)
        return any(a < edge < b and run[a:b] not in self.names for a, b in words(run, self.names) for edge in edges)


def _is_chinese(text: str) -> bool:
    return bool(text) and all("\u3400" <= c <= "\u9fff" for c in text)
