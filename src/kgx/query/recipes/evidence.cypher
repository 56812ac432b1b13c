// evidence: One claim with everything that it rests on.
// param claim: id — the claim's id, or eight characters of it
// column subject
// column relation
// column object
// column on
// column value: number
// column valueMax: number
// column unit
// column denominator: number
// column comparator
// column polarity
// column condition
// column scenario
// column attribution
// column origin
// column rule
// column title: text hidden
// column date: text
// column source: text hidden
// column url: text hidden
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column page: integer hidden — of a PDF
// column start: integer hidden — code points into the article's text
// column end: integer hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim) WHERE c.id STARTS WITH $claim AND c:Kgx
MATCH (c)-[:SUBJECT]->(x)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:OBJECT]->(y)
OPTIONAL MATCH (c)-[:ON]->(z)
OPTIONAL MATCH (c)-[:UNDER]->(u)
OPTIONAL MATCH (c)-[:ORIGIN]->(o)
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH c, x, y, z, u, o, s, a, t, w ORDER BY t.order
WITH c, x, y, z, u, o, s, a, collect(w.name) AS attribution
RETURN x.name AS subject, c.relation AS relation, y.name AS object, z.name AS on, c.value AS value, c.valueMax AS valueMax, c.unit AS unit,
       c.denominator AS denominator, c.comparator AS comparator, c.polarity AS polarity, c.condition AS condition, u.name AS scenario,
       attribution, o.name AS origin, c.rule AS rule, a.title AS title, a.date AS date, a.source AS source, a.url AS url, a.path AS path,
       s.line AS line, s.role AS role, s.page AS page, c.start AS start, c.end AS end, c.id AS claim, c.evidence AS evidence
ORDER BY claim
