"""From whatever somebody sends to a small picture that we made ourselves. Pure, and slow: call it in a thread."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

SIDE = 320
"""Pixels of the square that we keep."""
MOST_PIXELS = 50_000_000
"""Of what is sent: more than a phone takes, less than what fills a memory."""
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


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


def picture_of(content: bytes) -> Picture:
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
    return Picture(written.getvalue(), hashlib.sha256(written.getvalue()).hexdigest())
