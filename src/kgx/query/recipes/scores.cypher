// scores: Which models scored what on a benchmark, under which condition, according to whom?
// param benchmark: benchmark — in any script, several as A|B
// param model: model = null — a family includes its versions; left out: every model
// column model
// column benchmark
// column score: percent with scoreMax, comparator
// column scoreMax: number hidden
// column comparator: text hidden
// column condition
// column attribution
// column origin: text hidden
// column date: text — of the earliest article
// column articles: integer — copies of one count as one
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (b:Entity) WHERE b.id IN $benchmark AND b:Kgx
MATCH (b)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(m:Entity)
WHERE c.relation = 'SCORED' AND c.rate IS NOT NULL
  AND (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.rate = 0)) AND ($model IS NULL OR m.id IN $model)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:ORIGIN]->(o)
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH b, c, m, s, a, o, t, w ORDER BY t.order
WITH b, c, m, s, a, o.name AS origin, collect(w.name) AS attribution
ORDER BY coalesce(a.date, '9999'), c.id
WITH m.name AS model, b.name AS benchmark, c.rate AS score, CASE c.unit WHEN 'count' THEN null ELSE c.valueMax END AS scoreMax,
     c.comparator AS comparator, c.condition AS condition, origin,
     count(DISTINCT coalesce(a.duplicateOf, a.id)) AS articles,
     collect({attribution: attribution, date: a.date, path: a.path, line: s.line, role: s.role, claim: c.id, evidence: c.evidence})[0] AS first
RETURN model, benchmark, score, scoreMax, comparator, condition, first.attribution AS attribution, origin, first.date AS date, articles,
       first.path AS path, first.line AS line, first.role AS role, first.claim AS claim, first.evidence AS evidence
ORDER BY benchmark, score DESC, model, date, claim
