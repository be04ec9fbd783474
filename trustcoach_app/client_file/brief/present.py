"""From a client's facts to the words of the pre-brief. Pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.present import session_path
from trustcoach_app.client_file.brief.queries import BriefFacts
from trustcoach_app.client_file.brief.views import Brief, GoalRow, MessageRow, MomentRow, NotePiece, Piece
from trustcoach_app.client_file.present import MOMENTS, measure_in_words, percent
from trustcoach_app.clients.present import mail_link
from trustcoach_app.formats import ago, clock_time, french_phone, long_day, plural, short_day
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.models.goals import Goal, GoalMeasurement
from trustcoach_app.models.messaging import Message, MessageAuthor
from trustcoach_app.names import initials, tone_index


def brief(facts: BriefFacts, zone: ZoneInfo, now: datetime) -> Brief:
    """The pre-brief of one client, as their coach reads it at `now`."""
    client = facts.client
    summary, notes = _summary(facts, zone), _notes(facts, zone)
    goals = [_goal(goal, measure, zone) for goal, measure in facts.goals]
    messages = [_message(message, client.name, zone, now) for message in facts.messages]
    moments = [
        MomentRow(row.Moment.kind.value, MOMENTS[row.Moment.kind], row.Moment.note, f"Séance du {_day(row[1], zone)}")
        for row in facts.moments
    ]
    return Brief(
        client_id=str(client.id),
        client_name=client.name,
        is_prospect=client.stage is ClientStage.PROSPECT,
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        facts=_facts(facts, zone, now),
        email=client.email or "",
        mail_link=mail_link(client.email) if client.email else "",
        phone=french_phone(client.phone),
        phone_link=f"tel:{client.phone}" if client.phone else "",
        made_on=_made_on(now.astimezone(zone).date()),
        summary=summary,
        notes=notes,
        moments=moments,
        goals=goals,
        messages=messages,
        has_unread=any(message.is_unread for message in messages),
        has_past=bool(summary or notes or moments),
        is_empty=not (summary or notes or goals or messages or moments),
    )


def _facts(facts: BriefFacts, zone: ZoneInfo, now: datetime) -> list[str]:
    history = facts.history
    lines = [] if facts.client.stage is ClientStage.PROSPECT else ["Client"]
    lines.append(plural(history.held, "séance tenue", "séances tenues"))
    if history.last_held:
        lines.append(f"Dernière\u202f: {ago(history.last_held, now)}")
    if history.next_planned and history.next_planned != facts.before:
        lines.append(
            f"Prochaine\u202f: le {_day(history.next_planned, zone)} à {clock_time(history.next_planned, zone)}"
        )
    return lines


def _day(instant: datetime, zone: ZoneInfo) -> str:
    return short_day(instant.astimezone(zone).date())


def _summary(facts: BriefFacts, zone: ZoneInfo) -> list[Piece]:
    if facts.summary is None:
        return []
    summary, held_at = facts.summary
    assert summary.signed_at is not None
    source = f"Résumé de la séance du {_day(held_at, zone)}, signé le {_day(summary.signed_at, zone)}"
    return [Piece(summary.text, source)]


def _notes(facts: BriefFacts, zone: ZoneInfo) -> list[NotePiece]:
    found = facts.note
    if found is None:
        return []
    source = f"Notes de la séance du {_day(found.starts_at, zone)}"
    return [NotePiece(found.text.strip(), source, session_path(found.booking_id))]


def _made_on(day: date) -> str:
    return f"Pré-brief du {long_day(day)} {day.year}"


def _goal(goal: Goal, measure: GoalMeasurement | None, zone: ZoneInfo) -> GoalRow:
    since = f"Fixé le {short_day(goal.start_date)}" + _until(goal.target_date)
    if measure is None:
        return GoalRow(goal.title, "Pas encore mesuré", 0, since)
    measured = f"Mesuré le {_day(measure.measured_at, zone)}"
    return GoalRow(goal.title, measure_in_words(goal, measure.value), percent(goal, measure.value), measured)


def _until(target: date | None) -> str:
    return f", pour le {short_day(target)}" if target else ""


def _message(message: Message, client_name: str, zone: ZoneInfo, now: datetime) -> MessageRow:
    from_client = message.author is MessageAuthor.CLIENT
    return MessageRow(
        author=client_name if from_client else "Vous",
        text=message.body,
        when=ago(message.sent_at, now),
        is_unread=from_client and message.read_at is None,
    )
