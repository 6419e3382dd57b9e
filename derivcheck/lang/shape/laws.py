"""What a law draws: a number, a vector, or components reached by an index."""

from __future__ import annotations

from derivcheck.lang.algebra import Number
from derivcheck.lang.domain import LawDomain
from derivcheck.lang.errors import AuthorError, ShapeError
from derivcheck.lang.law import Abbreviated, Conditional, Law, UnknownLaw
from derivcheck.lang.laws import (
    DensityLaw,
    Dirac,
    Iid,
    IndependentLaw,
    MixtureLaw,
    MultivariateNormal,
)
from derivcheck.lang.shape.arithmetic import fits
from derivcheck.lang.shape.context import Context
from derivcheck.lang.shape.kinds import SCALAR, Kind, Repeated, joint, matrix, of_domain, vector
from derivcheck.lang.size import size


def drawn(law: Law, context: Context) -> Kind:
    """What a variable of the law is; the parameters are checked on the way."""
    try:
        return _drawn(law, context)
    except AuthorError as error:
        if error.culprit is None:
            error.culprit = law
        raise


def components(law: Law, context: Context) -> tuple[Kind, ...] | None:
    """The kinds of the arguments of a joint density, where they may be written one by one."""
    match law:
        case Abbreviated(law=inner) | Conditional(law=inner):
            return components(inner, context)
        case UnknownLaw(domain=domain):
            return tuple(of_domain(variable) for variable in domain.variables)
        case IndependentLaw(laws=laws):
            return tuple(drawn(one, context) for one in laws)
        case Iid(law=inner, size=Number(value=count)):
            return (drawn(inner, context),) * int(count)
        case _:
            return None


def _drawn(law: Law, context: Context) -> Kind:
    match law:
        case Abbreviated(law=inner):
            return drawn(inner, context)
        case UnknownLaw() | Conditional():
            return _unknown(law, context)
        case MixtureLaw():
            return _mixture(law, context)
        case IndependentLaw(laws=laws):
            return joint(tuple(drawn(one, context) for one in laws))
        case Iid():
            return _copies(law, context)
        case MultivariateNormal():
            return _gaussian(law, context)
        case Dirac(point=point):
            return context.shape(point)
        case DensityLaw(variable=variable, body=body):
            return context.bind(variable.name, SCALAR).number(body, "a density")
        case _:
            return _scalar_law(law, context)


def _unknown(law: UnknownLaw | Conditional, context: Context) -> Kind:
    values = law.values if isinstance(law, Conditional) else ()
    family = law.law if isinstance(law, Conditional) else law
    if not isinstance(family, UnknownLaw):
        raise AuthorError("only an unknown density or a defined family is conditioned by a bar")
    domain: LawDomain = family.domain
    if len(values) != len(domain.given):
        raise AuthorError(
            f"{family.name} is given {len(domain.given)} value(s) behind its bar, "
            f"not {len(values)}",
            remedy=f"write {family.name} | z" if domain.given else f"write {family.name} alone",
        )
    for value, wanted in zip(values, domain.given, strict=True):
        fits(context.kind(value), of_domain(wanted), family.name)
    return joint(tuple(of_domain(variable) for variable in domain.variables))


def _mixture(law: MixtureLaw, context: Context) -> Kind:
    for weight, _ in law.components:
        context.number(weight, "a weight")
    first, *others = (drawn(component, context) for _, component in law.components)
    for other in others:
        fits(other, first, "a mixture")
    return first


def _copies(law: Iid, context: Context) -> Kind:
    context.number(law.size, "Iid")
    element = drawn(law.law, context)
    return vector(size(law.size)) if element == SCALAR else Repeated(element, size(law.size))


def _gaussian(law: MultivariateNormal, context: Context) -> Kind:
    mean, covariance = context.shape(law.mu), context.shape(law.covariance)
    if not mean.is_vector or covariance.sizes != matrix(mean.sizes[0], mean.sizes[0]).sizes:
        raise ShapeError(
            "MultivariateNormal takes a vector(n) and a square matrix(n, n), "
            f"not {mean} and {covariance}"
        )
    return mean


def _scalar_law(law: Law, context: Context) -> Kind:
    for parameter in law.children():
        context.number(parameter, type(law).__name__)
    return SCALAR
