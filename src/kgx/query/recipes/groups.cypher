// groups: What is said of groups of models (most models, 16 models), with or without a number?
// A group's number says nothing of any one of its members.
// param behavior: behavior = null — in any script; narrower behaviors are included
// start behavior: MATCH (k:Entity)<-[:OBJECT]-(c:Claim) WHERE k.id IN $behavior AND k:Kgx WITH DISTINCT c
// column group
// column quantifier: text hidden — all, most, some, none
// column count: integer hidden
// column behavior
// column polarity: text hidden — negated is a measured zero
// column rate: percent with rateMax, comparator
// column rateMax: number hidden
// column comparator: text hidden
// column condition
// column scenario
// column attribution
// column date: text hidden
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim)-[:OBJECT]->(b:Kgx:Behavior)
MATCH (c)-[:SUBJECT]->(g:Phrase)
WHERE c.relation = 'EXHIBITED' AND (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.rate = 0))
  AND ($behavior IS NULL OR b.id IN $behavior)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:UNDER]->(u:Scenario)
WITH b, c, g, s, a, u ORDER BY b.name, g.name, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH b, c, g, s, a, u, t, w ORDER BY t.order
WITH b, c, g, s, a, u.name AS scenario, collect(w.name) AS attribution
RETURN g.name AS group, g.quantifier AS quantifier, g.count AS count, b.name AS behavior, c.polarity AS polarity, c.rate AS rate,
       CASE c.unit WHEN 'count' THEN null ELSE c.valueMax END AS rateMax, c.comparator AS comparator, c.condition AS condition, scenario,
       attribution, a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY behavior, group, date, claim
