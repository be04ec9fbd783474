"""A course as a path of SVG, 100 wide and 24 high. Pure."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

WIDTH, HEIGHT, MARGIN = 100.0, 24.0, 2.0
"""The stroke keeps its margin above and below."""


def sparkline(course: Sequence[Fraction | None]) -> str:
    """The `d` of a path. What is unknown is a gap; nothing is drawn of fewer than two known steps, or of zeros only."""
    known = [amount for amount in course if amount is not None]
    if len(known) < 2 or not any(known):
        return ""
    low, high = min(*known, Fraction(0)), max(known)
    across, up = WIDTH / (len(course) - 1), (HEIGHT - 2 * MARGIN) / float(high - low or 1)
    places = [
        None if amount is None else f"{place * across:.1f} {HEIGHT - MARGIN - float(amount - low) * up:.1f}"
        for place, amount in enumerate(course)
    ]
    runs = [list(run) for is_known, run in groupby(places, key=bool) if is_known]
    return "".join(f"M{'L'.join(map(str, run))}" + ("h.01" if len(run) == 1 else "") for run in runs)
