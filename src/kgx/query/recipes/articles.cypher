// articles: Which articles are there, and how much do they say?
// param about: entity = null — only articles that name it; left out: every article
// start about: MATCH (k:Entity)-[:MENTIONED_IN]->(a:Article) WHERE k.id IN $about AND k:Kgx WITH DISTINCT a
// column title
// column date
// column source
// column language: text hidden
// column script
// column claims: integer
// column entities: integer
// column copyOf: text — id of the earliest article that says the same
// column path
// column id: id hidden
MATCH (a:Kgx:Article)
OPTIONAL MATCH (a)<-[:MENTIONED_IN]-(e:Entity)
WITH a, collect(DISTINCT e.id) AS ids
WHERE $about IS NULL OR any(id IN ids WHERE id IN $about)
WITH a, ids ORDER BY a.date DESC, a.path // first
OPTIONAL MATCH (a)<-[:IN]-(:Sentence)<-[:EVIDENCED_BY]-(c:Claim)
RETURN a.title AS title, a.date AS date, a.source AS source, a.language AS language, a.script AS script, count(DISTINCT c.id) AS claims,
       size(ids) AS entities, a.duplicateOf AS copyOf, a.path AS path, a.id AS id
ORDER BY date DESC, path
