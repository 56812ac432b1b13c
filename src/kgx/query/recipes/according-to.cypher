// according-to: What is reported on the authority of somebody?
// Every claim whose chain of sources names them, asserted or a measured zero; `said` has what they are quoted as saying on a topic.
// param who: entity — a person, lab, organization or study, in any script
// column who
// column subject
// column relation
// column object
// column value: number
// column condition
// column order: integer hidden — 0 is the nearest source
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (w:Entity) WHERE w.id IN $who AND w:Kgx
MATCH (w)<-[t:ATTRIBUTED_TO]-(c:Claim)-[:SUBJECT]->(x)
WHERE (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.value = 0))
OPTIONAL MATCH (c)-[:OBJECT]->(y)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
RETURN w.name AS who, x.name AS subject, c.relation AS relation, y.name AS object, c.value AS value, c.condition AS condition,
       t.order AS order, a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY who, relation, object, subject, value DESC, date, claim
