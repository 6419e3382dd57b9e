"""A result that may still lie in the cache as text: its glance at once, the rest when asked for."""

from __future__ import annotations

from derivcheck.core.glance import Glance, glance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from derivcheck.core.verdict import ClaimResult


class Found:
    """What was found of a claim."""

    __slots__ = ("_read", "_result", "glance")

    def __init__(self, shown: Glance, read: Callable[[], ClaimResult]) -> None:
        self.glance = shown
        self._read = read
        self._result: ClaimResult | None = None

    @property
    def result(self) -> ClaimResult:
        """All of it."""
        if self._result is None:
            self._result = self._read()
        return self._result


def found(result: ClaimResult) -> Found:
    """A result that is at hand."""
    return Found(glance(result), lambda: result)
