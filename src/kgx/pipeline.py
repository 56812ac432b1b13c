"""The stages in order: an article in, what it says out. No clock, no network, no state."""

from kgx.claims.read import read_claims
from kgx.knowledge import Knowledge
from kgx.mentions.find import find
from kgx.mentions.vague import in_field, settle
from kgx.model.article import Article
from kgx.model.facts import ArticleFacts, ArticleHeader, Generator
from kgx.resolve.resolve import resolve
from kgx.text.build import build
from kgx.text.script import script_of
from kgx.version import __version__


def run(article: Article, knowledge: Knowledge, *, keep_text: bool = False) -> ArticleFacts:
    """What an article says: a pure function of the article and the knowledge.

    With `keep_text` the facts carry the text also where it is the decoded file itself, as loading needs it.
    """
    text = build(article)
    found = in_field(find(text, knowledge), text.normal, knowledge)
    resolved = resolve(article, text, settle(found, knowledge, text.sentences[0].end if text.sentences else 0), knowledge)
    claims, issues = read_claims(article, text, resolved.items, knowledge)
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
        ),
        entities=resolved.entities,
        claims=claims,
        issues=(*article.issues, *issues),
    )


def text_of(article: Article) -> str:
    """The text of the blocks, by which the script is told."""
    return "".join(article.text[block.start : block.end] for block in article.blocks)
