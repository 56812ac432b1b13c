// disputed: What does one article assert and another deny, of whomever?
// `contradictions` holds claims on one subject against each other; here the subjects may differ, groups among them. A row for each claim
// that is denied elsewhere, with the earliest denial.
// param about: entity = null — the object, in any script; left out: everything
// start about: MATCH (y:Entity) WHERE y.id IN $about AND y:Kgx WITH y
// column object
// column relation
// column subject
// column otherSubject: text — of whom it is denied
// column condition
// column otherCondition
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column otherPath: place with otherLine, otherRole
// column otherLine: integer hidden
// column otherRole: text hidden
// column claim: id hidden
// column otherClaim: id hidden
// column evidence: quote
// column otherEvidence: quote
MATCH (y:Entity)<-[:OBJECT]-(d:Kgx:Claim)
WHERE d.polarity = 'negated' AND coalesce(d.value, 1) <> 0 AND ($about IS NULL OR y.id IN $about)
MATCH (d)-[:SUBJECT]->(n) MATCH (d)-[:EVIDENCED_BY]->(t:Sentence)-[:IN]->(b:Article)
WITH y, d, n, t, b ORDER BY coalesce(b.date, '9999'), d.id
WITH y, d.relation AS relation, collect({article: b.id, subject: n.name, condition: d.condition, path: b.path, line: t.line, role: t.role,
     claim: d.id, evidence: d.evidence}) AS denials
WITH y, relation, denials[0] AS first, [denial IN denials WHERE denial.article <> denials[0].article][0] AS second
MATCH (y)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(m)
WHERE c.relation = relation AND c.polarity = 'asserted'
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH y, c, m, s, a, CASE WHEN a.id <> first.article THEN first ELSE second END AS other
WHERE other IS NOT NULL
WITH y, c, m, s, a, other ORDER BY y.name, c.relation, m.name, a.date, c.id // first
OPTIONAL MATCH (c)-[r:ATTRIBUTED_TO]->(w)
WITH y, c, m, s, a, other, r, w ORDER BY r.order
WITH y, c, m, s, a, other, collect(w.name) AS attribution
RETURN y.name AS object, c.relation AS relation, m.name AS subject, other.subject AS otherSubject, c.condition AS condition,
       other.condition AS otherCondition, attribution, a.date AS date, a.path AS path, s.line AS line, s.role AS role,
       other.path AS otherPath, other.line AS otherLine, other.role AS otherRole, c.id AS claim, other.claim AS otherClaim,
       c.evidence AS evidence, other.evidence AS otherEvidence
ORDER BY object, relation, subject, date, claim
