"""What a conversation makes of its outbound messages: their numbers, their turns, and which were replied to. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from trustcoach_app.models.lead_history import MessageDirection
from trustcoach_app.setter.intake.facts import FoldedMessage

_MOST = 32_767
"""The greatest number that the columns hold."""


class MessageTurn(NamedTuple):
    """Columns of `lead_messages`. The turn's are those of the message that opens it."""

    message_number: int
    replied_at: datetime | None = None
    turn_number: int | None = None
    turn_replied_at: datetime | None = None


def turns_of(messages: Iterable[FoldedMessage]) -> dict[UUID, MessageTurn]:
    """The number and turn of each outbound message, by its id. One or more of them in a row are a turn."""
    found: dict[UUID, MessageTurn] = {}
    opening: UUID | None = None
    latest: UUID | None = None
    turns = 0
    for message in messages:
        if message.direction is MessageDirection.OUT:
            number, turn = min(len(found) + 1, _MOST), None
            if opening is None:
                turns, opening = min(turns + 1, _MOST), message.id
                turn = turns
            found[message.id], latest = MessageTurn(number, None, turn), message.id
        elif opening is not None and latest is not None:
            found[latest] = found[latest]._replace(replied_at=message.at)
            found[opening] = found[opening]._replace(turn_replied_at=message.at)
            opening = latest = None
    return found
