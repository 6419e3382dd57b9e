"""Lines with tones."""

from __future__ import annotations

from derivcheck.report.line import BLANK, Span, labelled, line, plain, shifted


def test_plain_drops_tones_and_trailing_blanks() -> None:
    """Plain text would carry colour or invisible blanks."""
    assert plain([line("a", Span("b ", "bad"), indent=2), BLANK]) == "  ab\n\n"


def test_label_says_where_the_line_goes_on() -> None:
    """A long labelled line would continue under its label."""
    made = labelled("at", "x = 1", indent=2, width=6)
    assert (made.text, made.hang) == ("  at    x = 1", 8)


def test_shifted_moves_the_continuation_too() -> None:
    """Indenting a block would leave its folded rows behind."""
    moved = shifted(line("a", indent=2), 3)
    assert (moved.text, moved.hang) == ("     a", 5)
