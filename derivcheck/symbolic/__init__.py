"""The symbolic route: rewrite both sides, then compare. The only room that imports SymPy."""
