"""`kgx schema`: the form of the facts, and of the graph."""

from typing import Annotated

import typer

Cypher = Annotated[bool, typer.Option("--cypher", help="The graph's constraints and indexes, as statements for an administrator.")]


def schema(cypher: Cypher = False) -> None:
    """Print the JSON Schema of the facts, or the graph's DDL."""
    from kgx import api
    from kgx.cli import output

    if cypher:
        for statement in api.schema_statements():
            print(f"{statement};")
    else:
        output.print_json(api.facts_schema())
