"""What a user decided about the graph, against what the articles and the knowledge say."""

from typing import Literal

import msgspec

Action = Literal["merge", "split", "reject", "accept"]


class Judgement(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """Two entities are one, or are not (merge, split); a claim does not hold, or does (reject, accept).

    There is one judgement on a pair, and one on a claim: a later one takes the place of the earlier.
    """

    action: Action
    a: str
    """A claim's id; or an entity's id, or `ID@ARTICLE`: what that one article calls so."""
    b: str | None = None
    """The other entity of a pair."""
    article: str | None = None
    """Id of the article that makes the claim."""
    date: str | None = None
    """ISO date on which it was judged."""
    reason: str | None = None


OF_ENTITIES: tuple[Action, ...] = ("merge", "split")
