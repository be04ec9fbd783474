"""What the rows of a table add to cells: their family, the instant whose day it is or the client, and the amount.

The triggers of `db/marking.py` compare these before and after a change. Whatever `setter/rollup/cells.py` reads of a
row stands here, and nothing else: a change of anything else marks nothing.
"""

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import ANY_ROW, READ, Grant
from trustcoach_app.models.earned import EARNED

_LEAD = """VALUES
    ('cohort', created_at, NULL::uuid, ROW(status, source, gender, job_title, age, messages_in + messages_out,
        messages_out > 0, messages_human > 0, last_message_at - first_message_at, qualified_at IS NOT NULL,
        call_proposed_at IS NOT NULL, call_booked_at IS NOT NULL)::text),
    ('qualified', qualified_at, NULL, (call_proposed_at >= qualified_at)::text),
    ('magnet', lead_magnet_sent_at, NULL, NULL),
    ('email', email_captured_at, NULL, NULL),
    ('proposed', call_proposed_at, NULL, (call_booked_at >= call_proposed_at)::text),
    ('booked', call_booked_at, NULL, first_message_at::text),
    ('won', won_at, NULL, ROW(deal_value_cents, changed.client_id)::text),
    ('won', NULL, CASE WHEN won_at IS NOT NULL THEN changed.client_id END, won_at::text),
    ('lost', lost_at, NULL, loss_reason::text)"""
"""What a client brought counts for the lead that was won first: who is won, or is no more, changes the others' days."""

_MESSAGE = """VALUES
    ('sent', CASE direction WHEN 'out' THEN sent_at END, NULL::uuid,
     ROW(sender, least(turn_number, 5), turn_number < 5 AND turn_replied_at IS NOT NULL)::text)"""

_CALL = "VALUES ('call', counted_at, NULL::uuid, ROW(outcome, is_won)::text)"

_BOOKING = f"""SELECT 'won', NULL::timestamptz, changed.client_id, concat(starts_at, ' ', earned)
    FROM (VALUES ({EARNED})) AS booking (earned) WHERE earned > 0"""

TABLES_THAT_MARK = {"leads": _LEAD, "lead_messages": _MESSAGE, "lead_calls": _CALL, "bookings": _BOOKING}

_LEADS = """
    coach_id id created_at source gender status age job_title messages_in messages_out messages_human first_message_at
    last_message_at qualified_at lead_magnet_sent_at email_captured_at call_proposed_at call_booked_at won_at lost_at
    loss_reason deal_value_cents client_id fold_version
"""
_MESSAGES = "coach_id direction sender sent_at turn_number turn_replied_at"
_CALLS = "coach_id counted_at outcome is_won"
_BOOKINGS = "coach_id client_id status starts_at price_cents retained_cents"
COUNTED = {
    table: Grant(Role.ROLLUP, READ, ANY_ROW, columns=tuple(columns.split()))
    for table, columns in {
        "leads": _LEADS,
        "lead_messages": _MESSAGES,
        "lead_calls": _CALLS,
        "bookings": _BOOKINGS,
    }.items()
}
"""What the rollup reads of any practice: nothing that says who somebody is, or what was said."""
