# ruff: noqa: E501 (an input is a line)
"""Inputs made to exhaust, crash or deceive the program, and what must become of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

ERROR: Final = ("error",)
GIVEN_UP: Final = ("undecided", "supported")
DONE: Final = ("undecided", "supported", "verified")
"""Heavy but honest: whoever can do it in time may."""


@dataclass(frozen=True, slots=True)
class Bomb:
    """A claim as raw text of a TOML file, and the verdicts it may have."""

    name: str
    text: str
    verdicts: tuple[str, ...] = ERROR


def claim(*chain: str, given: str = 'x = "real"', **more: Any) -> str:
    """A claim's table with the id `bomb`."""
    keys = "".join(f"{key} = {json.dumps(value)}\n" for key, value in more.items())
    listed = json.dumps(list(chain))
    return f'[[claim]]\nid = "bomb"\n{keys}derivation = {listed}\ngiven = {{ {given} }}\n'


def side(text: str, given: str = 'x = "real"', **more: Any) -> str:
    """A claim with the text on its left side."""
    return claim(text, "== x", given=given, **more)


def doubling(levels: int, body: str) -> str:
    """Definitions each of which uses the one before twice."""
    lets = ['d0 = "x"', *(f'd{k} = "{body.format(k - 1)}"' for k in range(1, levels))]
    return f"{claim(f'd{levels - 1}', '== x')}[claim.let]\n" + "\n".join(lets) + "\n"


def nested(opening: str, middle: str, closing: str, times: int) -> str:
    """Something within itself many times."""
    return opening * times + middle + closing * times


