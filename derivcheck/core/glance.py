"""What one line says of a result: enough for a table of all claims, without any of the claims.

A plain class, and no dataclass with types of `lang`, because a run whose results are all cached
shows such lines and loads nothing else.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from derivcheck.core.verdict import ClaimResult

FIELDS = (
    "id", "document", "expect", "verdict", "ok", "fault", "proved", "steps", "seconds", "cached",
)  # fmt: skip


class Glance:
    """A result at a glance: `proved` of its `steps` are proved; `document` is its source's."""

    __slots__ = FIELDS

    def __init__(
        self,
        id: str,
        document: str,
        expect: str,
        verdict: str,
        ok: bool,
        fault: str,
        proved: int,
        steps: int,
        seconds: float,
        cached: bool,
    ) -> None:
        self.id = id
        self.document = document
        self.expect = expect
        self.verdict = verdict
        self.ok = ok
        self.fault = fault
        self.proved = proved
        self.steps = steps
        self.seconds = seconds
        self.cached = cached

    def values(self) -> list[str | int | float | bool]:
        """The fields in order, as `Glance(*values)` takes them."""
        return [getattr(self, name) for name in FIELDS]


def glance(result: ClaimResult) -> Glance:
    """A result at a glance."""
    return Glance(
        id=result.claim.id,
        document=result.claim.source.document,
        expect=result.claim.expect,
        verdict=result.verdict,
        ok=result.ok,
        fault=result.fault,
        proved=sum(step.verdict == "proved" for step in result.steps),
        steps=len(result.steps),
        seconds=result.seconds,
        cached=result.cached,
    )
