// All kinds of misalignment, the narrower behaviors included. 失準及其下位行為
MATCH (m:Kgx:Entity)-[e:EXHIBITED]->(b:Behavior)-[:BROADER*0..]->(:Behavior {name: 'misalignment'})
RETURN b.name AS behavior, count(DISTINCT m) AS models, max(e.rate) AS highest
ORDER BY models DESC, behavior
