// models: Which models are there, of which family, by whom, and how much is said of them?
// Family and lab come from kgx's own knowledge, not from an article; `developers` has what articles say.
// param lab: organization = null — who makes the model; left out: every lab
// column model
// column family: text — from knowledge
// column lab: text — from knowledge
// column articles: integer — how many articles name it; copies count as one
// column claims: integer — how many claims have it as subject
// column id: id hidden
MATCH (m:Kgx:Model)
OPTIONAL MATCH (m)-[:VERSION_OF]->(f:ModelFamily)
WITH m, min(f.name) AS family
OPTIONAL MATCH (m)-[:VERSION_OF*0..5]->(:ModelFamily)<-[:MAKES]-(maker:Lab)
WITH m, family, collect(DISTINCT maker.name) AS labs, collect(DISTINCT maker.id) AS labIds
WHERE $lab IS NULL OR any(lab IN labIds WHERE lab IN $lab)
OPTIONAL MATCH (m)-[:MENTIONED_IN]->(a:Article)
WITH m, family, labs, count(DISTINCT coalesce(a.duplicateOf, a.id)) AS articles
OPTIONAL MATCH (m)<-[:SUBJECT]-(c:Claim)
RETURN m.name AS model, family, labs[0] AS lab, articles, count(DISTINCT c.id) AS claims, m.id AS id
ORDER BY claims DESC, articles DESC, model
