"""What is said when a handler breaks. The defect goes to the log, one calm sentence to the person."""

import logging

from reflex.event import EventSpec

from trustcoach_app.errors import TrustCoachError

from .state import ShellState

logger = logging.getLogger(__name__)


def report_failure(exception: Exception) -> EventSpec:
    """A refusal is said in its own words; anything else is logged and said in one calm sentence.

    Reflex's own toast would need `unsafe-eval`.
    """
    if isinstance(exception, TrustCoachError):
        return ShellState.say(str(exception), "warning")
    logger.error("A handler failed", exc_info=exception)
    return ShellState.say("Une erreur est survenue. Rien n’est perdu ; réessayez dans un instant.", "danger")
