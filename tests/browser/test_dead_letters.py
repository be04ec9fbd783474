"""An administrator opens a dead letter for a reason, mends it, and it comes in."""

import json
from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.office import Office, sign_in
from tests.browser.windows import Window
from tests.fixtures.people import People
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.intake.ledger import read, receive

PAGE = "/admin/evenements"


def name_of(office: Office) -> str:
    """Of a coach among those whose letters stand in the same list."""
    assert office.person.coach_id
    return f"Thomas {office.person.coach_id.hex[-8:]}"


@pytest.fixture
async def letter(office: Office, people: People) -> dict[str, object]:
    """What the office's setter sent, which nobody understands."""
    assert office.person.coach_id
    people.owner.execute("UPDATE users SET name = %s WHERE id = %s", [name_of(office), office.person.id])
    now = office.clock.now()
    when = (now - timedelta(minutes=5)).isoformat()
    said: dict[str, object] = {"event_id": "1", "type": "lead.gagné", "occurred_at": when, "data": {}}
    said["lead"] = {"user_id_instagram": "lea"}
    async with unit_of_work(Principal(Role.HOOK, coach_id=office.person.coach_id)) as db:
        reading = read(json.dumps(said).encode(), now=now)
        await receive(db, coach_id=office.person.coach_id, reading=reading, now=now)
    return said


async def opened(windows: Open, office: Office, people: People, width: int, light: str = "light") -> Window:
    """The page of a new administrator."""
    ada = people.add("admin", password=False, name="Ada Ministre")
    window = await windows(token=await sign_in(ada, office.clock.now()), width=width, light=light)
    await window.go(PAGE)
    return window


async def choose(window: Window, office: Office, entry: str) -> None:
    """From the menu of the office's letter."""
    row = window.page.get_by_role("row").filter(has_text=name_of(office))
    await row.get_by_role("button", name="Actions").click()
    await window.page.get_by_role("menuitem", name=entry).click()


async def test_a_letter_is_opened_mended_and_replayed(
    windows: Open, office: Office, people: People, letter: dict[str, object]
) -> None:
    window = await opened(windows, office, people, 1440)
    await choose(window, office, "Ouvrir")
    dialog = window.dialog()
    await dialog.get_by_label("Motif").fill("court")
    await window.button("Ouvrir").click()
    await expect(dialog.get_by_text("10 caractères au moins")).to_be_visible()
    await expect(dialog.get_by_label("Motif")).to_have_value("court")
    await dialog.get_by_label("Motif").fill("Le coach attend ce lead.")
    await window.button("Ouvrir").click()
    field = dialog.get_by_label("Contenu")
    await expect(field).to_have_value(json.dumps(letter, ensure_ascii=False, indent=2))
    half = json.dumps({**letter, "type": "lead.won", "lead": {}})
    await field.fill(half)
    await window.button("Corriger et rejouer").click()
    await expect(dialog.get_by_text("cette valeur manque")).to_be_visible()
    await expect(field).to_have_value(half)
    await field.fill(json.dumps({**letter, "type": "lead.won"}))
    await window.button("Corriger et rejouer").click()
    await expect(window.page.get_by_text("Lettre rejouée.")).to_be_visible()
    await expect(window.dialog()).to_have_count(0)
    query = "SELECT type FROM inbound_events WHERE coach_id = %s"
    assert people.values(query, office.person.coach_id) == ["lead.won"]


async def test_a_letter_is_dismissed(windows: Open, office: Office, people: People, letter: dict[str, object]) -> None:
    window = await opened(windows, office, people, 390)
    await choose(window, office, "Écarter")
    await window.dialog().get_by_role("button", name="Écarter", exact=True).click()
    await expect(window.page.get_by_text("Lettre écartée.")).to_be_visible()
    query = "SELECT settlement FROM dead_letters WHERE coach_id = %s"
    assert people.values(query, office.person.coach_id) == ["dismissed"]


@pytest.mark.parametrize(("width", "light"), [(390, "dark"), (1440, "light")])
async def test_it_is_accessible_and_fits(
    windows: Open, office: Office, people: People, letter: dict[str, object], width: int, light: str
) -> None:
    window = await opened(windows, office, people, width, light)
    assert await window.violations() == []
    wide = await window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    await choose(window, office, "Ouvrir")
    await window.dialog().get_by_label("Motif").fill("Le coach attend ce lead.")
    await window.button("Ouvrir").click()
    await expect(window.dialog().get_by_label("Contenu")).to_be_visible()
    assert await window.violations() == []
