"""docs/kpis.md lists the figures that there are, in the order of the page."""

import re

from trustcoach_app.config import ROOT
from trustcoach_app.setter.figures.registry import FIGURES

LINE = re.compile(r"^\| (\d+) \| `(\w+)` \| ([^|]+) \|", re.MULTILINE)
NAMED_ANEW = {"avg_discussion_minutes", "emails_captured", "no_show_rate", "deals_closed"}
"""Whose titles docs/glossary.md decides; the pages follow."""


def lines() -> list[tuple[int, str, str]]:
    """Number, key and label of each line of the catalogue."""
    text = (ROOT / "docs" / "kpis.md").read_text()
    return [(int(number), key, label.strip()) for number, key, label in LINE.findall(text)]


def test_each_figure_has_its_line_in_order() -> None:
    """A figure that takes another's place does so in docs/kpis.md first."""
    assert [(number, key) for number, key, _ in lines()] == [(at, one.key) for at, one in enumerate(FIGURES, 1)]


def test_each_figure_is_called_what_the_page_calls_it() -> None:
    """Or what it is to be called, where the glossary chose another word."""
    labels = {figure.key: figure.label for figure in FIGURES}
    assert {key for _, key, label in lines() if label != labels[key]} <= NAMED_ANEW
