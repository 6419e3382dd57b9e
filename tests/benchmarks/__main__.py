"""Prints how fast the program is, as ratios in one run: `python -m tests.benchmarks [PART ...]`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

PARTS = {
    "startup": "listing, help and a whole run against a bare interpreter and the libraries",
    "zero_test": "our zero test against SymPy's simplify on the catalogue's equations",
    "bulk": "a corpus of algebraic steps of known truth against sympify and simplify",
    "agreement": "the quick route against the general check on a few hundred of those steps",
    "catalogue": "a cold run of all claims on one core, with the slowest of them",
    "floor": "of such a run, what reading and evaluating each side once takes",
}


def main() -> None:
    """Print the lines of the parts asked for, all of them by default."""
    parser = arguments()
    options = parser.parse_args()
    unknown = [name for name in options.parts if name not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}; the parts are {', '.join(PARTS)}")
    for name in options.parts or PARTS:
        for line in part(name, options)():
            print(line, flush=True)


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    listed = "\n".join(f"  {name:10} {what}" for name, what in PARTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=f"Print how fast the program is, as ratios.\n\nparts:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="parts to run (default: all)")
    parser.add_argument("--steps", type=int, default=100_000, help="steps of the bulk corpus")
    parser.add_argument("--seed", type=int, default=0, help="seed of the bulk corpus")
    parser.add_argument("--sample", type=int, default=200, help="steps of it that SymPy gets")
    return parser


def part(name: str, options: argparse.Namespace) -> Callable[[], Iterator[str]]:
    """What prints a part."""
    ratios: Callable[..., Iterator[str]] = import_module(f"tests.benchmarks.{name}").ratios
    if name == "bulk":
        return partial(ratios, options.steps, options.seed, options.sample)
    return ratios


if __name__ == "__main__":
    main()
