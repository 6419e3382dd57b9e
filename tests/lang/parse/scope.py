"""The names that the tests of reading and printing use."""

from __future__ import annotations

from derivcheck.lang.declare import (
    density,
    function,
    matrices,
    natural,
    pmf,
    positive,
    real,
    sequence,
    vectors,
)
from derivcheck.lang.laws import Normal
from derivcheck.lang.parse import Scope

a, b, theta = real("a b theta")
s, epsilon = positive("s epsilon")
n, m = natural("n m")
p, q = density("p q")
r = density("r", 1, 1)
joint = density("joint", 2, 2)
mass = pmf("mass", n)
f, g = function("f"), function("g", 2)
u, v = vectors("u v", n)
A = matrices("A", n, n)
mu = sequence("mu")

SCOPE = Scope.of(
    (a, b, theta, s, epsilon, n, m, p, q, r, joint, mass, f, g, u, v, A, mu),
    P=Normal(theta, epsilon),
)
