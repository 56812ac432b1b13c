"""Names that lean on the one before them: «GPT-4o/4.1», «Gemini 2.5 Pro 与 Flash», «Claude Sonnet (3.5/4)»."""

import re

import msgspec

from kgx.knowledge.model_reading import Reading, reading
from kgx.knowledge.model_tokens import SIZE, Token

_BRACKETED = re.compile(r" ?\((v?\d+(?:\.\d+)?(?:[/、,]v?\d+(?:\.\d+)?)+)\)")
_LOOSE_SIZE = re.compile(rf"(?<![\w.$€£¥-])(?<![a-z] ){SIZE}")
_SENTENCE = re.compile("[。！？!?\n]")
_PARAGRAPH = re.compile("\n")
_PART = re.compile(r"[^/、,]+")


def next_in_list(before: Reading, low: str, text: str) -> Reading | None:
    """The list member that follows `before`, completed with what it leaves out; None where none follows."""
    joint = before.vocabulary.around.joint.match(low, before.end)
    if joint is None:
        return None
    tokens: list[Token] = []
    at, end = joint.end(), -1
    while (token := before.vocabulary.token(low, text, at, tokens)) and token.kind in ("version", "tier", "size", "suffix"):
        if not tokens and token.end - at > 1 and low[at] in " -_":
            return None
        if not tokens and token.kind == "version" and not _version_stands(low, at, token, joint[0]):
            return None
        tokens.append(token)
        at = token.end
        if is_edge(low, at):
            end = at
    if end < 0 or end != at:
        return None
    return _completed(before, reading(before.vocabulary, joint.end(), end, joint.end(), before.opening, tokens))


def _version_stands(low: str, at: int, token: Token, joint: str) -> bool:
    """Whether a number after a list mark is a version: after a bare slash, or as no count is written."""
    written = low[at : token.end]
    return joint == "/" or not written.isdigit()


def _completed(before: Reading, short: Reading) -> Reading | None:
    """`short` with the version, tiers and size that it shares with `before`."""
    if not before.version and not (before.tiers and short.full):
        return None
    if short.version:
        shared = msgspec.structs.replace(short, tiers=short.tiers or before.tiers, size=short.size or before.size)
    elif short.size and not short.tiers:
        shared = msgspec.structs.replace(short, version=before.version, tiers=before.tiers, suffixes=short.suffixes or before.suffixes)
    else:
        shared = msgspec.structs.replace(short, version=before.version)
    return shared if shared.name != before.name and shared.full else None


def lent(before: Reading, after: Reading, low: str) -> Reading:
    """`before` with what it leaves to the next in its list: «Claude 3.5/3.7 Sonnet», «Claude Opus/Sonnet 4»."""
    if before.full or not (after.version and after.tiers):
        return before
    if before.version and not before.tiers and low[after.start].isdigit():
        return msgspec.structs.replace(before, tiers=after.tiers)
    if before.tiers and not before.version and low[before.end : after.start] == "/":
        return msgspec.structs.replace(before, version=after.version)
    return before


def bracketed(family: Reading, low: str) -> list[Reading]:
    """`family` without a version, with a list of versions in brackets: one reading each, the first with the family's words."""
    found = _BRACKETED.match(low, family.end) if not family.version else None
    if found is None:
        return []
    base = found.start(1)
    parts = [(part[0], base + part.start(), base + part.end()) for part in _PART.finditer(found[1])]
    readings = [
        msgspec.structs.replace(family, version=family.vocabulary.spelled(part), start=start, end=end) for part, start, end in parts
    ]
    if not all(each.full for each in readings):
        return []
    return [msgspec.structs.replace(readings[0], start=family.start), *readings[1:]]


def loose_sizes(chosen: list[Reading], low: str) -> list[Reading]:
    """Sizes named after a generation in its paragraph («Llama 3.1 家族 … 70b 的 …»), or after a sized model in its sentence.

    They are weak, and reach up to the next family with sizes.
    """
    sized = [each for each in chosen if each.vocabulary.record.sizes != "none"]
    found: list[Reading] = []
    for number, each in enumerate(sized):
        if not each.version or each.tiers or (each.full and not each.size):
            continue
        stop = (_SENTENCE if each.size else _PARAGRAPH).search(low, each.end)
        limit = min(stop.start() if stop else len(low), sized[number + 1].start if number + 1 < len(sized) else len(low))
        for size in _LOOSE_SIZE.finditer(low, each.end, limit):
            start, end = size.span()
            if not any(one.start < end and start < one.end for one in chosen) and not each.vocabulary.around.count.match(low, end):
                short = Reading(each.vocabulary, start, end, start, "short", version=each.version, size=each.vocabulary.cased(size[0]))
                found.append(short)
    return [each for each in found if each.full]


def is_edge(low: str, at: int) -> bool:
    """Whether a name may end at `at`: no Latin letter, digit or decimal goes on there."""
    if at >= len(low):
        return True
    after, before = low[at], low[at - 1]
    if after.isascii() and after.isalnum():
        return not before.isascii()
    return not (after == "." and before.isdigit() and low[at + 1 : at + 2].isdigit())
