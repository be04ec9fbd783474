"""Nobody is told of a move or a cancellation: that is said, with the message ready (decision 52)."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.bookings.diary import given
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of
from tests.focus.facts import PARIS
from tests.focus.steps import HOUR, session_in
from trustcoach_app import clock
from trustcoach_app.appointments.cancel.state import CancelState
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.ending import cancel_appointment
from trustcoach_app.appointments.notice.present import UNTOLD, NoticeKind
from trustcoach_app.appointments.notice.state import NoticeState
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.clients.service import add_client
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.shell.state import ShellState


async def client_of(practice: Practice, **details: str) -> dict[str, object]:
    row = await practice.does(
        add_client, name="Léa Roche", email="lea@exemple.fr", phone="0612345678", now=NOW, **details
    )
    return {"client_id": row.id}


async def test_a_cancellation_says_that_nobody_was_told(alice: Practice) -> None:
    booking_id, page = await session_in(alice, 30 * HOUR), await page_of(alice, CancelState)
    await call(CancelState.open_cancel, page, booking_id)
    await call(CancelState.cancel, page, {"reason": ""})
    shell = await page.get_state(ShellState)
    [news] = shell.toasts
    assert UNTOLD in news.text
    assert (news.action_label, news.second_label) == ("Rétablir", "Prévenir")
    [event] = await call(ShellState.take_second, shell, news.id)
    assert event.payload == {"news": "cancelled", "booking_ids": [booking_id], "before": ""}
    assert shell._offers[news.id], "the undo stands beside it"
    assert await call(ShellState.take_second, shell, news.id) == []


async def test_the_message_of_a_move_has_both_hours_and_three_ways_to_go(alice: Practice) -> None:
    row = await given(alice, NOW + timedelta(days=3), **await client_of(alice))
    page = await page_of(alice, NoticeState)
    await call(NoticeState.open_notice, page, "moved", [str(row.id)], (NOW + timedelta(days=2)).isoformat())
    shown = page.notice
    assert shown.message.startswith("Bonjour Léa,\n\nNotre séance du ")
    assert " est déplacée au " in shown.message
    assert "heure de" not in shown.message
    assert parse_qs(urlsplit(shown.mail_link).query)["body"] == [shown.message]
    assert shown.mail_link.startswith("mailto:lea@exemple.fr?")
    assert shown.sms_link.startswith("sms:+33612345678?body=")
    await call(NoticeState.close, page)
    assert page.notice.message == ""


async def test_a_client_of_another_clock_reads_whose_hours_these_are(alice: Practice) -> None:
    row = await given(alice, NOW + timedelta(days=3), **await client_of(alice, timezone="America/New_York"))
    page = await page_of(alice, NoticeState)
    await call(NoticeState.open_notice, page, "cancelled", [str(row.id)])
    assert "(heure de Paris) est annulée" in page.notice.message


async def test_from_its_details_the_client_is_told_what_stands_or_fell(
    alice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the news with its « Prévenir » is gone."""
    now = clock.now()
    ahead = await given(alice, now + 72 * HOUR, **await client_of(alice))
    page = await page_of(alice, AppointmentState)
    await call(AppointmentState.open_details, page, str(ahead.id))
    assert page.row.notice == "stands"
    letter = await page.get_state(NoticeState)
    await call(NoticeState.open_notice, letter, page.row.notice, [page.row.id])
    assert "Notre séance est prévue le " in letter.notice.message
    assert "Votre prochaine séance" in parse_qs(urlsplit(letter.notice.mail_link).query)["subject"]
    await alice.does(cancel_appointment, booking_id=ahead.id, reason="", now=now)
    await call(AppointmentState.open_details, page, str(ahead.id))
    assert page.row.notice == "cancelled"
    monkeypatch.setattr(clock, "now", lambda: now + 73 * HOUR)
    await call(AppointmentState.open_details, page, str(ahead.id))
    assert page.row.notice == "", "it would have begun"


async def test_a_series_lists_its_dates_and_sessions_of_two_clients_none(alice: Practice) -> None:
    mine = await client_of(alice)
    rows = [await given(alice, NOW + timedelta(days=day), **mine) for day in (3, 10)]
    other = await given(alice, NOW + timedelta(days=4))
    page = await page_of(alice, NoticeState)
    await call(NoticeState.open_notice, page, "cancelled", [str(row.id) for row in rows])
    assert page.notice.message.count("\n– ") == 2
    with pytest.raises(NotFound):
        await call(NoticeState.open_notice, page, "cancelled", [str(rows[0].id), str(other.id)])


@pytest.mark.parametrize(
    ("news", "before"),
    [("sold", ""), ("moved", "hier"), ("moved", "2026-01-12T10:00:00"), ("moved", "9999-12-31T23:00:00+00:00")],
)
async def test_what_no_page_sends_is_refused(alice: Practice, news: str, before: str) -> None:
    row, page = await given(alice), await page_of(alice, NoticeState)
    with pytest.raises(InvalidInput):
        await call(NoticeState.open_notice, page, news, [str(row.id)], before)


async def test_nobody_else_s(alice: Practice, bob: Practice) -> None:
    row, page = await given(alice), await page_of(bob, NoticeState)
    with pytest.raises(NotFound):
        await call(NoticeState.open_notice, page, NoticeKind.MOVED.value, [str(row.id)])
    assert page.notice.message == ""


@pytest.mark.parametrize("moves", [True, False])
async def test_the_form_says_it_only_of_a_move(alice: Practice, moves: bool) -> None:
    booking_id, page = await session_in(alice, 30 * HOUR), await page_of(alice, ChangeState)
    await call(ChangeState.open_change, page, booking_id)
    names = ("day", "hour", "minutes", "type_id", "reason_id", "title", "note", "mode", "phone", "address", "price")
    sent = {name: getattr(page.values, name) for name in names}
    day = (clock.now() + timedelta(days=9)).astimezone(PARIS).date().isoformat()
    sent |= {"title": "Bilan", **({"day": day} if moves else {})}
    events = await call(ChangeState.save, page, sent)
    if page.problem:  # the hour of this test's run is none at which she works: she is warned, once
        events = await call(ChangeState.save, page, sent)
    assert (page.pane, events is None) == ("", False)
    shell = await page.get_state(ShellState)
    assert [UNTOLD in toast.text for toast in shell.toasts] == ([True] if moves else [])
