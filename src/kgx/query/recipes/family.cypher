// family: Which models of a family are there, in the order of their versions?
// Order: the first number in the name, then the name. What is a version of what comes from kgx's own knowledge.
// param family: model — in any script, such as Claude
// column model
// column family: text — the next higher one
// column version: number
// column first: text — date of the earliest article that names it
// column articles: integer
// column claims: integer — how many claims have it as subject
// column id: id hidden
MATCH (m:Entity)
WHERE m.id IN $family AND m:Kgx AND m:Model
OPTIONAL MATCH (m)-[:VERSION_OF]->(f:ModelFamily)
WITH m, min(f.name) AS family
OPTIONAL MATCH (m)-[:MENTIONED_IN]->(a:Article)
WITH m, family, min(a.date) AS first, count(DISTINCT a.id) AS articles
OPTIONAL MATCH (m)<-[:SUBJECT]-(c:Claim)
WITH m, family, first, articles, count(DISTINCT c.id) AS claims
WITH m, family, first, articles, claims,
     reduce(seen = '', character IN split(m.name, '') |
       CASE WHEN seen ENDS WITH '|' THEN seen
            WHEN character IN ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'] THEN seen + character
            WHEN seen = '' THEN seen ELSE seen + '|' END) AS digits
RETURN m.name AS model, family, toFloat(replace(digits, '|', '')) AS version, first, articles, claims, m.id AS id
ORDER BY coalesce(version, 0.0), model
