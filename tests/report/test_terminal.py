"""The report on a terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from derivcheck.report.line import line
from derivcheck.report.terminal import fold, show, show_explanation
from tests.report import samples


def console(width: int, *, colour: bool = False) -> Console:
    """A console that writes to memory."""
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        highlight=False,
    )


def printed(target: Console) -> str:
    """What was written to it."""
    assert isinstance(target.file, io.StringIO)
    return target.file.getvalue()


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_fits_the_width(width: int) -> None:
    """Rows would run over the edge of the screen."""
    target = console(width)
    show(samples.every_kind(), seconds=1.0, console=target)
    assert max(cell_len(row) for row in printed(target).splitlines()) <= width


@pytest.mark.parametrize("width", [12, 30, 60])
def test_folding_loses_nothing(width: int) -> None:
    """A folded formula would lose or double a part of itself."""
    item = line("== ", "a + b*(c - d)/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee + f" * 3, indent=5, hang=8)
    rows = [row.plain for row in fold(item, console(width))]
    assert "".join("".join(rows).split()) == "".join(item.text.split())


def test_mathematics_is_unicode() -> None:
    """A person at a terminal would be shown the claim language."""
    target = console(100)
    show((samples.refuted(),), seconds=1.0, console=target)
    assert "(θ − θ₀)²/(2ε²)" in printed(target)


def test_colour_only_where_it_shows() -> None:
    """A file would receive colour codes, or a terminal none."""
    bare, coloured = console(100), console(100, colour=True)
    for target in (bare, coloured):
        show((samples.refuted(),), seconds=1.0, console=target)
    assert "\x1b[" not in printed(bare)
    assert "\x1b[" in printed(coloured)


def test_square_brackets_are_no_markup() -> None:
    """Expectations in brackets would be swallowed as style tags."""
    target = console(100, colour=True)
    show_explanation(samples.verified(), samples.RULES, target)
    assert "E_{x∼p}[log(p(x)/q(x))]" in printed(target)
