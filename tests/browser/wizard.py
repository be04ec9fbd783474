"""The wizard, filled as a person does."""

from playwright.async_api import Locator, expect

from tests.browser.windows import Window


async def to_the_slots(window: Window, name: str, *, kind: str = "Séance de coaching", **person: str) -> Locator:
    """From its first step to the third, with what is typed beside the name by the fields' labels."""
    form = window.dialog()
    await form.get_by_label("Client ou prospect").fill(name)
    for label, typed in person.items():
        await form.get_by_label(label).fill(typed)
    await window.button("Continuer").click()
    await form.get_by_role("radio", name=kind).check(force=True)
    await window.button("Continuer").click()
    await expect(form.locator(".wizard-day input:focus")).to_have_count(1)
    return form


async def to_the_last_step(window: Window, name: str, hour: str = "14:00", **more: str) -> Locator:
    """The same with a free time."""
    form = await to_the_slots(window, name, **more)
    await form.get_by_role("radio", name=hour, exact=True).check(force=True)
    await window.button("Continuer").click()
    await expect(form.get_by_label("Titre")).to_be_visible()
    return form


async def book(window: Window, name: str, hour: str = "14:00", **more: str) -> None:
    """All of it, as the last step proposes it."""
    await to_the_last_step(window, name, hour, **more)
    await window.button("Réserver").click()
    await expect(window.dialog()).to_have_count(0)
