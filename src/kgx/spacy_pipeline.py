"""kgx in spaCy: a tokenizer whose words cut nothing that kgx finds, and components for entities and claims.

nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kgx_tokenizer"}}})
nlp.add_pipe("kgx_entities")
nlp.add_pipe("kgx_claims")

Entry points make the names known, without an import of this module. `docs/spacy.md` tells what comes out.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, filter_spans, registry
from spacy.vocab import Vocab

from kgx import pipeline
from kgx.knowledge import Knowledge, load
from kgx.model.article import Issue
from kgx.model.claim import Claim
from kgx.model.facts import ArticleFacts
from kgx.read import read_article
from kgx.text.normal import fold_characters, lower
from kgx.text.words import words

SPANS = "kgx"
"""Key of `doc.spans` under which every mention stands, also those inside others."""
COLORS = {
    "LAB": "#9ecbff", "ORGANIZATION": "#b5d8cc", "MODEL": "#ffd58a", "MODELFAMILY": "#ffe8bd", "BEHAVIOR": "#ffb3b3",
    "BENCHMARK": "#d3c3f7", "STUDY": "#cfe8a9", "SCENARIO": "#e5d0c0",
}  # fmt: skip
"""Colors for displaCy by label. PERSON keeps spaCy's own, since these count for every pipeline."""

_FACTS, _CLAIMED = "kgx_facts", "kgx_claims"
_MARK = "\ufeff"
_decoder = msgspec.json.Decoder(ArticleFacts)


class Tokenizer(DummyTokenizer):
    """Makes tokens of jieba's words, cut where a mention or a part of a claim begins or ends. Reads the text once for the components."""

    def __init__(self, vocab: Vocab, lexicon: str | None = None) -> None:
        self.vocab = vocab
        self.lexicon = lexicon

    def __call__(self, text: str) -> Doc:
        """The text as a `Doc`, with the facts of kgx in its user data."""
        knowledge = _knowledge(self.lexicon)
        facts = _read(text, knowledge)
        tokens: list[str] = []
        spaces: list[bool] = []
        for start, end in _tokens(text, facts, knowledge):
            if text[start:end] == " " and spaces and not spaces[-1] and not tokens[-1].isspace():
                spaces[-1] = True
            else:
                tokens.append(text[start:end])
                spaces.append(False)
        doc = Doc(self.vocab, words=tokens, spaces=spaces)
        _keep(doc, facts)
        return doc


@registry.tokenizers("kgx_tokenizer")  # type: ignore[untyped-decorator]
def create_tokenizer(lexicon: str | None = None) -> Callable[[Language], Tokenizer]:
    """The tokenizer for a pipeline's config; `lexicon` is the folder of one's own names."""
    return lambda nlp: Tokenizer(nlp.vocab, lexicon)


class Entities:
    """The component `kgx_entities`: mentions into `doc.ents` (the longest) and `doc.spans["kgx"]` (all)."""

    def __init__(self, lexicon: str | None = None) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities. A mention that cuts a token is left out and told in `doc._.issues`."""
        facts = _facts(doc, self.lexicon)
        spans: list[Span] = []
        issues: list[Issue] = []
        for entity in facts.entities:
            for mention in entity.mentions:
                span = doc.char_span(mention.start, mention.end, label=entity.type, kb_id=entity.id)
                if span is not None:
                    spans.append(span)
                else:
                    message = f"{mention.text!r} ({entity.id}) cuts a token; the tokenizer kgx_tokenizer makes none that is cut"
                    issues.append(Issue("spacy.cut-token", message, mention.start, mention.end))
        spans.sort(key=lambda span: (span.start, -span.end))
        doc.spans[SPANS] = spans
        found = filter_spans(spans)
        taken = {token.i for span in found for token in span}
        doc.ents = [*found, *(ent for ent in doc.ents if not taken.intersection(range(ent.start, ent.end)))]
        if issues:
            _keep(doc, msgspec.structs.replace(facts, issues=(*facts.issues, *issues)))
        return doc


class Claims:
    """The component `kgx_claims`: claims into `doc._.claims`."""

    def __init__(self, lexicon: str | None = None) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Set the claims. Their offsets count characters of `doc.text`."""
        _facts(doc, self.lexicon)
        doc.user_data[_CLAIMED] = True
        return doc


@Language.factory("kgx_entities", assigns=["doc.ents", "doc.spans", "doc._.issues"], default_config={"lexicon": None})
def create_entities(nlp: Language, name: str, lexicon: str | None) -> Entities:
    """The component `kgx_entities`."""
    return Entities(lexicon)


@Language.factory("kgx_claims", requires=["doc.ents"], assigns=["doc._.claims", "doc._.issues"], default_config={"lexicon": None})
def create_claims(nlp: Language, name: str, lexicon: str | None) -> Claims:
    """The component `kgx_claims`. It needs `doc.ents`, since claims name entities by the ids that these have."""
    return Claims(lexicon)


def claims_of(doc: Doc) -> tuple[Claim, ...]:
    """What `doc._.claims` gives: none before `kgx_claims` has run."""
    return _decoder.decode(doc.user_data[_FACTS]).claims if _CLAIMED in doc.user_data else ()


def issues_of(doc: Doc) -> tuple[Issue, ...]:
    """What `doc._.issues` gives: what was seen and not understood."""
    return _decoder.decode(doc.user_data[_FACTS]).issues if _FACTS in doc.user_data else ()


Doc.set_extension("claims", getter=claims_of)
Doc.set_extension("issues", getter=issues_of)


def _knowledge(lexicon: str | None) -> Knowledge:
    return load(Path(lexicon) if lexicon else None)


def _read(text: str, knowledge: Knowledge) -> ArticleFacts:
    """The facts of a text as of a file of its own. The mark keeps one that the text itself begins with, so that offsets hold."""
    return pipeline.run(read_article((_MARK + text).encode("utf-8"), key="text", path="text.md"), knowledge)


def _facts(doc: Doc, lexicon: str | None) -> ArticleFacts:
    """What the tokenizer or an earlier component found; read here where none did, or none with the lexicon that this one names."""
    if _FACTS in doc.user_data:
        facts = _decoder.decode(doc.user_data[_FACTS])
        if not lexicon or facts.generator.lexicon == _knowledge(lexicon).lexicon_hash:
            return facts
    facts = _read(doc.text, _knowledge(lexicon))
    _keep(doc, facts)
    return facts


def _keep(doc: Doc, facts: ArticleFacts) -> None:
    """As bytes, since user data must survive `to_bytes`."""
    doc.user_data[_FACTS] = msgspec.json.encode(facts)


def _tokens(text: str, facts: ArticleFacts, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Spans of words; together they are the whole text."""
    edges = {0, len(text)}
    edges.update(edge for entity in facts.entities for mention in entity.mentions for edge in (mention.start, mention.end))
    for claim in facts.claims:
        edges.update((claim.evidence.start, claim.evidence.end))
        parts = msgspec.structs.astuple(claim.spans)
        edges.update(edge for part in parts for span in part for edge in span)
    normal = lower(fold_characters(text))
    for start, end in pairwise(sorted(edges)):
        for a, b in words(normal[start:end], knowledge.chinese_names, guess=True):
            yield start + a, start + b
