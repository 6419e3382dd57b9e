"""The elementary functions: exp, log, the logistic sigmoid, gamma, ..."""

from __future__ import annotations

from dataclasses import dataclass

from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import Expr, Like, expr
from derivcheck.lang.node import node


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a function by its name: number of arguments (None: any) and typesetting."""

    arity: int | None
    latex: str
    unicode: str


FUNCTIONS: dict[str, Facts] = {
    "exp": Facts(1, r"\exp", "exp"),
    "log": Facts(1, r"\log", "log"),
    "sqrt": Facts(1, r"\sqrt", "√"),
    "Abs": Facts(1, r"\left|\cdot\right|", "|·|"),
    "sign": Facts(1, r"\operatorname{sign}", "sign"),
    "Max": Facts(None, r"\max", "max"),
    "Min": Facts(None, r"\min", "min"),
    "sin": Facts(1, r"\sin", "sin"),
    "cos": Facts(1, r"\cos", "cos"),
    "tan": Facts(1, r"\tan", "tan"),
    "sinh": Facts(1, r"\sinh", "sinh"),
    "cosh": Facts(1, r"\cosh", "cosh"),
    "tanh": Facts(1, r"\tanh", "tanh"),
    "acos": Facts(1, r"\arccos", "arccos"),
    "asin": Facts(1, r"\arcsin", "arcsin"),
    "atan": Facts(1, r"\arctan", "arctan"),
    "erf": Facts(1, r"\operatorname{erf}", "erf"),
    "gamma": Facts(1, r"\Gamma", "Γ"),
    "loggamma": Facts(1, r"\log\Gamma", "logΓ"),
    "digamma": Facts(1, r"\psi", "ψ"),
    "beta": Facts(2, r"\mathrm{B}", "B"),
    "factorial": Facts(1, "!", "!"),
    "binomial": Facts(2, r"\binom", "binomial"),
    "sigmoid": Facts(1, r"\sigma", "σ"),
    "softplus": Facts(1, r"\operatorname{softplus}", "softplus"),
    "Heaviside": Facts(1, r"\operatorname{H}", "H"),
}


@node
class Call(Expr):
    """name(arguments) for one of the elementary functions.

    sigmoid(x) = 1/(1 + exp(-x)); softplus(x) = log(1 + exp(x)); Heaviside(0) = 1/2;
    beta(a, b) = gamma(a)*gamma(b)/gamma(a + b). Real arithmetic: undefined outside the domain.
    """

    name: str
    arguments: tuple[Expr, ...]


def call(name: str, *arguments: Like) -> Call:
    """The elementary function `name` at the arguments."""
    arity = FUNCTIONS[name].arity
    if (arity is not None and len(arguments) != arity) or not arguments:
        raise AuthorError(
            f"{name} takes {arity or 'at least 1'} argument(s), {len(arguments)} given"
        )
    return Call(name, tuple(expr(a) for a in arguments))


@dataclass(frozen=True, slots=True)
class Function:
    """The Python name of an elementary function: log(x) makes the node."""

    name: str

    def __call__(self, *arguments: Like) -> Call:
        return call(self.name, *arguments)


exp, log, sqrt, Abs, sign = map(Function, ("exp", "log", "sqrt", "Abs", "sign"))
Max, Min = map(Function, ("Max", "Min"))
sin, cos, tan, sinh, cosh, tanh = map(Function, ("sin", "cos", "tan", "sinh", "cosh", "tanh"))
acos, asin, atan, erf = map(Function, ("acos", "asin", "atan", "erf"))
gamma, loggamma, digamma, beta = map(Function, ("gamma", "loggamma", "digamma", "beta"))
factorial, binomial = map(Function, ("factorial", "binomial"))
sigmoid, softplus, Heaviside = map(Function, ("sigmoid", "softplus", "Heaviside"))
