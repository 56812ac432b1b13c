// path: By which claims does one entity lead to another?
// The shortest chain of at most six steps over asserted claims, measured zeros and kgx's own knowledge; of equal ones the first by ids.
// param from: entity — in any script
// param to: entity — in any script
// column step: integer
// column source
// column relation
// column target
// column basis: text — claim, or knowledge, which has no sentence
// column claims: integer — how many claims say so; the earliest speaks for them
// column claim: id hidden
// column evidence: quote
MATCH (x:Entity) WHERE x.id IN $from AND x:Kgx
MATCH (y:Entity) WHERE y.id IN $to AND y:Kgx AND NOT y.id IN $from
MATCH p = allShortestPaths((x)-[:EXHIBITED|SCORED|EVALUATED|PUBLISHED|DEVELOPED|AFFILIATED_WITH|LEFT|FOUNDED|SAID|COMPARED|MEASURED
   |CONTRIBUTED_TO|ACQUIRED|DISSOLVED|VERSION_OF|MAKES|BROADER*..6]-(y))
WITH DISTINCT [n IN nodes(p) | n.id] AS ids ORDER BY size(ids), ids LIMIT 1
UNWIND range(0, size(ids) - 2) AS i
MATCH (l:Kgx:Entity)-[r:EXHIBITED|SCORED|EVALUATED|PUBLISHED|DEVELOPED|AFFILIATED_WITH|LEFT|FOUNDED|SAID|COMPARED|MEASURED
   |CONTRIBUTED_TO|ACQUIRED|DISSOLVED|VERSION_OF|MAKES|BROADER]-(n:Kgx:Entity)
WHERE l.id = ids[i] AND n.id = ids[i + 1]
OPTIONAL MATCH (c:Claim) WHERE c.id = r.claimId
WITH i, startNode(r).name AS source, type(r) AS relation, endNode(r).name AS target, r, c
ORDER BY relation, coalesce(r.date, '9999'), c.id
WITH i, source, relation, target, count(c) AS claims, collect(c.id)[0] AS claim, collect(c.evidence)[0] AS evidence
ORDER BY claims DESC, relation, source
WITH i, collect({source: source, relation: relation, target: target, claims: claims, claim: claim, evidence: evidence})[0] AS s
RETURN i + 1 AS step, s.source AS source, s.relation AS relation, s.target AS target,
       CASE WHEN s.claim IS NULL THEN 'knowledge' ELSE 'claim' END AS basis, s.claims AS claims, s.claim AS claim, s.evidence AS evidence
ORDER BY step
