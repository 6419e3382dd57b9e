"""A sieve whose faults cost the guess that met them and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derivcheck.core.claim import Statement
from derivcheck.lang.errors import DerivcheckError
from derivcheck.lang.expression import Expr
from derivcheck.lang.shape import check_statement
from derivcheck.run.routes import Sieve


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a sieve says; where it fails, nothing is ruled out and nothing is known.

    That hides no fault of the step at hand: its own evidence was gathered before, and a guess is
    told only after both routes have confirmed it.
    """

    sieve: Sieve

    def plausible(self, statement: Statement) -> bool:
        """False for a statement that is none: a correction whose shapes do not fit."""
        try:
            check_statement(statement.lhs, statement.relation, statement.rhs)
            return self.sieve.plausible(statement)
        except DerivcheckError:
            return False
        except Exception:
            # The measurement meets the same fault, and the guess is not confirmed.
            return True

    def values(self, expression: Expr) -> tuple[float | None, ...]:
        """No values where there are none: a part that means nothing outside its binder."""
        try:
            return self.sieve.values(expression)
        except Exception:
            return ()

    def verdicts(self, statement: Statement) -> tuple[tuple[Mapping[str, float], bool], ...]:
        """No points where the survey fails."""
        try:
            return self.sieve.verdicts(statement)
        except Exception:
            return ()
