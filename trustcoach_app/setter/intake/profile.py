"""What is known of a lead: one register per field, of which the last writer wins, in whatever order they come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from trustcoach_app.setter.intake.events import SetterEvent
from trustcoach_app.setter.keys import spelling_key
from trustcoach_app.setter.search import search_key


@dataclass(frozen=True)
class KnownProfile:
    """The fields of one lead, and for each the [instant, event id] of the event that said it."""

    values: Mapping[str, Any]
    clock: Mapping[str, list[str]]

    def hear(self, event: SetterEvent) -> "KnownProfile":
        """What is known after one more event. Later ones win; at one instant, the greater event id."""
        stamp = _stamp(event)
        news = {name: value for name, value in event.lead.said.items() if stamp > self.clock.get(name, [])}
        return KnownProfile({**self.values, **news}, {**self.clock, **dict.fromkeys(news, stamp)}) if news else self

    def columns(self) -> dict[str, Any]:
        """All of the profile's columns of `leads`, those that are derived included."""
        known = self.values
        name = f"{known['first_name']} {known['last_name']}"
        found_by = search_key(name=name, username=known["instagram_username"], email=known["email"])
        return {
            **known,
            "profile_clock": dict(self.clock),
            "search_key": found_by,
            "job_key": spelling_key(known["job_title"]),
            "source_key": spelling_key(known["source"]),
        }


def _stamp(event: SetterEvent) -> list[str]:
    """Of one width, so that they compare as instants; as JSON gives them back."""
    return [event.occurred_at.astimezone(UTC).isoformat(timespec="microseconds"), event.event_id]
