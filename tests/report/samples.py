"""Hand-made results: a proved claim, a false one, one that stays open, one that cannot be read."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.core.claim import Claim, Source
from derivcheck.core.derivation import Derivation, claim
from derivcheck.core.evidence import NumericEvidence, SymbolicEvidence, Witness
from derivcheck.core.verdict import ClaimResult, StepResult, StepVerdict, weakest
from derivcheck.lang.declare import positive, real, variable
from derivcheck.lang.divergence import KL
from derivcheck.lang.errors import Location
from derivcheck.lang.functions import exp, log, sigmoid
from derivcheck.lang.law import Abbreviated
from derivcheck.lang.laws.normal import Normal
from derivcheck.lang.probability import E

RULES = {
    "divergence.unfold": "A divergence is the expectation that defines it.",
    "logarithm.split": "log(a*b) = log(a) + log(b) for positive factors.",
    "expectation.linear": "Expectations are linear: sums come apart, constants come out.",
}
HOMEWORK = "CS 236 homework 3: Problem 5, Part 1, eq. 42-52"
AGREES = NumericEvidence("agrees", 12, 3, 2.5e-13, 1e-9, "quadrature", "quadrature", seconds=0.02)


@claim("kl-shifted-gaussians", source=HOMEWORK, tags=("kl",))
def kl_shifted_gaussians(d: Derivation) -> None:
    """KL between Gaussians of equal variance is the squared shift over twice the variance.

    The width is the standard deviation of either law.
    """
    theta, theta_0 = real("theta theta_0")
    epsilon, x = positive("epsilon"), variable("x")
    p = Abbreviated("p", Normal(theta, epsilon))
    q = Abbreviated("q", Normal(theta_0, epsilon))
    d.assume(theta > theta_0)
    d.goal(KL(p, q), "==", (theta - theta_0) ** 2 / (2 * epsilon**2))
    d.eq(E[x:p](log(p(x) / q(x))), eq="42", by="divergence.unfold")
    d.eq(E[x:p](((x - theta_0) ** 2 - (x - theta) ** 2) / (2 * epsilon**2)), eq="44")
    d.done()


@claim("sigmoid-bound", source="Lecture notes: section 2", expect="refuted")
def sigmoid_bound(d: Derivation) -> None:
    """The sigmoid lies below its argument."""
    x = real("x")
    with d.lemma("ratio", x > 0):
        d.start(exp(x) / (1 + exp(x)))
        d.eq(sigmoid(x), note="multiply both by exp(-x)")
    d.start(sigmoid(x))
    d.le(x, eq="7")


def build(definition: object) -> Claim:
    """The claim of a definition, its places made the same on every machine."""
    made: Claim = definition.build()  # type: ignore[attr-defined]
    here = [replace(s, location=Location("derivations/notes.py", 10 + s.index)) for s in made.steps]
    lemmas = tuple(
        replace(known, steps=tuple(replace(s, location=None) for s in known.steps))
        for known in made.lemmas
    )
    return replace(
        made, steps=tuple(here), lemmas=lemmas, location=Location("derivations/notes.py", 3)
    )


def proved(*rules: str, trusts: tuple[str, ...] = ()) -> SymbolicEvidence:
    """Evidence of a proof."""
    return SymbolicEvidence("proved", rules, trusts, "proved", seconds=0.01)


def result_of(
    definition: object,
    verdicts: dict[int, StepVerdict],
    changes: dict[int, StepResult] | None = None,
) -> ClaimResult:
    """A result with the given verdicts, every other step proved."""
    made = build(definition)
    rules = tuple(RULES)
    steps = []
    for place, step in enumerate(made.all_steps()):
        evidence = proved(*rules[: place + 1], trusts=("sympy.integrate",) if place else ())
        steps.append(StepResult(step, verdicts.get(step.index, "proved"), evidence, AGREES))
    for index, change in (changes or {}).items():
        steps[index - 1] = replace(change, step=steps[index - 1].step)
    verdict = weakest(tuple(step.verdict for step in steps))
    conclusion: StepVerdict = "proved" if verdict == "verified" else steps[-1].verdict
    return ClaimResult(made, verdict, tuple(steps), conclusion, seconds=0.25)


def verified() -> ClaimResult:
    """Every step proved, with a side condition."""
    result = result_of(kl_shifted_gaussians, {})
    first = replace(
        result.steps[0], symbolic=replace(result.steps[0].symbolic, side_conditions=("p(x) > 0",))
    )
    return replace(result, steps=(first, *result.steps[1:]))


def refuted() -> ClaimResult:
    """A false step where the author expected a true one."""
    return result_of(kl_shifted_gaussians, {}, {3: false_step()})


def refuted_as_expected() -> ClaimResult:
    """A claim listed as false, with its counterexample."""
    witness = Witness((("x", "0"),), "0.5", "0", certified=True)
    step = replace(false_step(), witness=witness, diagnosis=None)
    return result_of(sigmoid_bound, {}, {2: step})


def false_step() -> StepResult:
    """A refuted step with its witness and a diagnosis."""
    point = (("theta", "1"), ("theta_0", "0"), ("epsilon", "1/2"))
    witness = Witness(point, "4", "2", 1e-12, 0.0)
    return StepResult(
        build(kl_shifted_gaussians).steps[0],
        "refuted",
        SymbolicEvidence("open", reason="a difference of 2 remains", fast_path="open"),
        NumericEvidence("disagrees", 3, 0, 2.0, 1e-9, "quadrature", witness=witness),
        witness,
        "a factor 2 is missing on the right side; 2*x would hold (proved)",
    )


def undecided(reason: str = "timeout") -> ClaimResult:
    """A claim whose last step ran into its time limit."""
    step = StepResult(
        build(kl_shifted_gaussians).steps[0],
        "undecided",
        SymbolicEvidence("open", reason=reason),
        NumericEvidence("vacuous", bound=float("inf"), max_error=float("nan")),
        reason=reason,
    )
    return replace(result_of(kl_shifted_gaussians, {}, {2: step}), reason=reason)


def unreadable() -> ClaimResult:
    """A claim that could not be read: it has no steps."""
    bare = Claim("half-a-claim", "half-a-claim", Source("Lecture notes"))
    reason = "derivations/notes.py:9:1: the chain has no beginning"
    return ClaimResult(bare, "error", reason=reason, conclusion="error", fault="author")


def conflicting() -> ClaimResult:
    """A claim on which the two routes disagree."""
    return result_of(kl_shifted_gaussians, {1: "conflict"})


def every_kind() -> tuple[ClaimResult, ...]:
    """One result of each kind."""
    return verified(), refuted(), refuted_as_expected(), undecided(), unreadable(), conflicting()
