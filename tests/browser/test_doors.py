"""Every door to an appointment leads to the same dialogs and leaves the same row behind."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import expect
from sqlalchemy import select
from sqlmodel import col

from tests.browser.office import HOUR, Office
from tests.browser.windows import FOCUS, Window
from tests.browser.wizard import book
from trustcoach_app.availability.service import SettingsFields, change_settings
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.clients import Client, ClientStage
from trustcoach_app.models.planning import AppointmentType

PLANNING = f"{FOCUS}/planning"
OWN = {"id", "coach_id", "client_id", "type_id", "created_at", "updated_at"}
"""What differs from one coach to the next."""

Door = Callable[[Window], Awaitable[Any]]


async def focus(window: Window) -> None:
    await window.go(FOCUS)
    await window.button("Nouvelle séance").click()


async def empty_focus(window: Window) -> None:
    await window.go(FOCUS)
    await window.button("Ajouter une séance").click()


async def planning(window: Window) -> None:
    await window.go(PLANNING)
    await window.button("Nouvelle séance").click()


async def empty_day(window: Window) -> None:
    await window.go(PLANNING)
    await window.button("Ajouter").click()


async def click_in_the_week(window: Window) -> None:
    await window.go(f"{PLANNING}?vue=semaine")
    lane = await window.page.locator(".fc-timegrid-slot-lane[data-time='14:00:00']").bounding_box()
    today = await window.page.locator(".fc-timegrid-col.fc-day-today").bounding_box()
    assert lane is not None
    assert today is not None
    await window.page.mouse.click(today["x"] + today["width"] / 2, lane["y"] + 3)
    await expect(window.dialog()).to_be_visible()


async def the_row(office: Office) -> dict[str, Any]:
    """The only session, with its client's stage and its type's name, without what is its coach's own."""
    async with unit_of_work(office.principal) as db:
        query = select(Booking, Client, AppointmentType).join(Client, col(Client.id) == col(Booking.client_id))
        query = query.outerjoin(AppointmentType, col(AppointmentType.id) == col(Booking.type_id))
        row, client, kind = (await db.execute(query)).one()
    values = {name: value for name, value in row.model_dump().items() if name not in OWN}
    return {**values, "name": client.name, "stage": client.stage, "type": kind.name if kind else ""}


@pytest.mark.parametrize("door", [focus, empty_focus, planning, empty_day, click_in_the_week])
async def test_every_door_leaves_the_same_row(office: Office, window: Window, door: Door) -> None:
    """Focus used to leave neither type nor buffers, and made whoever was new a client."""
    await office.does(change_settings, fields=SettingsFields(buffer_before_minutes=5, buffer_after_minutes=15))
    await door(window)
    await book(window, "Lou Petit")
    row = await the_row(office)
    today = office.clock.now().date()
    assert (row["name"], row["stage"]) == ("Lou Petit", ClientStage.PROSPECT)
    assert (row["type"], row["price_cents"]) == ("Séance de coaching", 8000)
    assert (row["buffer_before_minutes"], row["buffer_after_minutes"]) == (5, 15)
    assert (row["starts_at"].date(), row["timezone"], row["reason"]) == (today, "Europe/Paris", "")


async def from_focus(window: Window) -> None:
    await window.go(FOCUS)
    await window.choose("Lou Petit", "Déplacer ou modifier")


async def from_the_calendar(window: Window) -> None:
    await window.go(f"{PLANNING}?vue=semaine")
    await window.page.locator(".fc-event[aria-label^='Lou Petit']").click()
    await window.button("Modifier ou déplacer").click()


async def from_the_list(window: Window) -> None:
    await window.go(f"{PLANNING}?vue=liste")
    await window.button("Lou Petit").click()
    await window.button("Modifier ou déplacer").click()


@pytest.mark.parametrize("door", [from_focus, from_the_calendar, from_the_list])
async def test_a_change_from_either_page_leaves_the_same_row(office: Office, window: Window, door: Door) -> None:
    await office.plans("Lou Petit", 4 * HOUR, minutes=50, note="Apporter le carnet", reason="Bilan")
    before = await the_row(office)
    await door(window)
    form = window.dialog()
    await form.get_by_label("Heure").fill("16:30")
    await form.get_by_label("Titre").fill("Oser dire non")
    await window.button("Enregistrer").click()
    await expect(form).to_have_count(0)
    row = await the_row(office)
    assert (row["title"], row["starts_at"].minute) == ("Oser dire non", 30)
    assert row["ends_at"] - row["starts_at"] == before["ends_at"] - before["starts_at"]
    kept = ("note", "mode", "price_cents", "status", "buffer_before_minutes", "buffer_after_minutes", "timezone")
    assert {name: row[name] for name in kept} == {name: before[name] for name in kept}
