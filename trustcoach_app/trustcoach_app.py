"""The application: its look, its gate, its pages."""

import reflex as rx

from trustcoach_app import shell
from trustcoach_app.account.page import account
from trustcoach_app.account.state import AccountState
from trustcoach_app.admin.dead_letters.page import dead_letters
from trustcoach_app.admin.dead_letters.queries import open_dead_letters
from trustcoach_app.admin.dead_letters.state import DeadLettersState
from trustcoach_app.admin.page import admin
from trustcoach_app.admin.state import AdminState
from trustcoach_app.auth.guard import Guard
from trustcoach_app.auth.paths import ACCOUNT, CODE, FORGOTTEN, LINK, LOGIN, NEW_PASSWORD
from trustcoach_app.client_list.page import clients
from trustcoach_app.client_list.state import ClientsState
from trustcoach_app.client_page.page import client_file
from trustcoach_app.client_page.state import ClientFileState
from trustcoach_app.client_page.timeline.state import TimelineState
from trustcoach_app.client_timeline import register_timeline_sources
from trustcoach_app.clients.present import CLIENTS
from trustcoach_app.config import settings
from trustcoach_app.first_steps import register_first_steps
from trustcoach_app.focus.page import focus
from trustcoach_app.focus.state import FocusState
from trustcoach_app.importing.page import importer
from trustcoach_app.importing.state import FeedsState, ImportState
from trustcoach_app.live import keep_pages_live
from trustcoach_app.outage import end_outages
from trustcoach_app.palette_entries import register_palette_entries
from trustcoach_app.planning.page import planning
from trustcoach_app.planning.settings.page import planning_setup
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.planning.state import PlanningState
from trustcoach_app.portal.page import portal
from trustcoach_app.portal.state import PortalState
from trustcoach_app.profile.page import profile
from trustcoach_app.profile.state import ProfileState
from trustcoach_app.reflex_seams.components import ErrorBoundary
from trustcoach_app.reflex_seams.socket_owners import own_sockets
from trustcoach_app.reflex_seams.tabs import OpenTabs
from trustcoach_app.session_page.page import session
from trustcoach_app.session_page.state import SessionState
from trustcoach_app.session_page.summary.state import SummaryState
from trustcoach_app.setter.connection.page import connection
from trustcoach_app.setter.connection.state import ConnectionState
from trustcoach_app.setter.figures.page import dashboard
from trustcoach_app.setter.figures.state import FiguresState
from trustcoach_app.setter.importing.page import lead_importer
from trustcoach_app.setter.importing.state import LeadImportState
from trustcoach_app.setter.lead.notes.state import LeadNotesState
from trustcoach_app.setter.lead.page import lead
from trustcoach_app.setter.lead.state import LeadState
from trustcoach_app.setter.leads.page import leads
from trustcoach_app.setter.leads.state import LeadsState
from trustcoach_app.setter.settings.page import setter_settings
from trustcoach_app.setter.settings.state import SetterSettingsState
from trustcoach_app.setter.today.state import TodayState
from trustcoach_app.shell.deduplication import Deduplication
from trustcoach_app.shell.leaving import Leaving
from trustcoach_app.shell.state import ShellState
from trustcoach_app.signin import page as door
from trustcoach_app.signin import state as door_state
from trustcoach_app.warm_ups import warmed_up
from trustcoach_app.web.bounds import bounded_process
from trustcoach_app.web.closed_tabs import sweep_closed_tabs
from trustcoach_app.web.loop_probe import probed_loop
from trustcoach_app.web.memory_watch import bounded_memory
from trustcoach_app.web.preflight import refuse_unsafe_production
from trustcoach_app.web.routes import transformers
from trustcoach_app.web.sockets import guard_sockets

STYLES = ("tokens", "base", "controls", "surfaces", "overlays", "shell", "print", "door")

shell.register_count("dead_letters", open_dead_letters)
register_first_steps()
register_timeline_sources()
register_palette_entries()
shell.register_intent(f"{CLIENTS}/", ClientFileState.look_ahead)

