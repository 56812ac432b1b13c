// What is said of one model, by the short edges? 一個模型的行為
MATCH (m:Kgx:Model {name: 'Claude Opus 4'})-[e:EXHIBITED]->(b:Behavior)
RETURN b.name AS behavior, b.nameHant AS chinese, e.rate AS rate, e.condition AS condition, e.source AS source, e.date AS date
ORDER BY behavior, rate DESC, condition, date, e.claimId
