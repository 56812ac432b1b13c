// Who works or worked where? 誰在哪裡任職
MATCH (p:Kgx:Person)-[e:AFFILIATED_WITH]->(o:Organization)
RETURN p.name AS person, p.nameHant AS chinese, o.name AS organization, e.status AS status, e.role AS role, e.articleId AS article
ORDER BY person, organization, status, role, article