READ = [
    Bomb("tower of powers", side("10**10**10")),
    Bomb("tower of powers in brackets", side("((10**900)**900)**900")),
    Bomb("degree of a power", side("((x**999)**999)**999")),
    Bomb("power of a sum of numbers", side("(1 + 1)**(10**9)*x")),
    Bomb("negative huge exponent", side("x**(-10**12)")),
    Bomb("factorial", side("factorial(10**9)")),
    Bomb("factorial of a factorial", side("factorial(factorial(9999))", given='x = "real"')),
    Bomb("binomial", side("binomial(10**12, 10**6)")),
    Bomb("gamma", side("gamma(10**30)")),
    Bomb("huge decimal", side("0." + "1" * 5000)),
    Bomb("huge integer", side("9" * 9000)),
    Bomb("decimal with a huge exponent", side("1e999999999")),
    Bomb("tiny decimal", side("1e-999999999")),
    Bomb("not a number", side("nan")),
    Bomb("infinity by another name", side("inf")),
    Bomb("brackets", side(nested("(", "x", ")", 4000))),
    Bomb("brackets never closed", side("(" * 4000)),
    Bomb("nested calls", side(nested("log(", "x", ")", 1500))),
    Bomb("nested indices", side(nested("x[", "1", "]", 2000))),
    Bomb("signs", side("-" * 9000 + "x")),
    Bomb("negations", claim("x", "== x", assume=["not " * 2400 + "x > 0"])),
    Bomb("deep Piecewise", side(nested("Piecewise((1, x > 0), (", "x", ", True))", 300))),
    Bomb("deep integrals", side(nested("Integral(", "x", ", (y, 0, 1))", 300))),
    Bomb("deep expectations", side(nested("E[y:Normal(0, 1)](", "x", ")", 300))),
    Bomb("long text", side("x + " * 5000 + "x")),
    Bomb("long name", side("y" * 15_000)),
    Bomb("long given name", claim("x", "== x", given=f'x = "real", {"y" * 19_000} = "real"')),
    Bomb("long value", claim("x", "== x", title="t" * 30_000)),
    Bomb("long chain", claim("x", *["== x"] * 2000)),
    Bomb("many given names", claim("x", "== x", given=", ".join(f'x{k} = "real"' for k in range(3000)))),
    Bomb("many definitions", f"{claim('x', '== x')}[claim.let]\n" + "".join(f'd{k} = "x"\n' for k in range(5000))),
    Bomb("doubling definitions", doubling(60, "d{0} + d{0}")),
    Bomb("doubling powers", doubling(60, "d{0}**d{0}")),
    Bomb("definitions that nest", doubling(150, "exp(log(exp(log(d{0}))))")),
    Bomb("doubling functions", f'{claim("f59(x)", "== x")}[claim.let]\n"f0(y)" = "y"\n' + "".join(f'"f{k}(y)" = "f{k - 1}(y)*f{k - 1}(f{k - 1}(y))"\n' for k in range(1, 60))),
    Bomb("cyclic definitions", f'{claim("a", "== x")}[claim.let]\na = "b"\nb = "a"\n'),
    Bomb("definition of itself", f'{claim("a", "== x")}[claim.let]\na = "a + 1"\n'),
    Bomb("domain of itself", claim("x", "== x", given='x = "in (0, x)"')),
    Bomb("name that shadows ours", claim("log", "== log", given='log = "real"')),
    Bomb("definition that shadows ours", f'{claim("x", "== x")}[claim.let]\n"exp(y)" = "y"\n'),
    Bomb("bound name that shadows a given one", side("Integral(x, (x, 0, 1))")),
    Bomb("bound name that shadows ours", side("Integral(pi, (pi, 0, 1))")),
    Bomb("Python keyword", claim("lambda", "== 1", given='lambda = "real"')),
    Bomb("attributes", side("().__class__.__bases__[0].__subclasses__()")),
    Bomb("dunder names", side("__import__('os').system('true')")),
    Bomb("builtins", side("eval(x)")),
    Bomb("lambda", side("(lambda: x)()")),
    Bomb("comprehension", side("[x for y in x]")),
    Bomb("generator", side("Max(x for y in x)")),
    Bomb("f-string", side("f'{x}'")),
    Bomb("walrus", side("(y := x)")),
    Bomb("string", side("'x'")),
    Bomb("await", side("await x")),
    Bomb("starred", side("Max(*x)")),
    Bomb("keyword argument", side("exp(x=x)")),
    Bomb("matrix product of numbers", side("x @ x")),
    Bomb("conditional expression", side("x if x else x")),
    Bomb("comment", side("x # + 1")),
    Bomb("continued line", side("x \\\n + x")),
    Bomb("second statement", side("x; x")),
    Bomb("two lines", side("x\nx")),
    Bomb("NUL byte", side("x\0")),
    Bomb("escape sequences for a terminal", side("\x1b]0;title\x07x\x1b[2J")),
    Bomb("right-to-left marks", side("x \u202e+ 1\u202c")),
    Bomb("letters that look alike", claim("\u0445", "== 1", given='x = "real"')),
    Bomb("signs that look alike", side("x \u2212 1")),
    Bomb("zero-width space", side("x\u200b + 1")),
    Bomb("full-width digits", side("\uff11 + x")),
    Bomb("lone surrogate", '[[claim]]\nid = "bomb"\nderivation = ["\\ud800", "== 1"]\n'),
    Bomb("key given twice", '[[claim]]\nid = "bomb"\nid = "bomb"\nderivation = ["1", "== 1"]\n'),
    Bomb("unknown key", claim("x", "== x", by="trust me")),
    Bomb("value of another kind", '[[claim]]\nid = "bomb"\nderivation = 1979-05-27\n'),
    Bomb("infinite number as a value", '[[claim]]\nid = "bomb"\nderivation = [inf, nan]\n'),
    Bomb("not TOML", '[[claim]]\nid = "bomb"\n--- yaml: [*anchor, &a {<<: *a}]\n'),
    Bomb("string never closed", '[[claim]]\nid = "bomb"\nderivation = ["x, "== x"]\n'),
    Bomb("deep arrays", '[[claim]]\nid = "bomb"\nderivation = ' + nested("[", "1", "]", 5000) + "\n"),
    Bomb("deep dotted key", '[[claim]]\nid = "bomb"\n' + ".".join("a" * 3000) + " = 1\n"),
    Bomb("huge integer of TOML", f'[[claim]]\nid = "bomb"\nderivation = {"9" * 10_000}\n'),
    Bomb("huge order of a derivative", side("Derivative(exp(x), (x, 10**9))")),
    Bomb("huge order written out", side("Derivative(exp(x), (x, 999999999))")),
    Bomb("huge number of variables", claim("f(x)", "== x", given='x = "real", f = "function(9999)"')),
    Bomb("many uses of a large definition", f'{claim("d", *["== d"] * 499)}[claim.let]\nd = "{"+".join(["x"] * 2400)}"\n'),
    Bomb("many long expressions", claim(*["== " * (k > 0) + "+".join(["x"] * 900) for k in range(400)])),
    Bomb("size with millions of terms", side("x*Trace(Identity((a + b + c + d + e + f + g + h)**8*(a + b + c + d + e + f + g - h)**8))", given='x = "real", ' + ", ".join(f'{name} = "natural"' for name in "abcdefgh"))),
    Bomb("size of zero", claim("u", "== u", given='u = "vector(0)"')),
]  # fmt: skip
"""Those that the reader refuses."""

