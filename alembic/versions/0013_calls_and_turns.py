"""Calls and turns as facts of their own; sources and professions however they are spelt; kinds of events as text.

What follows from a lead's rows is folded anew by the jobs, practice by practice (jobs/refold.py). Until then its pages
show the figures that there are; what its lists ask for is filled in here.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from trustcoach_app.setter.keys import spelling_key

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = (
    "lead.qualified",
    "lead_magnet.sent",
    "email.captured",
    "call.proposed",
    "call.booked",
    "call.held",
    "call.no_show",
    "call.cancelled",
    "lead.relance",
    "lead.lost",
    "lead.won",
    "status.set",
    "deal.valued",
    "lead.followed_up",
    "lead.snoozed",
)
NEW_KINDS = ("lead.followed_up", "lead.snoozed")
KINDS_BEFORE = (
    "lead.qualified",
    "lead_magnet.sent",
    "email.captured",
    "call.proposed",
    "call.booked",
    "call.held",
    "call.no_show",
    "call.cancelled",
    "lead.relance",
    "lead.won",
    "lead.lost",
    "status.set",
    "deal.valued",
)
INSTANTS = ("last_contact_at", "followed_up_at", "snoozed_until", "deferred_until", "returned_at")
UNANSWERED = "last_message_direction = 'out' AND last_message_at IS NOT NULL"
WAS_QUALIFIED = "(qualified_at IS NOT NULL OR call_proposed_at IS NOT NULL OR call_booked_at IS NOT NULL)"
WAITING = {
    "qualified": f"{UNANSWERED} AND status IN ('qualified', 'call_proposed', 'call_booked')",
    "engaged": f"{UNANSWERED} AND status = 'engaged'",
    "new": f"{UNANSWERED} AND status = 'new'",
    "relance_qualified": f"status = 'relance' AND {UNANSWERED} AND {WAS_QUALIFIED}",
    "relance": f"status = 'relance' AND ({UNANSWERED} AND {WAS_QUALIFIED}) IS NOT TRUE",
}
RETURNED = "returned_at IS NOT NULL AND (followed_up_at IS NULL OR followed_up_at < returned_at)"
LATEST = ("coach_id", "source_key", sa.literal_column("active_at DESC"), sa.literal_column("id DESC"))


def upgrade() -> None:
    """Add what is new, and have every set of figures made anew."""
    _kinds_as_text()
    _calls()
    _turns()
    _leads()
    op.add_column("kpi_states", sa.Column("rules_version", sa.SmallInteger(), server_default="0", nullable=False))
    op.execute(
        "INSERT INTO kpi_states (coach_id, timezone, last_updated, drift) "
        "SELECT c.id, c.timezone, now(), 0 FROM coaches c WHERE EXISTS (SELECT FROM leads l WHERE l.coach_id = c.id) "
        "ON CONFLICT DO NOTHING"
    )
    op.alter_column("kpi_states", "rules_version", server_default="1")


def _kinds_as_text() -> None:
    op.execute("ALTER TABLE lead_events ALTER type TYPE varchar(40) USING type::text")
    op.execute("DROP TYPE lead_event_type")
    known = ", ".join(f"'{kind}'" for kind in KINDS)
    op.create_check_constraint(op.f("ck_lead_events_type_known"), "lead_events", f"type IN ({known})")


def _calls() -> None:
    op.create_table(
        "lead_calls",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", postgresql.ENUM(name="call_outcome", create_type=False), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_won", sa.Boolean(), server_default="false", nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_lead_calls_coach_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["coach_id", "lead_id"],
            ["leads.coach_id", "leads.id"],
            name=op.f("fk_lead_calls_coach_id_lead_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_lead_calls")),
    )
    op.create_index("ix_lead_calls_coach_id_lead_id", "lead_calls", ["coach_id", "lead_id"])
    op.create_index(
        "ix_lead_calls_coach_id_counted_at",
        "lead_calls",
        ["coach_id", "counted_at"],
        postgresql_include=["outcome", "is_won"],
        postgresql_where=sa.text("counted_at IS NOT NULL"),
    )


def _turns() -> None:
    op.add_column("lead_messages", sa.Column("turn_number", sa.SmallInteger(), nullable=True))
    op.add_column("lead_messages", sa.Column("turn_replied_at", sa.DateTime(timezone=True), nullable=True))
    _make_message_index_anew("turn_number", "turn_replied_at")


def _make_message_index_anew(*holds: str) -> None:
    op.drop_index("ix_lead_messages_coach_id_sent_at", "lead_messages")
    op.create_index(
        "ix_lead_messages_coach_id_sent_at",
        "lead_messages",
        ["coach_id", "sent_at"],
        postgresql_include=["sender", *holds],
        postgresql_where=sa.text("direction = 'out'"),
    )


def _leads() -> None:
    op.add_column("leads", sa.Column("source_key", sa.String(length=80), nullable=True))
    for name in INSTANTS:
        op.add_column("leads", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("leads", sa.Column("fold_version", sa.SmallInteger(), server_default="0", nullable=False))
    _fill_in()
    op.alter_column("leads", "source_key", nullable=False, server_default="")
    op.alter_column("leads", "fold_version", server_default="1")
    op.drop_index("ix_leads_coach_id_source", "leads")
    op.create_index("ix_leads_coach_id_source_key", "leads", list(LATEST), postgresql_include=["source"])
    op.create_index("ix_leads_folded_before", "leads", ["coach_id", "id"], postgresql_where=sa.text("fold_version < 1"))
    for name in WAITING:
        op.drop_index(f"ix_leads_waiting_{name}", "leads")
    _make_waiting_indexes(
        {**WAITING, "returned": RETURNED}, "last_contact_at", ["status", "deferred_until", "followed_up_at"]
    )


def _make_waiting_indexes(waiting: dict[str, str], instant: str, holds: list[str]) -> None:
    for name, which in waiting.items():
        op.create_index(
            f"ix_leads_waiting_{name}",
            "leads",
            ["coach_id", sa.literal_column(f"{instant} NULLS FIRST"), "id"],
            postgresql_include=holds,
            postgresql_where=sa.text(which),
        )


def _fill_in() -> None:
    """In one pass: what words are found by, and since when there is silence."""
    connection = op.get_bind()
    connection.execute(sa.text("CREATE TEMPORARY TABLE spelt (words varchar PRIMARY KEY, key varchar) ON COMMIT DROP"))
    known = connection.execute(sa.text("SELECT source FROM leads UNION SELECT job_title FROM leads")).scalars().all()
    for start in range(0, len(known), 10_000):
        some = [{"words": words, "key": spelling_key(words)} for words in known[start : start + 10_000]]
        connection.execute(sa.text("INSERT INTO spelt VALUES (:words, :key)"), some)
    op.execute(
        "UPDATE leads SET source_key = source.key, job_key = job.key, last_contact_at = last_message_at, "
        "deferred_until = CASE WHEN call_outcome IS NULL AND call_booked_at IS NOT NULL AND status <> 'lost' "
        "THEN call_scheduled_at END FROM spelt AS source, spelt AS job "
        "WHERE source.words = leads.source AND job.words = leads.job_title"
    )


def downgrade() -> None:
    """As it was; what only the new kinds of events say goes."""
    op.drop_column("kpi_states", "rules_version")
    for name in (*WAITING, "returned"):
        op.drop_index(f"ix_leads_waiting_{name}", "leads")
    op.drop_index("ix_leads_folded_before", "leads")
    op.drop_index("ix_leads_coach_id_source_key", "leads")
    op.create_index("ix_leads_coach_id_source", "leads", ["coach_id", "source", *LATEST[2:]])
    for name in ("source_key", "fold_version", *INSTANTS):
        op.drop_column("leads", name)
    _make_waiting_indexes(WAITING, "last_message_at", ["status"])
    _make_message_index_anew("message_number", "replied_at")
    for name in ("turn_number", "turn_replied_at"):
        op.drop_column("lead_messages", name)
    op.drop_table("lead_calls")
    op.drop_constraint(op.f("ck_lead_events_type_known"), "lead_events")
    gone = ", ".join(f"'{kind}'" for kind in NEW_KINDS)
    op.execute(f"DELETE FROM lead_events WHERE type IN ({gone})")  # noqa: S608  names of ours
    sa.Enum(*KINDS_BEFORE, name="lead_event_type").create(op.get_bind())
    op.execute("ALTER TABLE lead_events ALTER type TYPE lead_event_type USING type::lead_event_type")
