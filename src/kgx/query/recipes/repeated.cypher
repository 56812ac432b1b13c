// repeated: Which claims do several articles make, and do they go back to one source?
// Asserted claims and measured zeros with the same subject, relation, object, value and condition.
// param about: entity = null — subject or object, in any script; left out: everything
// param least: integer = 2 — how many articles at least
// start about: MATCH (k:Entity)<-[:SUBJECT|OBJECT]-(c:Claim) WHERE k.id IN $about AND k:Kgx WITH DISTINCT c
// column subject
// column relation
// column object
// column value: number
// column unit: text hidden
// column condition
// column articles: integer
// column origins: integer — different sources that they go back to, where they name one
// column date: text — of the earliest article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim)-[:SUBJECT]->(x:Kgx:Entity)
MATCH (c)-[:OBJECT]->(y:Entity)
WHERE (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.value = 0)) AND ($about IS NULL OR x.id IN $about OR y.id IN $about)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:ORIGIN]->(o)
WITH x, c, y, s, a, o ORDER BY coalesce(a.date, '9999'), c.id
WITH x.name AS subject, c.relation AS relation, y.name AS object, c.value AS value, c.unit AS unit, c.condition AS condition,
     count(DISTINCT a.id) AS articles, count(DISTINCT coalesce(o.id, o.name)) AS origins,
     collect({date: a.date, path: a.path, line: s.line, role: s.role, claim: c.id, evidence: c.evidence})[0] AS first
WHERE articles >= $least
RETURN subject, relation, object, value, unit, condition, articles, origins, first.date AS date, first.path AS path, first.line AS line,
       first.role AS role, first.claim AS claim, first.evidence AS evidence
ORDER BY articles DESC, subject, relation, object, value DESC, claim
