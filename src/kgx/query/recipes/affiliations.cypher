// affiliations: Who works or worked where, as what, and who left?
// param person: person = null — in any script; left out: everybody
// param organization: organization = null — left out: every lab and organization
// start person: MATCH (k:Entity)<-[:SUBJECT]-(c:Claim) WHERE k.id IN $person AND k:Kgx WITH DISTINCT c
// start organization: MATCH (k:Entity)<-[:OBJECT]-(c:Claim) WHERE k.id IN $organization AND k:Kgx WITH DISTINCT c
// column person
// column relation: text — AFFILIATED_WITH or LEFT
// column organization
// column position: text — as written
// column status: text — current or former
// column from: text — where the text states a time
// column to: text hidden
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim)-[:SUBJECT]->(p:Kgx:Person)
MATCH (c)-[:OBJECT]->(o:Kgx:Organization)
WHERE c.relation IN ['AFFILIATED_WITH', 'LEFT'] AND c.polarity = 'asserted'
  AND ($person IS NULL OR p.id IN $person) AND ($organization IS NULL OR o.id IN $organization)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH p, c, o, s, a ORDER BY p.name, o.name, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH p, c, o, s, a, t, w ORDER BY t.order
WITH p, c, o, s, a, collect(w.name) AS attribution
RETURN p.name AS person, c.relation AS relation, o.name AS organization, c.role AS position, c.status AS status, c.timeFrom AS from,
       c.timeTo AS to, attribution, a.date AS date, a.path AS path, s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY person, organization, date, claim
