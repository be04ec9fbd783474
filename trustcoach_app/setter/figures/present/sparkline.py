"""A course as a path of SVG, 100 wide and 24 high. Pure."""

from collections.abc import Sequence

from trustcoach_app.setter.figures.sums import Exact

WIDTH, HEIGHT, MARGIN = 100.0, 24.0, 2.0
"""The stroke keeps its margin above and below."""


def sparkline(course: Sequence[Exact | None]) -> str:
    """The `d` of a path through the known steps; nothing of fewer than two of them, or of zeros only."""
    known = {place: float(amount) for place, amount in enumerate(course) if amount is not None}
    if len(known) < 2 or not any(known.values()):
        return ""
    low, high = min(*known.values(), 0.0), max(known.values())
    across, up = WIDTH / (len(course) - 1), (HEIGHT - 2 * MARGIN) / (high - low or 1)
    places = (f"{x * across:.1f} {HEIGHT - MARGIN - (amount - low) * up:.1f}" for x, amount in known.items())
    return f"M{'L'.join(places)}"
