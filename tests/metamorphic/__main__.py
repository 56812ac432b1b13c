"""`python -m tests.metamorphic [KIND…] [--faults]`: the share that holds of each kind, and what does not hold."""

import sys

from tests.metamorphic.run import all_outcomes, outcomes, shares, table
from tests.metamorphic.variants import KINDS


def main(arguments: list[str]) -> int:
    """Print the table; with `--faults` before it each variant that does not hold."""
    kinds = [a for a in arguments if a != "--faults"]
    if unknown := [k for k in kinds if k not in KINDS]:
        print(f"no such kind: {', '.join(unknown)}; the kinds are: {', '.join(KINDS)}", file=sys.stderr)
        return 2
    found = tuple(outcomes(kinds)) if kinds else all_outcomes()
    if "--faults" in arguments:
        for outcome in found:
            if outcome.fault:
                print(f"[{outcome.kind}] {outcome.article}: {outcome.fault}\n    {outcome.text!r}")
    print(table(shares(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
