"""The names under which an entity stands in the graph, from what the articles call it and what the knowledge says. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from kgx.model.graph import Called, Names
from kgx.text.normal import normalize
from kgx.text.script import to_hans, to_hant

_HAN = re.compile("[\u3400-\u9fff]")
_NAMED_BY_KNOWLEDGE = ("behavior:", "scenario:")
"""What articles call these are cues, not names."""


def entity_names(id_: str, called: Iterable[Called], known: Names | None) -> dict[str, Any]:
    """`name`, `nameEn`, `nameHant`, `nameHans`, `aliases` of one entity.

    Also `normal`, all of them in matching form, and `localIds`, where others joined it.

    The order of the articles does not matter.
    """
    called = tuple(called)
    canonical: Counter[str] = Counter()
    aliases: Counter[str] = Counter()
    for c in called:
        canonical[c.name] += c.articles
        aliases.update(dict.fromkeys({c.name, *c.aliases}, c.articles))
    name = known.name if known else _most(canonical) or id_.partition(":")[2]
    chinese = Counter({alias: n for alias, n in aliases.items() if _HAN.search(alias)})
    if id_.startswith(_NAMED_BY_KNOWLEDGE):
        chinese.clear()
    written = name if _HAN.search(name) else _most(chinese)
    latin = None if _HAN.search(name) else name
    names = known or Names(name)
    result: dict[str, Any] = {
        "name": name,
        "nameEn": names.en or latin,
        "nameHant": names.hant or _in_script(to_hant, to_hans, names.hans or written, chinese),
        "nameHans": names.hans or _in_script(to_hans, to_hant, names.hant or written, chinese),
        "aliases": sorted(set(aliases) - {name}) or None,
    }
    every = [name, *(result[field] for field in ("nameEn", "nameHant", "nameHans") if result[field]), *(result["aliases"] or ())]
    result["normal"] = "\n".join(dict.fromkeys(normalize(name) for name in every))
    locals_ = sorted({c.local for c in called})
    result["localIds"] = locals_ if locals_ not in ([], [id_]) else None
    return {field: value for field, value in result.items() if value is not None}


def _most(names: Counter[str]) -> str | None:
    """The name of most articles; of equal ones the longest, then the first by code points."""
    return min(names, key=lambda name: (-names[name], -len(name), name)) if names else None


def _in_script(convert: Callable[[str], str], back: Callable[[str], str], written: str | None, chinese: Counter[str]) -> str | None:
    """A Chinese name in the script that `convert` gives: as an article writes it where one does, else converted."""
    if written is None:
        return None
    same = {n: c for n, c in chinese.items() if normalize(n) == normalize(written) and back(n) != n}
    return _most(Counter(same)) or convert(written)
