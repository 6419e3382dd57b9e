"""Laws made of laws."""

from __future__ import annotations

import pytest

from derivcheck.lang.algebra import Symbol
from derivcheck.lang.calculus import Product, Sum
from derivcheck.lang.declare import density, natural, pmf, variable
from derivcheck.lang.domain import VectorDomain
from derivcheck.lang.errors import AuthorError
from derivcheck.lang.expression import expr
from derivcheck.lang.functions import log
from derivcheck.lang.law import Abbreviated, Density
from derivcheck.lang.laws import Bernoulli, Dirac, Iid, Independent, Mixture, Normal, Uniform


def test_independent_density_is_a_product() -> None:
    """Components in the wrong order would be scored under each other's laws."""
    p, x = density("p"), variable("x")
    law = Independent(p, Normal(0, 1))
    assert law.density(x) == Density(p, (x[1],)) * Density(Normal(0, 1), (x[2],))
    assert law.support == VectorDomain(expr(2))


def test_iid_density_binds_a_fresh_index() -> None:
    """An index named like a parameter would capture it."""
    k, n, x = natural("k"), natural("n"), variable("x")
    law = Iid(Normal(k, 1), n)
    made = law.density(x)
    assert isinstance(made, Product)
    assert made.variable.name != "k"
    assert made.free_names() == {"k", "n", "x"}
    total = law.log_density(x)
    assert isinstance(total, Sum)
    assert total.body == log(Density(law.law, (x[total.variable],)))


def test_atoms_have_no_density() -> None:
    """A density that does not exist would be integrated."""
    with_atom = Mixture((1, Dirac(0)))
    assert not Dirac(0).has_density
    assert not with_atom.has_density
    assert not Independent(Dirac(0), Uniform(0, 1)).has_density
    assert not Iid(with_atom, 2).has_density
    assert not Abbreviated("p", Dirac(0)).has_density
    assert Independent(Normal(0, 1), Uniform(0, 1)).has_density


def test_mass_functions() -> None:
    """A joint mass function would be integrated instead of summed."""
    assert Iid(Bernoulli(0.5), 2).is_discrete
    assert Abbreviated("p", Independent(Bernoulli(0.5), pmf("p", 3))).is_discrete
    assert not Independent(Bernoulli(0.5), Normal(0, 1)).is_discrete
    assert (pmf("p", 3, given=1) | 0.5).is_discrete
    assert not density("p", variables=2).is_discrete


def test_joint_densities_live_on_vectors() -> None:
    """A joint density would be taken for a density of its first variable."""
    assert density("p", variables=2).support == VectorDomain(expr(2))
    assert Mixture((1, density("p", variables=2))).support == VectorDomain(expr(2))


@pytest.mark.parametrize("make", [Mixture, Independent])
def test_nothing_to_combine(make: object) -> None:
    """An empty mixture or product is a slip, not a law."""
    with pytest.raises(AuthorError):
        make()  # type: ignore[operator]


def test_parameters_may_be_plain_numbers() -> None:
    """An author writes Normal(0, 1) with numbers, and the tree holds nodes."""
    assert Normal(0, 1).mu == expr(0)
    assert isinstance(Iid(Normal(0, 1), natural("n")).size, Symbol)
