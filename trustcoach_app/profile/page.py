"""/dashboard/coach/parametres: who the coach is, her rate and her zone."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.profile import parts
from trustcoach_app.profile.state import ProfileState


def profile() -> rx.Component:
    """Photo, form, and where the other settings are."""
    state = ProfileState
    page = shell.frame(
        ui.page_header("Mon profil", subtitle="Ce que vos clients voient de vous, et ce dont vos chiffres partent."),
        rx.cond(state.is_loaded, _loaded(), ui.skeleton(lines=4, kind="card")),
        parts.zone_question(state.change, on_keep=state.keep_zone, on_change=state.save_zone),
        active="profile",
        role="coach",
        title="Mon profil",
    )
    return ui.styled(page, "profile")


def _loaded() -> rx.Component:
    state = ProfileState
    return rx.el.div(
        ui.section("Photo", ui.card(parts.photo(state.view, state.photo_problem, on_remove=state.remove_photo))),
        ui.section("Vous", ui.card(parts.form(state.view, state.errors, on_submit=state.save))),
        ui.section("Autres réglages", ui.card(parts.elsewhere())),
        class_name="max-w-2xl",
    )
