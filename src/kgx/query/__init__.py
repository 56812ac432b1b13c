"""Questions to the graph: recipes by name, reading statements through a guard, names in any script to ids."""

from kgx.query.citation import cite
from kgx.query.explain import explain
from kgx.query.guard import check_read_only
from kgx.query.judge import Judged
from kgx.query.recipe import Parameter, Recipe, names, recipe
from kgx.query.run import run_cypher, run_recipe
from kgx.query.suggest import suggestions
from kgx.query.values import Answer, Column, text_of

__all__ = [
    "Answer",
    "Column",
    "Judged",
    "Parameter",
    "Recipe",
    "check_read_only",
    "cite",
    "explain",
    "names",
    "recipe",
    "run_cypher",
    "run_recipe",
    "suggestions",
    "text_of",
]
