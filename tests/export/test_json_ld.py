"""JSON-LD: a triple store reads it, without fetching anything, and answers."""

import json
import re
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from kgx.export import to_networkx
from kgx.export.formats import FORMATS
from kgx.store import Store
from tests.query import graphs

SCHEMA, PROV, KGX = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/prov#"), Namespace("urn:kgx:")
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader uses it
PREFIXES = " ".join(
    f"PREFIX {name}: <{iri}>" for name, iri in {"schema": SCHEMA, "prov": PROV, "kgx": KGX, "skos": SKOS, "rdf": RDF}.items()
)


@pytest.fixture(scope="module")
def data(embedded_store: Store) -> bytes:
    embedded_store.prepare()
    embedded_store.reset()
    graphs.load(embedded_store)
    made: bytes = FORMATS["jsonld"].encode(to_networkx(embedded_store))
    embedded_store.reset()
    return made


@pytest.fixture(scope="module")
def triples(data: bytes) -> Graph:
    return Graph().parse(data=data, format="json-ld")


def ask(triples: Graph, query: str) -> list[tuple[str | None, ...]]:
    return [tuple(None if value is None else str(value) for value in row) for row in triples.query(f"{PREFIXES} {query}")]  # type: ignore[union-attr]


@pytest.mark.embedded
def test_nothing_has_to_be_fetched(data: bytes) -> None:
    context = json.loads(data)["@context"]
    assert all(isinstance(value, dict) or re.match(r"urn:|https?:.*[/#]$", value) for value in context.values())


@pytest.mark.embedded
def test_rates_with_condition_source_and_sentence(triples: Graph) -> None:
    found = ask(
        triples,
        """SELECT ?model ?rate ?condition ?polarity ?headline ?sentence WHERE {
             ?claim a schema:Claim ; kgx:relation kgx:EXHIBITED ; kgx:rate ?rate ; kgx:polarity ?polarity ;
                    kgx:subject/schema:name ?model ; kgx:object/schema:name "blackmail" ; prov:wasDerivedFrom ?quoted .
             ?quoted a schema:Quotation ; schema:text ?sentence ; prov:wasQuotedFrom ?article .
             ?article a schema:Article ; schema:headline ?headline .
             OPTIONAL { ?claim kgx:condition ?condition } } ORDER BY DESC(?rate) ?headline""",
    )
    first = found[0]
    assert first[:2] == ("Claude Opus 4", "0.96")
    assert [float(str(row[1])) for row in found] == [0.96, 0.96, 0.96, 0.9, 0.8, 0.5, 0.37, 0.12, 0.0]
    assert {row[2] for row in found if row[0] == "Claude Opus 4"} == {None, graphs.CONDITION}
    assert {(row[1], row[3]) for row in found if row[0] == "Grok 3"} == {("0.0", str(KGX.negated)), ("0.12", str(KGX.asserted))}
    assert all(row[5] and "blackmail" in row[5] for row in found)


@pytest.mark.embedded
def test_the_question_of_the_documentation(triples: Graph) -> None:
    page = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    (question,) = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
    assert [str(row[0]) for row in triples.query(question)][:3] == ["Claude Opus 4"] * 3  # type: ignore[index]


@pytest.mark.embedded
def test_who_says_it_nearest_first(triples: Graph) -> None:
    found = ask(
        triples,
        """SELECT ?first ?last WHERE { ?claim kgx:rate 0.9e0 ; kgx:attributedTo ?list .
             ?list rdf:first/schema:name ?first ;
                   rdf:rest/rdf:first/schema:name ?last }""",
    )
    assert found == [("Agentic Misalignment", "Anthropic")]
    agents = ask(triples, "SELECT DISTINCT ?name WHERE { ?claim prov:wasAttributedTo ?agent . ?agent a prov:Agent ; schema:name ?name }")
    assert agents == [("Anthropic",)]
    sources = ask(triples, "SELECT DISTINCT ?name WHERE { ?claim prov:hadPrimarySource/schema:name ?name }")
    assert sources == [("Agentic Misalignment",)]


@pytest.mark.embedded
def test_entities_have_public_types_and_names_by_language(triples: Graph) -> None:
    person = KGX["entity/person:pavel-izmailov"]
    assert (person, RDF.type, SCHEMA.Person) in triples
    assert (person, SCHEMA.alternateName, Literal("帕維爾．伊茲邁洛夫")) in triples
    assert (KGX["entity/lab:xai"], RDF.type, SCHEMA.Organization) in triples
    assert (KGX["article/丁.md"], SCHEMA.inLanguage, Literal("zh-Hant")) in triples
    assert (KGX["article/丁.md"], SCHEMA.mentions, person) in triples
    names = ask(
        triples,
        'SELECT ?name WHERE { ?b skos:broader/schema:name "coercion" ; schema:alternateName ?name FILTER(lang(?name) = "zh-Hant") }',
    )
    assert names == [("勒索",)]
    periods = ask(triples, "SELECT ?period ?from WHERE { ?claim schema:temporalCoverage ?period ; kgx:timeFrom ?from }")
    assert periods == [("2025-05-01/2025-05-31", "2025-05-01")]


@pytest.mark.embedded
def test_every_claim_is_there_and_no_link_leads_nowhere(triples: Graph) -> None:
    claims = sum(len(article.claims) for article in graphs.articles())
    assert len(set(triples.subjects(RDF.type, SCHEMA.Claim))) == claims
    assert len(set(triples.subjects(PROV.wasDerivedFrom))) == claims
    described = set(triples.subjects(RDF.type))
    ours = {thing for thing in triples.objects() if isinstance(thing, URIRef) and re.match(r"urn:kgx:[a-z]+/", thing)}
    assert ours <= described


def test_what_no_iri_and_no_json_can_hold() -> None:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(kind="claims")
    graph.add_node('article/一 "篇"#1.md', labels=["Article"], id='一 "篇"#1.md', title="<a>\x0b", url="https://例.tw/a b|c")
    triples = Graph().parse(data=FORMATS["jsonld"].encode(graph), format="json-ld")
    article = URIRef("urn:kgx:article/一%20%22篇%22%231.md")
    assert (article, SCHEMA.headline, Literal("<a>\ufffd")) in triples
    assert (article, SCHEMA.url, URIRef("https://例.tw/a%20b%7Cc")) in triples
    assert triples.serialize(format="nt")
