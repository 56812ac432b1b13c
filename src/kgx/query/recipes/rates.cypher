// rates: Which models show a behavior, how often, under which condition, according to whom?
// A row for each model, value, condition and origin; its earliest article speaks for it. Measured zeros are rows too.
// A number for a group of models is never a number for each of them: see `groups`.
// param behavior: behavior — in any script, several as A|B; narrower behaviors are included
// param model: model = null — a family includes its versions; left out: every model
// param lab: organization = null — who makes the model; left out: every lab
// column model
// column behavior
// column rate: percent with rateMax, comparator — a fraction, also of a count with its denominator
// column rateMax: number hidden — upper end, where a range is stated
// column comparator: text hidden — = ~ < <= > >=
// column polarity: text hidden — negated is a measured zero
// column condition
// column scenario
// column attribution: text — who says it, nearest first; empty is the article's author
// column origin: text hidden — the farthest source of the chain
// column date: text — of the earliest article
// column articles: integer — how many articles say so; copies of one count as one
// column path: place with line, role
// column line: integer hidden
// column role: text hidden — body, summary, footnote, …
// column claim: id hidden
// column evidence: quote — the sentence, as the article has it
MATCH (b:Entity) WHERE b.id IN $behavior AND b:Kgx
OPTIONAL MATCH (maker:Lab)-[:MAKES]->(:ModelFamily)<-[:VERSION_OF*0..5]-(made:Entity) WHERE maker.id IN $lab
WITH b, collect(DISTINCT made.id) AS made
OPTIONAL MATCH (developer:Lab)-[:DEVELOPED]->(own:Entity) WHERE developer.id IN $lab
WITH b, made, collect(DISTINCT own.id) AS own
MATCH (b)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(m:Entity)
WHERE c.relation = 'EXHIBITED' AND c.rate IS NOT NULL
  AND (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.rate = 0))
  AND ($model IS NULL OR m.id IN $model) AND ($lab IS NULL OR m.id IN made OR m.id IN own)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:ORIGIN]->(o)
OPTIONAL MATCH (c)-[:UNDER]->(u:Scenario)
WITH m.name AS model, b.name AS behavior, c.rate AS rate, CASE c.unit WHEN 'count' THEN null ELSE c.valueMax END AS rateMax,
     c.comparator AS comparator, c.polarity AS polarity, c.condition AS condition, u.name AS scenario, o.name AS origin,
     count(DISTINCT coalesce(a.duplicateOf, a.id)) AS articles,
     min(coalesce(a.date, '9999') + ' ' + c.id) AS first
WITH model, behavior, rate, rateMax, comparator, polarity, condition, scenario, origin, articles, first
ORDER BY rate DESC, model, first // first
MATCH (c:Claim {id: split(first, ' ')[1]})-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[t:ATTRIBUTED_TO]->(w)
WITH model, behavior, rate, rateMax, comparator, polarity, condition, scenario, origin, articles, c, s, a, t, w ORDER BY t.order
WITH model, behavior, rate, rateMax, comparator, polarity, condition, scenario, origin, articles, c, s, a, collect(w.name) AS attribution
RETURN model, behavior, rate, rateMax, comparator, polarity, condition, scenario, attribution, origin,
       a.date AS date, articles, a.path AS path, s.line AS line, s.role AS role, c.id AS claim,
       c.evidence AS evidence
ORDER BY rate DESC, model, date, claim
