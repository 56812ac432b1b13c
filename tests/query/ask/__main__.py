"""`python -m tests.query.ask FOLDER [FILE…]`: scores of the question sets on the corpus loaded into FOLDER (a `.kgx`), and each fault."""

import sys

from kgx.api import connect
from kgx.query.ask import ask
from tests.query.ask.scoring import Score, cases, facts, hold, labels, summary

FILES = ("questions_first.yaml", "questions.yaml", "questions_held_out.yaml", "questions_demanding.yaml")


def main(folder: str, *files: str) -> None:
    with connect(data=folder) as graph:
        claims, gold = facts(graph.store), labels()
        for file in files or FILES:
            score = Score()
            for case in cases(file):
                before = ask(case.before, graph.store, lambda: graph.knowledge).question if case.before else None
                hold(case, ask(case.q, graph.store, lambda: graph.knowledge, before), claims, gold, score)
            print(summary(file, score))
            for fault in score.faults:
                print("  ", fault)


if __name__ == "__main__":
    main(*sys.argv[1:])
