// contradictions: Which claims of different articles contradict each other, or differ since their conditions do?
// Of many claims on one thing, each is held against the earliest of another article that stands so to it; `support` has all of one claim.
// param about: entity = null — subject or object, in any script; left out: everything
// start about: MATCH (k:Entity)<-[:SUBJECT|OBJECT]-(x:Claim) WHERE k.id IN $about AND k:Kgx WITH DISTINCT x
// column subject
// column relation
// column object
// column how: text — contradicts, or differs by condition
// column value: number
// column otherValue: number
// column polarity
// column otherPolarity
// column condition
// column otherCondition
// column originsDiffer: text — whether the two go back to different sources
// column date: text hidden
// column otherDate: text hidden
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
MATCH (x:Kgx:Claim)-[r:CONTRADICTS|DIFFERS_BY_CONDITION]->(y:Claim)
WITH DISTINCT CASE WHEN x.id < y.id THEN x ELSE y END AS c, CASE WHEN x.id < y.id THEN y ELSE x END AS d, type(r) AS how,
     r.originsDiffer AS originsDiffer
MATCH (c)-[:SUBJECT]->(m:Entity) MATCH (c)-[:OBJECT]->(o:Entity)
WHERE $about IS NULL OR m.id IN $about OR o.id IN $about
WITH c, d, how, originsDiffer, m, o ORDER BY m.name, c.relation, o.name, how, c.id, d.id // first
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
MATCH (d)-[:EVIDENCED_BY]->(t:Sentence)-[:IN]->(b:Article)
RETURN m.name AS subject, c.relation AS relation, o.name AS object,
       CASE how WHEN 'CONTRADICTS' THEN 'contradicts' ELSE 'differs by condition' END AS how, c.value AS value, d.value AS otherValue,
       c.polarity AS polarity, d.polarity AS otherPolarity, c.condition AS condition, d.condition AS otherCondition, originsDiffer,
       a.date AS date, b.date AS otherDate, a.path AS path, s.line AS line, s.role AS role, b.path AS otherPath, t.line AS otherLine,
       t.role AS otherRole, c.id AS claim, d.id AS otherClaim, c.evidence AS evidence, d.evidence AS otherEvidence
ORDER BY subject, relation, object, how, claim, otherClaim
