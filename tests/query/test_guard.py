"""The read-only guard: more than a hundred ways to write are refused, and no harmless statement is."""

import pytest

from kgx.errors import UsageError
from kgx.query.guard import check_read_only

CLAUSES = [
    "CREATE (n:Model {id: 'x'})",
    "CREATE (n)",
    "create (n)",
    "CrEaTe (n)",
    "MERGE (n:Model {id: 'x'})",
    "MERGE (n:Model {id: 'x'}) ON CREATE SET n.a = 1 ON MATCH SET n.a = 2",
    "INSERT (n:Model {id: 'x'})",
    "MATCH (n) SET n.a = 1",
    "MATCH (n) SET n += {a: 1}",
    "MATCH (n) SET n = {}",
    "MATCH (n) SET n:Gone",
    "MATCH (n) SET n IS Gone",
    "MATCH (n) SET n.`a` = 1",
    "MATCH (n) REMOVE n.a",
    "MATCH (n) REMOVE n:Model",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) NODETACH DELETE n",
    "MATCH (n)-[r]->() DELETE r RETURN count(*)",
    "MATCH (n) WITH n CREATE (m) RETURN m",
    "UNWIND [1, 2] AS x CREATE (:N {x: x})",
    "WITH 1 AS x CREATE (:N {x: x})",
    "MATCH (n) RETURN n UNION CREATE (m) RETURN m AS n",
    "MATCH (n) RETURN n UNION ALL MATCH (m) DELETE m",
    "OPTIONAL MATCH (n) DELETE n",
    "MATCH p = (n)-->() DELETE p",
    "RETURN 1 AS x NEXT CREATE (n)",
]
SUBQUERIES = [
    "CALL { CREATE (n) RETURN n } RETURN n",
    "CALL { MATCH (n) DETACH DELETE n } RETURN 1",
    "CALL { WITH 1 AS x MERGE (n {x: x}) RETURN n } RETURN n",
    "MATCH (n) CALL { WITH n SET n.a = 1 } RETURN n",
    "MATCH (n) CALL (n) { SET n.a = 1 } RETURN n",
    "MATCH (n) CALL (*) { DELETE n } RETURN 1",
    "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
    "CALL{CREATE(n)}RETURN 1",
    "MATCH (n) WHERE EXISTS { MATCH (n) SET n.a = 1 } RETURN n",
    "RETURN COUNT { MATCH (n) DELETE n }",
    "RETURN COLLECT { MATCH (n) CREATE (m) RETURN m }",
    "FOREACH (x IN [1] | CREATE (:N {x: x}))",
    "MATCH (n) FOREACH (x IN [n] | SET x.a = 1)",
    "MATCH (n) FOREACH (x IN [n]|DELETE x)",
    "MATCH (n) foreach(x in [n] | remove x.a)",
]
FILES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV WITH HEADERS FROM 'http://example.org/x.csv' AS row RETURN row",
    "load csv from 'file:///x' as row return row",
    "WITH 1 AS x LOAD CSV FROM 'file:///x' AS row RETURN row",
    "MATCH (n) CALL { LOAD CSV FROM 'file:///x' AS row RETURN row } RETURN row",
    "USING PERIODIC COMMIT LOAD CSV FROM 'file:///x' AS row CREATE (:N)",
]
SCHEMA = [
    "CREATE INDEX kgx_x FOR (n:Model) ON (n.id)",
    "CREATE CONSTRAINT kgx_x FOR (n:Model) REQUIRE n.id IS UNIQUE",
    "CREATE FULLTEXT INDEX kgx_x FOR (n:Model) ON EACH [n.name]",
    "DROP INDEX kgx_x",
    "DROP INDEX kgx_x IF EXISTS",
    "DROP CONSTRAINT kgx_x",
    "CREATE DATABASE other",
    "DROP DATABASE neo4j",
    "ALTER DATABASE neo4j SET ACCESS READ ONLY",
    "START DATABASE neo4j",
    "STOP DATABASE neo4j",
    "CREATE USER eve SET PASSWORD 'x'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "GRANT ROLE admin TO eve",
    "DENY READ {*} ON GRAPH * TO eve",
    "REVOKE ROLE admin FROM eve",
    "RENAME USER a TO b",
    "ENABLE SERVER 'x'",
    "DEALLOCATE DATABASES FROM SERVER 'x'",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message",
    "USE other MATCH (n) RETURN n",
]
PROCEDURES = [
    "CALL apoc.create.node(['N'], {})",
    "CALL apoc.cypher.runWrite('CREATE (n)', {})",
    "CALL apoc.cypher.doIt('CREATE (n)', {}) YIELD value RETURN value",
    "CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})",
    "CALL apoc.load.json('http://example.org')",
    "CALL apoc.refactor.mergeNodes([])",
    "CALL apoc.export.csv.all('x', {})",
    "CALL apoc.util.sleep(100000)",
    "CALL gds.graph.drop('g')",
    "CALL db.createLabel('N')",
    "CALL db.createProperty('p')",
    "CALL db.createRelationshipType('T')",
    "CALL db.clearQueryCaches()",
    "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "CALL db.create.setNodeVectorProperty(null, 'a', [1.0])",
    "CALL dbms.setConfigValue('a', 'b')",
    "CALL dbms.killConnections([])",
    "CALL dbms.security.createUser('a', 'b')",
    "CALL sql('DELETE FROM Model')",
    "CALL `apoc`.`create`.`node`(['N'], {})",
    "CALL `db.createLabel`('N')",
    "CALL `db`.`createLabel`('N')",
    "CALL\n/* quietly */\napoc.create.node(['N'], {})",
    "CALL apoc . create . node(['N'], {})",
    "call APOC.CREATE.NODE(['N'], {})",
    "OPTIONAL CALL apoc.create.node(['N'], {})",
    "MATCH (n) WITH n CALL apoc.create.setProperty(n, 'a', 1) YIELD node RETURN node",
    "CALL { CALL apoc.create.node(['N'], {}) YIELD node RETURN node } RETURN node",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {})",
    "RETURN apoc.load.json('http://example.org')",
    "RETURN `apoc`.`create`.vNode(['N'])",
    "WITH 1 AS x WHERE custom.write(x) RETURN x",
]
DISGUISES = [
    "MATCH (n) /* RETURN n */ DELETE n",
    "MATCH (n) // RETURN n\nDELETE n",
    "MATCH (n)//\rDELETE n",
    "/* a */ CREATE /* b */ (n)",
    "/**/CREATE(n)",
    "MATCH (n)/**/DELETE/**/n",
    "MATCH (n) /* /* */ DELETE n /* */",
    "MATCH (n) WHERE n.name = '/*' DELETE n //*/",
    "MATCH (n) WHERE n.name = '//' DELETE n",
    'MATCH (n) WHERE n.name = "\'" DELETE n',
    "MATCH (n) WHERE n.name = '\\'' DELETE n",
    "MATCH (n) WHERE n.name = '\\\\' DELETE n //'",
    "MATCH (n) WHERE n.`a'b` = 1 DELETE n //'",
    "MATCH (n) WHERE n.`a``b` = 1 DELETE n",
    "MATCH (n:`x` ) DELETE n",
    "MATCH (n)\nDELETE\nn",
    "MATCH (n)\tDELETE\tn",
    "MATCH (n)\u00a0DELETE\u00a0n",
    "MATCH (n)\u3000DELETE\u3000n",
    "MATCH (n)\u2028DELETE n",
    "MATCH (n) // a\u2028DELETE n",
    "MATCH (n) // a\x85DELETE n",
    "MATCH (n) // a\x0bDELETE n",
    "ＣＲＥＡＴＥ (n)",
    "MATCH (n) ｄｅｌｅｔｅ n",
    "MATCH (n) ＤＥＴＡＣＨ ＤＥＬＥＴＥ n",
    "MATCH (n) \u017fET n.a = 1",
    "MATCH (n) \U0001d412\U0001d404\U0001d413 n.a = 1",
    "MATCH (n) DEL\u200bETE n",
    "MATCH (n) DE\u00adLETE n",
    "MATCH (n)\u200bDELETE n",
    "\u200bCREATE (n)",
    "\ufeffCREATE (n)",
    "CR\\u0045ATE (n)",
    "\\u0043REATE (n)",
    "MATCH (n) DELET\\uu0045 n",
    "MATCH (n) WHERE n.name = '\\u0027 DELETE n //'",
    "MATCH (n) WHERE n.name = 'a\\u005C' DELETE n //'",
    "MATCH (n) // \\u000a DELETE n",
    "MATCH (n) /* \\u002a/ DELETE n //*/",
    "MATCH (n) WHERE n.`a\\u0060 = 1 DELETE n //` = 1 RETURN n",
    "MATCH (n) RETURN 'x\x00' DELETE n",
    "MATCH (n) \x00 RETURN n",
    "MATCH (n) RETURN n \x1b",
]
SEVERAL = [
    "MATCH (n) RETURN n; CREATE (m)",
    "MATCH (n) RETURN n; MATCH (m) RETURN m",
    "RETURN 1;RETURN 2",
    "RETURN 1; // a\nRETURN 2",
    ";CREATE (n)",
    "RETURN ';' ; DELETE n",
    ":begin",
    ":param x => 1",
    "BEGIN",
    "COMMIT",
    "INSERT INTO Model SET id = 'x'",
    "UPDATE Model SET id = 'x'",
    "TRUNCATE TYPE Model UNSAFE",
    "{sql}DELETE FROM Model",
    "IMPORT DATABASE http://example.org",
    "sql:DELETE FROM Model",
    "(n) DELETE n",
]
ANALYSED = [
    "EXPLAIN CREATE (n)",
    "PROFILE CREATE (n)",
    "PROFILE MATCH (n) DETACH DELETE n",
    "CYPHER 5 CREATE (n)",
    "CYPHER 25 INSERT (n)",
    "CYPHER runtime=slotted MATCH (n) DELETE n",
    "EXPLAIN USE other MATCH (n) RETURN n",
    "EXPLAIN STOP DATABASE neo4j",
    "CYPHER 5 STOP DATABASE neo4j",
    "CYPHER 5 runtime=slotted START DATABASE neo4j",
    "CYPHER",
    "PROFILE CYPHER 5 BEGIN",
    "CYPHER 5 runtime",
    "CYPHER runtime=",
]
UNCLOSED = ["MATCH (n) RETURN 'a", 'RETURN "a', "RETURN `a", "MATCH (n) /* RETURN n", "RETURN 'a\\'", "", "   ", "// nothing", ";"]
NAMES = [
    # a keyword that only looks like a name
    "MATCH (n) WITH n.a AS a, n AS set SET set.b = 1",
    "WITH 1. SET n.a = 1",
    "MATCH (n) WHERE n.a IN [1..2] SET n.a = 1",
    "MATCH (a)-[*1..]->(b) SET b.a = 1",
    "MATCH (n) FOREACH(create IN [1] | CREATE (:N))",
    "MATCH (n:A|B) DELETE n",
    "MATCH (n) WITH n LIMIT 1SET n.a = 1",
    "MATCH (n) WHERE n.a < 0x1FSET n.b = 1",
    "MATCH (n) WHERE n.a < 1.5e3fSET n.b = 1",
    "RETURN 1CREATE (n)",
    "MATCH (n) \u0130NSERT (m)",
]

