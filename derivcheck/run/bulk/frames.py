"""Messages on a pipe: the length in 8 bytes, then the content."""

from __future__ import annotations

from typing import IO

LENGTH = 8


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Send a message."""
    pipe.write(len(content).to_bytes(LENGTH, "big"))
    pipe.write(content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next message; None at the end, also in the midst of a message."""
    head = pipe.read(LENGTH)
    size = int.from_bytes(head, "big")
    content = pipe.read(size) if len(head) == LENGTH else b""
    return content if len(head) == LENGTH and len(content) == size else None
