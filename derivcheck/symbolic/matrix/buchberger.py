"""Noncommutative Groebner bases of bounded degree (Mora): words reduced modulo relations.

A relation is a polynomial {word: coefficient} that is 0. Words are compared by length, then by
letters. The completion stops at a degree, a number of elements and a number of overlaps, so an
irreducible word proves nothing; a word reduced to 0 is in the ideal.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from derivcheck.symbolic.matrix.letter import Word, word_key

Polynomial = dict[Word, Any]
"""Words with coefficients in a field."""

DEGREE = 10
ELEMENTS = 120
OVERLAPS = 3000
STEPS = 400


@dataclass(slots=True)
class Basis:
    """Rewriting rules lead -> rest, completed as far as the limits allow."""

    rules: dict[Word, Polynomial] = field(default_factory=dict)

    def reduced(self, polynomial: Polynomial) -> Polynomial:
        """The polynomial with no lead inside its words, or as far as the step limit goes."""
        done: Polynomial = {}
        left = dict(polynomial)
        for _ in range(STEPS):
            if not left:
                break
            word = max(left, key=word_key)
            coefficient = left.pop(word)
            found = self._occurrence(word)
            if found is None:
                done[word] = coefficient
                continue
            start, lead = found
            for rest, factor in self.rules[lead].items():
                whole = word[:start] + rest + word[start + len(lead) :]
                _add(left, whole, coefficient * factor)
        for word, coefficient in left.items():
            _add(done, word, coefficient)
        return done

    def _occurrence(self, word: Word) -> tuple[int, Word] | None:
        for length in range(1, len(word) + 1):
            for start in range(len(word) - length + 1):
                part = word[start : start + length]
                if part in self.rules:
                    return start, part
        return None

    def insert(self, polynomial: Polynomial) -> tuple[Word | None, list[Polynomial]]:
        """Add a relation; its lead, and the relations it displaced."""
        lead = max(polynomial, key=word_key)
        scale = polynomial[lead]
        rest = {w: -c / scale for w, c in polynomial.items() if w != lead}
        displaced = []
        for known in [k for k in self.rules if _contains(k, lead)]:
            old = {word: -c for word, c in self.rules.pop(known).items()}
            displaced.append({known: scale / scale, **old})
        self.rules[lead] = rest
        return lead, displaced


def complete(relations: list[Polynomial]) -> Basis:
    """The basis of the ideal of the relations, within the limits."""
    basis = Basis()
    queue = deque(sorted(relations, key=_size))
    for _ in range(OVERLAPS):
        if not queue or len(basis.rules) >= ELEMENTS:
            break
        reduced = basis.reduced(queue.popleft())
        if not reduced or _size(reduced) > DEGREE:
            continue
        lead, displaced = basis.insert(reduced)
        queue.extend(displaced)
        if lead is not None:
            fresh = [p for known in list(basis.rules) for p in _overlaps(lead, known, basis)]
            queue = deque(sorted([*queue, *fresh], key=_size))
    return basis


def _size(polynomial: Polynomial) -> int:
    return max((len(word) for word in polynomial), default=0)


def _overlaps(lead: Word, known: Word, basis: Basis) -> Iterator[Polynomial]:
    """S-polynomials of two leads that share an end and a beginning."""
    pairs = [(lead, known)] if lead == known else [(lead, known), (known, lead)]
    for first, second in pairs:
        for shared in range(1, min(len(first), len(second))):
            if first[-shared:] == second[:shared]:
                yield _spolynomial(first, second, shared, basis)


def _spolynomial(first: Word, second: Word, shared: int, basis: Basis) -> Polynomial:
    made: Polynomial = {}
    for rest, factor in basis.rules[first].items():
        _add(made, rest + second[shared:], factor)
    for rest, factor in basis.rules[second].items():
        _add(made, first[:-shared] + rest, -factor)
    return made


def _contains(word: Word, part: Word) -> bool:
    return any(word[i : i + len(part)] == part for i in range(len(word) - len(part) + 1))


def _add(polynomial: Polynomial, word: Word, coefficient: Any) -> None:
    total = polynomial.pop(word, 0) + coefficient
    if total != 0:
        polynomial[word] = total
