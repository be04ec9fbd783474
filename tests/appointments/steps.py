"""What the tests of the dialogs do again and again."""

from datetime import timedelta
from typing import Any

from tests.availability.practice import PARIS, types_of
from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of
from trustcoach_app import clock
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.bookings.queries import bookings_between
from trustcoach_app.models.bookings import Booking, BookingStatus

FOREVER = timedelta(days=3 * 365)


async def at_the_step_of_slots(practice: Practice, wanted: str = "", client: str = "Sophie Durand") -> Any:
    """The wizard as it shows a day, opened on `wanted`; what its form holds is `sent` of it."""
    page, _ = await wizard_with(practice, client, wanted=wanted)
    return page


async def wizard_with(
    practice: Practice, client: str, kind: str = "Séance de coaching", wanted: str = "", **typed: Any
) -> tuple[Any, dict[str, Any]]:
    """The wizard with a person and a type, on its third step, and what its form holds."""
    type_id = (await types_of(practice))[kind].id
    page = await page_of(practice, WizardState)
    await call(WizardState.open_wizard, page, wanted)
    await call(WizardState.look_up, page, client)
    sent: dict[str, Any] = {"client": client, "type_id": str(type_id), "mode": "remote", **typed}
    await call(WizardState.forward, page, sent)
    await call(WizardState.forward, page, sent)
    return page, sent


async def wizard_at_the_last_step(
    practice: Practice, client: str, kind: str = "Séance de coaching", **typed: Any
) -> tuple[Any, dict[str, Any]]:
    """The same with a free time of the month after this one, on its last step."""
    page, sent = await wizard_with(practice, client, kind, **typed)
    await call(WizardState.turn_month, page, True)
    free = next(day.value for day in page.month.cells if day.is_free)
    await call(WizardState.choose_day, page, free)
    sent["slot"] = page.slots.groups[0].slots[0].value
    await call(WizardState.forward, page, sent)
    assert (page.step, page.errors) == (4, {})
    return page, sent


async def booked(practice: Practice) -> list[Booking]:
    """Every session that is planned from now on."""
    now = clock.now()
    return await practice.does(bookings_between, start=now, end=now + FOREVER, statuses=[BookingStatus.CONFIRMED])


def local_day(ahead: int) -> str:
    """The day so many days from now, by the clock in Paris."""
    return (clock.now().astimezone(PARIS) + timedelta(days=ahead)).date().isoformat()
