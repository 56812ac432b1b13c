// The same as a picture: models, and what they did. 勒索：圖
MATCH (m:Kgx:Model)-[e:EXHIBITED]->(b:Behavior {name: 'blackmail'})
RETURN m, e, b
ORDER BY m.name, e.rate DESC, e.claimId
