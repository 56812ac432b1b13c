// metrics: Which numbers are stated that are neither a behavior's rate nor a benchmark's score?
// Parameters, money, shares of a market, differences. A measured zero is among them.
// param about: entity = null — of whom or what; left out: everything
// start about: MATCH (k:Entity)<-[:SUBJECT]-(c:Claim) WHERE k.id IN $about AND k:Kgx WITH DISTINCT c
// column subject
// column metric
// column value: number
// column valueMax: number hidden
// column unit
// column comparator: text hidden
// column condition
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)
WHERE c.relation = 'MEASURED' AND (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.value = 0))
  AND ($about IS NULL OR x.id IN $about)
OPTIONAL MATCH (c)-[:OBJECT]->(y)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH x, c, y, s, a ORDER BY x.name, y.name, c.value DESC, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH x, c, y, s, a, t, w ORDER BY t.order
WITH x, c, y, s, a, collect(w.name) AS attribution
RETURN x.name AS subject, y.name AS metric, c.value AS value, c.valueMax AS valueMax, c.unit AS unit, c.comparator AS comparator,
       c.condition AS condition, attribution, a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim,
       c.evidence AS evidence
ORDER BY subject, metric, value DESC, date, claim
