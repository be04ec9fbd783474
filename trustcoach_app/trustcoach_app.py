"""The application: its look, its gate, its pages."""

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary

from trustcoach_app import shell
from trustcoach_app.admin.letters.page import letters
from trustcoach_app.admin.letters.state import LettersState
from trustcoach_app.admin.page import admin
from trustcoach_app.admin.state import AdminState
from trustcoach_app.auth import page as door
from trustcoach_app.auth import state as door_state
from trustcoach_app.auth.account.page import account
from trustcoach_app.auth.account.state import AccountState
from trustcoach_app.auth.guard import Guard
from trustcoach_app.auth.paths import ACCOUNT, CODE, FORGOTTEN, LINK, LOGIN, NEW_PASSWORD
from trustcoach_app.config import settings
from trustcoach_app.focus.page import focus
from trustcoach_app.focus.state import FocusState
from trustcoach_app.planning.calendar.page import planning
from trustcoach_app.planning.calendar.state import PlanningState
from trustcoach_app.planning.importing.page import importer
from trustcoach_app.planning.importing.state import FeedsState, ImportState
from trustcoach_app.planning.setup.page import planning_setup
from trustcoach_app.planning.setup.state import SetupState
from trustcoach_app.portal.page import portal
from trustcoach_app.portal.state import PortalState
from trustcoach_app.sessions.page import session
from trustcoach_app.sessions.state import SessionState
from trustcoach_app.setter.connection.page import connection
from trustcoach_app.setter.connection.state import ConnectionState, SecretState
from trustcoach_app.setter.figures.page import figures
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
from trustcoach_app.shell.state import ShellState
from trustcoach_app.web.live import keep_pages_live
from trustcoach_app.web.preflight import refuse_unsafe_production
from trustcoach_app.web.routes import transformers
from trustcoach_app.web.sockets import guard_sockets

STYLES = ("tokens", "base", "controls", "surfaces", "overlays", "shell", "print", "door")

app = rx.App(
    stylesheets=[f"/styles/{name}.css" for name in STYLES],
    head_components=shell.head(),
    html_lang="fr",
    reset_style=False,
    toaster=None,
    api_transformer=transformers(),
    backend_exception_handler=shell.report_failure,
    app_wraps={
        (55, "ErrorBoundary"): lambda stateful: ErrorBoundary.create(fallback_render=shell.broken()),
        (5, "Connection"): lambda stateful: shell.connection_banner() if stateful else None,
    },
)
app.add_middleware(Guard(), index=0)
guard_sockets(app)
app.register_lifespan_task(refuse_unsafe_production)
app.register_lifespan_task(keep_pages_live, app=app)

app.add_page(
    focus,
    "/dashboard/coach",
    title="Focus · TrustCoach",
    on_load=[ShellState.enter, FocusState.refresh, SetupState.begin],
)
app.add_page(
    session,
    "/dashboard/coach/seances/[seance]",
    title="Séance · TrustCoach",
    on_load=[ShellState.enter, SessionState.load],
)
app.add_page(
    planning,
    "/dashboard/coach/planning",
    title="Planning · TrustCoach",
    on_load=[ShellState.enter, PlanningState.load],
)
app.add_page(
    planning_setup,
    "/dashboard/coach/planning/parametres",
    title="Réglages du planning · TrustCoach",
    on_load=[ShellState.enter, SetupState.load],
)

app.add_page(
    importer,
    "/dashboard/coach/planning/importer",
    title="Importer · TrustCoach",
    on_load=[ShellState.enter, ImportState.refresh, FeedsState.refresh],
)

app.add_page(
    figures, "/dashboard/coach/setter", title="Setter · TrustCoach", on_load=[ShellState.enter, FiguresState.load]
)
app.add_page(
    setter_settings,
    "/dashboard/coach/setter/reglages",
    title="Réglages du setter · TrustCoach",
    on_load=[ShellState.enter, SetterSettingsState.refresh],
)
app.add_page(
    lead_importer,
    "/dashboard/coach/setter/importer",
    title="Importer des leads · TrustCoach",
    on_load=[ShellState.enter, LeadImportState.refresh],
)
app.add_page(
    leads, "/dashboard/coach/setter/leads", title="Leads · TrustCoach", on_load=[ShellState.enter, LeadsState.load]
)
app.add_page(
    lead,
    "/dashboard/coach/setter/leads/[lead_id]",
    title="Lead · TrustCoach",
    on_load=[ShellState.enter, LeadState.load, LeadNotesState.load],
)
app.add_page(
    connection,
    "/dashboard/coach/setter/connexion",
    title="Connexion du setter · TrustCoach",
    on_load=[ShellState.enter, SecretState.forget, ConnectionState.refresh],
)

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
app.add_page(account, ACCOUNT, title="Sécurité · TrustCoach", on_load=[ShellState.enter, AccountState.refresh])
app.add_page(admin, "/admin", title="Coachs · TrustCoach", on_load=[ShellState.enter, AdminState.refresh])
app.add_page(
    letters, "/admin/lettres", title="Lettres mortes · TrustCoach", on_load=[ShellState.enter, LettersState.load]
)
app.add_page(portal, "/espace", title="Mon espace · TrustCoach", on_load=[ShellState.enter, PortalState.refresh])

app.add_page(shell.not_found, route="404", title="Page introuvable · TrustCoach")
if settings().environment != "production":
    from trustcoach_app.kit.page import add_kit

    add_kit(app)
