// Which claims contradict each other? 互相矛盾的說法
MATCH (c:Kgx:Claim)-[:CONTRADICTS]->(o:Claim)
WHERE c.id < o.id OR NOT (o)-[:CONTRADICTS]->(c)
RETURN c.name AS claim, c.evidence AS sentence, o.name AS other, o.evidence AS otherSentence
ORDER BY claim, other, sentence, otherSentence
