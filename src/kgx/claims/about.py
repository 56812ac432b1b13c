"""What an article is about: its model, its behavior, the body whose house it is, the card that it summarizes."""

from collections import Counter

from kgx.claims.reading import Ref, ref
from kgx.claims.sequence import Sequence, is_called_previous
from kgx.claims.state import State
from kgx.knowledge import Knowledge
from kgx.model.article import Article
from kgx.model.claim import Source
from kgx.model.item import BODIES, MODELS, Item
from kgx.text.normal import fold_characters

_CARDS = (" System Card", " Model Card")
_EARLY = 5
"""Within so many sentences an article says of which card it is a summary."""
_TOPIC_LEAST = 3
_HOUSE_LEAST = 2
"""How often an article names at least the one body of its title that it is about."""
_HERO_LEAST, _HERO_TIMES = 4, 1.5
"""How often an article names its hero at least, and how many times as often as the next person."""
_TOPIC_SHARE = 0.5
"""A model is the article's topic where at least this share of all mentions of models names it."""


def beginning(article: Article, seqs: list[Sequence], knowledge: Knowledge) -> State:
    """The state before the first sentence."""
    topic, titled = _topic(article, seqs, knowledge)
    main, home, previous, card = _main(article, seqs), _house(article, seqs, knowledge), _previous(seqs), _card(article, seqs, knowledge)
    study = () if any(source.name.endswith(_CARDS) for source in card) else card
    people = [i for s in seqs for i in s.items if i.kind == "Person"]
    labs = tuple({i.id: ref(i, implicit=True) for s in reversed(seqs) for i in reversed(s.items) if i.kind == "Lab"}.values())
    return State(
        topic=topic,
        titled=titled,
        main=main,
        hero=_unplaced(_hero(people, {i.id for s in seqs[:_EARLY] for i in s.items})),
        labs=labs,
        home=home,
        previous=previous,
        card=card,
        researcher=study,
        guest=_guest(article, seqs, knowledge),
    )


def _guest(article: Article, seqs: list[Sequence], knowledge: Knowledge) -> Ref | None:
    """Whom the title says is interviewed: 专访沈若昀."""
    title = fold_characters(article.title or "")
    words = tuple(knowledge.shapes["interview"])
    named = ((s.text[i.start : i.end], i) for s in seqs for i in s.items if i.kind == "Person")
    return next((_unplaced(i) for written, i in named if title[: max(title.find(written), 0)].rstrip().endswith(words)), None)


def _topic(article: Article, seqs: list[Sequence], knowledge: Knowledge) -> tuple[Ref | None, bool]:
    """The model that the article is about (its title names it alone, or first and the article most often, or most mentions do), and
    whether the title says so."""
    items = [i for s in seqs for i in s.items if i.kind in MODELS]
    titled = {i.id: i for i in (_in_title(article, items, knowledge) or [i for s in seqs[:1] for i in s.items if i.kind in MODELS])}
    if len(titled) == 1:
        (item,) = titled.values()
        return _unplaced(item), True
    first = next(iter(titled.values()), None)
    return _unplaced(_mostly(items, leader=first if first and first.kind == "Model" else None)), False


def _house(article: Article, seqs: list[Sequence], knowledge: Knowledge) -> Ref | None:
    """The one body that the title names, else of several the one named most often, else that which most mentions of bodies name; media
    left out."""
    named = [(s.text[i.start : i.end], i) for s in seqs for i in s.items if i.kind in BODIES and not knowledge.is_media(i.id)]
    title = fold_characters(article.title or "")
    titled = {i.id for written, i in named if fold_characters(i.name) in title or written in title}
    bodies = [i for _, i in named]
    counts = Counter(i.id for i in bodies if i.id in titled)
    leader = next((i for i in bodies if i.id == counts.most_common(1)[0][0]), None) if counts else None
    if leader and len(counts) == 1 and counts[leader.id] >= _HOUSE_LEAST:
        return _unplaced(leader)
    return _unplaced(_mostly(bodies, leader=leader))


