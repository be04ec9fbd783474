"""Focus keeps itself true, without a reload."""

from datetime import timedelta

from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.office import HOUR, Office
from tests.browser.windows import Window
from tests.fixtures.people import People
from trustcoach_app.messaging.service import post_message
from trustcoach_app.models.messaging import MessageAuthor


async def mark(window: Window) -> None:
    """Leave a sign that a reload would wipe out."""
    await window.page.evaluate("window.notReloaded = true")


async def is_the_same_document(window: Window) -> bool:
    return await window.page.evaluate("window.notReloaded === true")


async def test_a_session_added_in_another_window_appears(office: Office, window: Window, windows: Open) -> None:
    await office.client("Marie Dupont")
    other = await windows(token=await office.sign_in(), width=390)
    for each in (window, other):
        await each.go()
        await mark(each)
    await other.button("Nouvelle séance").click()
    await other.dialog().get_by_label("Client").fill("Marie Dupont")
    await other.button("Ajouter la séance").click()
    await expect(window.card("Marie Dupont")).to_be_visible()
    await window.choose("Marie Dupont", "Annuler la séance")
    await window.button("Annuler la séance").click()
    await expect(other.card("Marie Dupont")).to_have_count(0)
    assert await is_the_same_document(window)
    assert await is_the_same_document(other)


async def test_a_message_that_arrives_takes_the_one_line(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 4 * HOUR)
    await window.go()
    await expect(window.card("Marie Dupont")).to_contain_text("Nouveau client")
    marie = await office.client("Marie Dupont")
    wrote = {"author": MessageAuthor.CLIENT, "body": "Bonjour", "now": office.clock.now()}
    await office.does(post_message, client_id=marie, **wrote)
    await expect(window.card("Marie Dupont")).to_contain_text("1 nouveau message non lu")


async def test_a_session_whose_end_passes_leaves_and_is_asked_about(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", HOUR, minutes=30)
    page = await window.go()
    await mark(window)
    await expect(window.card("Marie Dupont")).to_be_visible()
    office.clock.forward(HOUR + timedelta(minutes=31))
    await expect(window.card("Marie Dupont")).to_have_count(0)
    await expect(page.locator(".question")).to_contain_text("aujourd’hui à 11:00")
    await expect(page.get_by_text("Aucune séance prévue")).to_be_visible()
    assert await is_the_same_document(window)


async def test_tomorrow_becomes_today_at_midnight(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 28 * HOUR)
    page = await window.go()
    await expect(page.get_by_role("heading", name="Demain")).to_be_visible()
    office.clock.forward(14 * HOUR + timedelta(minutes=1))
    await expect(page.get_by_role("heading", name="Aujourd’hui")).to_be_visible()
    await expect(page.get_by_role("heading", name="Bonsoir Thomas")).to_be_visible()
    await expect(page.get_by_text("Mercredi", exact=False).first).to_be_visible()


async def test_nothing_of_another_practice_arrives(office: Office, window: Window, people: People) -> None:
    await window.go()
    stranger = Office(people.add("coach", password=False, name="Bob Durand"), office.clock)
    await stranger.plans("Paul Petit", HOUR)
    await office.plans("Marie Dupont", 3 * HOUR)
    await expect(window.card("Marie Dupont")).to_be_visible()
    await expect(window.page.get_by_text("Paul Petit")).to_have_count(0)
