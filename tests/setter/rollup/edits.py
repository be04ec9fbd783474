"""Random edits of a practice: rows of leads, messages and bookings, through SQL and through services; and its zone."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.fixtures.practice import NOW
from tests.setter.rollup.raw import Raw
from trustcoach_app.bookings import service
from trustcoach_app.errors import TrustCoachError
from trustcoach_app.models.bookings import CancelledBy

ZONES = ("Europe/Paris", "Asia/Kolkata", "America/St_Johns", "America/Havana", "Pacific/Apia", "Asia/Kathmandu")
SPRING, AUTUMN = datetime.fromisoformat("2025-03-29T22:30Z"), datetime.fromisoformat("2025-10-25T21:30Z")
"""Around the clock changes of Paris; Havana's are at its midnight, 2 and 8 days off."""
HAVANA = datetime.fromisoformat("2025-11-02T03:45Z")

instants = st.builds(
    lambda base, quarters: base + timedelta(minutes=15 * quarters),
    st.sampled_from([SPRING, AUTUMN, HAVANA, NOW]),
    st.integers(0, 14),
)
"""Few enough that rows share days, hours and instants."""
maybe = st.none() | instants
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "created_at": instants,
    "status": st.sampled_from(["new", "engaged", "relance"]),
    "source": st.sampled_from(["", "story", "post"]),
    "gender": st.sampled_from([None, "male", "female", "other"]),
    "age": st.sampled_from([None, 20, 45]),
    "job_title": st.sampled_from(["", "Avocat", "avocat"]),
    "messages_in": st.integers(0, 2),
    "messages_out": st.integers(0, 2),
    "messages_human": st.integers(0, 1),
    "first_message_at": st.none() | st.just(SPRING),
    "last_message_at": instants,
    **dict.fromkeys(("qualified_at", "lead_magnet_sent_at", "email_captured_at", "call_proposed_at"), maybe),
    **dict.fromkeys(("call_booked_at", "won_at", "lost_at"), maybe),
    "loss_reason": st.sampled_from([None, "price", "other"]),
    "deal_value_cents": st.sampled_from([None, 0, 90_000]),
    "has_client": st.booleans(),
    "instagram_username": st.sampled_from(["a", "b"]),
}
MESSAGE: dict[str, st.SearchStrategy[Any]] = {
    "sent_at": instants,
    "sender": st.sampled_from(["ai", "human"]),
    "turn_number": st.sampled_from([None, 1, 2, 4, 5, 6]),
    "turn_replied_at": maybe,
}
CALL: dict[str, st.SearchStrategy[Any]] = {
    "outcome": st.sampled_from([None, "held", "no_show", "cancelled"]),
    "counted_at": maybe,
    "is_won": st.booleans(),
}
BOOKING: dict[str, st.SearchStrategy[Any]] = {
    "status": st.sampled_from(["completed", "no_show"]),
    "price_cents": st.sampled_from([0, 8000, 9000]),
    "during": instants.map(lambda at: f"[{at.isoformat()}, {(at + timedelta(hours=1)).isoformat()})"),
}


