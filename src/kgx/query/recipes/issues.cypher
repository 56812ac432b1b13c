// issues: What was seen in the articles and not understood?
// param path: text = null — only articles whose path contains it; left out: all
// column code: text — unread-number and unread-behavior: beside a model, and no rule gave it to anybody
// column message: text
// column path: place with line
// column line: integer hidden
MATCH (i:Kgx:Issue)-[:IN]->(a:Kgx:Article)
WHERE $path IS NULL OR a.path CONTAINS $path
RETURN i.code AS code, i.message AS message, a.path AS path, size(split(substring(a.text, 0, i.start), '\n')) AS line
ORDER BY path, line, code, message