REFUSED = [*CLAUSES, *SUBQUERIES, *FILES, *SCHEMA, *PROCEDURES, *DISGUISES, *SEVERAL, *ANALYSED, *UNCLOSED, *NAMES]

HARMLESS = [
    "MATCH (m:Model) RETURN m.name",
    "match (m:Model) return m.name;",
    "MATCH (m:Model)-[e:EXHIBITED]->(b:Behavior {id: 'behavior:blackmail'}) RETURN m.name, e.rate ORDER BY e.rate DESC LIMIT 5",
    "OPTIONAL MATCH (n) RETURN n",
    "UNWIND [1, 2] AS x RETURN x",
    "WITH 1 AS x RETURN x",
    "RETURN 1",
    "MATCH (n) WHERE n.name = 'CREATE (n) DELETE n' RETURN n",
    'MATCH (n) WHERE n.name = "MERGE; DROP" RETURN n',
    "MATCH (n) WHERE n.name = 'it\\'s SET' RETURN n",
    "MATCH (n) WHERE n.name CONTAINS '刪除；建立；CREATE' RETURN n",
    "// CREATE (n)\nMATCH (n) RETURN n",
    "MATCH (n) /* DELETE n; DROP */ RETURN n",
    "MATCH (n) RETURN n // ; DELETE n",
    "MATCH (n) RETURN n.name AS `CREATE`",
    "MATCH (n:`Delete`) WHERE n.`set` = 1 RETURN n.`remove`",
    "MATCH (n:`a``DELETE`) RETURN n",
    "MATCH (n:Create) RETURN n",
    "MATCH (n)-[:MERGE]->(m) RETURN m",
    "MATCH (n) WHERE n.set = 1 RETURN n.delete, n.load",
    "MATCH (n) WHERE n.id = $set RETURN $delete",
    "RETURN {create: 1, delete: 2} AS actions",
    "MATCH (n) RETURN n {.set, .delete, name: n.name}",
    "MATCH (n) WHERE n.a = 1 RETURN (n).set",
    "MATCH (created) RETURN created.updated, created.settings, created.removed",
    "MATCH (c:Claim) RETURN c.start AS start, c.end AS end",
    "MATCH (n) RETURN replace(n.name, 'SET', 'x')",
    "MATCH (n) RETURN reduce(total = 0, x IN [1, 2] | total + x)",
    "MATCH (n) RETURN [x IN n.aliases WHERE x STARTS WITH 'C' | x]",
    "MATCH (n) RETURN count(*) UNION ALL MATCH (m) RETURN count(*)",
    "MATCH (n) CALL { WITH n MATCH (n)--(m) RETURN count(m) AS degree } RETURN n, degree",
    "MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m) AS degree } RETURN n, degree",
    "MATCH (n) WHERE EXISTS { (n)-[:BROADER]->() } RETURN n",
    "RETURN COUNT { (:Model) }",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.labels()",
    "CALL `db`.`labels`()",
    "CALL db.index.fulltext.queryNodes('kgx_names', '勒索 OR CREATE') YIELD node, score RETURN node, score",
    "SHOW INDEXES",
    "SHOW CONSTRAINTS YIELD name RETURN name",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "CYPHER 5 MATCH (n) RETURN n",
    "RETURN date.truncate('month', date()) AS d, duration.between(date(), date()) AS e, point.distance(null, null) AS f",
    "MATCH (a)--(b) RETURN a, b",
    "MATCH (n) WHERE n.name =~ '(?i)create.*' RETURN n",
    "MATCH p = shortestPath((a:Model)-[*..4]-(b:Lab)) RETURN p",
    "MATCH (n) RETURN n.name AS 模型, n.deleted AS 刪除",
    "MATCH (n) WHERE n.name = '\\u4e2d' RETURN n",
    "MATCH (n) WHERE n.name = 'a\u200db' RETURN n",
    "MATCH (n)\r\nRETURN n\r\n",
    "\ufeffMATCH (n) RETURN n",
    "MATCH (n) RETURN 1.5 AS x, 1e3 AS y, 0x1F AS z, [1,2,3][0..2] AS w",
    "RETURN 0o17 AS a, 1_000 AS b, 1.5e-3 AS c, .5 AS d, 2f AS e",
    "CYPHER 5 planner=cost runtime=pipelined MATCH (n) RETURN n",
    "EXPLAIN CYPHER 5 MATCH (n) RETURN n",
    "CYPHER 5 EXPLAIN MATCH (n) RETURN n",
    "MATCH (n) RETURN CASE WHEN n.a THEN 1 ELSE 2 END",
    "MATCH (n) RETURN head(collect({set: n.a})) AS first",
]


def test_the_table_is_large_and_has_no_double() -> None:
    assert len(set(REFUSED)) == len(REFUSED) >= 150
    assert len(set(HARMLESS)) == len(HARMLESS) >= 50


@pytest.mark.parametrize("statement", REFUSED)
def test_refused(statement: str) -> None:
    with pytest.raises(UsageError):
        check_read_only(statement)


@pytest.mark.parametrize("statement", HARMLESS)
def test_harmless(statement: str) -> None:
    check_read_only(statement)


@pytest.mark.parametrize("statement", CLAUSES[:20])
@pytest.mark.parametrize("wrapped", ["/* x */ {0}", "{0} // x", "EXPLAIN {0}", "{0};", "MATCH (x) WITH x {0}"])
def test_refused_in_every_wrapping(statement: str, wrapped: str) -> None:
    with pytest.raises(UsageError):
        check_read_only(wrapped.format(statement))


@pytest.mark.parametrize("statement", REFUSED)
def test_harmless_inside_a_text(statement: str) -> None:
    text = statement.replace("\\", "\\\\").replace("'", "\\'")
    if "\\u" not in text:  # a server that resolves escapes first reads such a text otherwise
        check_read_only(f"MATCH (n) WHERE n.name = '{text}' RETURN n")
