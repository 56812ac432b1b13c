// scenarios: What was observed in which scenario, of models and of groups of them?
// param scenario: scenario = null — in any script; left out: every scenario
// start scenario: MATCH (k:Entity)<-[:UNDER]-(c:Claim) WHERE k.id IN $scenario AND k:Kgx WITH DISTINCT c
// column scenario
// column subject
// column relation: text hidden
// column object
// column polarity: text hidden
// column rate: percent with rateMax, comparator
// column rateMax: number hidden
// column comparator: text hidden
// column condition
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim)-[:UNDER]->(u:Kgx:Scenario)
MATCH (c)-[:SUBJECT]->(x)
WHERE ($scenario IS NULL OR u.id IN $scenario) AND (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.value = 0))
OPTIONAL MATCH (c)-[:OBJECT]->(y)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH u, x, c, y, s, a ORDER BY u.name, y.name, c.rate DESC, x.name, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH u, x, c, y, s, a, t, w ORDER BY t.order
WITH u, x, c, y, s, a, collect(w.name) AS attribution
RETURN u.name AS scenario, x.name AS subject, c.relation AS relation, y.name AS object, c.polarity AS polarity, c.rate AS rate,
       CASE c.unit WHEN 'count' THEN null ELSE c.valueMax END AS rateMax, c.comparator AS comparator, c.condition AS condition, attribution,
       a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY scenario, object, rate DESC, subject, date, claim
