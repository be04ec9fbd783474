"""Every cell of a practice, from its raw rows, in plain Python: what the rollup's SQL is judged by."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Add = Callable[..., None]


def recompute(leads: list[Row], messages: list[Row], bookings: list[Row], zone: ZoneInfo) -> dict[Any, int]:
    """{(day, metric, dimension): value}, without zeros."""
    cells: Counter[tuple[date, str, str]] = Counter()

    def on(instant: datetime) -> Add:
        day = instant.astimezone(zone).date()

        def add(metric: str, value: float | None = 1, dimension: str = "") -> None:
            cells[day, metric, dimension] += int(value or 0)

        return add

    for lead in leads:
        _created(on(lead["created_at"]), lead)
        _stages(on, lead, zone)
        if lead["won_at"]:
            _won(on(lead["won_at"]), lead, bookings)
        if lead["call_scheduled_at"]:
            _call(on(lead["call_scheduled_at"]), lead)
    for message in messages:
        if message["direction"] == "out":
            _sent(on(message["sent_at"]), message)
    return {key: value for key, value in cells.items() if value}


def _created(add: Add, lead: Row) -> None:
    add("leads")
    add("leads_of_source", dimension=lead["source"])
    add("leads_of_gender", dimension=lead["gender"] or "")
    add("leads_of_status", dimension=lead["status"])
    if lead["job_key"]:
        add("leads_of_job", dimension=lead["job_key"])
    if lead["age"] is not None:
        add("aged")
        add("ages", lead["age"])
    count = lead["messages_in"] + lead["messages_out"]
    add("cohort_messages", count)
    if count >= 2:
        add("discussions")
        if lead["last_message_at"] and lead["first_message_at"]:
            add("discussion_seconds", (lead["last_message_at"] - lead["first_message_at"]) // timedelta(seconds=1))
    add("cohort_qualified", lead["qualified_at"] is not None)
    add("written_to", lead["messages_out"] > 0)
    add("unaided", lead["messages_out"] > 0 and lead["messages_human"] == 0)


def _stages(on: Callable[[datetime], Add], lead: Row, zone: ZoneInfo) -> None:
    """What follows "since" is not earlier than what it follows."""
    qualified, proposed, booked = lead["qualified_at"], lead["call_proposed_at"], lead["call_booked_at"]
    if qualified:
        on(qualified)("qualified")
        on(qualified)("qualified_then_proposed", _is_since(proposed, qualified))
    if proposed:
        on(proposed)("proposed")
        on(proposed)("proposed_then_booked", _is_since(booked, proposed))
    if lead["lead_magnet_sent_at"]:
        on(lead["lead_magnet_sent_at"])("magnets")
    if lead["email_captured_at"]:
        on(lead["email_captured_at"])("emails")
    if booked:
        _booked(on(booked), booked.astimezone(zone), lead["first_message_at"])
    if lead["lost_at"]:
        on(lead["lost_at"])("lost")
        on(lead["lost_at"])("lost_for", dimension=lead["loss_reason"] or "")


def _is_since(later: datetime | None, earlier: datetime) -> bool:
    return later is not None and later >= earlier


def _booked(add: Add, local: datetime, first_message_at: datetime | None) -> None:
    add("booked")
    add("booked_at", dimension=f"{local.isoweekday()}-{local.hour:02}")
    if first_message_at and first_message_at <= local:
        add("booked_after")
        add("booked_after_seconds", (local - first_message_at) // timedelta(seconds=1))


def _won(add: Add, lead: Row, bookings: Iterable[Row]) -> None:
    deal = lead["deal_value_cents"] or 0
    add("won")
    add("deals", deal > 0)
    add("deal_cents", deal)
    brought = sum(
        booking["price_cents"] if booking["status"] in ("completed", "no_show") else booking["retained_cents"]
        for booking in bookings
        if booking["client_id"] == lead["client_id"] and booking["starts_at"] >= lead["won_at"]
    )
    add("revenue", brought or deal, "client" if brought else "deal")


def _call(add: Add, lead: Row) -> None:
    is_held = lead["call_outcome"] == "held"
    add("held", is_held)
    add("held_and_won", is_held and lead["won_at"] is not None)
    add("no_show", lead["call_outcome"] == "no_show")


def _sent(add: Add, message: Row) -> None:
    add("sent")
    add("sent_by_ai", message["sender"] == "ai")
    if message["message_number"] in (1, 2, 3, 4):
        add("sent_number", dimension=str(message["message_number"]))
        add("replied_number", message["replied_at"] is not None, str(message["message_number"]))
