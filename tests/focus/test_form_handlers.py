"""The handlers of the booking form: everything refused is said, nothing typed is lost, nothing half written."""

from tests.bookings.diary import stored
from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of, said
from tests.focus.steps import FORM, HOUR, MINUTE, form_for, session_in
from trustcoach_app import clock
from trustcoach_app.bookings.queries import bookings_between
from trustcoach_app.bookings.service import start_session
from trustcoach_app.clients.queries import directory
from trustcoach_app.focus.booking.state import BookingFormState
from trustcoach_app.models.bookings import BookingStatus


async def test_a_new_person_and_a_first_session_in_one_go(alice: Practice) -> None:
    page, sent = await form_for(alice)
    events = await call(BookingFormState.save, page, {**sent, "email": "sophie@exemple.fr"})
    assert said(events)[0].startswith("Séance ajoutée : ")
    assert not page.is_open
    [sophie] = await alice.does(directory, search="sophie", limit=5)
    assert sophie.email == "sophie@exemple.fr"


async def test_every_refused_field_is_said_and_nothing_is_written(alice: Practice) -> None:
    page, sent = await form_for(alice)
    wrong = {**sent, "client": "", "hour": "", "price": "beaucoup"}
    assert await call(BookingFormState.save, page, wrong) is None
    assert set(page.errors) == {"client", "hour", "price"}
    assert page.is_open
    assert len(await alice.does(directory, limit=5)) == 1


async def test_the_client_s_number_and_the_session_s_are_two_fields(alice: Practice) -> None:
    page, sent = await form_for(alice)
    await call(BookingFormState.save, page, {**sent, "client_phone": "12", "mode": "phone", "phone": "0612345678"})
    assert set(page.errors) == {"client_phone"}
    await call(BookingFormState.save, page, {**sent, "client_phone": "", "mode": "phone", "phone": "12"})
    assert set(page.errors) == {"phone"}


async def test_a_refused_session_leaves_no_new_client_behind(alice: Practice) -> None:
    page, sent = await form_for(alice)
    await call(BookingFormState.save, page, {**sent, "day": "2020-01-01"})
    assert set(page.errors) == {"starts_at"}
    assert [row.name for row in await alice.does(directory, limit=5)] == ["Marie Dupont"]


async def test_a_taken_slot_is_refused_in_a_sentence(alice: Practice) -> None:
    page, sent = await form_for(alice)
    await call(BookingFormState.save, page, sent)
    page, _ = await form_for(alice)
    await call(BookingFormState.save, page, {**sent, "client": "Jean Martin"})
    assert page.errors["starts_at"].startswith("Vous avez déjà une séance de ")
    assert page.errors["starts_at"].endswith(" avec Sophie Durand.")
    assert page.is_open


async def test_a_known_client_is_picked_from_the_list(alice: Practice) -> None:
    page, sent = await form_for(alice)
    await call(BookingFormState.look_up, page, "mar")
    assert (page.suggestions, page.is_known) == (["Marie Dupont"], False)
    await call(BookingFormState.look_up, page, "Marie Dupont")
    assert page.is_known
    await call(BookingFormState.save, page, {**sent, "client": "Marie Dupont"})
    [row] = await alice.does(
        bookings_between, start=clock.now(), end=clock.now() + 4 * HOUR, statuses=[BookingStatus.CONFIRMED]
    )
    assert row.client_id == alice.client_id


async def test_a_known_client_brings_the_price_last_agreed(alice: Practice) -> None:
    page, sent = await form_for(alice)
    usual = page.values.price
    await call(BookingFormState.look_up, page, "Marie Dupont")
    assert page.values.price == usual
    await call(BookingFormState.save, page, {**sent, "client": "Marie Dupont", "price": "75,50"})
    page, _ = await form_for(alice)
    await call(BookingFormState.look_up, page, "Marie")
    assert page.values.price == usual
    await call(BookingFormState.look_up, page, "Marie Dupont")
    assert page.values.price == "75,50"


async def test_a_session_is_changed_without_losing_what_the_form_does_not_show(alice: Practice) -> None:
    booking_id = await session_in(alice, 5 * HOUR, minutes=50, reason="Bilan", note="Apporter le carnet")
    page = await page_of(alice, BookingFormState)
    await call(BookingFormState.change, page, booking_id)
    shown = page.values
    sent = {**FORM, "day": shown.day, "hour": shown.hour, "minutes": shown.minutes, "title": "Stress"}
    assert said(await call(BookingFormState.save, page, sent))[0].startswith("Séance modifiée : ")
    row = await stored(alice, booking_id)  # type: ignore[arg-type]
    assert (row.title, row.reason, row.note) == ("Stress", "Bilan", "Apporter le carnet")
    assert row.ends_at - row.starts_at == 50 * MINUTE


async def test_a_session_that_began_meanwhile_is_not_changed_and_the_form_says_so(alice: Practice) -> None:
    booking_id = await session_in(alice, 20 * MINUTE)
    page = await page_of(alice, BookingFormState)
    await call(BookingFormState.change, page, booking_id)
    await alice.does(start_session, booking_id=booking_id, now=clock.now())
    sent = {**FORM, "day": page.values.day, "hour": page.values.hour}
    assert await call(BookingFormState.save, page, sent) is None
    assert page.problem == "Cette séance est en cours."
