"""`kgx doctor`: what is wrong with the set-up, and how to mend it."""

from kgx.cli.options import Data, Database, Format, Lexicon, To, Username


def doctor(
    to: To = None,
    data: Data = None,
    database: Database = None,
    username: Username = None,
    lexicon: Lexicon = None,
    format_: Format = "table",
) -> int:
    """Check the set-up, and say how to mend it.

    Looks at the installation, the knowledge and the database. Exit code 4 where something is wrong.
    """
    from kgx.cli import checks, options, output
    from kgx.cli.language import told
    from kgx.errors import CHECK, DONE
    from kgx.query import Column

    rows = list(checks.run(lambda: options.settings(to, data, database, username, lexicon), options.open_graph))
    wrong = any(row["state"] == "wrong" for row in rows)
    if format_ == "table":
        rows = [{key: told(told(value, "doctor")) if value else value for key, value in row.items()} for row in rows]
    output.print_rows(rows, [Column("check"), Column("state"), Column("found"), Column("mend")], format_)
    return CHECK if wrong else DONE
