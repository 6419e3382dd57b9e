"""Whatever the text, the answer is an expression or an error of the author's."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.lang.errors import AuthorError
from derivcheck.lang.names import VOCABULARY
from derivcheck.lang.parse import parse_condition, parse_domain, parse_expression
from derivcheck.lang.show import latex, text, unicode
from tests.lang.parse.scope import SCOPE

SIGNS = "( ) [ ] , : | + - * / @ < > = ** == <= '+' x y 1 2.5 True not and"
TOKENS = st.sampled_from([" ", *SIGNS.split(), *SCOPE.names(), *VOCABULARY])
BITS = """(x, 0, 1); (x, vector(n)); (a, x); [x:p]; [x:r | a, y:p]; (a); (p, q); (u); (A); (a, b);
    ((a, a < b), (1, True)); (p); (p, 2); +; *; (f(a), (a, 2)); (x**2, (x, 0, oo)); ();
    (mu[k], (k, 1, n)); (u @ v, u); (1/x, x, 0, '+'); ((1/2, p), (1/2, q)); (x > a)"""
PARTS = st.sampled_from([bit.strip() for bit in BITS.split(";")])
SOUP = st.lists(st.one_of(TOKENS, PARTS), max_size=12).map("".join)
HEADED = st.builds(lambda word, parts: word + "".join(parts), st.sampled_from(sorted(VOCABULARY)),
                   st.lists(PARTS, min_size=1, max_size=3))  # fmt: skip


@given(st.one_of(SOUP, HEADED, st.text(max_size=30)))
@settings(max_examples=600, deadline=None)
def test_expression_or_error(source: str) -> None:
    """A strange text would crash the reader, and cost a whole file its check."""
    try:
        made = parse_expression(source, SCOPE)
    except AuthorError as error:
        assert error.location is not None
        assert str(error)
        return
    assert parse_expression(text(made), SCOPE) == made
    assert unicode(made)
    assert latex(made)


@given(st.one_of(SOUP, st.text(max_size=30)))
@settings(max_examples=200, deadline=None)
def test_domains_and_conditions(source: str) -> None:
    """A strange domain or assumption would crash the reader."""
    for read in (parse_domain, parse_condition):
        try:
            read(source, SCOPE)
        except AuthorError as error:
            assert error.location is not None
