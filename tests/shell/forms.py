"""Every form of the application, and what is wrong in each of its fields."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import reflex as rx

from tests.shell.ready import (
    as_it_is,
    at_its_address,
    at_the_first_step,
    at_the_last_step,
    on_a_client,
    on_a_dry_run,
    on_two_clients,
    opened,
    opened_on_a_goal,
    opened_on_a_session,
    opened_on_the_lead,
    read,
)
from trustcoach_app.account.page import account
from trustcoach_app.account.state import AccountState, PasswordState
from trustcoach_app.admin.dead_letters.page import dead_letters
from trustcoach_app.admin.dead_letters.state import DeadLettersState
from trustcoach_app.admin.invitation.state import InvitationState
from trustcoach_app.admin.page import admin
from trustcoach_app.appointments.cancel.state import CancelState
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.price.state import PriceState
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.client_file.actions.state import ActionState
from trustcoach_app.client_file.contact.state import ContactState
from trustcoach_app.client_file.goals.state import GoalState, MeasureState
from trustcoach_app.client_file.merging.state import MergeState
from trustcoach_app.client_file.notes.state import NoteState
from trustcoach_app.client_list.bulk.state import PickedState
from trustcoach_app.client_list.page import clients
from trustcoach_app.client_page.page import client_file
from trustcoach_app.client_page.state import ClientFileState
from trustcoach_app.db.principal import Role
from trustcoach_app.importing.page import importer
from trustcoach_app.importing.present import ADDRESS, QUESTION
from trustcoach_app.importing.state import FeedsState, ImportState
from trustcoach_app.planning.page import planning
from trustcoach_app.planning.settings.absence.state import AbsenceState
from trustcoach_app.planning.settings.hours.state import DateState, RangeState
from trustcoach_app.planning.settings.page import planning_setup
from trustcoach_app.planning.settings.reasons.state import ReasonState
from trustcoach_app.planning.settings.rules.state import RuleState
from trustcoach_app.planning.settings.types.state import TypeState
from trustcoach_app.profile.page import profile
from trustcoach_app.profile.state import ProfileState
from trustcoach_app.session_page.moments.state import MomentState
from trustcoach_app.session_page.page import session
from trustcoach_app.setter.connection.page import connection
from trustcoach_app.setter.connection.state import ConnectionState
from trustcoach_app.setter.figures.page import dashboard
from trustcoach_app.setter.figures.state import FiguresState
from trustcoach_app.setter.lead.client.state import LeadClientState
from trustcoach_app.setter.lead.page import lead
from trustcoach_app.setter.lead.reminder.state import LeadPutOffState
from trustcoach_app.setter.lead.state import LeadState
from trustcoach_app.setter.lead.status.state import LeadDealState, LeadLossState
from trustcoach_app.setter.settings.page import setter_settings
from trustcoach_app.setter.settings.state import CostState, SetterSettingsState

LONG = "x" * 20_001
WORDS = {"title": LONG, "note": LONG, "mode": "pigeon", "phone": LONG, "address": LONG, "price": "cher"}
Ready = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Form:
    """A form: the handler that takes it, the page that shows it, what is wrong in each field, and how it opens."""

    state: type[rx.State]
    handler: Any
    page: Callable[[], rx.Component]
    wrong: dict[str, str]
    ready: Ready = as_it_is
    role: Role = Role.COACH
    named: dict[str, str] = field(default_factory=dict[str, str])
    """Where a refusal belongs to a group of fields."""
    right: dict[str, str] = field(default_factory=dict[str, str])
    """What is sent along, from other steps."""
    row: str = ""
    """How the page calls one row, where a list says which fields there are: each has its name in `field`."""

    @property
    def name(self) -> str:
        """As it travels."""
        return f"{self.state.get_full_name()}.{self.handler.fn.__name__}"

    def place_of(self, name: str) -> str:
        """The sentence of a field, as the page asks for it."""
        key = f'{self.row}_rx_state_?.["field"]' if self.row else f'"{self.named.get(name, name)}"'
        return f"{self.state.get_full_name().replace('.', '__')}.errors_rx_state_?.[{key}]"


FORMS = (
    Form(AccountState, AccountState.rename, account, {"name": ""}),
    Form(PasswordState, PasswordState.save, account, {"current": "faux", "new": "court"}),
    Form(
        InvitationState,
        InvitationState.create,
        admin,
        {"email": "marie", "name": " ", "specialty": LONG},
        role=Role.ADMIN,
    ),
    Form(DeadLettersState, DeadLettersState.read, dead_letters, {"reason": "court"}, role=Role.ADMIN),
    Form(DeadLettersState, DeadLettersState.replay, dead_letters, {"body": "{"}, read, Role.ADMIN),
    Form(
        TypeState,
        TypeState.save,
        planning_setup,
        {"name": "", "minutes": "4", "colour": "mauve", "price": "cher", "description": LONG, "mode_remote": ""},
        opened,
        named={"mode_remote": "modes"},
    ),
    Form(ReasonState, ReasonState.save, planning_setup, {"label": LONG}, opened),
    Form(
        RangeState,
        RangeState.save,
        planning_setup,
        {"weekday": "8", "opens": "tôt", "closes": "25:00", "valid_from": "hier", "valid_until": "31/12/2026"},
        opened,
    ),
    Form(DateState, DateState.save, planning_setup, {"day": "", "kind": "peut-être", "label": LONG}, opened),
    Form(
        AbsenceState,
        AbsenceState.save,
        planning_setup,
        {"starts_on": "", "starts_hour": "tôt", "ends_on": "9999-12-31", "ends_hour": "tard", "title": LONG},
        opened,
    ),
    Form(
        RuleState,
        RuleState.save,
        planning_setup,
        {
            "buffer_before_minutes": "-1",
            "buffer_after_minutes": "un peu",
            "minimum_notice_minutes": "721",
            "horizon_days": "0",
            "slot_interval_minutes": "4",
            "most_sessions_a_day": "51",
            "holidays_country": "XX",
        },
    ),
    Form(
        ProfileState,
        ProfileState.save,
        profile,
        {"name": " ", "specialty": LONG, "rate": "beaucoup", "timezone": "Europe/Atlantide"},
    ),
    Form(
        ChangeState,
        ChangeState.save,
        planning,
        {
            "day": "hier",
            "hour": "tôt",
            "minutes": "4",
            **WORDS,
            "type_id": "aucun",
            "reason_id": "aucun",
        },
        opened_on_a_session,
    ),
    Form(CancelState, CancelState.cancel, planning, {"reason": LONG}, opened_on_a_session),
    Form(PriceState, PriceState.save_price, planning, {"price": "cher"}, opened_on_a_session),
    Form(
        WizardState,
        WizardState.forward,
        planning,
        {"client": "", "email": "jeanne@", "client_phone": "12"},
        at_the_first_step,
    ),
    Form(
        WizardState,
        WizardState.forward,
        planning,
        WORDS,
        at_the_last_step,
        right={"client": "Jeanne Moreau", "other_hour": "14:00"},
    ),
    Form(
        ImportState,
        ImportState.confirm,
        importer,
        {f"{QUESTION}2": "personne", f"{ADDRESS}0": ""},
        on_a_dry_run,
        row="question",
    ),
    Form(FeedsState, FeedsState.add, importer, {"name": "", "address": ""}),
    Form(
        ContactState,
        ContactState.save,
        clients,
        {"name": "x", "email": "lea@", "phone": "12", "timezone": "Paris"},
        opened,
    ),
    Form(MergeState, MergeState.choose, client_file, {"other": "personne"}, on_a_client),
    Form(
        MergeState,
        MergeState.save,
        client_file,
        dict.fromkeys(("name", "email", "phone", "timezone"), "les deux"),
        on_two_clients,
    ),
    Form(PickedState, PickedState.tag, clients, {"tag": "x" * 41}, right={"picked": str(UUID(int=1))}),
    Form(ClientFileState, ClientFileState.add_tag, client_file, {"tag": "x" * 41}, at_its_address),
    Form(ActionState, ActionState.save, client_file, {"title": " ", "owner": "personne", "due_on": "hier"}, opened),
    Form(NoteState, NoteState.save, client_file, {"text": " ", "audience": "tous"}, opened),
    Form(LeadState, LeadState.add_tag, lead, {"tag": "x" * 31}),
    Form(LeadDealState, LeadDealState.save, lead, {"deal": "beaucoup"}, opened_on_the_lead),
    Form(LeadLossState, LeadLossState.save, lead, {"reason": ""}, opened_on_the_lead),
    Form(LeadClientState, LeadClientState.save, lead, {"name": "x", "email": "jeanne@"}, opened_on_the_lead),
    Form(LeadPutOffState, LeadPutOffState.save, lead, {"until": "bientôt"}, opened_on_the_lead),
    Form(MomentState, MomentState.save, session, {"kind": "rien", "note": LONG}, opened),
    Form(
        GoalState,
        GoalState.save,
        session,
        {
            "title": " ",
            "description": LONG,
            "category": "autre chose",
            "target_value": "beaucoup",
            "unit": LONG,
            "start_date": "hier",
            "target_date": "9999-01-01",
            "status": "fini",
        },
        opened,
    ),
    Form(MeasureState, MeasureState.save, session, {"value": "", "note": LONG}, opened_on_a_goal),
    Form(FiguresState, FiguresState.choose_dates, dashboard, {"du": "", "au": "hier"}),
    Form(SetterSettingsState, SetterSettingsState.save_minutes, setter_settings, {"minutes": "61"}),
    Form(CostState, CostState.save, setter_settings, {"month": "13", "amount": "-1", "source": LONG}, opened),
    Form(ConnectionState, ConnectionState.set_silence, connection, {"silence_hours": "0"}),
)
