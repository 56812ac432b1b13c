// founded: Who founded what?
// param organization: organization = null — in any script; left out: every lab and organization
// param person: person = null — left out: everybody
// start organization: MATCH (k:Entity)<-[:OBJECT]-(c:Claim) WHERE k.id IN $organization AND k:Kgx WITH DISTINCT c
// start person: MATCH (k:Entity)<-[:SUBJECT]-(c:Claim) WHERE k.id IN $person AND k:Kgx WITH DISTINCT c
// column person
// column organization
// column from: text — where the text states a time
// column to: text hidden
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim)-[:SUBJECT]->(p:Kgx:Entity)
MATCH (c)-[:OBJECT]->(o:Kgx:Organization)
WHERE c.relation = 'FOUNDED' AND c.polarity = 'asserted'
  AND ($person IS NULL OR p.id IN $person) AND ($organization IS NULL OR o.id IN $organization)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH p, c, o, s, a ORDER BY o.name, p.name, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH p, c, o, s, a, t, w ORDER BY t.order
WITH p, c, o, s, a, collect(w.name) AS attribution
RETURN p.name AS person, o.name AS organization, c.timeFrom AS from, c.timeTo AS to, attribution, a.date AS date, a.path AS path,
       s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY organization, person, date, claim
