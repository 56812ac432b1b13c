// timeline: What did a person do, and when?
// By the time that the text states, else by the article's date: `dated` says which.
// param person: person — in any script
// column when
// column dated: text — text or article
// column person: text hidden
// column relation
// column what
// column position: text — as written
// column status: text — current or former
// column attribution
// column date: text hidden — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (p:Entity) WHERE p.id IN $person AND p:Kgx
MATCH (p)<-[:SUBJECT]-(c:Claim)
WHERE c.polarity = 'asserted'
OPTIONAL MATCH (c)-[:OBJECT]->(o)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH p, c, o, s, a ORDER BY coalesce(c.timeFrom, a.date), c.relation, o.name, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH p, c, o, s, a, t, w ORDER BY t.order
WITH p, c, o, s, a, collect(w.name) AS attribution
RETURN coalesce(c.timeFrom, a.date) AS when, CASE WHEN c.timeFrom IS NULL THEN 'article' ELSE 'text' END AS dated, p.name AS person,
       c.relation AS relation, o.name AS what, c.role AS position, c.status AS status, attribution, a.date AS date, a.path AS path,
       s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY when, relation, what, claim
