// Names and sentences with a word: Simplified finds Traditional too. 全文檢索
CALL db.index.fulltext.queryNodes('kgx_text', '+"勒索"') YIELD node
WHERE node:Kgx
RETURN CASE WHEN node:Sentence THEN 'sentence' ELSE 'name' END AS kind, coalesce(node.text, node.name) AS text
ORDER BY text, kind
