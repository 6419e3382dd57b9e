"""A claim file and the author's builder make the same claim."""

from __future__ import annotations

from derivcheck.core.claim import Claim
from derivcheck.core.derivation import Derivation, claim
from derivcheck.core.reader import read_claims
from derivcheck.lang.condition import And
from derivcheck.lang.declare import density, positive, real, variable
from derivcheck.lang.divergence import KL
from derivcheck.lang.functions import log
from derivcheck.lang.laws import Normal
from derivcheck.lang.probability import E

FILE = """
[[claim]]
id = "a-divergence"
title = "A divergence, unfolded."
source = { document = "A course", at = "lecture 1", equations = "1-2" }
given = { theta = "real", s = "positive", q = "density" }
assume = ["theta < s < 2*s"]
derivation = [
  "KL(Normal(theta, s), q)",
  { to = "== E[x:Normal(theta, s)](log(Normal(theta, s)(x)/q(x)))", equation = "2" },
]
conclusion = "KL(Normal(theta, s), q) == E[x:Normal(theta, s)](log(Normal(theta, s)(x)/q(x)))"
[[claim.lemma]]
id = "twice"
derivation = ["2*theta", { to = "== theta + theta", note = "by hand" }]
"""


@claim(
    "a-divergence",
    source={"document": "A course", "at": "lecture 1", "equations": "1-2"},
)
def built(d: Derivation) -> None:
    """A divergence, unfolded."""
    theta, s, q, x = real("theta"), positive("s"), density("q"), variable("x")
    p = Normal(theta, s)
    d.assume(And(theta < s, s < 2 * s))
    with d.lemma("twice"):
        d.start(2 * theta)
        d.eq(theta + theta, note="by hand")
    d.goal(KL(p, q), "==", E[x:p](log(p(x) / q(x))))
    d.eq(E[x:p](log(p(x) / q(x))), eq="2")
    d.done()


def test_the_same_value() -> None:
    """A claim would have two meanings, and two entries in every cache."""
    (read,) = read_claims(FILE)
    made = built.build()
    assert isinstance(read, Claim)
    for name in ("id", "title", "source", "tags", "given", "assume", "conclusion", "expect"):
        assert getattr(read, name) == getattr(made, name), name
    for one, other in zip(read.all_steps(), made.all_steps(), strict=True):
        for name in ("index", "statement", "by", "certificate", "equation", "note", "lemma"):
            assert getattr(one, name) == getattr(other, name), name
