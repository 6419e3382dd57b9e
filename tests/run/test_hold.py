"""One relation in a user's own test."""

from __future__ import annotations

import pytest

from derivcheck import AuthorError, assert_holds, log, positives, reals
from derivcheck.core.evidence import SymbolicEvidence
from derivcheck.run.routes import Routes
from tests.run.fakes import measure

X, Y = positives("x y")
A, B = reals("a b")


def test_what_holds_passes() -> None:
    """A true equation would fail a user's test."""
    assert_holds(log(X * Y), "==", log(X) + log(Y))
    assert_holds("(a + b)**2", "==", "a**2 + 2*a*b + b**2", given={"a": "real", "b": "real"})
    assert_holds(A, "<=", B, assume=A < B)


def test_what_does_not_hold_is_told() -> None:
    """A false equation would pass, or fail without saying where."""
    with pytest.raises(AssertionError) as caught:
        assert_holds((A - B) ** 2, "==", A**2 + 2 * A * B + B**2)
    told = str(caught.value)
    assert told.startswith("refuted")
    assert "(a - b)**2" in told and "== a**2 + 2*a*b + b**2" in told
    assert " at a = " in told and " against " in told
    assert "would hold (proved)" in told


def test_sympy_expressions() -> None:
    """Users of SymPy would have to write their expressions anew."""
    sympy = pytest.importorskip("sympy")
    x = sympy.Symbol("x", real=True)
    assert_holds(sympy.sin(x) ** 2 + sympy.cos(x) ** 2, "==", 1)


def test_support_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers that agree would pass for a proof unless asked for."""
    unproved = Routes(lambda goal: SymbolicEvidence("open", reason="no rule"), measure)
    monkeypatch.setattr("derivcheck.run.hold.routes", lambda seed: unproved)
    with pytest.raises(AssertionError, match="supported no rule"):
        assert_holds("1", "==", "1")
    assert_holds("1", "==", "1", require="supported")


@pytest.mark.parametrize(
    ("sides", "message"),
    [
        (("zz", "==", "1"), "zz"),
        (("1", "=", "1"), "no relation"),
        (("1", "==", "1 +"), "syntax|expression|read|not"),
    ],
)
def test_what_cannot_be_read_is_said(sides: tuple[str, str, str], message: str) -> None:
    """A typing error would look like a false equation."""
    with pytest.raises(AuthorError, match=message):
        assert_holds(sides[0], sides[1], sides[2])  # type: ignore[arg-type]
