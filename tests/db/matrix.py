"""What each role may do to each table: written by hand from decision 3, never derived from the code it judges.

S select, I insert, U update, D delete: its own rows only, unless a * follows the letter: then any row. What does not
stand here must be refused or see nothing. `python -m tests.db.matrix` prints the size of the matrix.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

ROLES = (
    "coach",
    "client",
    "sponsor",
    "admin",
    "public",
    "hook",
    "bi",
    "door",
    "rollup",
    "jobs",
    "web_login",
    "jobs_login",
)

EXPECTED = """
table              coach  client  sponsor  admin   public  hook  bi  door  rollup    jobs  web_login  jobs_login
users              SU     SU      SU       S*I*U*  -       -     -   -     -         -     -          -
user_roles         S      S       -        S*I*D*  -       -     -   -     -         -     -          -
coaches            SU     S       -        S*I*U*  -       -     -   -     S*        -     -          -
coach_photos       SIUD   S       -        -       -       -     -   -     -         -     -          -
passwords          -      -       -        -       -       -     -   -     -         -     -          -
login_sessions     SU     SU      SU       SU      -       -     -   -     -         -     -          -
mailed_links       -      -       -        -       -       -     -   -     -         -     -          -
throttles          -      -       -        -       -       -     -   -     -         -     -          -
audit_log          I      I       I        S*I     -       -     -   -     -         -     -          -
outbox             I*     -       -        S*I*    -       -     -   -     -         S*U*  -          S*U*
heartbeats         -      -       -        -       -       -     -   S*    -         S*I*U*  -        S*I*U*
clients            SIU    S       -        -       -       -     -   -     -         -     -          -
tags               SID    -       -        -       -       -     -   -     -         -     -          -
client_tags        SID    -       -        -       -       -     -   -     -         -     -          -
client_merges      SIU    -       -        -       -       -     -   -     -         -     -          -
client_merge_rows  SI     -       -        -       -       -     -   -     -         -     -          -
bookings           SIU    S       -        -       -       -     -   -     S*        -     -          -
busy_blocks        SIUD   -       -        -       -       -     -   -     -         -     -          -
appointment_types  SIUD   -       -        -       -       -     -   -     -         -     -          -
appointment_reasons SIUD   -       -        -       -       -     -   -     -         -     -          -
weekly_hours       SIUD   -       -        -       -       -     -   -     -         -     -          -
date_exceptions    SIUD   -       -        -       -       -     -   -     -         -     -          -
planning_settings  SIU    -       -        -       -       -     -   -     -         -     -          -
booking_series     SIU    -       -        -       -       -     -   -     -         -     -          -
imports            SIUD   -       -        -       -       -     -   -     -         -     -          -
import_parts       SIUD   -       -        -       -       -     -   -     -         -     -          -
outside_events      SIUD   -       -        -       -       -     -   -     -         -     -          -
imported_clients      SIUD   -       -        -       -       -     -   -     -         -     -          -
calendar_feeds     SIUD   -       -        -       -       -     -   -     -         -     -          -
sessions           SIU    S       -        -       -       -     -   -     -         -     -          -
moments            SIUD   -       -        -       -       -     -   -     -         -     -          -
summaries          SIU    S       -        -       -       -     -   -     -         -     -          -
raw_summaries      SIUD   -       -        -       -       -     -   -     -         -     -          -
private_notes      SIUD   -       -        -       -       -     -   -     -         -     -          -
summary_drafts     SIUD   -       -        -       -       -     -   -     -         -     -          -
goals              SIU    S       -        -       -       -     -   -     -         -     -          -
goal_measurements  SIUD   S       -        -       -       -     -   -     -         -     -          -
actions            SIUD   SU      -        -       -       -     -   -     -         -     -          -
client_notes       SIUD   S       -        -       -       -     -   -     -         -     -          -
leads              SIU    -       -        -       -       -     -   -     S*        -     -          -
lead_messages      SIU    -       -        -       -       -     -   -     S*        -     -          -
lead_events        SIU    -       -        -       -       -     -   -     -         -     -          -
lead_calls         SIUD   -       -        -       -       -     -   -     S*        -     -          -
setter_settings    SIU    -       -        -       -       -     -   -     -         -     -          -
setter_secrets     SIU    -       -        -       -       -     -   -     -         -     -          -
inbound_events     SU     -       -        -       -       I     -   -     -         -     -          -
dead_letters       S      -       -        S*U*    -       I     -   -     -         -     -          -
intake_volumes     -      -       -        S*      -       -     -   -     -         -     -          -
refused_hooks      -      -       -        -       -       -     -   -     -         -     -          -
acquisition_costs  SIUD   -       -        -       -       -     -   -     -         -     -          -
kpi_marks          SID    -       -        -       -       -     -   -     S*D*      -     -          -
kpi_cells          SIUD   -       -        -       -       -     S   -     S*I*U*D*  -     -          -
kpi_states         SIU    -       -        -       -       -     S   -     S*I*U*    -     -          -
conversations      SIU    S       -        -       -       -     -   -     -         -     -          -
messages           SIU    SI      -        -       -       -     -   -     -         -     -          -
"""

COLUMNS = """
users           U  coach client sponsor        name
users           U  admin                       email name email_verified_at disabled_at
coaches         U  coach                       specialty headline bio specialties timezone hourly_rate_cents city \
                           settled_steps
coaches         U  admin  slug specialty headline bio specialties timezone hourly_rate_cents city currency badge_level \
                          settled_steps verified_at deactivated_at
clients         I  coach  coach_id id created_at name email phone stage timezone search_key sort_key merged_into \
                          archived_at
