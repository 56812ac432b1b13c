"""The stages in order: an article in, what it says out. No clock, no network, no state."""

from collections.abc import Iterator

from kgx.claims.read import read_claims, read_steps
from kgx.claims.trace import lines
from kgx.knowledge import Knowledge
from kgx.mentions.find import find
from kgx.mentions.vague import in_field, settle
from kgx.model.article import Article
from kgx.model.facts import ArticleFacts, ArticleHeader, Generator
from kgx.resolve.resolve import Resolved, resolve
from kgx.text.build import Text, build
from kgx.text.fingerprint import fingerprint
from kgx.text.script import script_of
from kgx.version import __version__


def run(article: Article, knowledge: Knowledge, *, keep_text: bool = False) -> ArticleFacts:
    """What an article says: a pure function of the article and the knowledge.

    With `keep_text` the facts carry what loading needs: the text, also where it is the decoded file itself, and its fingerprint.
    """
    text, found = resolved(article, knowledge)
    claims, issues = read_claims(article, text, found.items, knowledge)
    return ArticleFacts(
        generator=Generator(__version__, knowledge.hash, knowledge.lexicon_hash),
        article=ArticleHeader(
            article.id,
            article.path,
            article.title,
            article.date,
            article.source,
            article.url,
            article.language or "zh",
            script_of(text_of(article)),
            article.encoding,
            article.sha256,
            article.text if keep_text or article.container else None,
            fingerprint("".join(text.lower[s.start : s.end] for s in text.sentences)) if keep_text else None,
        ),
        entities=found.entities,
        claims=claims,
        issues=(*article.issues, *issues),
    )


def trace(article: Article, knowledge: Knowledge) -> Iterator[str]:
    """How each sentence of an article was read: its typed sequence, the readings and what was left unread."""
    text, found = resolved(article, knowledge)
    return lines(read_steps(article, text, found.items, knowledge))


def resolved(article: Article, knowledge: Knowledge) -> tuple[Text, Resolved]:
    """An article's text in the form that is matched, and who and what it names: the stages before claims are read."""
    text = build(article)
    found = in_field(find(text, knowledge), text.normal, knowledge)
    items = settle(found, knowledge, text.sentences[0].end if text.sentences else 0)
    return text, resolve(article, text, items, knowledge)


def text_of(article: Article) -> str:
    """The text of the blocks, by which the script is told."""
    return "".join(article.text[block.start : block.end] for block in article.blocks)
