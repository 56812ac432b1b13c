"""Loading the same graph into the same Neo4j, by kgx and by the `Neo4jWriter` of neo4j-graphrag.

usage: python -m benchmarks.neo4j_writer PYTHON APOC [CLAIMS]

PYTHON is the Python of an environment of its own with neo4j-graphrag; APOC a folder with apoc-core-VERSION.jar and apoc-common-VERSION.jar
for the tests' Neo4j (Maven has them: org.neo4j.procedure:apoc-core); CLAIMS how many, default
10000. The graph is that of made-up articles without parallel edges, since that writer makes one of them: so without the
short edges. Both get it as ready rows, into an empty database of one server, warmed by a small load; kgx's side goes through all of loading
(bounded transactions, looking for what is there, notes) and makes its own constraints and indexes, the full-text index among them.
Prints seconds, nodes and edges of both, and the ratio. What kgx derives from the set of articles is printed apart, since the other has
nothing like it.
"""

import contextlib
import json
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.generator import Corpus

import kgx
from kgx.graph import DERIVATION, article_rows
from kgx.knowledge.rows import knowledge_source
from kgx.model.address import Address
from kgx.model.graph import ENTITY_LABELS, ArticleRows, entity_type
from tests.support import neo4j_server

WARM = 1_000
PEER = """
import asyncio, json, pickle, sys, time
import neo4j
from neo4j_graphrag.components.kg_writer import Neo4jWriter
from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

given = json.loads(sys.argv[1])
driver = neo4j.GraphDatabase.driver(given["uri"], auth=(given["username"], given["password"]), notifications_min_severity="OFF")

def load(file, batch):
    with open(file, "rb") as rows:
        nodes, edges = pickle.load(rows)
    graph = Neo4jGraph(
        nodes=[Neo4jNode(id=key, label=label, properties=properties) for key, label, properties in nodes],
        relationships=[Neo4jRelationship(start_node_id=a, end_node_id=b, type=t, properties=p) for t, a, b, p in edges],
    )
    writer = Neo4jWriter(driver, batch_size=batch)
    start = time.perf_counter()
    result = asyncio.run(writer.run(graph))
    assert result.status == "SUCCESS", result
    return time.perf_counter() - start

def clear():
    for match in ("()-[x]->()", "(x)"):  # edges first: nodes with very many are more than one transaction holds
        while driver.execute_query(f"MATCH {match} WITH x LIMIT 20000 DELETE x RETURN count(*) AS n").records[0]["n"]:
            pass

load(given["warm"], given["batch"])
clear()
seconds = load(given["rows"], given["batch"])
nodes = driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]
edges = driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS n").records[0]["n"]
clear()
print(json.dumps({"seconds": seconds, "nodes": nodes, "edges": edges}))
"""


def plain(rows: ArticleRows) -> ArticleRows:
    """Without parallel edges: no short edges, and one edge of a type between two nodes."""
    edges = {(edge.type, edge.source, edge.target): edge for edge in rows.edges}
    return msgspec.structs.replace(rows, direct=(), edges=tuple(edges.values()))


def as_lists(articles: Sequence[ArticleRows]) -> tuple[list[Any], list[Any]]:
    """The same graph as nodes and edges of the other writer."""
    nodes: dict[str, Any] = {}
    edges = []
    for rows in articles:
        for id_ in rows.entities:
            nodes[f"entity/{id_}"] = (f"entity/{id_}", ENTITY_LABELS[entity_type(id_)][-1], {"id": id_, "name": id_})
        nodes.update({n.key: (n.key, n.label, {"key": n.key, **n.properties}) for n in rows.nodes})
        edges += [(edge.type, edge.source, edge.target, edge.properties) for edge in rows.edges]
    return list(nodes.values()), edges


def by_kgx(address: Address, warm: Sequence[ArticleRows], articles: Sequence[ArticleRows]) -> dict[str, float]:
    with kgx.connect(address.uri, username=address.username, password=address.password, database=address.database) as graph:
        source = knowledge_source(graph.knowledge)
        graph.store.prepare()
        graph.store.load(warm)
        graph.store.finish(source, DERIVATION)
        graph.reset()
        start = time.perf_counter()
        graph.store.load(articles)
        loaded = time.perf_counter() - start
        nodes = graph.store.read("MATCH (n:Kgx) WHERE NOT n:Note AND NOT n:Meta RETURN count(n) AS n")[0]["n"]
        edges = graph.store.read("MATCH (:Kgx)-[r]->(:Kgx) RETURN count(r) AS n")[0]["n"]
        start = time.perf_counter()
        graph.store.finish(source, DERIVATION)
        return {"seconds": loaded, "derived": time.perf_counter() - start, "nodes": nodes, "edges": edges}


@contextlib.contextmanager
def server(made: Path, apoc: Path) -> Iterator[Address]:
    """A fresh Neo4j with APOC, which has to be on the class path as well."""
    libraries = made / "lib"
    libraries.mkdir()
    for jar in (*neo4j_server._libraries().glob("*.jar"), *apoc.glob("*.jar")):
        (libraries / jar.name).symlink_to(jar)

    def plugin(environment: dict[str, str]) -> None:
        plugins = Path(environment["NEO4J_HOME"]) / "plugins"
        plugins.mkdir(exist_ok=True)
        for jar in apoc.glob("*.jar"):
            shutil.copy(jar, plugins)

    neo4j_server._libraries = lambda: libraries
    with neo4j_server.neo4j_server(before=plugin, **{"dbms.security.procedures.unrestricted": "apoc.*"}) as address:
        yield address


def main() -> None:
    python, apoc, wanted = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    corpus = Corpus()
    warm = [plain(article_rows(f, f.article.sha256)) for f in Corpus(seed=8).articles(WARM)]
    articles = [plain(article_rows(f, f.article.sha256)) for f in corpus.articles(wanted)]
    with tempfile.TemporaryDirectory() as made:
        files = {"warm": Path(made) / "warm", "rows": Path(made) / "rows"}
        for name, rows in (("warm", warm), ("rows", articles)):
            files[name].write_bytes(pickle.dumps(as_lists(rows)))

        with server(Path(made), apoc) as address:
            given = {"uri": address.uri, "username": address.username, "password": address.password, "batch": 1000}
            order = json.dumps({**given, **{name: str(file) for name, file in files.items()}})
            done = subprocess.run([python, "-c", PEER, order], stdout=subprocess.PIPE, check=True)
            peer = json.loads(done.stdout)
            print(f"Neo4jWriter  {peer['seconds']:9.1f} s   {peer['nodes']:9,} nodes {peer['edges']:9,} edges", flush=True)
            own = by_kgx(address, warm, articles)
    print(f"kgx          {own['seconds']:9.1f} s   {own['nodes']:9,} nodes {own['edges']:9,} edges")
    print(f"             {own['derived']:9.1f} s   for the derived part")
    whole = own["seconds"] + own["derived"]
    print(f"kgx is {peer['seconds'] / own['seconds']:.1f} × faster; with the derived part {peer['seconds'] / whole:.1f} ×")


if __name__ == "__main__":
    main()
