"""The wizard's four steps."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.parts import error, refused_with_nearest
from trustcoach_app.appointments.price.form import PRICE_HINT
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.appointments.wizard.views import TypeOption
from trustcoach_app.appointments.wizard.when.parts import when
from trustcoach_app.choices import Option

FORM = "wizard-form"
STEPS = ("Qui", "Quoi", "Quand", "Modalités")


class _Steps(rx.Component):
    """assets/appointments/steps.jsx: takes the focus to the step that opens."""

    library = "$/public/appointments/steps.jsx"
    tag = "Steps"

    step: rx.Var[int]


def wizard() -> rx.Component:
    state = WizardState
    return ui.dialog(
        _progress(),
        ui.form(
            refused_with_nearest(state.problem, state.nearest, on_take=state.take),
            _Steps.create(_step(1, _who()), _step(2, _what()), _step(3, when()), _step(4, _how()), step=state.step),
            on_submit=state.forward,
            id=FORM,
        ),
        open=state.is_open,
        opening=state.opening,
        on_close=state.close,
        on_reopen=state.open_wizard(""),
        title="Nouvelle séance",
        size="lg",
        footer=[
            rx.cond(
                state.step > 1,
                ui.button("Retour", variant="secondary", icon="arrow-left", on_click=state.back),
                ui.leave_button(),
            ),
            ui.button(
                rx.cond(state.step < len(STEPS), "Continuer", "Réserver"), type="submit", custom_attrs={"form": FORM}
            ),
        ],
        id="wizard",
    )


def _progress() -> rx.Component:
    here = [rx.cond(WizardState.step == number, "step", "false") for number in range(1, len(STEPS) + 1)]
    items = [
        rx.el.li(
            rx.el.span(rx.cond(WizardState.step > number, ui.icon("check", size=14), str(number))),
            name,
            custom_attrs={"aria-current": here[number - 1]},
            class_name=rx.cond(WizardState.step >= number, "wizard-reached", ""),
        )
        for number, name in enumerate(STEPS, 1)
    ]
    return rx.el.ol(*items, aria_label="Étapes", class_name="wizard-progress")


def _step(number: int, *children: rx.Component) -> rx.Component:
    return rx.el.div(
        *children,
        hidden=WizardState.step != number,
        custom_attrs={"data-step": str(number)},
        class_name="wizard-step",
    )


def _who() -> rx.Component:
    state = WizardState
    other = ui.button("C’est une autre personne", variant="ghost", size="sm", on_click=state.be_somebody_else)
    known = rx.el.p(ui.icon("user-check", size=16), "Déjà dans vos clients", other, class_name="form-note form-wide")
    new = rx.fragment(
        ui.field("E-mail", name="email", type="email", error=state.errors["email"], autocomplete="off"),
        ui.field(
            "Téléphone",
            name="client_phone",
            type="tel",
            error=state.errors["client_phone"],
            hint="Facultatif",
            autocomplete="off",
        ),
        rx.el.div(ui.checkbox("C’est déjà un client", name="is_client"), class_name="form-wide"),
    )
    name = rx.el.div(
        ui.field(
            "Client ou prospect",
            name="client",
            default_value=state.client,
            placeholder="Nom connu ou nouveau",
            error=rx.cond(state.errors["client"], state.errors["client"], state.errors["client_id"]),
            hint="Une nouvelle personne entre comme prospect.",
            required=True,
            autocomplete="off",
            list="wizard-clients",
            on_change=state.look_up.debounce(200),
        ),
        ui.suggestions("wizard-clients", state.suggestions),
        _namesakes(),
        class_name="form-wide",
    )
    unknown = rx.cond(state.namesakes.length() > 0, rx.fragment(), new)
    return rx.el.div(name, rx.cond(state.is_known, known, unknown), class_name="form-grid")


def _namesakes() -> rx.Component:
    """Several clients have the typed name: which one, or somebody else."""
    state = WizardState

    def one(row: Option) -> rx.Component:
        return ui.button(
            row.label, size="sm", variant="secondary", on_click=state.choose_namesake(row.value), key=row.value
        )

    other = ui.button("Une autre personne", size="sm", variant="ghost", on_click=state.be_somebody_else)
    asked = rx.el.div(
        rx.el.p("Plusieurs clients portent ce nom. De qui s’agit-il\u202f?", class_name="field-label"),
        rx.el.div(rx.foreach(state.namesakes, one), other, class_name="question-answers"),
        role="status",
        class_name="mt-2 grid gap-2",
    )
    return rx.cond(state.namesakes.length() > 0, asked)


def _what() -> rx.Component:
    state = WizardState
    none = ui.empty_state("shapes", "Aucun type proposé", "Activez un type de séance dans les réglages.")
    cards = rx.el.fieldset(
        rx.el.legend("Type de séance", class_name="field-label mb-1.5"),
        error(state.errors["type_id"]),
        rx.el.div(rx.foreach(state.types, _type), class_name="wizard-types"),
    )
    reason = ui.select("Motif", name="reason_id", options=state.reasons, error=state.errors["reason_id"])
    return rx.fragment(rx.cond(state.types.length() > 0, cards, none), reason)


def _type(row: TypeOption) -> rx.Component:
    control = rx.el.input(type="radio", name="type_id", value=row.id, default_checked=row.id == WizardState.type_id)
    words = rx.el.span(
        rx.el.span(row.name, class_name="wizard-type-name"),
        rx.el.span(row.about, class_name="wizard-type-about"),
        rx.cond(row.description != "", rx.el.span(row.description, class_name="wizard-type-about")),
        class_name="wizard-type-words",
    )
    return rx.el.label(
        control, rx.el.span(class_name="wizard-hue"), words, key=row.id, class_name=f"wizard-type hue-{row.hue}"
    )


def _how() -> rx.Component:
    state = WizardState
    title = ui.field(
        "Titre", name="title", placeholder="Gestion du stress", hint="Facultatif", error=state.errors["title"]
    )
    modes = rx.el.fieldset(
        rx.el.legend("Modalités", class_name="field-label mb-1.5"),
        rx.el.div(rx.foreach(state.modes, _mode), class_name="segments"),
        error(state.errors["mode"]),
        key=state.type_id,
        class_name="field",
    )
    phone = ui.field(
        "Numéro à appeler",
        name="phone",
        type="tel",
        default_value=state.phone,
        error=state.errors["phone"],
        autocomplete="off",
        id="wizard-phone",
        key=state.phone,
    )
    address = ui.field(
        "Adresse", name="address", error=state.errors["address"], autocomplete="off", id="wizard-address"
    )
    place = rx.match(state.mode, ("phone", phone), ("in_person", address), rx.fragment())
    price = ui.field(
        "Prix",
        name="price",
        input_mode="decimal",
        default_value=state.price,
        error=rx.cond(state.errors["price"], state.errors["price"], state.errors["price_cents"]),
        hint=PRICE_HINT,
        key=state.type_id + state.price,
        id="wizard-price",
    )
    note = ui.text_area("Note", name="note", rows=3, hint="Facultatif. Pour vous seul.", error=state.errors["note"])
    lines = rx.foreach(state.recap, lambda row: rx.el.div(rx.el.dt(row.value), rx.el.dd(row.label), key=row.value))
    recap = rx.el.dl(lines, class_name="appointment-facts wizard-recap")
    return rx.fragment(recap, modes, place, price, title, note)


def _mode(row: Option) -> rx.Component:
    control = rx.el.input(
        type="radio",
        name="mode",
        value=row.value,
        default_checked=row.value == WizardState.mode,
        on_change=WizardState.choose_mode,
    )
    return rx.el.label(control, rx.el.span(row.label), key=row.value, class_name="segment")
