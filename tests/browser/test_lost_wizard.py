"""The wizard of four steps, while the network breaks and the web process restarts."""

import pytest
from playwright.async_api import expect

from tests.browser.windows import Window
from tests.browser.wizard import to_the_last_step
from tests.fixtures.network import FragileServer


@pytest.fixture
def window(proxied_window: Window) -> Window:
    return proxied_window


async def test_it_goes_on_at_its_step(fragile: FragileServer, window: Window) -> None:
    await window.go()
    await window.button("Nouvelle séance").click()
    form = await to_the_last_step(window, "Sophie Durand")
    await form.get_by_label("Titre").fill("Gestion du stress")
    fragile.network.lose_both_sides_unheard()
    await window.button("Réserver").click()
    await expect(window.dialog()).to_have_count(0)
    await expect(window.card("Sophie Durand")).to_contain_text("Gestion du stress")
    await expect(window.card("Sophie Durand")).to_have_count(1)


async def test_after_a_restart_its_steps_are_gone_through_again_with_what_was_typed(
    fragile: FragileServer, window: Window
) -> None:
    """What was chosen is chosen still, down to the hour."""
    await window.go()
    await window.button("Nouvelle séance").click()
    form = await to_the_last_step(window, "Sophie Durand", "15:00")
    await form.get_by_label("Titre").fill("Gestion du stress")
    await fragile.restart(kill=True)
    await expect(form.get_by_label("Client ou prospect")).to_be_visible()
    await expect(form.get_by_label("Client ou prospect")).to_have_value("Sophie Durand")
    await expect(window.page.get_by_text("Connexion perdue")).to_be_hidden()
    await window.button("Continuer").click()
    await expect(form.get_by_role("radio", name="Séance de coaching")).to_be_checked()
    await window.button("Continuer").click()
    await expect(form.get_by_role("radio", name="15:00", exact=True)).to_be_checked()
    await window.button("Continuer").click()
    await expect(form.get_by_label("Titre")).to_have_value("Gestion du stress")
    await window.button("Réserver").click()
    await expect(window.dialog()).to_have_count(0)
    await expect(window.card("Sophie Durand")).to_contain_text("15:00")
    await expect(window.card("Sophie Durand")).to_contain_text("Gestion du stress")
