"""A seeded corpus of algebraic steps of known truth, as claims in JSON Lines.

Each family writes an identity whose right side is a list of terms, none of which is the zero
function; a slip changes one term, or all, so that the step is false by construction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

FALSE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Identity:
    """Domains of the names, the left side, and the terms whose sum equals it."""

    given: dict[str, str]
    left: str
    terms: tuple[str, ...]


Family = Callable[[Random], Identity]


def corpus(steps: int, seed: int = 0, false_share: float = FALSE_SHARE) -> Iterator[str]:
    """Lines of a claim file; `expect` is the known truth."""
    random = Random(seed)
    for number in range(steps):
        family = FAMILIES[number % len(FAMILIES)]
        identity = family(random)
        false = random.random() < false_share
        terms = slipped(identity.terms, random) if false else identity.terms
        yield json.dumps(
            {
                "id": f"{family.__name__.replace('_', '-')}-{number}",
                "given": identity.given,
                "derivation": [identity.left, f"== {total(terms)}"],
                "expect": "refuted" if false else "verified",
            }
        )


def total(terms: tuple[str, ...]) -> str:
    """The sum of the terms as text."""
    return " + ".join(terms).replace("+ -", "- ")


def slipped(terms: tuple[str, ...], random: Random) -> tuple[str, ...]:
    """The terms with one slip: a sign, a factor, a dropped or an added term."""
    place = random.randrange(len(terms))
    before, term, behind = terms[:place], terms[place], terms[place + 1 :]
    bare = term.removeprefix("-")
    opposite = bare if term.startswith("-") else f"-{term}"
    kinds = [
        (*before, opposite, *behind),
        (*before, f"-2*{bare}" if term.startswith("-") else f"2*{term}", *behind),
        (*terms, random.choice(("1", "-1", "2"))),
        (*before, *behind) if len(terms) > 1 else (f"({term})/2",),
    ]
    return kinds[random.randrange(len(kinds))]


def term(coefficient: int, *factors: str) -> str:
    """coefficient*factors, a coefficient of 1 left out."""
    listed = [factor for factor in factors if factor]
    if abs(coefficient) == 1 and listed:
        return ("-" if coefficient < 0 else "") + "*".join(listed)
    return "*".join((str(coefficient), *listed))


def small(random: Random, least: int = 1, most: int = 9) -> int:
    """A coefficient of either sign."""
    return random.choice((-1, 1)) * random.randint(least, most)


def power(name: str, exponent: int) -> str:
    """name**exponent; nothing for exponent 0."""
    return "" if exponent == 0 else name if exponent == 1 else f"{name}**{exponent}"


def plus(name: str, number: int) -> str:
    """name + number in brackets."""
    return f"({name} {'+' if number > 0 else '-'} {abs(number)})"


def polynomial(random: Random) -> Identity:
    """(a*x + b*y + c)*(d*x + e*y + f), multiplied out."""
    first, second = ([small(random) for _ in range(3)] for _ in range(2))
    made: dict[tuple[int, int], int] = {}
    degrees = ((1, 0), (0, 1), (0, 0))
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            key = (degrees[i][0] + degrees[j][0], degrees[i][1] + degrees[j][1])
            made[key] = made.get(key, 0) + a * b
    terms = tuple(term(c, power("x", i), power("y", j)) for (i, j), c in made.items() if c)
    left = "*".join(
        f"({total((term(a, 'x'), term(b, 'y'), str(c)))})" for a, b, c in (first, second)
    )
    return Identity({"x": "real", "y": "real"}, left, terms)


def binomial_power(random: Random) -> Identity:
    """(x + c)**n by the binomial theorem."""
    from math import comb

    n, c = random.randint(2, 5), small(random, most=5)
    terms = tuple(term(comb(n, k) * c ** (n - k), power("x", k)) for k in range(n, -1, -1))
    return Identity({"x": "real"}, f"{plus('x', c)}**{n}", terms)


def rational(random: Random) -> Identity:
    """A sum of two fractions over a common denominator, as one fraction."""
    a, b = random.sample([k for k in range(-9, 10) if k], 2)
    k, domain = small(random, most=4), random.choice(("real", "positive"))
    one, other = plus("x", a), plus("x", b)
    top = total(tuple(t for t in (_or_zero(1 + k, "x"), _or_zero(b + k * a)) if t)) or "0"
    if top == "0":
        return rational(random)
    return Identity(
        {"x": domain}, f"1/{one} + {k}/{other}".replace("+ -", "- "), (f"({top})/({one}*{other})",)
    )


def _or_zero(coefficient: int, *factors: str) -> str:
    return term(coefficient, *factors) if coefficient else ""


def logarithm(random: Random) -> Identity:
    """log(c*x**a*y**b) taken apart."""
    a, b, c = small(random, 2, 6), small(random, 2, 6), random.randint(2, 30)
    terms = (f"log({c})", term(a, "log(x)"), term(b, "log(y)"))
    return Identity({"x": "positive", "y": "positive"}, f"log({c}*x**({a})*y**({b}))", terms)


def exponential(random: Random) -> Identity:
    """A product of exponentials as one, multiplied into a bracket."""
    a, b, c, d = (small(random, most=5) for _ in range(4))
    left = f"exp({total((term(a, 'x'), term(b, 'y')))})*(exp({term(c, 'x')}) + {d})"
    terms = (
        f"exp({total((f'{a + c}*x', term(b, 'y')))})",
        f"{d}*exp({total((term(a, 'x'), term(b, 'y')))})",
    )
    return Identity({"x": "real", "y": "real"}, left.replace("+ -", "- "), terms)


def addition_theorem(random: Random) -> Identity:
    """sin and cos of a sum."""
    a, b = random.randint(1, 4), random.randint(1, 4)
    x, y = term(a, "x"), term(b, "y")
    terms = {
        "sin": (f"sin({x})*cos({y})", f"cos({x})*sin({y})"),
        "cos": (f"cos({x})*cos({y})", f"-sin({x})*sin({y})"),
    }
    name = random.choice(("sin", "cos"))
    return Identity({"x": "real", "y": "real"}, f"{name}({x} + {y})", terms[name])


def double_angle(random: Random) -> Identity:
    """Squares of sin and cos through the double angle."""
    a, k = random.randint(1, 4), random.randint(2, 6)
    name, sign = random.choice((("sin", "-"), ("cos", "")))
    terms = (f"{k}", f"{sign}{k}*cos({2 * a}*x)")
    return Identity({"x": "real"}, f"{2 * k}*{name}({term(a, 'x')})**2", terms)


def square_root(random: Random) -> Identity:
    """A difference of roots in the denominator, made rational."""
    a = random.randint(1, 20)
    k = random.randint(1, 9)
    root = f"sqrt(x + {a})"
    terms = (f"{k}*{root}/{a}", f"{k}*sqrt(x)/{a}")
    return Identity({"x": "positive"}, f"{k}/({root} - sqrt(x))", terms)


def product_of_roots(random: Random) -> Identity:
    """The product of two roots, one of a square times a name."""
    a, b = random.randint(2, 9), random.randint(1, 9)
    left = f"sqrt({a * a}*x)*(sqrt(x + {b}) + sqrt(y))"
    return Identity(
        {"x": "positive", "y": "positive"}, left, (f"{a}*sqrt(x**2 + {b}*x)", f"{a}*sqrt(x*y)")
    )


def telescoping_sum(random: Random) -> Identity:
    """1/((x + k)*(x + k + 1)) over a few k."""
    first, count = random.randint(1, 5), random.randint(2, 4)
    left = " + ".join(f"1/((x + {k})*(x + {k + 1}))" for k in range(first, first + count))
    return Identity({"x": "positive"}, left, (f"1/(x + {first})", f"-1/(x + {first + count})"))


def geometric_sum(random: Random) -> Identity:
    """c*(1 + x + ... + x**n) as a fraction."""
    n, c = random.randint(2, 5), random.randint(1, 6)
    powers = " + ".join(power("x", k) or "1" for k in range(n + 1))
    return Identity({"x": "in (0, 1)"}, f"{c}*({powers})", (f"{c}*(1 - x**{n + 1})/(1 - x)",))


def logistic(random: Random) -> Identity:
    """Laws of the logistic sigmoid."""
    a, k = random.randint(1, 5), random.randint(1, 5)
    x = term(a, "x")
    made = {
        f"{k}*sigmoid(-{x})": (f"{k}", f"-{k}*sigmoid({x})"),
        f"{k}*tanh({x})": (f"{2 * k}*sigmoid({2 * a}*x)", f"-{k}"),
        f"{k}*log(sigmoid({x}))": (f"{k * a}*x", f"-{k}*softplus({x})"),
    }
    left = random.choice(list(made))
    return Identity({"x": "real"}, left, made[left])


def gaussian_ratio(random: Random) -> Identity:
    """The logarithm of a ratio of two Gaussian densities of one variance."""
    c = random.randint(1, 9)
    left = f"log(exp(-(x - m)**2/({2 * c}*s**2))/exp(-(x - n)**2/({2 * c}*s**2)))"
    terms = (f"x*(m - n)/({c}*s**2)", f"(n**2 - m**2)/({2 * c}*s**2)")
    return Identity({"x": "real", "m": "real", "n": "real", "s": "positive"}, left, terms)


FAMILIES: tuple[Family, ...] = (
    polynomial,
    binomial_power,
    rational,
    logarithm,
    exponential,
    addition_theorem,
    double_angle,
    square_root,
    product_of_roots,
    telescoping_sum,
    geometric_sum,
    logistic,
    gaussian_ratio,
)
