"""What is said when a handler breaks. The defect goes to the log, one calm sentence to the person."""

import logging

from trustcoach_app import outage
from trustcoach_app.errors import TrustCoachError
from trustcoach_app.reflex_seams.connection import present_token
from trustcoach_app.reflex_seams.handlers import EventSpec, events_of, failed_event

from .state import ShellState

logger = logging.getLogger(__name__)

CALM = "Une erreur est survenue. Rien n’est perdu ; réessayez dans un instant."


def report_failure(exception: Exception) -> EventSpec | None:
    """A refusal is said in its own words; anything else is logged and said in one calm sentence.

    What fails while it is being said is not said again. Reflex's own toast would need `unsafe-eval`.
    """
    name = failed_event()
    if isinstance(exception, TrustCoachError) and not _is_telling(name):
        return ShellState.say(str(exception), "warning")
    if outage.note(exception):
        outage.load_again_after(present_token())
    else:
        logger.error("%s failed", name.rpartition("____")[2] or "an event", exc_info=exception, extra={"kind": name})
    return None if _is_telling(name) else ShellState.say(CALM, "danger")


def report_browser_failure(exception: Exception) -> None:
    """What a browser says went wrong in it: its own words, in the log."""
    logger.warning("a browser: %s", exception)


def _is_telling(event_name: str) -> bool:
    [telling] = events_of(ShellState.say("", ""))
    return event_name == telling.name