def _mostly(items: list[Item], leader: Item | None = None) -> Item | None:
    """The first item of what at least half of the items name; of `leader` it is enough that none is named more often."""
    counts = Counter(i.id for i in items)
    if not counts:
        return None
    id_, most = counts.most_common(1)[0]
    needed = 0 if leader and leader.id == id_ else _TOPIC_SHARE * counts.total()
    return next(i for i in items if i.id == id_) if most >= max(_TOPIC_LEAST, needed) else None


def _hero(people: list[Item], early: set[str]) -> Item | None:
    """The person whom an article names clearly more often than any other, and in its first sentences."""
    counts = Counter(i.id for i in people).most_common(2)
    if (
        not counts
        or counts[0][0] not in early
        or counts[0][1] < _HERO_LEAST
        or (len(counts) > 1 and counts[0][1] < _HERO_TIMES * counts[1][1])
    ):
        return None
    return next(i for i in people if i.id == counts[0][0])


def _unplaced(item: Item | None) -> Ref | None:
    """What the whole article is about stands at no place of it."""
    return Ref(item.id, item.name, item.kind, None, True) if item else None


def _card(article: Article, seqs: list[Sequence], knowledge: Knowledge) -> tuple[Source, ...]:
    """The one card that the title or the first sentences name, where the article names no other; else the one study or benchmark that
    the title of an article on a study names, or the only study that it names, early."""
    cards = {i.id: i for s in reversed(seqs) for i in s.items if i.kind == "Study" and i.name.endswith(_CARDS)}
    early = {i.id for s in seqs[:_EARLY] for i in s.items}
    if len(cards) == 1 and cards.keys() <= early:
        return tuple(Source(i.id, i.name) for i in cards.values())
    title = fold_characters(article.title or "")
    entitled = any(w in title for w in knowledge.shapes["study-title"]) or title.startswith(tuple(knowledge.shapes["study-title-start"]))
    if not entitled and not any(s.has("study-noun", "anaphor-study") for s in seqs[:1]):
        return ()
    named = ((s.text[i.start : i.end], i) for s in seqs for i in s.items if i.kind in {"Study", "Benchmark"})
    titled = {i.id: i for written, i in named if written in title or (":" in written and written.split(":")[0] in title)}
    studies = {i.id: i for s in reversed(seqs) for i in s.items if i.kind == "Study"}
    found = titled or (studies if entitled and len(studies) == 1 and studies.keys() <= early else {})
    return tuple(Source(i.id, i.name) for i in found.values()) if len(found) == 1 else ()


def _previous(seqs: list[Sequence]) -> Ref | None:
    """The model that the article calls the one before it, where it calls only one so."""
    named = {c.members[0].id: c.members[0] for s in seqs for c in s.chunks if c.kind in MODELS and is_called_previous(s, c)}
    return ref(next(iter(named.values())), implicit=True) if len(named) == 1 else None


def _main(article: Article, seqs: list[Sequence]) -> Ref | None:
    """The only behavior of the first sentence, the benchmark of the title, else the behavior that most mentions name."""
    items = [i for s in seqs for i in s.items if i.kind == "Behavior"]
    titled = {i.id: i for s in seqs[:1] for i in s.items if i.kind == "Behavior"}
    counts = Counter(i.id for i in items)
    if len(titled) == 1 and counts[next(iter(titled))] * 6 >= counts.total():
        return ref(next(iter(titled.values())), implicit=True)
    title = article.title or ""
    benchmarks = {i.id: i for s in seqs for i in s.items if i.kind == "Benchmark" and s.text[i.start : i.end] in title}
    if len(benchmarks) == 1 and not titled:
        return ref(next(iter(benchmarks.values())), implicit=True)
    most = _mostly(items)
    return ref(most, implicit=True) if most else None


def _in_title(article: Article, items: list[Item], knowledge: Knowledge) -> list[Item]:
    names = {m.name for m in knowledge.grammar.find(fold_characters(article.title or ""))}
    return [i for i in items if i.name in names]
