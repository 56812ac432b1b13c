// Which models blackmailed, at what rate, according to whom? 哪些模型勒索、比率多少？
MATCH (c:Kgx:Claim {relation: 'EXHIBITED'})-[:SUBJECT]->(m:Entity), (c)-[:OBJECT]->(:Behavior {name: 'blackmail'})
WHERE c.rate IS NOT NULL AND (c.polarity = 'asserted' OR c.rate = 0)
MATCH (c)-[:EVIDENCED_BY]->(s:Sentence)-[:IN]->(a:Article)
OPTIONAL MATCH (c)-[:ATTRIBUTED_TO {order: 0}]->(source)
RETURN m.name AS model, c.rate AS rate, c.condition AS condition, source.name AS accordingTo, s.text AS sentence, a.path AS article, s.line AS line
ORDER BY rate DESC, model, article, line, condition