CHECKED = [
    Bomb("sum over many terms", claim("Sum(sin(k**2), (k, 1, 10**12))", "== 0", given=""), ("undecided", "refuted")),
    Bomb("product over many terms", claim("Product(1 + sin(k)/k**2, (k, 1, 10**12))", "== 1", given=""), ("undecided", "refuted")),
    Bomb("sum of sums", claim("Sum(Sum(Sum(sin(i*j*k), (i, 1, 10**6)), (j, 1, 10**6)), (k, 1, 10**6))", "== 0", given=""), ("undecided", "refuted")),
    Bomb("expanded power", claim("(a + b + c + d)**200", "== (a + b + c + d)**199*(a + b + c + d)", given='a = "real", b = "real", c = "real", d = "real"'), DONE),
    Bomb("expanded power of many", claim("(" + " + ".join(f"x{k}" for k in range(40)) + ")**60", "== 1", given=", ".join(f'x{k} = "positive"' for k in range(40))), ("undecided", "refuted")),
    Bomb("nested radicals", claim(nested("sqrt(1 + ", "x", ")", 38), "== " + nested("sqrt(1 + ", "x", ")", 37), given='x = "positive"'), ("undecided", "refuted")),
    Bomb("tower of exponentials", claim(nested("exp(", "x", ")", 30), "== " + nested("exp(", "x", ")", 29), given='x = "positive"'), ("undecided", "refuted")),
    Bomb("tower of powers with names", claim(nested("x**(", "x", ")", 30), "== x", given='x = "positive"'), ("undecided", "refuted")),
    Bomb("huge vectors", claim("Norm(u)**2", "== Dot(u, u)", given='u = "vector(100000000)"'), ("undecided", "verified")),
    Bomb("huge matrices", claim("Trace(A)", "== Trace(Transpose(A))", given='A = "matrix(1000000, 1000000)"'), ("undecided", "verified")),
    Bomb("huge explicit determinant", claim("Determinant(A)", "== Determinant(Transpose(A))", given='A = "matrix(60, 60)"'), ("undecided", "verified", "supported")),
    Bomb("huge identity", claim("Trace(Identity(10**8))", "== 10**8", given=""), ("undecided", "verified")),
    Bomb("huge sample", claim("E[x:Iid(Normal(0, 1), 10**9)](x[1])", "== 0", given=""), ("undecided", "verified", "supported")),
    Bomb("huge support", claim("E[x:p](x)", "== 1", given='p = "pmf on 0..10**12"'), ("undecided", "refuted")),
    Bomb("huge binomial law", claim("E[x:Binomial(10**15, 1/3)](sin(x))", "== 0", given=""), ("undecided", "refuted")),
    Bomb("integrals within integrals", claim(nested("Integral(", "sin(y*y)", ", (y, 0, 1))", 12), "== 0", given=""), ("undecided", "refuted")),
    Bomb("many expectations", claim("E[" + ", ".join(f"y{k}:Normal(0, 1)" for k in range(20)) + "](exp(" + "*".join(f"y{k}" for k in range(20)) + "))", "== 1", given=""), ("undecided", "refuted")),
    Bomb("oscillating integral", claim("Integral(sin(exp(exp(y))), (y, 0, oo))", "== 0", given=""), ("undecided", "refuted")),
    Bomb("derivatives of a tower", claim("Derivative(" + nested("exp(sin(", "x", "))", 12) + ", (x, 20))", "== 0"), ("undecided", "refuted")),
    Bomb("many conditions", claim("Piecewise(" + ", ".join(f"({k}, x > {k})" for k in range(300)) + ", (0, True))", "== 1"), ("undecided", "refuted")),
    Bomb("many branches within one another", claim("+".join(f"Max(x, {k}, Abs(x - {k}))" for k in range(40)), "== 1"), ("undecided", "refuted")),
    Bomb("optimum of a wild function", claim("Sup(sin(exp(y**2)), (y, 0, 100))", "== 1/2", given=""), ("undecided", "refuted")),
    Bomb("assumptions without a point", claim("x", "== x + 1", assume=["x**2 < -1"]), ("undecided",)),
    Bomb("assumption hard to meet", claim("x", "== x + 1", assume=["sin(x) == 1/3", "cos(x**3) == 1/7"]), ("undecided", "refuted")),
    Bomb("largest factorial", claim("factorial(9999)", "== factorial(9998)*9999", given=""), DONE),
    Bomb("hidden huge factorial", claim("factorial(factorial(n + 9))", "== 1", given='n = "natural"'), ("undecided", "refuted")),
    Bomb("power of a definition", f'{claim("big**big", "== 1", given="")}[claim.let]\nbig = "10**1000"\n', ("error", "undecided", "refuted")),
    Bomb("thousand terms", claim("+".join(f"sin(x + {k})" for k in range(600)), "== 1"), ("undecided", "refuted")),
]  # fmt: skip
"""Those that are read, and must end in the checking."""
