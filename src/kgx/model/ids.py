"""Every id in one place. Ids come from content, so that a second run gives the same ones."""

import hashlib
import re
import unicodedata

from kgx.model.claim import Argument


def entity_id(type_: str, folded_name: str) -> str:
    """The local id of an entity: type in lower case, `:`, and the folded canonical name with blanks as `-`.

    `folded_name` is the canonical name in Simplified script (`kgx.text.normal.normalize`).
    """
    name = unicodedata.normalize("NFKC", folded_name).lower().strip()
    return type_.lower() + ":" + re.sub(r"[\s_]+", "-", name)


def judgement_id(a: str, b: str | None) -> str:
    """The id of the one judgement on a claim (its id), or on a pair of entities, whichever is named first."""
    return a if b is None else " | ".join(sorted((a, b)))


def claim_id(
    article: str,
    relation: str,
    subject: Argument,
    object_: Argument | None,
    value: float | None,
    polarity: str,
    condition: str | None,
    evidence: str,
) -> str:
    """A claim's id: 16 hexadecimal digits of what it says and of the words that say it; never of offsets, rule or version."""
    parts = [
        article,
        relation,
        subject.id or subject.name,
        (object_.id or object_.name) if object_ else "",
        "" if value is None else repr(float(value)),
        polarity,
        condition or "",
        re.sub(r"\s+", "", evidence),
    ]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
