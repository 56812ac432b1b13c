// changes: What do articles say at a date that they did not say at an earlier one?
// For each subject, relation, object and condition, the last claim (asserted, or a measured zero) of an article dated until `from` is
// held against the last one until `to`: a row where there was none before (new), or where value, status or polarity differ (changed).
// param from: date — YYYY-MM-DD, or a year, which means its first day
// param to: date — YYYY-MM-DD
// param about: entity = null — subject or object, in any script; left out: everything
// start about: MATCH (k:Entity)<-[:SUBJECT|OBJECT]-(c:Claim) WHERE k.id IN $about AND k:Kgx WITH DISTINCT c
// column change: text — new or changed
// column subject
// column relation
// column object
// column before: number
// column after: number
// column statusBefore: text hidden
// column status
// column condition
// column dateBefore: text
// column date: text — of the article
// column path: place with line, role
// column line: integer hidden
// column role: text hidden
// column claim: id hidden
// column evidence: quote
MATCH (c:Claim)-[:SUBJECT]->(x:Kgx:Entity)
MATCH (c)-[:OBJECT]->(y:Entity)
WHERE (c.polarity = 'asserted' OR (c.polarity = 'negated' AND c.value = 0)) AND ($about IS NULL OR x.id IN $about OR y.id IN $about)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
WHERE a.date <= $to
WITH x, c, y, s, a ORDER BY a.date, c.id
WITH x.name AS subject, c.relation AS relation, y.name AS object, c.condition AS condition,
     collect({date: a.date, value: c.value, status: c.status, polarity: c.polarity, path: a.path, line: s.line, role: s.role, claim: c.id,
              evidence: c.evidence}) AS found
WITH subject, relation, object, condition, [f IN found WHERE f.date <= $from] AS old, [f IN found WHERE f.date > $from] AS new
WHERE size(new) > 0
WITH subject, relation, object, condition, CASE WHEN size(old) > 0 THEN old[size(old) - 1] ELSE null END AS b, new[size(new) - 1] AS n
WHERE b IS NULL OR coalesce(b.value, -1.0) <> coalesce(n.value, -1.0) OR coalesce(b.status, '') <> coalesce(n.status, '')
   OR b.polarity <> n.polarity
RETURN CASE WHEN b IS NULL THEN 'new' ELSE 'changed' END AS change, subject, relation, object, b.value AS before, n.value AS after,
       b.status AS statusBefore, n.status AS status, condition, b.date AS dateBefore, n.date AS date, n.path AS path, n.line AS line,
       n.role AS role, n.claim AS claim, n.evidence AS evidence
ORDER BY change, subject, relation, object, date, claim
