// Who makes which models? From kgx's own knowledge, never a claim. 哪家實驗室的模型
MATCH (l:Kgx:Lab)-[:MAKES]->(:ModelFamily)<-[:VERSION_OF*1..5]-(m:Model)
WITH DISTINCT l, m ORDER BY m.name
RETURN l.name AS lab, collect(m.name) AS models
ORDER BY lab
