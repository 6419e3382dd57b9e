"""Say what is in the cache of results, or empty it.

The cache lies in the user's cache folder; the environment variable DERIVCHECK_CACHE names another.
It holds nothing that cannot be found again.
"""

from __future__ import annotations

import argparse

SUMMARY = "show or empty the cache of results"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("what", choices=("info", "clear"))


def run(arguments: argparse.Namespace) -> int:
    """Print what there is, or remove it."""
    import os

    from derivcheck.lang.errors import UsageError
    from derivcheck.run.cache.folder import cache_file
    from derivcheck.run.cache.store import Store

    store = Store(cache_file())
    try:
        size = os.path.getsize(store.path) if os.path.exists(store.path) else 0
        count = store.count() if size else 0
        if arguments.what == "clear":
            store.clear()
        store.close()
    except OSError as error:
        raise UsageError(f"the cache cannot be removed: {error}") from error
    if store.trouble:
        raise UsageError(f"the cache cannot be read: {store.trouble}")
    results = "1 result" if count == 1 else f"{count} results"
    verb = "removed" if arguments.what == "clear" else "holds"
    print(f"{store.path}\n{verb} {results}, {size / 1e6:.1f} MB")
    return 0
