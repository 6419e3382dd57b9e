"""A process that settles chunks: claims on standard input, outcomes on standard output.

Both are pickles between a process and its own child, on the same machine.
"""

from __future__ import annotations

import os
import pickle
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO

from derivcheck.run.bulk.frames import read_frame, write_frame
from derivcheck.run.bulk.local import Local


def main() -> None:
    """Settle one chunk after another, until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not end up among the outcomes
    source = sys.stdin.buffer
    begun = read_frame(source)
    if begun is None:
        return
    local = Local(1, *pickle.loads(begun))
    chunks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(source, chunks, local), daemon=True).start()
    while True:
        found = [promise.result() for promise in local.submit(pickle.loads(chunks.get()))]
        write_frame(answers, pickle.dumps(found))


def _listen(source: IO[bytes], chunks: SimpleQueue[bytes], local: Local) -> None:
    """Take in chunks; the end of the input is that of the parent, and so of this process."""
    while (chunk := read_frame(source)) is not None:
        chunks.put(chunk)
    local.close()
    os._exit(0)  # the main thread waits for what does not come any more


if __name__ == "__main__":
    main()
