"""The two routes to a goal: a symbolic proof and the numbers, each with its faults contained."""

from __future__ import annotations

import importlib
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from derivcheck.core.claim import Goal, Statement
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.lang.errors import AuthorError, UsageError
from derivcheck.lang.expression import Expr

if TYPE_CHECKING:
    from derivcheck.symbolic.rule import Rule

Prove = Callable[[Goal], SymbolicEvidence]
Measure = Callable[[Goal], NumericEvidence]
Glance = Callable[[Goal], bool]
Sift = Callable[[Goal], "Sieve"]
Example = Callable[[Goal], Witness | None]
Search = Callable[[Goal], NumericEvidence | None]

SEARCH_SECONDS: Final = 60.0
"""What a search for a violation may take, for one step that nothing has settled."""

GUESSED_DEEP: Final = 1
"""How deep certificates within certificates are looked for where a guess is to be proved: the
numbers agree with it already, and most guesses that have no flat proof have none."""

SIZE_LIMITS: Final = (MemoryError, OverflowError, RecursionError)
"""What a library raises on numbers or trees too large for it: a limit, like that of time."""


class Sieve(Protocol):
    """The points of one goal, at which many guesses are held against each other cheaply."""

    def plausible(self, statement: Statement) -> bool:
        """Whether the first points do not tell the sides apart."""

    def values(self, expression: Expr) -> tuple[float | None, ...]:
        """What an expression is worth at each of the first points, where that is known."""

    def verdicts(self, statement: Statement) -> tuple[tuple[Mapping[str, float], bool], ...]:
        """Points, as the values of their numbers, and whether the statement holds there."""


@dataclass(frozen=True, slots=True)
class Routes:
    """How goals are settled: `prove` symbolically, `measure` numerically.

    `glance` tells cheaply whether a goal is worth measuring when many are guessed, `sift` does so
    for many guesses about one goal; `weigh` measures a guess, whose witness nobody will see, and
    `vouch` proves one; `example` gives a point where a goal holds; `search` looks thoroughly for a
    violation of a bound that nothing has settled, `suspect` quickly for one of a guess. A route
    that raises has a fault: its evidence is an error, never silence. AuthorErrors pass, they are
    the claim's.
    """

    prove: Prove
    measure: Measure
    glance: Glance = lambda goal: True
    sift: Sift | None = None
    weigh: Measure | None = None
    vouch: Prove | None = None
    example: Example = lambda goal: None
    search: Search = lambda goal: None
    suspect: Search = lambda goal: None
    verbose: bool = False

    def symbolic(self, goal: Goal) -> SymbolicEvidence:
        """What the prover finds."""
        return self._proved(self.prove, goal)

    def vouched(self, goal: Goal) -> SymbolicEvidence:
        """What the prover finds for a guess."""
        return self._proved(self.vouch or self.prove, goal)

    def _proved(self, prove: Prove, goal: Goal) -> SymbolicEvidence:
        try:
            return prove(goal)
        except AuthorError:
            raise
        except SIZE_LIMITS as error:
            return SymbolicEvidence("open", reason=_too_large("the prover", error))
        except Exception as error:
            return SymbolicEvidence("error", reason=self._fault("the prover", error))

    def numeric(self, goal: Goal) -> NumericEvidence:
        """What the numbers say."""
        return self._measured(self.measure, goal)

    def guessed(self, goal: Goal) -> NumericEvidence:
        """What the numbers say of a guess."""
        return self._measured(self.weigh or self.measure, goal)

    def violation(self, goal: Goal) -> NumericEvidence | None:
        """A violation of a bound; None where none was found, or the search met its limits."""
        return self._sought(self.search, goal)

    def suspicion(self, goal: Goal) -> NumericEvidence | None:
        """A violation of a guess."""
        return self._sought(self.suspect, goal)

    def _sought(self, search: Search, goal: Goal) -> NumericEvidence | None:
        try:
            return search(goal)
        except AuthorError:
            raise
        except SIZE_LIMITS:
            return None
        except Exception as error:
            return NumericEvidence("error", reason=self._fault("the numeric check", error))

    def _measured(self, measure: Measure, goal: Goal) -> NumericEvidence:
        try:
            return measure(goal)
        except AuthorError:
            raise
        except SIZE_LIMITS as error:
            return NumericEvidence("undecided", reason=_too_large("the numeric check", error))
        except Exception as error:
            return NumericEvidence("error", reason=self._fault("the numeric check", error))

    def plausible(self, goal: Goal) -> bool:
        """Whether a guess is worth measuring; one that cannot be glanced at is."""
        try:
            return self.glance(goal)
        except AuthorError:
            raise
        except Exception:
            # The measurement meets the same fault, and says so.
            return True

    def _fault(self, who: str, error: Exception) -> str:
        text = str(error).partition("\n")[0]
        reason = f"{who} failed: {type(error).__name__}{': ' if text else ''}{text}"
        if not self.verbose:
            return reason
        return f"{reason}\n{''.join(traceback.format_exception(error))}".rstrip()


def _too_large(who: str, error: Exception) -> str:
    return f"{who} came to the end of its memory or numbers ({type(error).__name__})"


def routes(*, seed: int = 0, rules: tuple[str, ...] = (), verbose: bool = False) -> Routes:
    """Both routes of this program; `rules` names modules with further rules for the prover."""
    from derivcheck.numeric.check import check, search
    from derivcheck.numeric.glance import plausible
    from derivcheck.numeric.separate import Separator
    from derivcheck.symbolic.prove import prove

    extra = extra_rules(rules)
    return Routes(
        prove=lambda goal: prove(goal, rules=extra),
        measure=lambda goal: check(goal, seed=seed),
        glance=lambda goal: plausible(goal, seed=seed),
        sift=lambda goal: Separator(goal, seed),
        weigh=lambda goal: check(goal, seed=seed, shrinks=False),
        vouch=lambda goal: prove(goal, rules=extra, deepest=GUESSED_DEEP),
        example=lambda goal: Separator(goal, seed).example(),
        search=lambda goal: search(goal, seed=seed, deadline=time.monotonic() + SEARCH_SECONDS),
        suspect=lambda goal: search(
            goal, seed=seed, deadline=time.monotonic() + SEARCH_SECONDS, quick=True
        ),
        verbose=verbose,
    )


def all_rules(modules: tuple[str, ...], path: str) -> tuple[Rule, ...]:
    """The rules of the prover and of a user's own modules, which are looked for in `path` too."""
    from derivcheck.symbolic.registry import RULES

    if modules and path not in sys.path:
        sys.path.insert(0, path)
    return RULES + extra_rules(modules)


def extra_rules(modules: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of a user's own modules, each of which has them in a tuple RULES."""
    return tuple(rule for name in modules for rule in _rules_of(name))


def _rules_of(name: str) -> tuple[Rule, ...]:
    try:
        return tuple(importlib.import_module(name).RULES)
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"[tool.derivcheck] rules names {name!r}, which gives no RULES: {error}"
        ) from error
