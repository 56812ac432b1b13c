// One claim with all that it rests on, as a picture. 一條說法及其依據
MATCH (c:Kgx:Claim {relation: 'EXHIBITED'})-[:OBJECT]->(:Behavior {name: 'blackmail'})
WHERE c.rate IS NOT NULL
WITH c ORDER BY c.rate DESC, c.id LIMIT 1
MATCH (c)-[by:EVIDENCED_BY]->(s:Sentence)-[in:IN]->(a:Article)
MATCH (c)-[r:SUBJECT|OBJECT|ATTRIBUTED_TO|ORIGIN|UNDER|ON]->(x)
RETURN c, r, x, by, s, in, a
ORDER BY type(r), x.key