def some(facts: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Values for some of the columns."""
    return st.fixed_dictionaries({}, optional=facts)


which = st.integers(0, 20)
edits = st.one_of(
    st.tuples(st.just("add_lead"), some(FACTS)),
    st.tuples(st.just("change_lead"), which, some(FACTS)),
    st.tuples(st.just("change_all_leads"), some(FACTS)),
    st.tuples(st.just("remove"), st.sampled_from(["leads", "lead_messages", "lead_calls", "bookings"]), which),
    st.tuples(st.just("add_message"), which, instants),
    st.tuples(st.just("change_message"), which, some(MESSAGE)),
    st.tuples(st.just("add_call"), which, maybe, CALL["outcome"]),
    st.tuples(st.just("change_call"), which, some(CALL)),
    st.tuples(st.just("add_booking"), instants, BOOKING["status"]),
    st.tuples(st.just("change_booking"), which, some(BOOKING)),
    st.tuples(st.just("serve"), which, st.sampled_from(["book", "cancel", "held", "no_show", "not_held"])),
    st.tuples(st.just("zone"), st.sampled_from(ZONES)),
    st.tuples(st.just("roll_up")),
)


class Editor:
    """Does to a practice what `edits` says."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw

    async def do(self, name: str, *given: Any) -> None:
        """One edit. One that has nothing to work on does nothing."""
        act: Callable[..., Any] = getattr(self, name)
        ended = act(*given)
        if ended is not None:
            await ended

    def _pick(self, table: str, which: int) -> Any:
        rows = self.raw.rows(table, "id")
        return rows[which % len(rows)]["id"] if rows else None

    def _with_client(self, values: dict[str, Any]) -> dict[str, Any]:
        known = {name: value for name, value in values.items() if name != "has_client"}
        if "has_client" in values:
            known["client_id"] = self.raw.practice.client_id if values["has_client"] else None
        return known

    def add_lead(self, values: dict[str, Any]) -> None:
        """A lead with some facts."""
        self.raw.lead(**{"created_at": NOW, **self._with_client(values)})

    def change_lead(self, which: int, values: dict[str, Any]) -> None:
        """Some facts of one lead."""
        if values and (lead := self._pick("leads", which)):
            self.raw.change("leads", lead, **self._with_client(values))

    def change_all_leads(self, values: dict[str, Any]) -> None:
        """Some facts of all leads, in one statement."""
        known = self._with_client(values)
        sets = ", ".join(f"{name} = %({name})s" for name in known) or "tags = tags"
        given = {**known, "coach": self.raw.practice.coach_id}
        self.raw.owner.execute(f"UPDATE leads SET {sets} WHERE coach_id = %(coach)s", given)

    def remove(self, table: str, which: int) -> None:
        """A row goes; a lead takes its messages with it, a booking its session."""
        if (key := self._pick(table, which)) is not None:
            if table == "bookings":
                self.raw.owner.execute("DELETE FROM sessions WHERE booking_id = %s", (key,))
            self.raw.remove(table, key)

    def add_message(self, which: int, at: datetime) -> None:
        """An outbound message of some lead."""
        if lead := self._pick("leads", which):
            self.raw.wrote(lead, at)

    def change_message(self, which: int, values: dict[str, Any]) -> None:
        """Some facts of one message."""
        if values and (message := self._pick("lead_messages", which)):
            self.raw.change("lead_messages", message, **values)

    def add_call(self, which: int, at: datetime | None, outcome: str | None) -> None:
        """A call of some lead."""
        if lead := self._pick("leads", which):
            self.raw.call(lead, at, outcome)

    def change_call(self, which: int, values: dict[str, Any]) -> None:
        """Some facts of one call."""
        if values and (call := self._pick("lead_calls", which)):
            self.raw.change("lead_calls", call, **values)

    def add_booking(self, at: datetime, status: str) -> None:
        """A session that earned."""
        self.raw.session(at, status, 8000)

    def change_booking(self, which: int, values: dict[str, Any]) -> None:
        """Some facts of one session that was not cancelled."""
        rows = [row["id"] for row in self.raw.rows("bookings", "id") if row["status"] in ("completed", "no_show")]
        if values and rows:
            self.raw.change("bookings", rows[which % len(rows)], **values)

    async def serve(self, which: int, how: str) -> None:
        """The services of the diary, as a coach uses them; a refusal is fine."""
        alice, later = self.raw.practice, NOW + timedelta(days=9)
        with suppress(TrustCoachError):
            if how == "book":
                when = {"starts_at": NOW + timedelta(hours=which + 1), "minutes": 60, "timezone": "Europe/Paris"}
                await alice.does(service.add_booking, client_id=alice.client_id, now=NOW, price_cents=7000, **when)
            elif booking := self._pick("bookings", which):
                if how == "cancel":
                    late = {"by": CancelledBy.CLIENT, "reason": "", "now": NOW}
                    await alice.does(service.cancel_booking, booking_id=booking, **late)
                else:
                    outcome = {"held": "HELD", "no_show": "NO_SHOW", "not_held": "CANCELLED"}[how]
                    await alice.does(
                        service.record_outcome, booking_id=booking, outcome=service.Outcome[outcome], now=later
                    )

    def zone(self, zone: str) -> None:
        """The coach moves."""
        self.raw.move_to(zone)

    async def roll_up(self) -> None:
        """In between, too."""
        await self.raw.roll_up()
