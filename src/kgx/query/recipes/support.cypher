// support: Which articles say the same as a claim, and which say otherwise?
// All claims on the same subject, relation and object, with how each stands to this one: the pairs behind `contradictions`.
// param claim: id — the claim's id, or eight characters of it
// column stands: text — itself; agrees (also under another condition), contradicts, differs by condition; hedged; or neither
// column subject
// column relation
// column object
// column value: number
// column unit
// column polarity
// column condition
// column attribution
// column origin
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (k:Claim) WHERE k.id STARTS WITH $claim AND k:Kgx
MATCH (k)-[:SUBJECT]->(x)
MATCH (k)-[:OBJECT]->(y)
MATCH (x)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(y)
WHERE c.relation = k.relation
OPTIONAL MATCH (c)-[:ORIGIN]->(o)
WITH k, x, c, y, o.name AS origin, coalesce(k.rate, k.value) AS wanted, coalesce(c.rate, c.value) AS number
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH k, x, c, y, origin, wanted, number, s, a, t, w ORDER BY t.order
WITH k, x, c, y, origin, wanted, number, s, a, collect(w.name) AS attribution
WITH *, c.polarity <> k.polarity OR c.direction <> k.direction OR abs(number - wanted) > 0.005 AS opposed,
     c.polarity = k.polarity AND coalesce(c.direction, '') = coalesce(k.direction, '')
       AND ((number IS NULL AND wanted IS NULL) OR abs(number - wanted) <= 0.005) AS same,
     coalesce(c.condition, '') = coalesce(k.condition, '') AS alike
RETURN CASE WHEN c.id = k.id THEN 'itself' WHEN c.polarity = 'hedged' OR k.polarity = 'hedged' THEN 'hedged'
            WHEN same AND alike THEN 'agrees' WHEN same THEN 'agrees under another condition'
            WHEN opposed AND alike THEN 'contradicts' WHEN opposed THEN 'differs by condition'
            ELSE 'neither' END AS stands,
       x.name AS subject, c.relation AS relation, y.name AS object, c.value AS value, c.unit AS unit, c.polarity AS polarity,
       c.condition AS condition, attribution, origin, a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim,
       c.evidence AS evidence
ORDER BY date, path, line, claim
