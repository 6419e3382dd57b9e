"""Laws that only the numbers know: a law moved and stretched, to live on any interval."""

from __future__ import annotations

from derivcheck.lang.domain import Domain
from derivcheck.lang.expression import Expr
from derivcheck.lang.law import Law
from derivcheck.lang.node import node


@node
class Survival(Expr):
    """Prob[t:law](t > at), accurate in relative terms where it is small."""

    law: Law
    at: Expr


@node
class Rescaled(Law):
    """The law of shift + scale*X, X with the given law on the line."""

    law: Law
    shift: Expr
    scale: Expr

    @property
    def support(self) -> Domain:
        return self.law.support
