// developers: Who developed a model? What articles say, and apart from it what kgx's knowledge has.
// `basis` says which: a claim has its sentence; knowledge is no claim and has none.
// param model: model = null — a family includes its versions; left out: every model
// param lab: organization = null — left out: every lab
// start model: MATCH (k:Entity)<-[:OBJECT]-(c:Claim) WHERE k.id IN $model AND k:Kgx WITH DISTINCT c
// start lab: MATCH (k:Entity)<-[:SUBJECT]-(c:Claim) WHERE k.id IN $lab AND k:Kgx WITH DISTINCT c
// column model
// column lab
// column basis: text — claim or knowledge
// column attribution
// column date: text hidden
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim)-[:OBJECT]->(m:Kgx:Entity)
MATCH (c)-[:SUBJECT]->(l:Kgx:Organization)
WHERE c.relation = 'DEVELOPED' AND c.polarity = 'asserted' AND ($model IS NULL OR m.id IN $model) AND ($lab IS NULL OR l.id IN $lab)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH m, c, l, s, a, t, w ORDER BY t.order
WITH m, c, l, s, a, collect(w.name) AS attribution
RETURN m.name AS model, l.name AS lab, 'claim' AS basis, attribution, a.date AS date, a.path AS path, s.line AS line, s.role AS role,
       c.id AS claim, c.evidence AS evidence
ORDER BY model, lab, date, claim
UNION ALL
MATCH (m:Kgx:Model)-[:VERSION_OF*1..5]->(:ModelFamily)<-[:MAKES]-(l:Lab)
WHERE ($model IS NULL OR m.id IN $model) AND ($lab IS NULL OR l.id IN $lab)
WITH DISTINCT m, l
RETURN m.name AS model, l.name AS lab, 'knowledge' AS basis, [] AS attribution, null AS date, null AS path, null AS line, null AS role,
       null AS claim, null AS evidence
ORDER BY model, lab
