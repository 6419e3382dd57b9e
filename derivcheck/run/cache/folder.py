"""Where the cache lies: the user's cache folder by the convention of the platform.

The package `platformdirs` knows more platforms than this program runs on, and importing it costs
three bare interpreters, which a run whose results are all cached would notice.
"""

from __future__ import annotations

import os
import sys

VARIABLE = "DERIVCHECK_CACHE"
NAME = "derivcheck"
FILE = "results-2.sqlite"
"""The number is that of the format: another format is another file."""


def cache_file() -> str:
    """The path of the database; the environment variable DERIVCHECK_CACHE names its folder."""
    return os.path.join(cache_folder(), FILE)


def cache_folder() -> str:
    """DERIVCHECK_CACHE, else ~/Library/Caches on macOS, else XDG_CACHE_HOME or ~/.cache."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen))
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", NAME)
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The convention says that a relative path there is to be ignored.
    return os.path.join(base if os.path.isabs(base) else os.path.join(home, ".cache"), NAME)
