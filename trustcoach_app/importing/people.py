"""Who an event is with. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable

from trustcoach_app.importing.readings import CalendarEvent, Person
from trustcoach_app.names import fold


def keys_of(event: CalendarEvent) -> set[str]:
    """Everybody whom an event names."""
    return {person.key for person in (*event.attendees, *([event.organizer] if event.organizer else []))}


def own_keys(events: Iterable[CalendarEvent], *, email: str, name: str = "", calendar: str = "") -> set[str]:
    """The coach's own: address and name of the account, else whoever most events name, who is whoever invites.

    Calendars are often kept under another address than the account's; some are called by it.
    """
    called = calendar.strip().lower() if "@" in calendar else ""
    own = {key for key in (email, called, f"nom:{fold(name)}" if name else "") if key}
    named = [keys for event in events if (keys := keys_of(event))]
    counts = Counter(key for keys in named for key in keys)
    if not counts or 2 * sum(bool(keys & own) for keys in named) > len(named):
        return own
    invites = Counter(event.organizer.key for event in events if event.organizer)
    most = max(counts, key=lambda key: (counts[key], invites[key], key))
    return own | {most} if 2 * counts[most] > len(named) else own


def others(event: CalendarEvent, own: Collection[str]) -> list[Person]:
    """The people besides the coach who have not declined, each once."""
    people = {person.key: person for person in (event.organizer, *event.attendees) if person}
    declined = {person.key for person in event.attendees if person.has_declined}
    return [person for key, person in people.items() if key not in own and key not in declined]


def has_declined(event: CalendarEvent, own: Collection[str]) -> bool:
    """Whether the coach said no."""
    return any(person.has_declined and person.key in own for person in event.attendees)
