"""Divergences of laws without a common density: told from the measures, component by component."""

from __future__ import annotations

from derivcheck.symbolic.rule import Example, Rule

SEGMENTS = "Independent(Dirac(0), Uniform(0, 1)), Independent(Dirac(t), Uniform(0, 1))"

RULES = (
    Rule(
        name="measure.mutually-singular",
        statement="Two laws that live on disjoint sets, as those with different point masses in "
        "one component do, are mutually singular: JS = log(2), TV = Hellinger2 = 1, KL = oo.",
        source="Lin, Divergence measures based on the Shannon entropy, 1991, section IV; Tsybakov, "
        "Introduction to Nonparametric Estimation, section 2.4",
        holds=(
            Example("t: nonzero", f"JS({SEGMENTS}) == log(2)"),
            Example("a: real; b: real", "TV(Dirac(a), Dirac(b)) == 1", ("a < b",)),
            Example("t: nonzero", f"KL({SEGMENTS}) == oo"),
            # Up to t = 1, which the report names.
            Example("t: real", "JS(Dirac(1), Dirac(t)) == log(2)"),
        ),
        fails=(
            Example("k: integer", "JS(Dirac(0), Dirac(k)) == log(2)"),
            Example("t: real", "TV(Dirac(0), Dirac(t)) > 0"),
            Example("t: real", "TV(Dirac(0), Dirac(t)) >= 1"),
            Example("", "Inf(TV(Dirac(0), Dirac(t)), (t, -1, 1)) == 1"),
            Example("t: nonzero", f"JS({SEGMENTS}) == 0"),
            Example("a: real; b: real", "TV(Dirac(a), Dirac(b)) == 1", ("a <= b",)),
        ),
    ),
    Rule(
        name="divergence.product-laws",
        statement="Components in which two product laws agree drop out of their divergence; KL and "
        "the Renyi divergences add up over independent components.",
        source="Cover and Thomas, Elements of Information Theory, theorem 2.5.3",
        holds=(
            Example("p q r: density", "KL(Independent(p, r), Independent(q, r)) == KL(p, q)"),
            Example("n: natural; p: density; q: density", "KL(Iid(p, n), Iid(q, n)) == n*KL(p, q)"),
            Example("p q r: density", "JS(Independent(p, r), Independent(q, r)) == JS(p, q)"),
        ),
        fails=(
            Example("n: natural; p: density; q: density", "KL(Iid(p, n), Iid(q, n)) == KL(p, q)"),
            Example("n: natural; p: density; q: density", "JS(Iid(p, n), Iid(q, n)) == n*JS(p, q)"),
        ),
    ),
)
