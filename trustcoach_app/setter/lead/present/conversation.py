"""A conversation in words: by day, who wrote, and what was answered. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from trustcoach_app.formats import clock_time, lasting, long_day, short_day
from trustcoach_app.models.lead_history import LeadMessage, MessageSender
from trustcoach_app.setter.lead.queries import SEQUENCE
from trustcoach_app.setter.lead.views import ChatDay, ChatMessage, TurnRow


def chat_days(messages: Sequence[LeadMessage], name: str, zone: ZoneInfo, now: datetime) -> list[ChatDay]:
    """The messages, in order, by the coach's days."""
    today = now.astimezone(zone).date()

    def day_of(message: LeadMessage) -> date:
        return message.sent_at.astimezone(zone).date()

    return [
        ChatDay(day.isoformat(), _day(day, today), [_message(message, name, zone) for message in those])
        for day, those in groupby(messages, key=day_of)
    ]


def steps(sequence: Sequence[LeadMessage], zone: ZoneInfo) -> list[TurnRow]:
    """The first four turns, sent or not."""
    sent = {message.turn_number: message for message in sequence}
    return [_step(number, sent.get(number), zone) for number in range(1, SEQUENCE + 1)]


def _step(number: int, message: LeadMessage | None, zone: ZoneInfo) -> TurnRow:
    if message is None:
        return TurnRow(str(number), "Pas encore envoyé", "", is_sent=False, is_replied=False)
    day = message.sent_at.astimezone(zone).date()
    reply = _reply(message.sent_at, message.turn_replied_at)
    return TurnRow(
        str(number),
        f"{short_day(day)} à {clock_time(message.sent_at, zone)}",
        reply or "Sans réponse",
        is_sent=True,
        is_replied=bool(reply),
    )


def _reply(sent_at: datetime, replied_at: datetime | None) -> str:
    return "" if replied_at is None else f"Réponse en {lasting(replied_at - sent_at)}"


def _message(message: LeadMessage, name: str, zone: ZoneInfo) -> ChatMessage:
    who = {MessageSender.AI: "IA", MessageSender.HUMAN: "Vous", MessageSender.LEAD: name}[message.sender]
    return ChatMessage(
        id=str(message.id),
        sender=message.sender.value,
        who=who,
        text=message.body or "Message sans texte",
        time=clock_time(message.sent_at, zone),
        number=f"Message {message.turn_number}" if message.turn_number else "",
        reply=_reply(message.sent_at, message.replied_at),
    )


def _day(day: date, today: date) -> str:
    if day in (today, today - timedelta(days=1)):
        return "Aujourd’hui" if day == today else "Hier"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{long_day(day)}{year}".capitalize()
