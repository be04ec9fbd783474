"""Readers as files could make them: for ever, too large, broken, refusing; and what one knows of us."""

import os
from collections.abc import Iterator

from trustcoach_app.uploads.text import Unreadable


def answer(head: bytes, content: bytes) -> Iterator[bytes]:
    """What the head says."""
    match head:
        case b"for ever":
            while True:
                pass
        case b"too large":
            yield b"x" * (2 << 30)
        case b"broken":
            raise ValueError(content.decode())
        case b"refused":
            raise Unreadable("Ligne 3 : non.")
        case b"who am I":
            yield repr(sorted(os.environ)).encode()
            yield str(os.getpid()).encode()
        case _:
            yield from (head, content)
