"""Names as mathematics writes them: theta_0 is a theta with the subscript 0."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
}  # fmt: skip

SUBSCRIPTS: Final = str.maketrans("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
SUPERSCRIPTS: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def split_name(name: str) -> tuple[str, str]:
    """The stem and the subscript of a name; x1 is x_1, lambda_ is lambda."""
    stem, _, subscript = name.strip("_").partition("_")
    if subscript or not stem:
        return stem or name, subscript
    bare = stem.rstrip("0123456789")
    return (bare, stem[len(bare) :]) if bare else (stem, "")


def unicode_name(name: str) -> str:
    """θ₀ for theta_0, p_θ for p_theta."""
    stem, subscript = split_name(name)
    shown = GREEK.get(stem, stem)
    if not subscript:
        return shown
    if subscript not in GREEK and all(ord(sign) in SUBSCRIPTS for sign in subscript):
        return shown + subscript.translate(SUBSCRIPTS)
    return f"{shown}_{'_'.join(GREEK.get(part, part) for part in subscript.split('_'))}"


@lru_cache(maxsize=1024)
def latex_name(name: str) -> str:
    r"""\theta_0 for theta_0, p_{\mathrm{data}} for p_data."""
    stem, subscript = split_name(name)
    shown = _latex_word(stem, r"\mathit")
    if not subscript:
        return shown
    parts = ", ".join(_latex_word(part, r"\mathrm") for part in subscript.split("_") if part)
    return f"{shown}_{parts}" if len(parts) == 1 else f"{shown}_{{{parts}}}"


def _latex_word(word: str, style: str) -> str:
    if word in GREEK:
        return {"epsilon": r"\epsilon"}.get(word, f"\\{word}")
    return word if len(word) == 1 or word.isdigit() else f"{style}{{{word}}}"
