"""The nodes of a store as they may be given away: nothing tells where somebody keeps files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kgx.model.shown import shown_link, shown_path

if TYPE_CHECKING:
    from kgx.store import Store

PARTIAL = "-sentences"
"""Ends the stamp of an article whose text is not whole, so that an ingest of the article itself makes it so."""


def shown_nodes(store: "Store", *, rejected: bool, texts: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """All nodes as `Store.nodes` gives them, by key. `texts`: what stands in place of an article's text, by its id."""
    nodes = sorted(store.nodes(rejected=rejected), key=lambda node: str(node["key"]))
    paths = {node["properties"]["id"]: node["properties"]["path"] for node in nodes if "Article" in node["labels"]}
    for node in nodes:
        properties = node["properties"]
        article = properties.get("articleId")
        if article in paths:
            _without_folder(properties, paths[article], shown_path(paths[article], article))
        if texts is not None and "Article" in node["labels"] and "text" in properties:
            properties |= {"text": texts[properties["id"]], "stamp": properties["stamp"] + PARTIAL}
    return nodes


def _without_folder(properties: dict[str, Any], path: str, shown: str) -> None:
    """Leave the folder of the article's file out: of its path, of a title that is its path, of a message, of links to files."""
    if shown != path:
        properties |= {name: properties[name].replace(path, shown) for name in ("path", "title", "message") if name in properties}
    if not shown_link(properties.get("url") or ""):
        del properties["url"]
    if "links" in properties:
        properties["links"] = [*filter(shown_link, properties["links"])]
