"""What a Dask worker does with claims: it has them settled by processes of its own.

They are ordinary processes, because Dask's workers may have no children by `multiprocessing`. One
serves one chunk after another, so that SymPy is loaded once, and ends when the worker does.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from queue import Empty, SimpleQueue
from typing import Any

from distributed import WorkerPlugin, get_worker

from derivcheck.run.bulk.frames import read_frame, write_frame
from derivcheck.run.bulk.outcome import Render
from derivcheck.run.options import Options


class Server:
    """A process that settles chunks."""

    def __init__(self, options: Options, render: Render) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "derivcheck.run.bulk.serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._send(pickle.dumps((options, render)))

    def settle(self, packed: bytes) -> bytes:
        """The outcomes of a chunk; OSError if the process is lost."""
        self._send(packed)
        if self._process.stdout is None:
            raise OSError("a process without pipes")
        found = read_frame(self._process.stdout)
        if found is None:
            raise OSError(f"the process of a chunk ended with exit code {self._process.wait()}")
        return found

    def end(self) -> None:
        """End the process; it ends its own first."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _send(self, packed: bytes) -> None:
        if self._process.stdin is None:
            raise OSError("a process without pipes")
        write_frame(self._process.stdin, packed)


class Servers(WorkerPlugin):
    """The servers of one Dask worker for one run: as many as it has chunks at once."""

    def __init__(self, options: Options, render: Render) -> None:
        self._options = options
        self._render = render

    def setup(self, worker: Any) -> None:
        """The worker takes part in the run."""
        self._idle: SimpleQueue[Server] = SimpleQueue()

    def teardown(self, worker: Any) -> None:
        """The run, or the worker, comes to its end."""
        while not self._idle.empty():
            self._idle.get().end()

    def settle(self, packed: bytes) -> bytes:
        """The outcomes of a chunk."""
        try:
            server = self._idle.get_nowait()
        except Empty:
            server = Server(self._options, self._render)
        try:
            found = server.settle(packed)
        except BaseException:
            server.end()
            raise
        self._idle.put(server)
        return found


def settle(name: str, packed: bytes) -> bytes:
    """A task: the outcomes of a chunk, by the servers that the worker has under this name."""
    servers: Any = get_worker().plugins[name]
    found: bytes = servers.settle(packed)
    return found
