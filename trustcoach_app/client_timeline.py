"""What stands beside a client's file and tells of a client too: the file knows none of them."""

from trustcoach_app.client_page.timeline.sources import TimelineSource, register_source
from trustcoach_app.setter.lead.timeline import FIRST, WON, lead_selects, lead_words

SOURCES = (TimelineSource("setter", "Setter", lead_selects, (FIRST, WON), lead_words),)


def register_timeline_sources() -> None:
    """Called once, when the application starts."""
    for source in SOURCES:
        register_source(source)
