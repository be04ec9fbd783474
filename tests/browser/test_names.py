"""What assistive technology is told: each thing by a name of its own, with its state, at any zoom."""

from datetime import timedelta

from playwright.async_api import expect

from tests.browser.files import a_file
from tests.browser.office import HOUR, Office
from tests.browser.windows import FOCUS, Window
from trustcoach_app.bookings.service import cancel_booking, start_session
from trustcoach_app.models.bookings import CancelledBy

PLANNING = f"{FOCUS}/planning"
ZOOMED = {"width": 320, "height": 256}
"""1280 by 1024 at 400 %."""


async def test_the_rest_of_a_day_is_a_button_that_says_whether_it_is_open(office: Office, window: Window) -> None:
    """And each day's number says its date and how many sessions it has."""
    for number in range(5):
        await office.plans(f"Client {number}", timedelta(days=1, hours=number))
    page = await window.go(PLANNING)
    more = page.get_by_role("button", name="autres séances")
    await expect(more).to_have_text("+ 2 autres")
    await expect(more).to_have_attribute("aria-expanded", "false")
    day = (office.clock.now() + timedelta(days=1)).day
    named = page.locator(".fc-daygrid-day-number").get_by_text(str(day), exact=True)
    labels = [str(await one.get_attribute("aria-label")) for one in await named.all()]
    assert any(label.startswith(f"mercredi {day} ") and label.endswith(", 5 séances") for label in labels), labels
    await more.focus()
    await page.keyboard.press("Enter")
    await expect(more).to_have_attribute("aria-expanded", "true")
    await expect(page.locator(".cal-day .cal-row")).to_have_count(5)


async def test_each_pre_brief_names_its_client(office: Office, window: Window) -> None:
    await a_file(office)
    await office.plans("Marie Dupont", 3 * HOUR)
    await office.plans("Jean Martin", 5 * HOUR)
    await window.go(FOCUS)
    await expect(window.button("Voir pré-brief\u202f: Marie Dupont")).to_have_count(1)
    profile = window.page.get_by_role("link", name="Voir profil\u202f: Jean Martin", exact=True)
    await expect(profile).to_have_count(1)


async def test_the_notes_are_named_without_their_status(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", HOUR / 3)
    page = await window.go(FOCUS)
    await window.card("Marie Dupont").get_by_role("button", name="Démarrer séance").click()
    notes = page.get_by_role("textbox", name="Notes privées", exact=True)
    await notes.press_sequentially("Elle a dit non.")
    await expect(page.locator("#notes-status")).to_contain_text("Enregistré à")
    await expect(notes).to_have_count(1)


async def test_at_400_percent_a_dialog_moves_as_a_whole(office: Office, window: Window) -> None:
    """Neither head nor foot keep a part of what little there is, and its last button can be reached."""
    await office.plans("Marie Dupont", 3 * HOUR)
    page = await window.go(FOCUS)
    await page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    for opens in ("wizard", "change"):
        if opens == "wizard":
            await window.button("Nouvelle séance").first.click()
        else:
            await window.choose("Marie Dupont", "Déplacer ou modifier")
        dialog = window.dialog()
        await expect(dialog).to_be_visible()
        cut = "(body) => body.scrollHeight - body.clientHeight"
        assert await dialog.locator(".dialog-body").evaluate(cut) <= 1, "the body is shown whole"
        assert await dialog.evaluate(cut) > 0, "the dialog scrolls"
        assert await dialog.evaluate("(node) => node.clientHeight") > 200
        last = dialog.locator(".dialog-foot button").last
        await last.focus()
        await expect(last).to_be_in_viewport(ratio=1)
        assert await window.violations() == []
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)


async def test_news_goes_on_where_its_time_was(office: Office, window: Window) -> None:
    """Another page gives it no second life."""
    await office.plans("Marie Dupont", 3 * HOUR)
    page = await window.go(FOCUS)
    await window.choose("Marie Dupont", "Annuler la séance")
    await window.dialog().get_by_role("button", name="Annuler la séance").click()
    timer = page.locator(".toast-timer")
    await expect(timer).to_have_count(1)
    left = "(bar) => bar.getAnimations()[0].effect.getComputedTiming().progress ?? 1"
    before = await timer.evaluate(left)
    await page.keyboard.press("g")
    await page.keyboard.press("p")
    await expect(page.get_by_role("heading", name="Planning", exact=True)).to_be_visible()
    for bar in await timer.all():
        assert await bar.evaluate(left) >= before
    await expect(timer).to_have_count(0)


async def test_names_in_the_month_are_readable(office: Office, window: Window) -> None:
    """Twelve letters, from a tablet to a desktop: not one of them is cut."""
    await office.plans("Marie Dupont", 3 * HOUR)
    page = await window.go(PLANNING)
    name = page.locator(".fc-event .cal-name")
    for width in (820, 1024, 1200, 1440, 1800):
        await window.look(width, "light")
        await expect(name).to_have_text("Marie Dupont")
        cut = await name.evaluate("(n) => [n.scrollWidth - n.clientWidth, n.scrollHeight - n.clientHeight]")
        assert max(cut) <= 1, f"{width}: {cut}"


async def test_the_day_beside_the_month_says_what_was_cancelled(office: Office, window: Window) -> None:
    """What is to come needs no word; what is over must not look as if it were to come."""
    await office.plans("Jean Martin", 3 * HOUR)
    gone = await office.plans("Marie Dupont", 5 * HOUR)
    await office.does(cancel_booking, booking_id=gone.id, reason="", by=CancelledBy.COACH, now=office.clock.now())
    page = await window.go(PLANNING)
    rows = page.locator(".cal-day .cal-row")
    await expect(rows.filter(has_text="Marie Dupont").get_by_text("Annulée", exact=True)).to_be_visible()
    await expect(rows.filter(has_text="Jean Martin").get_by_text("À venir", exact=True)).to_be_hidden()


async def test_each_range_of_the_week_has_a_name_of_its_own(office: Office, window: Window) -> None:
    page = await window.go(f"{PLANNING}/parametres?onglet=disponibilites")
    for name in ("Ajouter une plage\u202f: Lundi", "Supprimer la plage\u202f: Lundi, 09:00 – 12:00"):
        await expect(page.get_by_role("button", name=name, exact=True)).to_have_count(1)


async def test_two_acts_stand_below_their_news(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 3 * HOUR)
    page = await window.go(FOCUS)
    await window.choose("Marie Dupont", "Annuler la séance")
    await window.dialog().get_by_role("button", name="Annuler la séance").click()
    words, act = page.locator(".toast-text"), page.locator(".toast").get_by_role("button", name="Prévenir")
    await expect(act).to_be_visible()
    for width in (390, 1440):
        await window.look(width, "light")
        above, below = await words.bounding_box(), await act.bounding_box()
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"], width


async def test_the_fields_of_a_small_form_keep_their_distance(office: Office, window: Window) -> None:
    row = await office.plans("Marie Dupont", HOUR / 3)
    await office.does(start_session, booking_id=row.id, now=office.clock.now())
    await window.go(f"{FOCUS}/seances/{row.id}")
    await window.button("Marquer un moment").click()
    form = window.dialog().locator("form")
    await expect(form).to_be_visible()
    assert await form.evaluate("(node) => parseFloat(getComputedStyle(node).rowGap)") >= 12