clients         U  coach  name email phone stage timezone search_key sort_key merged_into archived_at
client_merges   U  coach                       undone_at
login_sessions  S  coach client sponsor admin  id user_id signed_in_at last_seen_at expires_at revoked_at ip user_agent
login_sessions  U  coach client sponsor admin  revoked_at
outbox          S  admin  id created_at recipient subject queued_at next_attempt_at attempts last_error sent_at
bookings        S  client  coach_id id client_id created_at updated_at title reason during starts_at ends_at timezone \
                           mode phone address price_cents currency billing status hold_expires_at started_at \
                           finished_at cancelled_at cancelled_by cancellation_reason retained_cents
actions         U  client                      done_at
setter_secrets  U  coach                       expires_at revoked_at
sessions        S  client                      coach_id id booking_id client_id
inbound_events  U  coach                       applied_at attempts next_attempt_at trial_lead
intake_volumes  S  admin                       coach_id letters_left_out left_out_at
dead_letters    S  coach admin                 coach_id id created_at size problem received_at settled_at settlement
dead_letters    U  admin                       settled_at settlement
coaches         S  rollup                      id timezone
leads           S  rollup  coach_id id created_at source gender status age job_title loss_reason fold_version \
                           deal_value_cents messages_in messages_out messages_human first_message_at last_message_at \
                           qualified_at lead_magnet_sent_at email_captured_at call_proposed_at call_booked_at \
                           won_at lost_at client_id
lead_messages   S  rollup                      coach_id direction sender sent_at turn_number turn_replied_at
lead_calls      S  rollup                      coach_id counted_at outcome is_won
bookings        S  rollup                      coach_id client_id status starts_at price_cents retained_cents
"""
"""Where a role may touch some columns only; everywhere else its verb goes for all of them."""

ONE_A_PRACTICE = frozenset({"coach_photos", "planning_settings", "setter_settings", "intake_volumes", "kpi_states"})
"""Tables of one row per coach: their own row stands, so it can only be tried as an INSERT … ON CONFLICT."""

ONLY_CHANGE = {"login_sessions": "revoked_at = now()"}
"""Tables of which a policy allows one change and no other, not even none."""

VERBS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}
WITHOUT_IDENTITY = frozenset({"door", "rollup", "jobs", "web_login", "jobs_login"})
"""They stand for nobody in particular; the others without an identity may do nothing at all."""


def _read_rights() -> dict[tuple[str, str], str]:
    header, *lines = EXPECTED.strip().splitlines()
    roles = header.split()[1:]
    assert tuple(roles) == ROLES
    return {
        (line.split()[0], role): right for line in lines for role, right in zip(roles, line.split()[1:], strict=True)
    }


def _read_columns() -> dict[tuple[str, str, str], frozenset[str]]:
    read: dict[tuple[str, str, str], frozenset[str]] = {}
    for line in COLUMNS.replace("\\\n", "").strip().splitlines():
        table, verb, *words = line.split()
        roles = [word for word in words if word in ROLES]
        read |= {(table, role, verb): frozenset(words) - frozenset(roles) for role in roles}
    return read


RIGHTS = _read_rights()
SOME_COLUMNS = _read_columns()
TABLES = tuple(dict.fromkeys(table for table, _ in RIGHTS))


@dataclass(frozen=True)
class RowCell:
    """One role tries one verb on rows that are its own, or somebody else's; with an identity, or as nobody."""

    table: str
    role: str
    verb: str
    whose: str
    is_somebody: bool

    @property
    def is_allowed(self) -> bool:
        """Whether every such row must be reached; else none may be."""
        if not self.is_somebody and self.role not in WITHOUT_IDENTITY:
            return False
        right = RIGHTS[self.table, self.role]
        return f"{self.verb}*" in right or (self.verb in right and self.whose == "own")


@dataclass(frozen=True)
class ColumnCell:
    """One role and one verb on one column."""

    table: str
    role: str
    verb: str
    column: str

    @property
    def is_allowed(self) -> bool:
        """Whether the role must hold the privilege; else it may not."""
        granted = self.verb in RIGHTS[self.table, self.role]
        return granted and self.column in SOME_COLUMNS.get((self.table, self.role, self.verb), {self.column})


def row_cells(table: str) -> Iterator[RowCell]:
    """Each role × verb × whose × identity. The verb M moves own rows to another tenant or person: never allowed."""
    for role in ROLES:
        for is_somebody in (False,) if role in WITHOUT_IDENTITY else (True, False):
            for verb in VERBS:
                for whose in ("own", "other"):
                    yield RowCell(table, role, verb, whose, is_somebody)
            yield RowCell(table, role, "M", "own", is_somebody)


def column_cells(table: str, columns: Iterable[str]) -> Iterator[ColumnCell]:
    """Each role × column × the verbs that know columns."""
    for column in columns:
        for role in ROLES:
            for verb in "SIU":
                yield ColumnCell(table, role, verb, column)


def size(columns: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How many cells there are, given each table's columns."""
    rows = sum(1 for table in columns for _ in row_cells(table))
    fields = sum(1 for table, names in columns.items() for _ in column_cells(table, names))
    return {
        "tables": len(columns),
        "roles": len(ROLES),
        "row cells": rows,
        "column cells": fields,
        "all": rows + fields,
    }


def main() -> None:
    """Print the size, one figure a line."""
    import trustcoach_app.models as models

    tables = models.people.User.metadata.tables
    for name, figure in size({name: table.columns.keys() for name, table in tables.items()}).items():
        print(f"{name:13}{figure:6}")  # noqa: T201  a figure that is asked for


if __name__ == "__main__":
    main()
