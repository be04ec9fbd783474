"""The picture beside the door: a horizon in calm layers, and a day that is ready."""

import reflex as rx

svg = rx.el.svg

HILLS = (
    ("M0 560C140 500 240 470 380 505s250 75 420 5v490H0Z", "0.10"),
    ("M0 660c120-50 260-80 400-38s270 50 400-12v390H0Z", "0.14"),
    ("M0 770c160-50 300-40 430-8s240 30 370-18v256H0Z", "0.20"),
)


def door_art() -> rx.Component:
    """Decorative; follows the theme by its tokens."""
    rings = [
        svg.circle(cx="590", cy="300", r=str(r), fill="none", stroke="#fff", stroke_opacity=o) for r, o in _rings()
    ]
    hills = [svg.path(d=d, fill="var(--door-hill)", fill_opacity=opacity) for d, opacity in HILLS]
    return svg(
        svg.defs(_glow(), _halo(), _disc()),
        svg.rect(width="800", height="1000", fill="url(#door-glow)"),
        *rings,
        svg.circle(cx="590", cy="300", r="230", fill="url(#door-halo)"),
        svg.circle(cx="590", cy="300", r="66", fill="url(#door-disc)"),
        *hills,
        view_box="0 0 800 1000",
        custom_attrs={"preserveAspectRatio": "xMidYMid slice"},
        aria_hidden="true",
        class_name="bare-art",
    )


def _rings() -> list[tuple[int, str]]:
    return [(118, "0.22"), (176, "0.16"), (248, "0.11"), (334, "0.07"), (436, "0.04")]


def _glow() -> rx.Component:
    return svg.radial_gradient(
        svg.stop(offset="0", stop_color="var(--door-light)"),
        svg.stop(offset="1", stop_color="var(--door-dark)"),
        custom_attrs={"id": "door-glow"},
        cx="0.74",
        cy="0.3",
        r="0.9",
    )


def _halo() -> rx.Component:
    return svg.radial_gradient(
        svg.stop(offset="0.2", stop_color="var(--door-sun)", stop_opacity="0.42"),
        svg.stop(offset="1", stop_color="var(--door-sun)", stop_opacity="0"),
        custom_attrs={"id": "door-halo"},
    )


def _disc() -> rx.Component:
    return svg.radial_gradient(
        svg.stop(offset="0.3", stop_color="var(--door-sun)"),
        svg.stop(offset="1", stop_color="var(--door-sun)", stop_opacity="0.82"),
        custom_attrs={"id": "door-disc"},
        cx="0.36",
        cy="0.3",
        r="0.8",
    )
