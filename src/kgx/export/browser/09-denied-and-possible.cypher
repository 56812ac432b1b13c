// What is denied, and what is only held possible? 否認與推測
MATCH (c:Kgx:Claim)
WHERE c.polarity <> 'asserted'
RETURN c.polarity AS polarity, c.name AS claim, c.evidence AS sentence, c.articleId AS article
ORDER BY polarity, claim, article, sentence
