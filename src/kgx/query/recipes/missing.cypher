// missing: Which articles have no title, date or source, as an `articles.csv` could state them?
// `kgx status --missing --format csv` prints it as such a table.
// column path
// column title
// column date: text
// column source
// column url
MATCH (a:Kgx:Article)
WHERE a.title = a.path OR a.date IS NULL OR a.source IS NULL
RETURN a.path AS path, CASE WHEN a.title = a.path THEN null ELSE a.title END AS title, a.date AS date, a.source AS source, a.url AS url
ORDER BY path
