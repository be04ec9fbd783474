"""The types: their list and their form."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.booking_limits import LONGEST_MINUTES, SHORTEST_MINUTES
from trustcoach_app.bookings.present import MODE_WORDS
from trustcoach_app.models.planning import LONGEST_TYPE_DESCRIPTION, LONGEST_TYPE_NAME
from trustcoach_app.planning.settings.types.state import TypeState
from trustcoach_app.planning.settings.views import SetupView, TypeRow
from trustcoach_app.shell.forms.parts import row_dialog

COLOURS = (
    ("blue", "Bleu"),
    ("indigo", "Indigo"),
    ("violet", "Violet"),
    ("pink", "Rose"),
    ("red", "Rouge"),
    ("orange", "Orange"),
    ("amber", "Ambre"),
    ("green", "Vert"),
    ("teal", "Turquoise"),
    ("grey", "Gris"),
)


def types_panel(view: SetupView) -> rx.Component:
    """The types that are offered, in order, and those that were archived."""
    add = ui.button("Ajouter un type", icon="plus", size="sm", on_click=TypeState.open(""))
    archived = ui.details(
        "Types archivés", rx.el.ul(rx.foreach(view.archived_types, _archived), class_name="setup-rows")
    )
    none = ui.empty_state("shapes", "Aucun type", "Un type dit combien dure une séance et ce qu’elle coûte.")
    listed = ui.card(rx.el.ul(rx.foreach(view.types, _type), class_name="setup-rows"))
    return ui.section(
        "Types de séance",
        rx.cond(view.types.length() > 0, listed, none),
        rx.cond(view.archived_types.length() > 0, archived),
        action=add,
    )


def _type(row: TypeRow) -> rx.Component:
    hidden = rx.cond(row.is_active, rx.fragment(), ui.badge("Non proposé"))
    words = rx.el.div(
        rx.el.p(row.name, hidden, class_name="setup-name"),
        rx.el.p(row.about, " · ", row.modes, class_name="setup-about"),
        rx.cond(row.description != "", rx.el.p(row.description, class_name="setup-about")),
        class_name="min-w-0 flex-1",
    )
    menu = ui.menu(
        "ellipsis",
        [
            ("Modifier", "pencil", TypeState.open(row.id), "neutral"),
            ("Monter", "arrow-up", TypeState.shift(row.id, -1), "neutral"),
            ("Descendre", "arrow-down", TypeState.shift(row.id, 1), "neutral"),
            ("Retirer", "archive", TypeState.remove(row.id), "danger"),
        ],
        label=f"Actions\u202f: {row.name}",
    )
    return rx.el.li(rx.el.span(class_name=f"cal-bar-mark hue-{row.hue}"), words, menu, key=row.id)


def _archived(row: TypeRow) -> rx.Component:
    back = ui.button("Rétablir", size="sm", variant="secondary", on_click=TypeState.restore({"archived": row.id}))
    words = rx.el.div(rx.el.p(row.name), rx.el.p(row.about, class_name="setup-about"), class_name="flex-1")
    return rx.el.li(words, back, key=row.id)


def type_dialog() -> rx.Component:
    """One form for a new type and for changing one."""
    state = TypeState
    title = rx.cond(state.row_id == "", "Nouveau type", "Modifier le type")
    return row_dialog(state, _fields(), _look(), id="type", title=title, look="form-grid")


def _fields() -> rx.Component:
    state, values = TypeState, TypeState.values
    name = ui.field(
        "Nom",
        name="name",
        default_value=values.name,
        error=state.errors["name"],
        max_length=LONGEST_TYPE_NAME,
        required=True,
    )
    about = ui.text_area(
        "Description",
        name="description",
        rows=2,
        default_value=values.description,
        error=state.errors["description"],
        hint="Facultatif. Vos clients la lisent.",
        max_length=LONGEST_TYPE_DESCRIPTION,
    )
    return rx.fragment(
        rx.el.div(name, class_name="form-wide"),
        ui.field(
            "Durée",
            name="minutes",
            type="number",
            default_value=values.minutes,
            error=state.errors["minutes"],
            hint="En minutes",
            min=str(SHORTEST_MINUTES),
            max=str(LONGEST_MINUTES),
        ),
        ui.field(
            "Prix",
            name="price",
            input_mode="decimal",
            default_value=values.price,
            error=state.errors["price"],
            hint="En euros, TTC. 0\u202f: offerte. Vide\u202f: demandé à chaque réservation",
        ),
        rx.el.div(about, class_name="form-wide"),
    )


def _look() -> rx.Component:
    state, values = TypeState, TypeState.values
    colours = rx.el.fieldset(
        rx.el.legend("Couleur", class_name="field-label mb-1.5"),
        rx.el.div(*[_colour(value, label) for value, label in COLOURS], class_name="setup-colours"),
        ui.refusal(state.errors["colour"]),
        class_name="field",
    )
    modes = rx.el.fieldset(
        rx.el.legend("Façons de se rencontrer", class_name="field-label mb-1.5"),
        *[
            ui.checkbox(label, name=f"mode_{value}", default_checked=values.modes.contains(value))
            for value, label in MODE_WORDS.items()
        ],
        ui.refusal(state.errors["modes"]),
        class_name="field",
    )
    offered = ui.checkbox("Proposé pour de nouvelles séances", name="is_active", default_checked=values.is_active)
    return rx.fragment(colours, modes, rx.el.div(offered, class_name="form-wide"))


def _colour(value: str, label: str) -> rx.Component:
    control = rx.el.input(
        type="radio",
        name="colour",
        value=value,
        default_checked=TypeState.values.colour == value,
        aria_label=label,
    )
    return rx.el.label(control, title=label, class_name=f"setup-colour hue-{value}")
