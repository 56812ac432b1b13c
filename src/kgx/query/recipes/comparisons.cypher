// comparisons: Which model or lab is compared with which, on what, and how do they stand?
// param about: entity = null — either of the two, or what they are compared on; left out: everything
// start about: MATCH (k:Entity)<-[:SUBJECT|OBJECT|ON]-(c:Claim) WHERE k.id IN $about AND k:Kgx WITH DISTINCT c
// column subject
// column direction: text — higher, lower or equal
// column object
// column on
// column value: number
// column unit
// column condition
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)
MATCH (c)-[:OBJECT]->(y)
WHERE c.relation = 'COMPARED' AND c.polarity = 'asserted'
OPTIONAL MATCH (c)-[:ON]->(z)
WITH x, c, y, z WHERE $about IS NULL OR x.id IN $about OR y.id IN $about OR z.id IN $about
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH x, c, y, z, s, a ORDER BY z.name, x.name, y.name, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH x, c, y, z, s, a, t, w ORDER BY t.order
WITH x, c, y, z, s, a, collect(w.name) AS attribution
RETURN x.name AS subject, c.direction AS direction, y.name AS object, z.name AS on, c.value AS value, c.unit AS unit,
       c.condition AS condition, attribution, a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim,
       c.evidence AS evidence
ORDER BY on, subject, object, date, claim
