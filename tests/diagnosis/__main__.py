"""Print how often the diagnosis explains a false step, and how often by the slip that was made.

python -m tests.diagnosis [--verbose]
"""

from __future__ import annotations

import sys
import time

from derivcheck.run.diagnose import explain
from derivcheck.run.routes import routes
from tests.diagnosis.labelled import Labelled, by_hand, by_machine


def main(verbose: bool) -> None:
    """Diagnose both sets."""
    for title, labelled in (("by hand", by_hand()), ("by machine", by_machine())):
        explained = named = 0
        for item in labelled:
            made, right = diagnosed(item, verbose)
            explained, named = explained + made, named + right
        print(f"{title}: {len(labelled)} slips, {explained} explained, {named} by their own name")


def diagnosed(item: Labelled, verbose: bool) -> tuple[bool, bool]:
    """Whether a slip was explained, and whether by its name."""
    began = time.perf_counter()
    found = explain(item.goal, routes())
    right = item.named_by(found)
    if verbose:
        mark = "+" if right else "~" if found else "-"
        kinds = "/".join(sorted(item.kinds))
        seconds = time.perf_counter() - began
        print(f"{mark} {item.name} [{kinds}] {seconds:.1f} s\n    {found}", flush=True)
    return found is not None, right


if __name__ == "__main__":
    main("--verbose" in sys.argv)
