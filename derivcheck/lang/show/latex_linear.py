"""Vectors and matrices in LaTeX."""

from __future__ import annotations

from derivcheck.lang.linear import Gradient, Hessian, MatrixCall, VectorOf
from derivcheck.lang.show.names import latex_name
from derivcheck.lang.show.printer import ATOM, MUL, POW, Piece, Printer


def matrix_call(node: MatrixCall, printer: Printer) -> Piece:
    r"""x^{\top}, A^{-1}, \|x\|, \langle x, y \rangle, tr, det, diag, I_n, 0_n."""
    first = node.arguments[0]
    shown = printer.show(first)
    match node.operation:
        case "Transpose":
            return Piece(rf"{printer.at(first, ATOM)}^{{\top}}", POW)
        case "Inverse":
            return Piece(f"{printer.at(first, ATOM)}^{{-1}}", POW)
        case "Norm":
            return Piece(rf"\left\|{shown}\right\|")
        case "Dot":
            return Piece(rf"\left\langle {printer.listed(node.arguments)} \right\rangle")
        case "Identity":
            return Piece(f"I_{{{shown}}}")
        case "Zeros":
            return Piece(f"0_{{{shown}}}")
        case "Trace":
            return Piece(rf"\operatorname{{tr}}{printer.wrap(shown)}")
        case "Determinant":
            return Piece(rf"\det{printer.wrap(shown)}")
        case "Diag":
            return Piece(rf"\operatorname{{diag}}{printer.wrap(shown)}")


def vector(node: VectorOf, printer: Printer) -> Piece:
    """A column."""
    entries = r" \\ ".join(printer.show(entry) for entry in node.entries)
    return Piece(rf"\begin{{pmatrix}} {entries} \end{{pmatrix}}")


def gradient(node: Gradient | Hessian, printer: Printer) -> Piece:
    r"""\nabla_{x} f, \nabla^2_{x} f; at another point with a bar behind."""
    square = "^2" if isinstance(node, Hessian) else ""
    name = latex_name(node.variable.name)
    shown = rf"\nabla{square}_{{{name}}} {printer.at(node.body, ATOM)}"
    if node.at == node.variable:
        return Piece(shown, MUL)
    return Piece(rf"\left. {shown} \right|_{{{name}={printer.show(node.at)}}}", MUL)
