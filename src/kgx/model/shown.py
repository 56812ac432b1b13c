"""What may be shown to strangers: paths without the folders of this machine, addresses of the web, texts without what no claim rests on."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from kgx.model.facts import ArticleFacts

_OUTSIDE = re.compile(r"[/\\~]|[A-Za-z]:")
_STEP = re.compile(r"[/\\]")


def shown_path(path: str, article: str) -> str:
    """A path that can be given away: one that leads out of the corpus becomes the article's id, where it ends so, or the file's name."""
    steps = _STEP.split(path)
    if not _OUTSIDE.match(path) and ".." not in steps:
        return path
    wanted = article.split("/")
    return article if len(steps) > len(wanted) and steps[-len(wanted) :] == wanted and ".." not in wanted else steps[-1]


def is_web_address(url: str | None) -> bool:
    """Whether it leads to the web, and not to a script or a file."""
    try:
        return bool(url) and urlsplit(str(url)).scheme in ("http", "https")
    except ValueError:
        return False


def shown_link(url: str) -> bool:
    """Whether a link can be given away: one to a file tells where somebody keeps it."""
    return not url.lower().startswith("file:")


def shown_place(row: Mapping[str, Any]) -> dict[str, Any]:
    """`path`, `title` and `url` of a row on a claim, as they can be given away. An article without a title has its path for one."""
    path = shown_path(row["path"], row["article"])
    title = path if row["title"] == row["path"] else row["title"]
    return {"path": path, "title": title, "url": row["url"] if shown_link(row["url"] or "") else None}


def shown_facts(facts: ArticleFacts, *, full_text: bool) -> ArticleFacts:
    """Facts that can be given away. Without `full_text`, all of the text that no mention or claim rests on is blank; lines stay."""
    header = facts.article
    path = shown_path(header.path, header.id)
    kept = header.text if full_text or header.text is None else _kept(header.text, facts)
    return replace(
        facts,
        article=replace(header, path=path, url=header.url if shown_link(header.url or "") else None, text=kept),
        claims=tuple(replace(claim, links=tuple(filter(shown_link, claim.links))) for claim in facts.claims),
        issues=tuple(replace(issue, message=issue.message.replace(header.path, path)) for issue in facts.issues),
    )


def _kept(text: str, facts: ArticleFacts) -> str:
    spans = [(mention.start, mention.end) for entity in facts.entities for mention in entity.mentions]
    for claim in facts.claims:
        spans.append((claim.evidence.start, claim.evidence.end))
        spans += [span for part in claim.spans.__struct_fields__ for span in getattr(claim.spans, part)]
    characters = [character if character in "\r\n" else " " for character in text]
    for start, end in spans:
        characters[start:end] = text[start:end]
    return "".join(characters)
