"""`python -m kgx`, and the console scripts."""


def main() -> None:
    """Run the command line."""
    from kgx.cli.app import run

    run()


if __name__ == "__main__":
    main()
