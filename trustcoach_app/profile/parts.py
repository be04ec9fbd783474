"""Pieces of the profile page: functions of rows and handlers."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.coaches import PHOTO
from trustcoach_app.limits import LONGEST_NAME
from trustcoach_app.models.people import LONGEST_SPECIALTY
from trustcoach_app.profile.views import MovedSession
from trustcoach_app.zones import zone_options

FORM = "profile-form"
OTHERS = (
    ("calendar-days", "Horaires, jours fériés, types de séance", "/dashboard/coach/planning/parametres"),
    ("messages-square", "Coûts et minutes du setter", "/dashboard/coach/setter/reglages"),
    ("shield-check", "Mot de passe et appareils", "/compte"),
)


def photo(view: Any, problem: Any, *, on_remove: Any) -> rx.Component:
    """The photo or the initials, a place for another one, and why the last one was not taken."""
    face = rx.cond(
        view.photo != "",
        rx.el.img(src=view.photo, alt="Votre photo", width="80", height="80", class_name="photo"),
        ui.avatar(view.initials, tone_index=view.tone_index, size="lg"),
    )
    send = ui.post_form(
        ui.file_field(
            "Une nouvelle photo",
            name="fichier",
            accept="image/jpeg,image/png,image/webp",
            hint="JPEG, PNG ou WebP, 10 Mo au plus. Elle est recadrée en carré.",
            required=True,
        ),
        ui.button("Envoyer la photo", type="submit", variant="secondary", icon="upload", class_name="self-start"),
        action=PHOTO,
        custom_attrs={"encType": "multipart/form-data"},
        class_name="door-form",
    )
    refused = rx.cond(problem != "", rx.el.p(problem, role="alert", class_name="notice notice-danger"))
    remove = rx.cond(view.photo != "", ui.button("Retirer la photo", variant="ghost", size="sm", on_click=on_remove))
    return rx.el.div(rx.el.div(face, remove, class_name="photo-now"), refused, send, class_name="grid gap-4")


def form(view: Any, errors: Any, *, on_submit: Any) -> rx.Component:
    """Name, specialty, rate, zone."""
    rate_hint = rx.cond(
        view.unpriced != "",
        "En euros, TTC. Sans prix pour l’instant\u202f: " + view.unpriced + ".",
        "En euros, TTC. Les prix déjà fixés ne changent pas.",
    )
    return ui.form(
        ui.field(
            "Nom", name="name", default_value=view.name, error=errors["name"], required=True, max_length=LONGEST_NAME
        ),
        ui.field(
            "Spécialité",
            name="specialty",
            default_value=view.specialty,
            error=errors["specialty"],
            hint="Facultatif. Vos clients la lisent sous votre nom.",
            max_length=LONGEST_SPECIALTY,
        ),
        ui.field(
            "Tarif horaire",
            name="rate",
            input_mode="decimal",
            default_value=view.rate,
            error=errors["rate"],
            hint=rate_hint,
            required=True,
        ),
        ui.select(
            "Fuseau horaire",
            name="timezone",
            options=zone_options(),
            default_value=view.timezone,
            error=errors["timezone"],
            hint="Celui de vos journées, de vos horaires et de vos chiffres.",
            required=True,
        ),
        rx.el.div(ui.button("Enregistrer", type="submit"), class_name="form-wide"),
        on_submit=on_submit,
        id=FORM,
        class_name="form-grid",
    )


def zone_question(change: Any, *, on_keep: Any, on_change: Any) -> rx.Component:
    """What another zone changes, before it is saved."""
    sessions = rx.fragment(
        rx.el.p("Vos séances gardent leur instant. Elles se lisent autrement\u202f:"),
        rx.el.table(
            rx.el.thead(rx.el.tr(rx.el.th("Client"), rx.el.th("À présent"), rx.el.th("Là-bas"))),
            rx.el.tbody(rx.foreach(change.sessions, _moved)),
            class_name="zone-table",
        ),
        rx.cond(change.more != "", rx.el.p(change.more, class_name="text-ink-soft")),
    )
    words = rx.el.div(
        rx.el.p(change.hours),
        rx.cond(change.sessions.length() > 0, sessions),
        rx.el.p("Vos horaires d’ouverture sont désormais ceux de ce fuseau\u202f: 9 h reste 9 h, là-bas."),
        rx.foreach(change.figures, rx.el.p),
        class_name="grid gap-3",
    )
    return ui.dialog(
        words,
        open=change.zone != "",
        on_close=on_keep,
        title="Changer de fuseau horaire\u202f?",
        footer=[
            ui.button("Retour", variant="secondary", on_click=on_keep, custom_attrs={"data-autofocus": ""}),
            ui.button("Changer de fuseau", on_click=on_change),
        ],
        id="zone",
    )


def _moved(row: MovedSession) -> rx.Component:
    return rx.el.tr(rx.el.th(row.who, scope="row"), rx.el.td(row.before), rx.el.td(row.after), key=row.key)


def elsewhere() -> rx.Component:
    """Where the settings are that are not here."""
    rows = [
        rx.el.li(rx.el.a(ui.icon(icon, size=18), label, href=href, class_name="setting-link"))
        for icon, label, href in OTHERS
    ]
    return rx.el.ul(*rows, class_name="setting-links")
