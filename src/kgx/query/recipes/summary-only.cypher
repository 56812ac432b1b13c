// summary-only: Which claims rest on an article's own summary alone, and not on its body?
// The same subject, relation, object, value and polarity is stated nowhere else in the article.
// param about: entity = null — subject or object, in any script; left out: everything
// start about: MATCH (k:Entity)<-[:SUBJECT|OBJECT]-(c:Claim) WHERE k.id IN $about AND k:Kgx WITH DISTINCT c
// column subject
// column relation
// column object
// column value: number
// column polarity
// column condition
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Kgx:Claim)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
MATCH (c)-[:SUBJECT]->(x)
OPTIONAL MATCH (c)-[:OBJECT]->(y)
WITH c, s, a, x, y WHERE $about IS NULL OR x.id IN $about OR y.id IN $about
WITH a.id AS article, a.path AS path, x.name AS subject, c.relation AS relation, y.name AS object, c.value AS value, c.polarity AS polarity,
     collect({role: s.role, line: s.line, condition: c.condition, claim: c.id, evidence: c.evidence}) AS found
WHERE all(f IN found WHERE f.role = 'summary')
UNWIND found AS f
RETURN subject, relation, object, value, polarity, f.condition AS condition, path, f.line AS line, f.role AS role, f.claim AS claim,
       f.evidence AS evidence
ORDER BY path, line, claim
