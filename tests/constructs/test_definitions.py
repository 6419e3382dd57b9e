"""Every form of definition, used in a claim that is checked to its end."""

from __future__ import annotations

import pytest

from derivcheck.core.claim import Claim
from derivcheck.core.reader import read_claims
from derivcheck.core.verdict import ClaimVerdict
from derivcheck.run.check import check_claim
from derivcheck.run.routes import routes

Row = tuple[dict[str, str], dict[str, str], list[str], ClaimVerdict]
BELL = "exp(-v**2/2)/sqrt(2*pi)"

ROWS: dict[str, Row] = {
    "a name": ({"t": "real"}, {"c": "t**2"}, ["Derivative(c, t)", "== 2*t"], "verified"),
    "a name for a law": (
        {"m": "real"}, {"p": "Normal(m, 2)"}, ["E[x:p](x)", "== m"], "verified",
    ),
    "a function at a component": (
        {"p": "density"}, {"h(y)": "y**2"},
        ["E[x:Iid(p, 2)](h(x[1]))", "== E[x:p](x**2)"], "verified",
    ),
    "a function that binds": (
        {}, {"g(y)": "Integral(y*x, (x, 0, 1))"},
        ["Integral(g(x), (x, 0, 1))", "== 1/4"], "verified",
    ),
    "what capture would make of it": (
        {}, {"g(y)": "Integral(y*x, (x, 0, 1))"},
        ["Integral(g(x), (x, 0, 1))", "== 1/3"], "refuted",
    ),
    "a conditional law": (
        {"a": "real", "s": "positive"}, {"p | z": "Normal(a*z, s)"},
        ["E[x:p | 2](x)", "== 2*a"], "verified",
    ),
    "the density of a conditional law": (
        {"a": "real", "s": "positive", "x": "real", "t": "real"}, {"p | z": "Normal(a*z, s)"},
        ["p(x | t)", "== Normal(a*t, s)(x)"], "verified",
    ),
    "a law of two parameters": (
        {"x": "real"}, {"p | (m, s)": "Normal(m, s)"},
        ["E[y:p | (x, 1)](y)", "== x"], "verified",
    ),
    "a law by its density": ({}, {"law r(v)": BELL}, ["E[v:r](v**2)", "== 1"], "verified"),
    "a conditional law by its density": (
        {"z": "real"}, {"law r(v | m)": BELL.replace("v**2", "(v - m)**2")},
        ["E[v:r | z](v)", "== z"], "verified",
    ),
    "a density of mass two": (
        {}, {"law r(v)": f"2*{BELL}"}, ["E[v:r](1)", "== 1"], "refuted",
    ),
    "a density below zero": (
        {}, {"law r(v)": f"(2 - v**2)*{BELL}"}, ["E[v:r](v)", "== 0"], "refuted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_definition_in_use(name: str) -> None:
    """A form of definition would mean something else than what it says."""
    given, let, chain, verdict = ROWS[name]
    lines = [
        '[[claim]]\nid = "defined"', f"derivation = {chain!r}",
        "[claim.given]", *(f'"{key}" = "{value}"' for key, value in given.items()),
        "[claim.let]", *(f'"{key}" = "{value}"' for key, value in let.items()),
    ]  # fmt: skip
    (claim,) = read_claims("\n".join(lines))
    assert isinstance(claim, Claim), str(claim.error)
    assert check_claim(claim, routes()).verdict == verdict
