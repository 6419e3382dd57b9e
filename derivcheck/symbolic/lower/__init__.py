"""From the author's tree to SymPy, with what the names' domains imply."""

from derivcheck.symbolic.lower import divergences as _divergences  # noqa: F401  registers its nodes
from derivcheck.symbolic.lower import measures as _measures  # noqa: F401
from derivcheck.symbolic.lower import probability as _probability  # noqa: F401
from derivcheck.symbolic.lower import vectors as _vectors  # noqa: F401
from derivcheck.symbolic.lower.dispatch import lower
from derivcheck.symbolic.lower.scope import Scope, open_scope

__all__ = ["Scope", "lower", "open_scope"]
