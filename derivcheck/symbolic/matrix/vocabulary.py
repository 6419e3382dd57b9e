"""Which statements speak of vectors and matrices at all."""

from __future__ import annotations

from derivcheck.core.claim import Statement
from derivcheck.lang.algebra import Symbol
from derivcheck.lang.calculus import Integral
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    LawDomain,
    MatrixDomain,
    SequenceDomain,
    VectorDomain,
)
from derivcheck.lang.law import UnknownLaw
from derivcheck.lang.laws.multivariate_normal import MultivariateNormal
from derivcheck.lang.linear import Gradient, Hessian, MatrixCall, VectorOf
from derivcheck.lang.node import Node

MATRIX_NODES = MatrixCall | VectorOf | Gradient | Hessian | MultivariateNormal


def mentions_matrices(statement: Statement) -> bool:
    """Whether either side holds a vector, a matrix, or a law of vectors."""
    return any(_is_matrix(part) for side in (statement.lhs, statement.rhs) for part in side.walk())


def _is_matrix(part: Node) -> bool:
    if isinstance(part, MATRIX_NODES | VectorDomain | MatrixDomain):
        return True
    if isinstance(part, Symbol | UnknownLaw):
        return _lives_among(part.domain)
    return isinstance(part, Integral) and isinstance(part.region, VectorDomain)


def _lives_among(domain: Domain) -> bool:
    """Whether a domain is of vectors, or of functions and densities of them."""
    if isinstance(domain, VectorDomain | MatrixDomain):
        return True
    if isinstance(domain, SequenceDomain):
        return _lives_among(domain.element)
    if isinstance(domain, FunctionDomain):
        return any(map(_lives_among, (*domain.arguments, domain.value)))
    if isinstance(domain, LawDomain):
        return any(map(_lives_among, (*domain.variables, *domain.given)))
    return False
