"""Pieces of the connection page."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.connection.state import ConnectionState, SecretState

SOFT = "text-sm text-ink-soft"


def silence_notice(view: Any) -> rx.Component:
    """Nothing has come for too long."""
    return rx.el.div(
        rx.el.p(rx.el.strong("Votre setter est silencieux. "), view.silence),
        rx.el.p("Vérifiez que vos scénarios tournent et que leur secret est encore en service.", class_name=SOFT),
        role="status",
        class_name="notice notice-warning mb-6",
    )


def address_section(view: Any) -> rx.Component:
    """Where events go."""
    field = ui.field("Adresse du webhook", name="webhook-address", default_value=view.address, read_only=True)
    copy = ui.copy_button(view.address, label="Copier l’adresse", done="Adresse copiée", field="webhook-address")
    return ui.section("Adresse", ui.card(field, copy, class_name="flex flex-col gap-4"))


def secret_section(view: Any) -> rx.Component:
    """The secrets that are valid, never themselves."""
    none = rx.el.p("Aucun secret n’est valable\u202f: rien ne peut entrer.", class_name="text-ink-soft")
    rows = rx.el.ul(rx.foreach(view.secrets, _secret), class_name="devices")
    has_one = view.secrets.length() > 0
    action = rx.cond(
        has_one,
        ui.button("Remplacer", variant="secondary", size="sm", icon="refresh-cw", on_click=SecretState.rotate),
        ui.button("Créer le secret", size="sm", icon="key-round", on_click=SecretState.create),
    )
    return ui.section("Secret", ui.card(rx.cond(has_one, rows, none)), action=action)


def _secret(row: Any) -> rx.Component:
    end = ui.button(
        "Révoquer",
        variant="ghost",
        size="sm",
        on_click=ConnectionState.open_revocation(row.id),
        aria_label=f"Révoquer {row.name}",
        class_name="ml-auto",
    )
    words = rx.el.div(
        rx.el.div(rx.el.code(row.name), class_name="font-semibold"),
        ui.badge(row.state, tone=row.tone, dot=True),
        class_name="min-w-0 flex flex-wrap items-center gap-x-3 gap-y-1",
    )
    return rx.el.li(words, end, key=row.id, class_name="device")


def secret_dialog() -> rx.Component:
    """A new secret, this once."""
    state = SecretState
    overlap = rx.el.p("L’ancien reste valable 48 heures\u202f: le temps de le remplacer partout.", class_name=SOFT)
    return ui.dialog(
        rx.el.div(
            rx.el.p("Copiez-le maintenant dans n8n ou ManyChat\u202f: il ne sera plus jamais affiché."),
            ui.field("Secret", name="new-secret", default_value=state.secret, read_only=True, class_name="mono"),
            ui.copy_button(state.secret, label="Copier le secret", done="Secret copié", field="new-secret"),
            rx.cond(state.is_rotated, overlap),
            class_name="door-form",
        ),
        open=state.secret != "",
        on_close=state.forget,
        title="Votre nouveau secret",
        footer=ui.leave_button("Je l’ai copié", variant="primary"),
        id="secret",
    )


def steps_section(view: Any) -> rx.Component:
    """How to connect, in three steps."""
    n8n = _step(
        "1. Avec n8n",
        "Copiez le scénario, collez-le dans un workflow vide, puis créez l’identifiant « Bearer Auth » avec votre "
        "secret et choisissez-le dans « Envoyer à TrustCoach ».",
        view.workflow,
        "Copier le scénario n8n",
        "workflow",
    )
    manychat = _step(
        "2. Ou avec ManyChat\u202f: ce que le lead écrit",
        "Ajoutez une action « External Request » en POST vers l’adresse ci-dessus, avec l’en-tête "
        "« Authorization\u202f: Bearer » suivi du secret, et ce corps. "
        "Remplacez chaque champ entre accolades par celui de « Add a field ».",
        view.request,
        "Copier le corps ManyChat",
        "request",
    )
    ours = _step(
        "… et ce qui vient de vous",
        "Un message envoyé, une qualification, un call proposé ont leur propre instant. Avant la requête, une action "
        "« Set User Field » met l’heure actuelle dans un champ « trustcoach_instant » (Date & Time). Changez « type », "
        "et nommez chaque message dans « event_id ».",
        view.request_of_ours,
        "Copier le corps de ce qui vient de vous",
        "request-of-ours",
    )
    trial = _step(
        "3. Vérifier",
        "Cette commande essaie votre secret sans rien enregistrer. « understood: 1 » : tout est bon. 401 : le secret "
        "n’est pas le bon.",
        view.trial,
        "Copier la commande",
        "trial",
    )
    return ui.section("Brancher", ui.card(n8n, manychat, ours, trial, class_name="grid grid-cols-1 gap-1"))


def _step(title: str, words: str, text: Any, label: str, name: str) -> rx.Component:
    code = rx.el.pre(text, tab_index=0, role="region", aria_label=title, class_name="code-block")
    return ui.details(
        title,
        rx.el.p(words, class_name="mb-3"),
        code,
        rx.el.div(ui.copy_button(text, label=label, done="Copié", size="sm"), class_name="mt-3"),
        custom_attrs={"data-step": name},
    )


def events_section(view: Any) -> rx.Component:
    """What came in lately, without its content."""
    table = ui.table(["Événement", "Lead", "Reçu", "État"], view.events, _event)
    none = ui.empty_state(
        "inbox", "Rien encore", "Le premier événement apparaîtra ici quelques secondes après son envoi."
    )
    return ui.section("Derniers événements", rx.cond(view.events.length() > 0, table, none))


def _event(row: Any) -> list[Any]:
    name = rx.cond(row.href != "", rx.el.a(row.lead, href=row.href, class_name="link"), rx.el.span(row.lead))
    return [row.what, rx.cond(row.lead != "", name, "—"), row.when, ui.badge(row.state, tone=row.tone, dot=True)]


def dead_letters_section(view: Any) -> rx.Component:
    """What could not be understood: why and when. An administrator mends it."""
    words = "Le support peut les corriger et les rejouer. Corrigez aussi le scénario qui les envoie."
    rows = rx.el.ul(rx.foreach(view.letters, _letter), class_name="devices")
    return ui.section(view.letter_count, ui.card(rx.el.p(words, class_name=f"{SOFT} mb-4"), rows))


def _letter(row: Any) -> rx.Component:
    words = rx.el.div(rx.el.div(row.problem), rx.el.div(row.when, class_name=SOFT), class_name="min-w-0 break-words")
    return rx.el.li(words, key=row.id, class_name="device")


def silence_section(view: Any) -> rx.Component:
    """When silence is told."""
    form = ui.form(
        ui.field(
            "Heures de silence avant l’alerte",
            name="silence_hours",
            default_value=view.silence_hours,
            input_mode="numeric",
            error=ConnectionState.errors["silence_hours"],
            hint="Vous et l’administrateur recevez un e-mail, un seul par silence.",
        ),
        ui.button("Enregistrer", type="submit", variant="secondary", class_name="self-start"),
        on_submit=ConnectionState.set_silence,
        key=view.silence_hours,
        class_name="door-form",
    )
    return ui.section("Silence", ui.card(form))
