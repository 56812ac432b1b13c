"""Names that lean on the one before them: «GPT-4o/4.1», «Gemini 2.5 Pro 与 Flash», «Claude Sonnet (3.5/4)»."""

import re

import msgspec

from kgx.knowledge.model_reading import Reading, reading
from kgx.knowledge.model_tokens import SIZE, Surroundings, Token, squeeze

_BRACKETED = re.compile(r" ?\((v?\d+(?:\.\d+)?(?:[/、,]v?\d+(?:\.\d+)?)+)\)")
_LOOSE_SIZE = re.compile(rf"(?<![\w.$€£¥-])(?<![a-z] ){SIZE}", re.ASCII)
_SENTENCE = re.compile("[。！？!?\n]")
_PARAGRAPH = re.compile("\n")
_WORDED = re.compile(r"(?: ?(?:家族|系列|预览|模型|preview)){0,2} ?\(([a-z]+(?: ?[/、,，] ?[a-z]+)+)\)")
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
        suffixes = short.suffixes or _suffixes(before, short.size)
        if suffixes is None:
            return None
        shared = msgspec.structs.replace(short, version=before.version, tiers=before.tiers, suffixes=suffixes)
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
    """`family` without a version, with a list of versions in brackets: one reading each, the first with the family's words; with a
    version, and with a list of its words (GPT-5.6 家族（Sol、Terra）): itself, and one each."""
    if family.version and not (family.tiers or family.suffixes) and (worded := _WORDED.match(low, family.end)):
        members = _by_words(family, worded)
        return [family, *members] if members else []
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


def _by_words(family: Reading, worded: re.Match[str]) -> list[Reading]:
    """One reading for each word of a list, where the family knows them all."""
    known = family.vocabulary.words
    spans = [(worded.start(1) + part.start(), worded.start(1) + part.end()) for part in re.finditer("[a-z]+", worded[1])]
    found = []
    for start, end in spans:
        entry = known.get(squeeze(worded.string[start:end]))
        if entry is None:
            return []
        kind, word = entry
        more = (
            {"tiers": (word.name,)}
            if kind == "tier"
            else {"suffixes": ((family.vocabulary.record.sep if word.sep is None else word.sep, word.name),)}
        )
        found.append(msgspec.structs.replace(family, start=start, end=end, opened=start, opening="short", **more))
    return found


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
            if (
                size[0].endswith("t")
                or any(one.start < end and start < one.end for one in chosen)
                or _counts(each.vocabulary.around, low, start, end)
            ):
                continue
            written = each.vocabulary.cased(size[0])
            if (suffixes := _suffixes(each, written)) is not None:
                found.append(Reading(each.vocabulary, start, end, start, "short", each.version, size=written, suffixes=suffixes))
    return [each for each in found if each.full]


def _counts(around: Surroundings, low: str, start: int, end: int) -> bool:
    """Whether a size is told of as a number of something: «总参数 235B», «激活 22B», «15T token»."""
    return around.count.match(low, end) is not None or around.parameters.search(low, max(0, start - 6), start) is not None


def _suffixes(sized: Reading, size: str) -> tuple[tuple[str, str], ...] | None:
    """The suffixes of a sized model for another size; a sibling where one does not come in it (Distill-Llama), None without one."""
    words = sized.vocabulary.words
    kept: list[tuple[str, str]] = []
    for sep, name in sized.suffixes:
        own = words[squeeze(name)][1].sizes if squeeze(name) in words else ()
        if own and size not in own:
            sibling = next((word.name for _, word in words.values() if size in word.sizes), None)
            if sibling is None:
                return None
            name = sibling
        kept.append((sep, name))
    return tuple(kept)


def loose_words(chosen: list[Reading], low: str, around: Surroundings) -> list[Reading]:
    """Tiers and suffixes apart from their model («Thinking 版», «Pro 版»), where the text before names but one version that has them."""
    found: list[Reading] = []
    for edition in around.edition.finditer(low):
        start, end = edition.span(1)
        if any(one.start < end and start < one.end for one in chosen):
            continue
        owners: dict[tuple[str, str], list[Reading]] = {}
        for each in chosen:
            if each.start < start and each.version and squeeze(edition[1]) in each.vocabulary.words:
                owners.setdefault((each.vocabulary.record.name, each.version), []).append(each)
        if len(owners) == 1:
            found += _with_word(next(iter(owners.values())), start, end, edition[1])
    return [each for each in found if each.full]


def _with_word(owners: list[Reading], start: int, end: int, written: str) -> list[Reading]:
    vocabulary = owners[0].vocabulary
    kind, word = vocabulary.words[squeeze(written)]
    if word.drop or (kind == "suffix" and any(each.tiers for each in owners)):
        return []
    sep = vocabulary.record.sep if word.sep is None else word.sep
    tiers, suffixes = ((word.name,), ()) if kind == "tier" else ((), ((sep, word.name),))
    return [Reading(vocabulary, start, end, start, "short", owners[0].version, tiers, suffixes=suffixes)]


def is_edge(low: str, at: int) -> bool:
    """Whether a name may end at `at`: no Latin letter, digit or decimal goes on there."""
    if at >= len(low):
        return True
    after, before = low[at], low[at - 1]
    if after.isascii() and after.isalnum():
        return not before.isascii()
    return not (after == "." and before.isdigit() and low[at + 1 : at + 2].isdigit())
