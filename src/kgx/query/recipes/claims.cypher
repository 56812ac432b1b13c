// claims: All claims on an entity, as subject or object, with their sentences.
// param about: entity — in any script, several as A|B
// column subject
// column relation
// column object
// column value: number
// column unit
// column polarity
// column condition
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (e:Entity) WHERE e.id IN $about AND e:Kgx
MATCH (e)<-[:SUBJECT|OBJECT|ON]-(c:Claim)
WITH DISTINCT c
MATCH (c)-[:SUBJECT]->(x)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:OBJECT]->(y)
WITH x, c, y, s, a ORDER BY c.relation, y.name, c.value DESC, x.name, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH x, c, y, s, a, t, w ORDER BY t.order
WITH x, c, y, s, a, collect(w.name) AS attribution
RETURN x.name AS subject, c.relation AS relation, y.name AS object, c.value AS value, c.unit AS unit, c.polarity AS polarity,
       c.condition AS condition, attribution, a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim,
       c.evidence AS evidence
ORDER BY relation, object, value DESC, subject, date, claim
