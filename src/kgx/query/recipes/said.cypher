// said: Who said what, on which topic?
// param who: entity = null — a person, lab or organization; left out: everybody
// param topic: text = null — words of the topic or of the sentence; left out: every topic
// start who: MATCH (k:Entity)<-[:SUBJECT]-(c:Claim) WHERE k.id IN $who AND k:Kgx WITH DISTINCT c
// column who
// column topic
// column attribution
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Kgx:Claim)-[:SUBJECT]->(x)
WHERE c.relation = 'SAID' AND c.polarity = 'asserted' AND ($who IS NULL OR x.id IN $who)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:OBJECT]->(y)
WITH x, c, y, s, a WHERE $topic IS NULL OR y.name CONTAINS $topic OR s.text CONTAINS $topic OR s.normal CONTAINS $topic
WITH x, c, y, s, a ORDER BY x.name, a.date, a.path, s.line, c.id // first
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH x, c, y, s, a, t, w ORDER BY t.order
WITH x, c, y, s, a, collect(w.name) AS attribution
RETURN x.name AS who, y.name AS topic, attribution, a.date AS date, a.path AS path, s.line AS line,
       s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY who, date, path, line, claim
