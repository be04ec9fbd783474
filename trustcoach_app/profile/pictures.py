"""From whatever somebody sends to a small picture that we made ourselves.

A file is a stranger's program: a JPEG of 10 MiB can ask for half an hour of work, a WebP of 36 bytes for 1 GB, and for
the whole process meanwhile. So it is read in a process of its own (uploads/bounded.py), of which this is the reader.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from trustcoach_app.uploads.bounded import NOT_READ, TOO_MANY, TOO_MUCH, run_bounded
from trustcoach_app.uploads.text import Unreadable

SIDE = 320
"""Pixels of the square that we keep."""
MOST_PIXELS = 50_000_000
"""Of what is sent: more than a phone takes, less than what fills a memory."""
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
WHY = {TOO_MUCH: "immense", NOT_READ: "illisible", TOO_MANY: "attente"}
"""What the process that read it said, as a key of present.PHOTO_NEWS."""


class NoPicture(Exception):
    """What was sent cannot be taken as a photo. `why` is a key of present.PHOTO_NEWS."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Picture:
    """A square WebP without anything that the sender's file said besides its pixels."""

    image: bytes
    digest: str


async def picture_of(content: bytes) -> Picture:
    """What is kept of a photo. Raises NoPicture with what to do."""
    try:
        [image] = await run_bounded(__name__, b"", content)
    except Unreadable as refused:
        raise NoPicture(WHY.get(str(refused), str(refused))) from None
    return Picture(image, hashlib.sha256(image).hexdigest())


def answer(head: bytes, content: bytes) -> Iterator[bytes]:
    """The picture's bytes. Raises Unreadable with NoPicture's word."""
    try:
        yield square_of(content)
    except NoPicture as refused:
        raise Unreadable(refused.why) from None


def square_of(content: bytes) -> bytes:
    """The middle of the picture, upright. Raises NoPicture with what to do."""
    try:
        with Image.open(BytesIO(content), formats=KINDS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise NoPicture("immense")
            sent.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(sent).convert("RGB")
            square = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise NoPicture("illisible") from None
    written = BytesIO()
    square.save(written, "WEBP", quality=85)
    return written.getvalue()
