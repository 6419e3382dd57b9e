"""Laws that an author defines by a density expression."""

from __future__ import annotations

from derivcheck.lang.algebra import ONE, REAL, Neg, Symbol, oo
from derivcheck.lang.calculus import integral
from derivcheck.lang.condition import Condition, Eq
from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr, expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Law
from derivcheck.lang.node import Binder, node
from derivcheck.lang.optimum import Inf


@node
class DensityLaw(Law, Binder):
    """The law whose density at v is the body, an expression on the real line in v.

    That the body is nonnegative and integrates to 1 is demanded by `conditions`.
    """

    variable: Symbol
    body: Expr

    @property
    def support(self) -> Domain:
        return REAL

    def density(self, x: Expr) -> Expr:
        """The body with x for the variable."""
        return expr(self.body.substitute({self.variable.name: x}))

    def log_density(self, x: Expr) -> Expr:
        """log of the body with x for the variable; undefined where the body is 0."""
        return log(self.density(x))

    def conditions(self) -> tuple[Condition, ...]:
        line = (self.variable, Neg(oo), oo)
        return (Eq(integral(self.body, line), ONE), Inf(self.body, line) >= 0)
