// contributions: Who worked on which model or study?
// param person: person = null — in any script; left out: everybody
// param what: entity = null — a model or study; left out: all
// start person: MATCH (k:Entity)<-[:SUBJECT]-(c:Claim) WHERE k.id IN $person AND k:Kgx WITH DISTINCT c
// start what: MATCH (k:Entity)<-[:OBJECT]-(c:Claim) WHERE k.id IN $what AND k:Kgx WITH DISTINCT c
// column person
// column what
// column position: text — as written
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim)-[:SUBJECT]->(p:Kgx:Person)
MATCH (c)-[:OBJECT]->(o)
WHERE c.relation = 'CONTRIBUTED_TO' AND c.polarity = 'asserted' AND ($person IS NULL OR p.id IN $person)
  AND ($what IS NULL OR o.id IN $what)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH p, c, o, s, a ORDER BY p.name, o.name, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH p, c, o, s, a, t, w ORDER BY t.order
WITH p, c, o, s, a, collect(w.name) AS attribution
RETURN p.name AS person, o.name AS what, c.role AS position, attribution, a.date AS date, a.path AS path, s.line AS line,
       s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY person, what, date, claim
