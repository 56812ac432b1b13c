// negated: What is denied, or was not seen?
// Among it are measured zeros.
// param about: entity = null — subject or object, in any script; left out: everything
// start about: MATCH (k:Entity)<-[:SUBJECT|OBJECT]-(c:Claim) WHERE k.id IN $about AND k:Kgx WITH DISTINCT c
// column subject
// column relation
// column object
// column value: number hidden
// column condition
// column attribution: text — who says it; empty is the article's author
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)
WHERE c.polarity = 'negated'
OPTIONAL MATCH (c)-[:OBJECT]->(y)
WITH x, c, y WHERE $about IS NULL OR x.id IN $about OR y.id IN $about
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH x, c, y, s, a ORDER BY a.date, a.path, s.line, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH x, c, y, s, a, t, w ORDER BY t.order
WITH x, c, y, s, a, collect(w.name) AS attribution
RETURN x.name AS subject, c.relation AS relation, y.name AS object, c.value AS value, c.condition AS condition, attribution,
       a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY date, path, line, claim
