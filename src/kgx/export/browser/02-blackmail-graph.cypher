// The same as a picture: models, and what they did. 勒索：圖
MATCH p = (:Kgx:Model)-[:EXHIBITED]->(:Behavior {name: 'blackmail'})
RETURN p
