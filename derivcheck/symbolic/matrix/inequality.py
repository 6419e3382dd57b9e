"""Inequalities by certificate: signs of terms, Gram matrices, squared roots, eigenvalues."""

from __future__ import annotations

import sympy

from derivcheck.symbolic.matrix.atoms import Segment, TraceOf
from derivcheck.symbolic.matrix.gram import gram_certificate
from derivcheck.symbolic.matrix.letter import Word, transpose_word
from derivcheck.symbolic.matrix.mat import of_letter
from derivcheck.symbolic.matrix.norms import norms_as_letters
from derivcheck.symbolic.matrix.obligation import as_everywhere
from derivcheck.symbolic.matrix.product import product
from derivcheck.symbolic.matrix.sign import is_nonnegative, is_positive, is_positive_multiple
from derivcheck.symbolic.matrix.spectral import spectral_certificate, spectral_terms
from derivcheck.symbolic.matrix.trace import trace
from derivcheck.symbolic.matrix.workspace import Workspace

DEPTH = 2
TERMS = 30


def is_at_least_zero(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether a number is shown to be >= 0."""
    gap = sympy.expand(value)
    if workspace.zero(gap):
        return True
    if is_nonnegative(gap, workspace):
        workspace.use("matrix.definite-form")
        return True
    if _by_gram(gap, workspace):
        workspace.use("matrix.gram")
        return True
    spectral, rest = spectral_terms(gap, workspace)
    rest_shown = is_nonnegative(rest, workspace) or _by_gram(rest, workspace)
    if rest_shown and spectral_certificate(spectral, workspace):
        workspace.use("matrix.spectral")
        return True
    return _trace_bound(gap, workspace)


def _by_gram(gap: sympy.Expr, workspace: Workspace) -> bool:
    """By a Gram matrix of the vectors as named, or of those whose norms occur."""
    if _with_roots(*_named_roots(gap, workspace), DEPTH, workspace):
        return True
    moved = norms_as_letters(gap, workspace)
    return moved is not None and _with_roots(*_named_roots(moved, workspace), DEPTH, workspace)


def is_above_zero(value: sympy.Expr, workspace: Workspace) -> bool:
    """Whether a number is shown to be > 0, at every point: x'x > 0 is false at 0."""
    gap = as_everywhere(sympy.expand(value), workspace)
    facts = (as_everywhere(fact, workspace) for fact in workspace.facts)
    if is_positive(gap, workspace) or any(is_positive_multiple(gap, fact) for fact in facts):
        workspace.use("matrix.definite-form")
        return True
    return False


Roots = dict[sympy.Symbol, sympy.Expr]


def _named_roots(value: sympy.Expr, workspace: Workspace) -> tuple[sympy.Expr, Roots]:
    """Square roots of what cannot be negative as symbols >= 0, with their squares."""
    roots: Roots = {}
    swaps: dict[sympy.Expr, sympy.Expr] = {}
    for power in sorted(value.atoms(sympy.Pow), key=str):
        base, exponent = power.args
        if exponent.is_Rational and exponent.q == 2 and _is_square(base, workspace):
            known = next((r for r, square in roots.items() if square == base), None)
            name = f"root {len(roots)}"
            sign = {"positive": True} if base.is_positive else {"nonnegative": True}
            symbol = sympy.Symbol(name, **sign) if known is None else known
            roots[symbol] = base
            swaps[power] = symbol**exponent.p
    return value.xreplace(swaps), roots


def _is_square(base: sympy.Expr, workspace: Workspace) -> bool:
    return bool(base.is_nonnegative) or base in workspace.squares


def _with_roots(value: sympy.Expr, roots: Roots, depth: int, workspace: Workspace) -> bool:
    """P - N >= 0 where P >= 0 and P**2 - N**2 >= 0."""
    gap = _without_squares(_cleared(value), roots)
    terms = sympy.Add.make_args(gap)
    if all(_plain_term(term) for term in terms):
        return True
    marked = [term for term in terms if term.free_symbols & set(roots)]
    if not marked:
        return gram_certificate(gap, workspace)
    if depth == 0 or len(terms) > TERMS:
        return False
    uppers = {sympy.Add(*filter(_plain_term, chosen)) for chosen in (terms, marked)}
    return any(
        _with_roots(upper**2 - (upper - gap) ** 2, roots, depth - 1, workspace)
        for upper in sorted(uppers - {sympy.S.Zero}, key=str)
    )


def _cleared(value: sympy.Expr) -> sympy.Expr:
    """The value times its denominator where that is positive."""
    top, bottom = sympy.fraction(sympy.together(value))
    return sympy.expand(top if bottom.is_positive else value)


def _plain_term(term: sympy.Expr) -> bool:
    return bool(term.is_nonnegative)


def _without_squares(value: sympy.Expr, roots: Roots) -> sympy.Expr:
    """r**2 becomes what r is the root of."""
    made = value
    for symbol, square in roots.items():
        powers = [p for p in made.atoms(sympy.Pow) if p.base == symbol and p.exp.is_Integer]
        swaps = {p: square ** (int(p.exp) // 2) * symbol ** (int(p.exp) % 2) for p in powers}
        made = sympy.expand(made.xreplace(swaps))
    return made


def _trace_bound(gap: sympy.Expr, workspace: Workspace) -> bool:
    """tr(W'W) v'v >= v'W'W v: the term on the left is replaced by the one on the right."""
    for term in sympy.Add.make_args(gap):
        number, rest = term.as_coeff_Mul()
        factors = sympy.Mul.make_args(rest)
        if len(factors) != 2 or not number.is_positive:
            continue
        for outer, inner in (factors, factors[::-1]):
            form = _bounded(outer, inner, workspace)
            if form is not None and is_nonnegative(gap - term + number * form, workspace):
                workspace.use("matrix.trace-bound")
                return True
    return False


def _bounded(outer: sympy.Expr, inner: sympy.Expr, workspace: Workspace) -> sympy.Expr | None:
    """v'Bv for outer = tr(B) >= 0 with B = W'W and inner = v'v."""
    traced, form = workspace.atoms.get(outer), workspace.atoms.get(inner)
    if not isinstance(traced, TraceOf) or not isinstance(form, Segment):
        return None
    half = len(form.word) // 2
    if len(form.word) % 2 or form.word != transpose_word(form.word):
        return None
    vector = form.word[half:]
    square = _square_facing(traced.word, vector)
    if square is None:
        return None
    word = (*transpose_word(vector), *square, *vector)
    return trace(product([of_letter(letter) for letter in word], workspace), workspace)


def _square_facing(word: Word, vector: Word) -> Word | None:
    """The rotation W'W of a traced word that the vector can be multiplied by."""
    for place in range(len(word)):
        turned = word[place:] + word[:place]
        even = len(turned) % 2 == 0 and turned == transpose_word(turned)
        if even and turned[-1].columns == vector[0].rows:
            return turned
    return None
