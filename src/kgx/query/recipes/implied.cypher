// implied: Which claims have a subject that their sentence does not name?
// It says 它, 该模型, 其 or nothing, and the subject comes from before: worth a second look. Asserted claims and measured zeros.
// param about: entity = null — subject or object, in any script; left out: everything
// start about: MATCH (k:Entity)<-[:SUBJECT|OBJECT]-(c:Claim) WHERE k.id IN $about AND k:Kgx WITH DISTINCT c
// column subject
// column relation
// column object
// column value: number
// column condition
// column rule: text hidden
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)
WHERE c.implicitSubject AND (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.value = 0))
OPTIONAL MATCH (c)-[:OBJECT]->(y)
WITH x, c, y WHERE $about IS NULL OR x.id IN $about OR y.id IN $about
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
RETURN x.name AS subject, c.relation AS relation, y.name AS object, c.value AS value, c.condition AS condition, c.rule AS rule,
       a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY date, path, line, claim
