"""Pages that follow the clock: nobody touches them, no row changes, and they read what is true.

The clock is moved by less than the half hour after which any page is read anew.
"""

from datetime import datetime, time, timedelta

from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.office import PARIS, Office
from tests.browser.windows import FOCUS, Window
from trustcoach_app.bookings.service import start_session

MINUTE = timedelta(minutes=1)
PLANNING = f"{FOCUS}/planning"


def until(office: Office, hour: time) -> timedelta:
    """How long it is to this hour of the coach's day."""
    now = office.clock.now().astimezone(PARIS)
    return datetime.combine(now.date(), hour, PARIS) - now


async def test_planning_turns_over_when_a_session_begins_and_ends(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 10 * MINUTE, minutes=10)
    page = await window.go(f"{PLANNING}?vue=liste")
    row = page.locator(".cal-rows > li").filter(has_text="Marie Dupont")
    await expect(row).to_contain_text("À venir")
    office.clock.forward(21 * MINUTE)
    await expect(row).to_contain_text("À confirmer")
    await expect(page.locator("main")).to_contain_text("1 reste à confirmer")


async def test_at_midnight_focus_and_planning_turn_and_a_session_counts_once(
    office: Office, window: Window, windows: Open
) -> None:
    office.clock.forward(until(office, time(23, 50)))
    row = await office.plans("Marie Dupont", 0 * MINUTE, minutes=90)
    await office.does(start_session, booking_id=row.id, now=office.clock.now())
    focus = await window.go()
    other = await windows(token=await office.sign_in())
    planning = await other.go(f"{PLANNING}?vue=liste")
    card = window.card("Marie Dupont")
    await expect(card).to_contain_text("jusqu’à demain 01:20")
    await expect(planning.locator("main")).to_contain_text("Aujourd’hui, mardi")
    office.clock.forward(until(office, time(23, 59, 58)) + 4 * timedelta(seconds=1))
    await expect(card).to_contain_text("depuis hier 23:50")
    await expect(focus.locator(".today-card")).to_contain_text("1 séance depuis hier")
    await expect(focus.locator("main")).to_contain_text("Vous avez 1 séance prévue")
    await expect(planning.locator("main")).to_contain_text("Hier, mardi")
    await expect(planning.get_by_text("Marie Dupont")).to_have_count(1)


async def test_with_the_last_night_of_a_month_planning_turns_the_page(office: Office, windows: Open) -> None:
    now = office.clock.now().astimezone(PARIS)
    first = (now.replace(day=1) + timedelta(days=32)).replace(day=1).date()
    office.clock.forward(datetime.combine(first, time(), PARIS) - now - 5 * MINUTE)
    window = await windows(token=await office.sign_in())
    title = (await window.go(PLANNING)).locator(".cal-title")
    before = await title.inner_text()
    office.clock.forward(6 * MINUTE)
    await expect(title).not_to_have_text(before)
