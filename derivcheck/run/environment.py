"""The environment of the workers: what the order of sets and the number of threads depend on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from types import MappingProxyType

ENVIRONMENT: Mapping[str, str] = MappingProxyType(
    {
        "PYTHONHASHSEED": "0",  # the order of sets, and with it SymPy's, is the same in every run
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
)
ONE_AT_A_TIME = Lock()
"""The environment is the process's; threads that change it wait for each other."""


@contextmanager
def environment() -> Iterator[None]:
    """The environment of the workers, for those that are started inside."""
    with ONE_AT_A_TIME:
        before = {name: os.environ.get(name) for name in ENVIRONMENT}
        os.environ.update(ENVIRONMENT)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
