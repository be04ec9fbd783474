"""The kit, one function per family of pieces."""

import reflex as rx

from trustcoach_app import ui

from .overlays.parts import menu_items
from .state import KitState
from .views import Payment

ROW = "flex flex-wrap items-center gap-3"
FACES = ("MD", "JM", "SD", "CA", "HL", "IM", "PB", "TM")
TONES = ("neutral", "accent", "success", "warning", "danger", "info")


def buttons() -> rx.Component:
    """Every variant, size and state."""
    variants = [
        ui.button("Démarrer séance", icon="play"),
        ui.button("Voir pré-brief", variant="secondary", icon="file-text"),
        ui.button("Plus tard", variant="ghost"),
        ui.button("Annuler la séance", variant="danger", icon="trash-2"),
        ui.link_button("Voir profil", href="#", icon="user-round"),
        ui.icon_button("ellipsis", label="Plus d’actions"),
    ]
    small = [
        ui.button("Enregistrer", size="sm", icon="check"),
        ui.button("Filtrer", size="sm", variant="secondary", icon="list-filter"),
        ui.button("Fermer", size="sm", variant="ghost"),
        ui.icon_button("pencil", label="Modifier", size="sm", variant="secondary"),
    ]
    states = [
        ui.button("Indisponible", disabled=True),
        ui.button("Indisponible", variant="secondary", disabled=True),
        ui.button("Envoi…", loading=True),
        ui.button("Faire attendre", variant="secondary", loading=KitState.loading, on_click=KitState.toggle_loading),
        ui.button("Arrêter", variant="ghost", size="sm", on_click=KitState.toggle_loading),
    ]
    small.append(ui.copy_button("TrustCoach", label="Copier", done="Copié", size="sm"))
    return ui.section("Boutons", *[rx.el.div(*row, class_name=ROW) for row in (variants, small, states)])


def states() -> rx.Component:
    """Badges and faces."""
    words = [ui.badge(tone.capitalize(), tone=tone) for tone in TONES]
    health = [
        ui.badge("Actif", tone="success", dot=True),
        ui.badge("À revoir", tone="warning", dot=True),
        ui.badge("Nouveau", tone="info", dot=True),
        ui.badge("Inactif", tone="danger", dot=True),
        ui.badge("Brouillon", dot=True),
    ]
    faces = [ui.avatar(name, tone_index=index) for index, name in enumerate(FACES)]
    sizes = [ui.avatar("TM", size="sm"), ui.avatar("TM"), ui.avatar("TM", size="lg")]
    return ui.section("États et visages", *[rx.el.div(*row, class_name=ROW) for row in (words, health, faces, sizes)])


def surfaces() -> rx.Component:
    """Cards, figures, words."""
    figures = [
        ui.stat("Ce mois", "1 240 €", hint="8 séances réalisées", icon="wallet"),
        ui.stat("En attente", "320 €", hint="2 séances à venir", icon="hourglass"),
        ui.stat("Janvier", "1 560 €", hint="dont 80 € remboursés"),
    ]
    return ui.section(
        "Surfaces",
        _session_card(),
        rx.el.div(*[ui.card(figure) for figure in figures], class_name="grid gap-4 sm:grid-cols-3"),
        ui.card(
            ui.details("Objectifs en cours", ui.prose("Oser dire non.\nRetrouver deux soirées par semaine.")),
            ui.details("Messages récents", ui.prose("« Merci pour hier, j’ai essayé. »")),
        ),
        ui.prose("Un texte comme il a été saisi.\nSes retours à la ligne sont gardés, et ses lignes restent courtes."),
        ui.divider(),
        rx.el.p(
            "Aller vite\u202f: ",
            ui.kbd("G"),
            " puis ",
            ui.kbd("F"),
            ", ou un ",
            rx.el.a("lien", href="#", class_name="link"),
            ", une explication",
            ui.tooltip("Séances tenues ÷ séances prévues.", label="Formule"),
            ".",
        ),
        action=ui.button("Ajouter", size="sm", variant="secondary", icon="plus"),
    )


