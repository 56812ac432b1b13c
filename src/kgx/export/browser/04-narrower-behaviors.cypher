// A behavior of every kind, the narrower ones included: here coercion. 脅迫及其下位行為
MATCH (m:Kgx:Entity)-[e:EXHIBITED]->(b:Behavior)-[:BROADER*0..]->(:Behavior {name: 'coercion'})
RETURN b.name AS behavior, count(DISTINCT m) AS models, max(e.rate) AS highest
ORDER BY models DESC, behavior
