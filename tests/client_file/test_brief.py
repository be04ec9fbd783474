"""The pre-brief: what is known of one client, where it comes from, and what never enters it (decision 16)."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from tests.bookings.diary import HOUR, given
from tests.fixtures.practice import NOW, Practice
from tests.focus.facts import PARIS
from trustcoach_app.bookings.service import finish_session, start_session
from trustcoach_app.client_file.brief.present import brief
from trustcoach_app.client_file.brief.queries import MOST_MESSAGES, MOST_MOMENTS, brief_facts
from trustcoach_app.client_file.brief.views import Brief
from trustcoach_app.clients.service import add_client, update_client
from trustcoach_app.errors import NotFound
from trustcoach_app.goals.service import GoalFields, add_goal, measure_goal
from trustcoach_app.messaging.service import mark_messages_read, post_message
from trustcoach_app.models.messaging import MessageAuthor
from trustcoach_app.models.sessions import MomentKind, RawSummary
from trustcoach_app.sessions.queries import session_of_booking
from trustcoach_app.sessions.service import mark_moment, save_note, save_summary_draft, sign_summary

DAY = timedelta(days=1)


async def brief_of(practice: Practice, client_id: UUID | None = None) -> Brief:
    facts = await practice.does(brief_facts, client_id=client_id or practice.client_id, now=NOW)
    return brief(facts, PARIS, NOW)


async def held(practice: Practice, starts_at: datetime, client_id: UUID | None = None) -> UUID:
    """The session that a booking became."""
    row = await given(practice, starts_at, client_id=client_id or practice.client_id, now=NOW - 90 * DAY)
    await practice.does(start_session, booking_id=row.id, now=starts_at)
    await practice.does(finish_session, booking_id=row.id, now=starts_at + HOUR)
    return (await practice.does(session_of_booking, booking_id=row.id)).id


async def test_nothing_yet_says_so(alice: Practice) -> None:
    await given(alice, NOW + 26 * HOUR)
    shown = await brief_of(alice)
    assert shown.is_empty
    assert shown.facts == ["Client", "0 séance tenue", "Prochaine\u202f: le 13 janv. à 12:00"]


async def test_the_last_signed_summary_and_where_it_comes_from(alice: Practice) -> None:
    older, newer = await held(alice, NOW - 14 * DAY), await held(alice, NOW - 7 * DAY)
    await alice.does(sign_summary, session_id=newer, text="La dernière fois", now=NOW - 6 * DAY)
    await alice.does(sign_summary, session_id=older, text="Signé plus tard", now=NOW - DAY)
    [piece] = (await brief_of(alice)).summary
    assert (piece.text, piece.source) == ("La dernière fois", "Résumé de la séance du 5 janv., signé le 6 janv.")


async def test_of_summaries_only_signed_ones_and_private_notes_as_such(alice: Practice) -> None:
    signed, unsigned = await held(alice, NOW - 14 * DAY), await held(alice, NOW - 7 * DAY)
    await alice.does(sign_summary, session_id=signed, text="Signé", now=NOW - 13 * DAY)
    await alice.does(_propose, session_id=unsigned, text="Proposé par la machine")
    for session_id in (signed, unsigned):
        await alice.does(save_note, session_id=session_id, text="Ce que moi seul sais", revision=0, now=NOW)
        await alice.does(save_summary_draft, session_id=session_id, text="À moitié écrit", revision=0, now=NOW)
    shown = await brief_of(alice)
    assert [piece.text for piece in shown.summary] == ["Signé"]
    assert [piece.text for piece in shown.notes] == ["Ce que moi seul sais"]
    assert "Ce que moi seul sais" not in str(asdict(replace(shown, notes=[])))
    for never in ("Proposé par la machine", "À moitié écrit"):
        assert never not in str(asdict(shown))


async def test_the_last_notes_are_those_of_the_last_session_with_any(alice: Practice) -> None:
    sessions = [await held(alice, NOW - days * DAY) for days in (21, 14, 7)]
    for session_id, text in zip(sessions, ("Anciennes", "Dernières\n", "  \n"), strict=True):
        await alice.does(save_note, session_id=session_id, text=text, revision=0, now=NOW)
    [piece] = (await brief_of(alice)).notes
    assert (piece.text, piece.source) == ("Dernières", "Notes de la séance du 29 déc.")
    assert piece.href.startswith("/dashboard/coach/seances/")


async def test_beside_a_session_stands_what_was_before_it(alice: Practice) -> None:
    older, newer = await held(alice, NOW - 14 * DAY), await held(alice, NOW - 7 * DAY)
    for session_id, text in ((older, "Avant"), (newer, "Pendant")):
        await alice.does(sign_summary, session_id=session_id, text=text, now=NOW)
        await alice.does(save_note, session_id=session_id, text=text, revision=0, now=NOW)
        wanted = {"kind": MomentKind.QUOTE, "note": text, "at_seconds": None}
        await alice.does(mark_moment, session_id=session_id, **wanted)
    facts = await alice.does(brief_facts, client_id=alice.client_id, now=NOW, before=NOW - 7 * DAY)
    shown = brief(facts, PARIS, NOW)
    pieces = [*shown.summary, *shown.notes, *shown.moments]
    assert [piece.text for piece in pieces] == ["Avant", "Avant", "Avant"]


async def _propose(db: AsyncSession, *, coach_id: UUID, session_id: UUID, text: str) -> None:
    db.add(RawSummary(coach_id=coach_id, session_id=session_id, text=text))


async def test_moments_the_latest_first_each_with_its_kind(alice: Practice) -> None:
    older, newer = await held(alice, NOW - 14 * DAY), await held(alice, NOW - 7 * DAY)
    for session_id, seconds, kind in (
        (older, 60, MomentKind.QUOTE),
        (newer, 60, MomentKind.ACTION),
        (newer, 600, MomentKind.INSIGHT),
    ):
        await alice.does(mark_moment, session_id=session_id, kind=kind, note=f"à {seconds}", at_seconds=seconds)
    assert [(row.label, row.text, row.source) for row in (await brief_of(alice)).moments] == [
        ("Déclic", "à 600", "Séance du 5 janv."),
        ("Action à retenir", "à 60", "Séance du 5 janv."),
        ("Citation", "à 60", "Séance du 29 déc."),
    ]


async def test_a_long_history_is_cut_to_its_latest_part(alice: Practice) -> None:
    session_id = await held(alice, NOW - 7 * DAY)
    for number in range(MOST_MOMENTS + 2):
        kind = MomentKind.IMPORTANT
        await alice.does(mark_moment, session_id=session_id, kind=kind, note=str(number), at_seconds=number)
    for number in range(MOST_MESSAGES + 2):
        sent_at = NOW - timedelta(hours=9 - number)
        await alice.does(
            post_message, client_id=alice.client_id, author=MessageAuthor.COACH, body=str(number), now=sent_at
        )
    shown = await brief_of(alice)
    assert [row.text for row in shown.moments] == list("765432")
    assert [row.text for row in shown.messages] == list("23456")


async def test_goals_in_progress_with_their_latest_measure(alice: Practice) -> None:
    today = NOW.date()
    start = today - 30 * DAY
    sleep, _, scale = [
        await alice.does(add_goal, client_id=alice.client_id, fields=fields, now=NOW)
        for fields in (
            GoalFields("Dormir", start, target_value=8, unit="heures"),
            GoalFields("Oser dire non", start, target_date=today + 30 * DAY),
            GoalFields("Confiance", start, target_value=10, unit="/10"),
        )
    ]
    await alice.does(measure_goal, goal_id=sleep.id, value=6.5, now=NOW - DAY)
    await alice.does(measure_goal, goal_id=sleep.id, value=5, now=NOW - 9 * DAY)
    await alice.does(measure_goal, goal_id=scale.id, value=12, now=NOW)
    assert [(row.title, row.measure, row.percent, row.source) for row in (await brief_of(alice)).goals] == [
        ("Dormir", "6,5 sur 8 heures", 81, "Mesuré le 11 janv."),
        ("Oser dire non", "Pas encore mesuré", 0, "Fixé le 13 déc., pour le 11 févr."),
        ("Confiance", "12 sur 10", 100, "Mesuré le 12 janv."),
    ]


async def test_messages_in_the_order_they_were_written(alice: Practice) -> None:
    talk = {"client_id": alice.client_id}
    await alice.does(post_message, author=MessageAuthor.CLIENT, body="À lundi ?", now=NOW - 3 * HOUR, **talk)
    await alice.does(post_message, author=MessageAuthor.COACH, body="À lundi.", now=NOW - 2 * HOUR, **talk)
    shown = await brief_of(alice)
    assert [(row.author, row.text, row.when, row.is_unread) for row in shown.messages] == [
        ("Marie Dupont", "À lundi ?", "il y a 3 heures", True),
        ("Vous", "À lundi.", "il y a 2 heures", False),
    ]
    assert shown.has_unread
    await alice.does(mark_messages_read, reader=MessageAuthor.COACH, now=NOW, **talk)
    assert not (await brief_of(alice)).has_unread


async def test_only_this_client_s_file(alice: Practice) -> None:
    other = await alice.does(add_client, name="Jean Martin", now=NOW)
    session_id = await held(alice, NOW - 7 * DAY, other.id)
    await alice.does(sign_summary, session_id=session_id, text="De Jean", now=NOW)
    await alice.does(mark_moment, session_id=session_id, kind=MomentKind.QUOTE, note="De Jean", at_seconds=1)
    await alice.does(add_goal, client_id=other.id, fields=GoalFields("De Jean", NOW.date()), now=NOW)
    await alice.does(post_message, client_id=other.id, author=MessageAuthor.CLIENT, body="De Jean", now=NOW)
    assert (await brief_of(alice)).is_empty
    assert not (await brief_of(alice, other.id)).is_empty


async def test_how_to_reach_them(alice: Practice) -> None:
    who = {"name": "Marie Dupont", "timezone": "Europe/Paris"}
    await alice.does(update_client, client_id=alice.client_id, email="Marie@Exemple.fr", phone="0612345678", **who)
    shown = await brief_of(alice)
    assert (shown.email, shown.phone, shown.phone_link) == (
        "marie@exemple.fr",
        "06\u00a012\u00a034\u00a056\u00a078",
        "tel:+33612345678",
    )


async def test_another_practice_s_client_does_not_exist(alice: Practice, bob: Practice) -> None:
    with pytest.raises(NotFound):
        await brief_of(alice, bob.client_id)


@pytest.mark.parametrize(
    ("email", "link"),
    [
        ("marie@exemple.fr", "mailto:marie@exemple.fr"),
        ("marie?bcc=spy%40evil.fr&body=x@exemple.fr", "mailto:marie%3Fbcc%3Dspy%2540evil.fr%26body%3Dx@exemple.fr"),
    ],
)
async def test_an_address_writes_to_nobody_else(alice: Practice, email: str, link: str) -> None:
    """`?`, `&`, `=` and `%` may stand before the @, and a lead says its own address."""
    person = await alice.does(add_client, name="Marie Petit", email=email, timezone="Europe/Paris", now=NOW)
    assert (await brief_of(alice, person.id)).mail_link == link
