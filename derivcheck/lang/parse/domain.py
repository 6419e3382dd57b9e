"""Domains of given names: "positive", "in (0, 1]", "density(1 | 1)", "vector(n) sequence"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, get_args

from derivcheck.lang.algebra import NEGATIVE, NONNEGATIVE, ONE, POSITIVE, REAL, Number, Symbol
from derivcheck.lang.declare import INTEGER, NATURAL
from derivcheck.lang.domain import (
    Domain,
    FunctionDomain,
    FunctionKind,
    Integers,
    Interval,
    LawDomain,
    MatrixDomain,
    MatrixKind,
    Nonzero,
    SequenceDomain,
    VectorDomain,
)
from derivcheck.lang.expression import Expr
from derivcheck.lang.parse.brackets import enclosed, split_outside
from derivcheck.lang.parse.limits import MAX_ARGUMENTS
from derivcheck.lang.parse.passage import Passage, passage
from derivcheck.lang.parse.reading import Names, parse_expression
from derivcheck.lang.parse.suggest import did_you_mean

NUMBERS: Mapping[str, Domain] = MappingProxyType(
    {
        "real": REAL,
        "positive": POSITIVE,
        "nonnegative": NONNEGATIVE,
        "negative": NEGATIVE,
        "nonzero": Nonzero(),
        "integer": INTEGER,
        "natural": NATURAL,
    }
)
ELEMENTS: Mapping[str, Domain] = MappingProxyType({"real": REAL, "positive": POSITIVE})
WORDS = (
    *NUMBERS, "in (a, b)", "in [a, b]", "density", "density(2)", "density(1 | 1)",
    "density on (a, b)", "density on vector(n)", "pmf on 0..n", "function", "positive function",
    "convex function", "increasing function", "function(2)", "function of vector(n)",
    "real sequence", "positive sequence", "vector(n)", "positive vector(n)", "matrix(m, n)",
    "symmetric matrix(n)", "positive definite matrix(n)", "vector(n) sequence",
)  # fmt: skip


def parse_domain(text: str | Passage, scope: Names) -> Domain:
    """The domain of a text; bounds and sizes may mention names of the scope."""
    whole = passage(text).stripped()
    if whole.text in NUMBERS:
        return NUMBERS[whole.text]
    for pattern, make in FORMS:
        match = pattern.fullmatch(whole.text)
        if match:
            return make(whole, match, scope)
    raise whole.error(
        f"{whole.text!r} is no domain",
        0,
        len(whole.text),
        remedy=did_you_mean(whole.text, WORDS, "such as real, positive, in (0, 1), density"),
    )


def _interval(whole: Passage, match: re.Match[str], scope: Names) -> Domain:
    return _bracketed(_group(whole, match, "bounds"), scope)


def _bracketed(bounds: Passage, scope: Names) -> Interval:
    inside = enclosed(bounds)
    pieces = split_outside(inside, ",") if inside else []
    if len(pieces) != 2:
        raise bounds.error(
            f"{bounds.text} is no interval",
            0,
            len(bounds.text),
            remedy="write (a, b), [a, b], (a, b] or [a, b)",
        )
    lower, upper = (parse_expression(piece, scope) for piece in pieces)
    return Interval(lower, upper, bounds.text[0] == "(", bounds.text[-1] == ")")


def _law(whole: Passage, match: re.Match[str], scope: Names) -> Domain:
    count = _count(whole, match, "count") if match["count"] else 1
    given = _count(whole, match, "given") if match["given"] else 0
    where: Domain = REAL
    parameters: tuple[Domain, ...] = (REAL,) * given
    if match["where"]:
        pieces = split_outside(_group(whole, match, "where"), "|")
        where = _set(pieces[0], scope)
        parameters += tuple(_set(piece, scope) for piece in pieces[1:])
    if (match["kind"] == "pmf") != isinstance(where, Integers):
        raise whole.error(
            "a mass function lives on integers, a density does not",
            0,
            len(whole.text),
            remedy="write pmf on 0..n, or density on (a, b)",
        )
    return LawDomain((where,) * count, parameters)


def _set(piece: Passage, scope: Names) -> Domain:
    """(a, b), 0..n, vector(n) or a word such as positive: where a law lives."""
    if piece.text in NUMBERS:
        return NUMBERS[piece.text]
    if piece.text.startswith("vector"):
        return _vector_of(piece, scope)
    ends = split_outside(piece, "..")
    if len(ends) == 2:
        return Integers(*(parse_expression(end, scope) for end in ends))
    return _bracketed(piece, scope)


def _function(whole: Passage, match: re.Match[str], scope: Names) -> Domain:
    kind = _one_of(FunctionKind, match["kind"] or "")
    value: Domain = POSITIVE if kind == "positive" else REAL
    if match["value"]:
        value = _vector_of(_group(whole, match, "value"), scope)
    if match["of"]:
        pieces = split_outside(_group(whole, match, "of"), ",")
        return FunctionDomain(tuple(_set(piece, scope) for piece in pieces), value, kind)
    count = _count(whole, match, "count") if match["count"] else 1
    return FunctionDomain((REAL,) * count, value, kind)


def _sequence(whole: Passage, match: re.Match[str], scope: Names) -> Domain:
    if match["element"] in ELEMENTS:
        return SequenceDomain(ELEMENTS[match["element"]])
    return SequenceDomain(_vector_of(_group(whole, match, "element"), scope))


def _vector(whole: Passage, match: re.Match[str], scope: Names) -> Domain:
    size = _vector_of(_group(whole, match, "vector"), scope).size
    return VectorDomain(size, bool(match["positive"]))


def _vector_of(piece: Passage, scope: Names) -> VectorDomain:
    inside = enclosed(piece.part(len("vector"), len(piece.text)).stripped(), "(", ")")
    if not piece.text.startswith("vector") or inside is None:
        raise piece.error(f"{piece.text} is no domain of vectors", remedy="write vector(n)")
    return VectorDomain(_size(inside, scope))


def _matrix(whole: Passage, match: re.Match[str], scope: Names) -> Domain:
    kind = _one_of(MatrixKind, match["kind"] or "general")
    sizes = split_outside(_group(whole, match, "sizes"), ",")
    wanted = 2 if kind == "general" else 1
    if len(sizes) != wanted:
        raise whole.error(
            f"a {kind} matrix has {wanted} size(s), {len(sizes)} given",
            *match.span("sizes"),
            remedy="write matrix(m, n), symmetric matrix(n) or positive definite matrix(n)",
        )
    rows, columns = _size(sizes[0], scope), _size(sizes[-1], scope)
    return MatrixDomain(rows, columns, kind)


def _size(piece: Passage, scope: Names) -> Expr:
    size = parse_expression(piece, scope)
    whole = isinstance(size, Number) and size.value.denominator == 1 and size.value >= 1
    if whole or (isinstance(size, Symbol) and size.domain == NATURAL):
        return size
    raise piece.error(
        f"{piece.text} is no size",
        0,
        len(piece.text),
        remedy="a size is 1, 2, ... or a name given before as natural",
    )


def _count(whole: Passage, match: re.Match[str], group: str) -> int:
    count = int(match[group])
    if not ONE.value <= count <= MAX_ARGUMENTS:
        raise whole.error(
            f"{count} is no number of arguments",
            *match.span(group),
            remedy=f"1, ..., {MAX_ARGUMENTS}",
        )
    return count


def _group(whole: Passage, match: re.Match[str], group: str) -> Passage:
    return whole.part(*match.span(group)).stripped()


def _one_of(kinds: Any, word: str) -> Any:
    return next(kind for kind in get_args(kinds) if kind == " ".join(word.split()))


Form = tuple[re.Pattern[str], Callable[[Passage, re.Match[str], Names], Domain]]
VECTOR = r"vector\s*\([^()]*\)"


def _form(pattern: str, make: Callable[[Passage, re.Match[str], Names], Domain]) -> Form:
    return re.compile(pattern, re.ASCII | re.DOTALL), make


FORMS: tuple[Form, ...] = (
    _form(r"in\s*(?P<bounds>[(\[].*[)\]])", _interval),
    _form(
        r"(?P<kind>density|pmf)\s*(?:\(\s*(?P<count>\d{1,4})\s*(?:\|\s*(?P<given>\d{1,4})\s*)?\))?"
        r"\s*(?:on\b\s*(?P<where>.+))?",
        _law,
    ),
    _form(
        rf"(?:(?P<kind>positive|convex|increasing)\s+)?(?:(?P<value>{VECTOR})\s+)?function"
        r"\s*(?:\(\s*(?P<count>\d{1,4})\s*\)|of\s+(?P<of>.+))?",
        _function,
    ),
    _form(rf"(?P<element>real|positive|{VECTOR})\s+sequence", _sequence),
    _form(rf"(?:(?P<positive>positive)\s+)?(?P<vector>{VECTOR})", _vector),
    _form(r"(?:(?P<kind>symmetric|positive\s+definite)\s+)?matrix\s*\((?P<sizes>.*)\)", _matrix),
)