def _session_card() -> rx.Component:
    who = rx.el.div(
        rx.el.div("Camille Aubert", class_name="font-semibold"),
        rx.el.div("Séance nº 4 · Gestion du stress", class_name="text-ink-soft text-sm"),
    )
    return ui.card(
        rx.el.div(
            rx.el.time("14:00", class_name="text-lg font-semibold"),
            ui.avatar("CA", tone_index=1),
            who,
            rx.el.div(ui.badge("Dans 25 min", tone="accent", dot=True), class_name="sm:ml-auto"),
            class_name=ROW,
        ),
        rx.el.div(
            ui.button("Démarrer séance", icon="play"),
            ui.button("Voir pré-brief", variant="secondary"),
            class_name=f"{ROW} mt-4",
        ),
        class_name="card-link",
    )


def fields() -> rx.Component:
    """Every field, plain, hinted, refused."""
    return ui.section(
        "Champs",
        ui.card(
            ui.form(
                rx.el.div(
                    ui.field("Nom", name="kit_name", placeholder="Camille Aubert", required=True, autocomplete="name"),
                    ui.field(
                        "Adresse e-mail",
                        name="kit_mail",
                        type="email",
                        default_value="camille@",
                        error="Cette adresse n’est pas complète.",
                    ),
                    ui.field("Tarif", name="kit_price", hint="En euros, TVA comprise.", input_mode="decimal"),
                    ui.field("Jour", name="kit_day", type="date", default_value="2026-01-12"),
                    ui.select("Où", name="kit_mode", options=KitState.modes),
                    ui.select(
                        "Durée",
                        name="kit_minutes",
                        options=[("45", "45 min"), ("60", "1 h")],
                        error="Choisissez une durée.",
                    ),
                    ui.field("Client", name="kit_client", list="kit-clients", placeholder="Commencez à écrire"),
                    ui.field("Indisponible", name="kit_off", default_value="Non modifiable", disabled=True),
                    class_name="grid gap-5 sm:grid-cols-2",
                ),
                ui.suggestions("kit-clients", ["Hugo Lemaire", "Inès Moreau"]),
                ui.file_field("Fichier", name="kit_file", accept=".csv", hint="Choisi ou déposé."),
                ui.text_area("Notes", name="kit_notes", hint="Enregistrées comme elles sont saisies."),
                ui.radio_group(
                    "Règlement",
                    name="kit_bill",
                    options=[("one", "Particulier"), ("firm", "Entreprise"), ("none", "Offert")],
                    default_value="one",
                ),
                ui.checkbox(
                    "Prévenir le client",
                    name="kit_tell",
                    default_checked=True,
                    hint="Un e-mail part à l’enregistrement.",
                ),
                ui.checkbox("Proposer un acompte", name="kit_part"),
                class_name="flex flex-col gap-5",
            )
        ),
    )


def lists() -> rx.Component:
    """Tabs, a table, and the three states of a list."""
    tabs = [("summary", "Résumé"), ("moments", "Moments"), ("goals", "Objectifs"), ("messages", "Messages")]
    return ui.section(
        "Listes",
        ui.tabs(tabs, KitState.tab, KitState.choose_tab, label="Dossier"),
        ui.table(["Client", "Jour", "Statut", ("Montant", "end"), ""], KitState.rows, _payment_cells),
        rx.el.div(
            ui.empty_state(
                "calendar-plus",
                "Rien dans les 48 heures",
                "Ajoutez une séance\u202f: elle apparaîtra ici.",
                action=ui.button("Ajouter une séance", icon="plus"),
            ),
            ui.error_state(
                "La liste n’a pas pu être lue",
                "Le serveur n’a pas répondu.",
                action=ui.button("Réessayer", variant="secondary", icon="rotate-cw"),
            ),
            class_name="grid gap-4 lg:grid-cols-2",
        ),
        rx.el.div(
            ui.card(ui.skeleton(lines=4)),
            ui.card(ui.skeleton(lines=3, kind="row")),
            class_name="grid gap-4 sm:grid-cols-2",
        ),
    )


def _payment_cells(row: rx.vars.ObjectVar[Payment]) -> list:
    person = rx.el.span(
        ui.avatar(row.initials, tone_index=row.tone_index, size="sm"),
        row.person,
        class_name="inline-flex items-center gap-3",
    )
    return [
        person,
        row.day,
        ui.badge(row.status, tone=row.tone, dot=True),
        row.amount,
        ui.menu("ellipsis", menu_items(), label="Actions"),
    ]
