// search: Which names and sentences hold these words?
// Simplified finds Traditional, and the other way round. Sentences are those on which claims rest.
// param text: search — words in any script; all of them must be there, a run of Chinese as it stands
// param limit: integer = 50 — rows at most
// column kind: text — name or sentence
// column text
// column also: text — further names of an entity, at most four
// column claims: integer — of an entity, or resting on the sentence
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column id: id hidden — the entity, or the first claim that rests on the sentence
CALL db.index.fulltext.queryNodes('kgx_text', $text.query) YIELD node, score
WHERE node:Kgx AND node.normal =~ $text.pattern
OPTIONAL MATCH (node)-[:IN]->(a:Article)
OPTIONAL MATCH (node)<-[:SUBJECT|OBJECT|ON|EVIDENCED_BY]-(c:Claim)
WITH node, score, a, count(DISTINCT c.id) AS claims, min(c.id) AS first
WHERE node:Entity OR claims > 0
WITH node, score, a, claims, first, [n IN [node.nameHant, node.nameHans] + coalesce(node.aliases, []) WHERE n <> node.name][0..4] AS also
RETURN CASE WHEN node:Entity THEN 'name' ELSE 'sentence' END AS kind, coalesce(node.name, node.text) AS text, also, claims, a.date AS date,
       a.path AS path, node.line AS line, node.role AS role, CASE WHEN node:Entity THEN node.id ELSE first END AS id
ORDER BY kind, score DESC, date, path, line, text
LIMIT $limit
