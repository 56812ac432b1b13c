// One claim with all that it rests on, as a picture. 一條說法及其依據
MATCH (c:Kgx:Claim {relation: 'EXHIBITED'})-[:OBJECT]->(:Behavior {name: 'blackmail'})
WHERE c.rate IS NOT NULL
WITH c ORDER BY c.rate DESC, c.id LIMIT 1
MATCH p = (c)-[:SUBJECT|OBJECT|ATTRIBUTED_TO|ORIGIN|UNDER|ON]->()
MATCH q = (c)-[:EVIDENCED_BY]->(:Sentence)-[:IN]->(:Article)
RETURN p, q
ORDER BY length(p), [r IN relationships(p) | type(r)], [n IN nodes(p) | n.key]