app = rx.App(
    stylesheets=[f"/styles/{name}.css" for name in STYLES],
    head_components=shell.head(),
    html_lang="fr",
    reset_style=False,
    toaster=None,
    api_transformer=transformers(),
    backend_exception_handler=shell.report_failure,
    frontend_exception_handler=shell.report_browser_failure,
    app_wraps={
        (55, "ErrorBoundary"): lambda stateful: ErrorBoundary.create(fallback_render=shell.broken()),
        (5, "Connection"): lambda stateful: shell.connection_banner() if stateful else None,
    },
)
app.add_middleware(Guard(), index=0)
app.add_middleware(Deduplication(), index=1)
app.add_middleware(Leaving(), index=2)
closed_tabs = guard_sockets(app)
for lasting, arguments in (
    (bounded_process, {}),
    (refuse_unsafe_production, {}),
    (warmed_up, {}),
    (end_outages, {"tabs": OpenTabs(app)}),
    (keep_pages_live, {"tabs": OpenTabs(app)}),
    (sweep_closed_tabs, {"closed": closed_tabs}),
    (own_sockets, {"app": app}),
    (bounded_memory, {}),
    (probed_loop, {}),
):
    app.register_lifespan_task(lasting, **arguments)

COACH = "/dashboard/coach"
for page, route, title, on_load in (
    (focus, COACH, "Focus", [FocusState.refresh, SetupState.begin]),
    (session, f"{COACH}/seances/[seance]", "Séance", [SessionState.load, SummaryState.load]),
    (clients, f"{COACH}/clients", "Clients", [ClientsState.load]),
    (client_file, f"{COACH}/clients/[client_id]", "Fiche client", [ClientFileState.load, TimelineState.load]),
    (planning, f"{COACH}/planning", "Planning", [PlanningState.load]),
    (planning_setup, f"{COACH}/planning/parametres", "Réglages du planning", [SetupState.load]),
    (importer, f"{COACH}/planning/importer", "Importer", [ImportState.refresh, FeedsState.refresh]),
    (dashboard, f"{COACH}/setter", "Setter", [TodayState.begin, FiguresState.load]),
    (setter_settings, f"{COACH}/setter/reglages", "Réglages du setter", [SetterSettingsState.refresh]),
    (lead_importer, f"{COACH}/setter/importer", "Importer des leads", [LeadImportState.refresh]),
    (leads, f"{COACH}/setter/leads", "Leads", [LeadsState.load]),
    (lead, f"{COACH}/setter/leads/[lead_id]", "Lead", [LeadState.load, LeadNotesState.load]),
    (connection, f"{COACH}/setter/connexion", "Connexion du setter", [ConnectionState.refresh]),
    (profile, f"{COACH}/parametres", "Mon profil", [ProfileState.load]),
    (account, ACCOUNT, "Sécurité", [AccountState.refresh]),
    (admin, "/admin", "Coachs", [AdminState.refresh]),
    (dead_letters, "/admin/evenements", "Événements non compris", [DeadLettersState.load]),
    (portal, "/espace", "Mon espace", [PortalState.refresh]),
):
    app.add_page(page, route, title=f"{title} · TrustCoach", on_load=[ShellState.enter, *on_load])

app.add_page(door.login, LOGIN, title="Connexion · TrustCoach", on_load=door_state.LoginState.enter)
app.add_page(door.code, CODE, title="Code · TrustCoach", on_load=door_state.CodeState.enter)
app.add_page(
    door.forgotten, FORGOTTEN, title="Mot de passe oublié · TrustCoach", on_load=door_state.ForgottenState.enter
)
app.add_page(
    door.link, LINK, title="Lien de connexion · TrustCoach", on_load=door_state.LinkState.enter, meta=door.NO_TRACE
)
app.add_page(
    door.new_password,
    NEW_PASSWORD,
    title="Mot de passe · TrustCoach",
    on_load=door_state.NewPasswordState.enter,
    meta=door.NO_TRACE,
)

app.add_page(shell.not_found, route="404", title="Page introuvable · TrustCoach")
if settings().shows_kit:
    from trustcoach_app.kit.page import add_kit

    add_kit(app)
