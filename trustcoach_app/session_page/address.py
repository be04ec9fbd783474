"""Which session the page's address names."""

from typing import Any
from uuid import UUID

from trustcoach_app.forms import an_id


def booking_of(state: Any) -> UUID:
    """The booking's id, for a handler of the page. Raises NotFound for anything else."""
    return an_id(named_by(state))


def named_by(state: Any) -> str:
    """As it stands in the address."""
    return str(getattr(state, "seance", ""))
