"""Divergences between laws, and their information: KL, Jensen-Shannon, Wasserstein, entropy."""

from __future__ import annotations

from typing import Any, Literal

from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.law import Law, law
from derivcheck.lang.node import node

Kind = Literal[
    "KL", "JS", "TV", "ChiSquare", "Hellinger2", "Renyi", "W1", "W2", "Entropy", "CrossEntropy"
]

DEFINITIONS: dict[str, str] = {
    "KL": "KL(p, q) = E[x:p](log(p(x)/q(x))), oo where p is not absolutely continuous to q",
    "JS": "JS(p, q) = KL(p, m)/2 + KL(q, m)/2 with m = (p + q)/2",
    "TV": "TV(p, q) = half the integral of |p - q|",
    "ChiSquare": "ChiSquare(p, q) = integral of (p - q)**2/q",
    "Hellinger2": "Hellinger2(p, q) = 1 - integral of sqrt(p*q)",
    "Renyi": "Renyi(p, q, a) = log(integral of p**a*q**(1 - a))/(a - 1)",
    "W1": "W1(p, q) = infimum over couplings of E |x - y|",
    "W2": "W2(p, q) = square root of the infimum over couplings of E |x - y|**2",
    "Entropy": "Entropy(p) = -E[x:p](log(p(x)))",
    "CrossEntropy": "CrossEntropy(p, q) = -E[x:p](log(q(x)))",
}


@node
class Divergence(Expr):
    """kind(laws, parameters); the definitions stand in DEFINITIONS."""

    kind: Kind
    laws: tuple[Law, ...]
    parameters: tuple[Expr, ...] = ()


def _pair(kind: Kind, p: Any, q: Any, *parameters: Like) -> Divergence:
    return Divergence(kind, (law(p), law(q)), tuple(expr(a) for a in parameters))


def KL(p: Any, q: Any) -> Divergence:
    """KL(p, q) = E[x:p](log(p(x)/q(x)))."""
    return _pair("KL", p, q)


def JS(p: Any, q: Any) -> Divergence:
    """JS(p, q) = KL(p, m)/2 + KL(q, m)/2, m = (p + q)/2, natural logarithm."""
    return _pair("JS", p, q)


def TV(p: Any, q: Any) -> Divergence:
    """TV(p, q) = half the integral of |p - q|."""
    return _pair("TV", p, q)


def ChiSquare(p: Any, q: Any) -> Divergence:
    """ChiSquare(p, q) = integral of (p - q)**2/q."""
    return _pair("ChiSquare", p, q)


def Hellinger2(p: Any, q: Any) -> Divergence:
    """Hellinger2(p, q) = 1 - integral of sqrt(p*q)."""
    return _pair("Hellinger2", p, q)


def Renyi(p: Any, q: Any, a: Like) -> Divergence:
    """Renyi(p, q, a) = log(integral of p**a*q**(1 - a))/(a - 1)."""
    return _pair("Renyi", p, q, a)


def W1(p: Any, q: Any) -> Divergence:
    """W1(p, q): the least mean distance |x - y| of a coupling."""
    return _pair("W1", p, q)


def W2(p: Any, q: Any) -> Divergence:
    """W2(p, q): the root of the least mean squared distance of a coupling."""
    return _pair("W2", p, q)


def CrossEntropy(p: Any, q: Any) -> Divergence:
    """CrossEntropy(p, q) = -E[x:p](log(q(x)))."""
    return _pair("CrossEntropy", p, q)


def Entropy(p: Any) -> Divergence:
    """Entropy(p) = -E[x:p](log(p(x)))."""
    return Divergence("Entropy", (law(p),))
