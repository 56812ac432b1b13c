// topic: Which articles are on a behavior, and what do they make of it?
// param behavior: behavior — in any script; narrower behaviors are included
// column title
// column date
// column source
// column script
// column asserted: integer — claims on it, by polarity
// column negated: integer
// column hedged: integer
// column behaviors: text — under which names
// column path
// column id: id hidden
MATCH (b:Entity) WHERE b.id IN $behavior AND b:Kgx
MATCH (b)-[:MENTIONED_IN]->(a:Article)
WITH a, collect(b) AS named ORDER BY a.date DESC, a.path // first
UNWIND named AS b
OPTIONAL MATCH (a)<-[:IN]-(:Sentence)<-[:EVIDENCED_BY]-(c:Claim)-[:OBJECT|ON]->(b)
WITH a, b, c ORDER BY b.name
WITH a, collect(DISTINCT b.name) AS behaviors, collect(DISTINCT {claim: c.id, polarity: c.polarity}) AS claims
RETURN a.title AS title, a.date AS date, a.source AS source, a.script AS script,
       size([c IN claims WHERE c.polarity = 'asserted']) AS asserted, size([c IN claims WHERE c.polarity = 'negated']) AS negated,
       size([c IN claims WHERE c.polarity = 'hedged']) AS hedged, behaviors, a.path AS path, a.id AS id
ORDER BY date DESC, path
