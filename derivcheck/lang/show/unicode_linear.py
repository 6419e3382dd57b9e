"""Vectors and matrices in Unicode."""

from __future__ import annotations

from derivcheck.lang.linear import Gradient, Hessian, MatrixCall, VectorOf
from derivcheck.lang.show.names import unicode_name
from derivcheck.lang.show.printer import ATOM, MUL, POW, Piece, Printer


def matrix_call(node: MatrixCall, printer: Printer) -> Piece:
    """xᵀ, A⁻¹, ‖x‖, ⟨x, y⟩, tr(A), det(A)."""
    first = node.arguments[0]
    match node.operation:
        case "Transpose":
            return Piece(f"{printer.at(first, ATOM)}ᵀ", POW)
        case "Inverse":
            return Piece(f"{printer.at(first, ATOM)}⁻¹", POW)
        case "Norm":
            return Piece(f"‖{printer.show(first)}‖")
        case "Dot":
            return Piece(f"⟨{printer.listed(node.arguments)}⟩")
        case "Identity" | "Zeros":
            word = "I" if node.operation == "Identity" else "0"
            return Piece(f"{word}_{printer.at(first, ATOM)}")
        case "Trace":
            return Piece(f"tr({printer.show(first)})")
        case "Determinant":
            return Piece(f"det({printer.show(first)})")
        case "Diag":
            return Piece(f"diag({printer.show(first)})")


def vector(node: VectorOf, printer: Printer) -> Piece:
    """A column, written as a row transposed."""
    return Piece(f"[{printer.listed(node.entries)}]ᵀ", POW)


def gradient(node: Gradient | Hessian, printer: Printer) -> Piece:
    """∇_x f, ∇²_x f; at another point with a bar behind."""
    square = "²" if isinstance(node, Hessian) else ""
    name = unicode_name(node.variable.name)
    shown = f"∇{square}_{name} {printer.at(node.body, ATOM)}"
    if node.at == node.variable:
        return Piece(shown, MUL)
    return Piece(f"[{shown}]_{{{name}={printer.show(node.at)}}}")
