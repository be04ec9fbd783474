"""Every cell of a practice, from its raw rows, in plain Python: what the rollup's SQL is judged by."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Add = Callable[..., None]


def recompute(
    leads: list[Row], messages: list[Row], calls: list[Row], bookings: list[Row], zone: ZoneInfo
) -> dict[Any, int]:
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
    for lead in [lead for lead in leads if lead["won_at"]]:
        _won(on(lead["won_at"]), lead, _brought(lead, leads, bookings))
    for call in [call for call in calls if call["counted_at"]]:
        _call(on(call["counted_at"]), call)
    for message in [message for message in messages if message["direction"] == "out"]:
        _sent(on(message["sent_at"]), message)
    return {key: value for key, value in cells.items() if value}


def _created(add: Add, lead: Row) -> None:
    add("leads")
    add("leads_of_source", dimension=lead["source"])
    add("leads_of_gender", dimension=lead["gender"] or "")
    add("leads_of_status", dimension=lead["status"])
    if lead["job_title"]:
        add("leads_of_job", dimension=lead["job_title"])
    if lead["age"] is not None:
        add("aged")
        add("ages", lead["age"])
    count = lead["messages_in"] + lead["messages_out"]
    add("cohort_messages", count)
    if count >= 2:
        length = timedelta(0)
        if lead["last_message_at"] and lead["first_message_at"]:
            length = max(length, lead["last_message_at"] - lead["first_message_at"])
        seconds = length // timedelta(seconds=1)
        add("discussions", dimension=_bucket(seconds))
        add("discussion_seconds", seconds, _bucket(seconds))
    add("cohort_qualified", lead["qualified_at"] is not None)
    add("cohort_proposed", lead["call_proposed_at"] is not None)
    add("cohort_booked", lead["call_booked_at"] is not None)
    add("written_to", lead["messages_out"] > 0)
    add("unaided", lead["messages_out"] > 0 and lead["messages_human"] == 0)


def _bucket(seconds: int) -> str:
    """How often a second grows by 5 % before it is longer; 0 of less than a second."""
    steps, edge = 0, Fraction(1)
    while edge <= seconds:
        steps, edge = steps + 1, edge * Fraction(21, 20)
    return str(steps)


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


def _brought(lead: Row, leads: list[Row], bookings: Iterable[Row]) -> int:
    """By the client since the win, unless another lead of theirs was won before."""
    won = [other for other in leads if other["won_at"] and other["client_id"] == lead["client_id"]]
    if lead["client_id"] is None or min(won, key=lambda other: (other["won_at"], other["id"])) is not lead:
        return 0
    return sum(
        booking["price_cents"] if booking["status"] in ("completed", "no_show") else booking["retained_cents"]
        for booking in bookings
        if booking["client_id"] == lead["client_id"] and booking["starts_at"] >= lead["won_at"]
    )


def _won(add: Add, lead: Row, brought: int) -> None:
    deal = lead["deal_value_cents"] or 0
    add("won")
    add("deals", deal > 0)
    add("deal_cents", deal)
    add("revenue", brought, "client")
    add("revenue", max(deal, brought) - brought, "deal")


def _call(add: Add, call: Row) -> None:
    add("held", call["outcome"] == "held")
    add("held_and_won", call["outcome"] == "held" and call["is_won"])
    add("no_show", call["outcome"] == "no_show")


def _sent(add: Add, message: Row) -> None:
    add("sent")
    add("sent_by_ai", message["sender"] == "ai")
    if message["turn_number"] in (1, 2, 3, 4):
        add("sent_number", dimension=str(message["turn_number"]))
        add("replied_number", message["turn_replied_at"] is not None, str(message["turn_number"]))
