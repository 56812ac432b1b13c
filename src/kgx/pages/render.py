"""Templates to a page that stands alone: one file, no script, nothing from elsewhere."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kgx.model.article import NAMES, Article
from kgx.model.entity import EntityType
from kgx.model.facts import ArticleFacts
from kgx.model.shown import is_web_address, shown_facts
from kgx.pages.marked import PARTS, marked
from kgx.pages.words import value_of

_TYPES: tuple[EntityType, ...] = ("Model", "ModelFamily", "Lab", "Organization", "Person", "Behavior", "Benchmark", "Study", "Scenario")
_LANGUAGES = {"hant": "zh-Hant", "hans": "zh-Hans", "mixed": "zh"}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kgx.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(value=value_of, web=is_web_address)
    environment.globals.update(types=_TYPES, parts=PARTS, languages=_LANGUAGES)
    return environment


def article_page(articles: Sequence[tuple[Article, ArticleFacts]]) -> str:
    """One page of HTML (UTF-8) with each article, its entities and claims marked, its claims beside their sentences.

    An index stands before several. All text of articles is text: nothing in it becomes markup.
    """
    claims = max((len(facts.claims) for _, facts in articles), default=0)
    style = files("kgx.pages").joinpath("templates/style.css").read_text(encoding="utf-8") + _focus(claims)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    shown = [(article, shown_facts(facts, full_text=True)) for article, facts in articles]
    views = [(facts, marked(article, facts), _has_title(article)) for article, facts in shown]
    return _environment().get_template("article.html").render(articles=views, style=Markup(style), digest=digest)


def _focus(claims: int) -> str:
    """Rules that outline the parts of the claim that the reader has chosen."""
    return "".join(f"article:has(.claim.n{n}:target) .in{n}{{outline:2px solid var(--focus)}}\n" for n in range(1, claims + 1))


def _has_title(article: Article) -> bool:
    """Whether the title is one of the blocks, and so shown among them."""
    return article.title_span is not None and any(b.start <= article.title_span[0] < b.end for b in article.blocks if b.role not in NAMES)
