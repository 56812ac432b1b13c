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
WITH m.name AS model, b.name AS benchmark, c.rate AS score, CASE c.unit WHEN 'count' THEN null ELSE c.valueMax END AS scoreMax,
     c.comparator AS comparator, c.condition AS condition, o.name AS origin,
     count(DISTINCT coalesce(a.duplicateOf, a.id)) AS articles,
     min(coalesce(a.date, '9999') + ' ' + c.id) AS first
WITH model, benchmark, score, scoreMax, comparator, condition, origin, articles, first
ORDER BY benchmark, score DESC, model, first // first
MATCH (c:Claim {id: split(first, ' ')[1]})-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH model, benchmark, score, scoreMax, comparator, condition, origin, articles, c, s, a, t, w ORDER BY t.order
WITH model, benchmark, score, scoreMax, comparator, condition, origin, articles, c, s, a, collect(w.name) AS attribution
RETURN model, benchmark, score, scoreMax, comparator, condition, attribution, origin, a.date AS date, articles,
       a.path AS path, s.line AS line, s.role AS role, c.id AS claim, c.evidence AS evidence
ORDER BY benchmark, score DESC, model, date, claim
