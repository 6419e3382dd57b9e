"""Prints what is proved and refuted of the external set: `python -m tests.external`."""

from __future__ import annotations

import argparse
import sys

from tests.external.figures import FALSE, TRUE, left_over, outcomes, table


def main() -> int:
    """Print the figures; 1 if a verdict is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.external", description=__doc__)
    parser.add_argument("--time-limit", type=int, default=60, help="seconds for each statement")
    limit = parser.parse_args().time_limit
    found = [outcome for path in (TRUE, FALSE) for outcome in outcomes(path, limit)]
    sys.stdout.write("\n".join([*table(found), "", *left_over(found), ""]))
    return int(any(outcome.is_wrong for outcome in found))


if __name__ == "__main__":
    sys.exit(main())
