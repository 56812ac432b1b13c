// studies: Who published which study, and who tested what?
// param organization: organization = null — who published or tested; left out: everybody
// param study: study = null — left out: every study
// start organization: MATCH (k:Entity)<-[:SUBJECT]-(c:Claim) WHERE k.id IN $organization AND k:Kgx WITH DISTINCT c
// start study: MATCH (k:Entity)<-[:SUBJECT|OBJECT]-(c:Claim) WHERE k.id IN $study AND k:Kgx WITH DISTINCT c
// column who
// column relation: text — PUBLISHED or EVALUATED
// column what: text — a study, benchmark, model, behavior or group such as (16 models)
// column count: integer — how many, where a group is tested
// column condition
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)
MATCH (c)-[:OBJECT]->(y)
WHERE c.relation IN ['PUBLISHED', 'EVALUATED'] AND c.polarity = 'asserted'
  AND ($organization IS NULL OR x.id IN $organization) AND ($study IS NULL OR x.id IN $study OR y.id IN $study)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WITH x, c, y, s, a ORDER BY x.name, c.relation, y.name, a.date, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH x, c, y, s, a, t, w ORDER BY t.order
WITH x, c, y, s, a, collect(w.name) AS attribution
RETURN x.name AS who, c.relation AS relation, y.name AS what, y.count AS count, c.condition AS condition, attribution, a.date AS date,
       a.path AS path, s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY who, relation, what, date, claim
