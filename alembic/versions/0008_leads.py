"""What the setter brings in: leads, their messages and their events."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("lead_events", "lead_messages", "leads")
ENUMS = (
    "gender",
    "lead_status",
    "call_outcome",
    "loss_reason",
    "message_direction",
    "message_sender",
    "lead_event_type",
    "event_origin",
)
SOMETIMES = (
    "client_id",
    "qualified_at",
    "lead_magnet_sent_at",
    "email_captured_at",
    "call_proposed_at",
    "call_booked_at",
    "call_scheduled_at",
    "won_at",
    "lost_at",
)
"""Columns of leads that few rows have."""


def upgrade() -> None:
    """Create the tables."""
    _leads()
    _lead_messages()
    _lead_events()


def _leads() -> None:
    op.create_table(
        "leads",
        *_of_a_practice("leads"),
        sa.Column("instagram_id", sa.String(length=64), nullable=False),
        sa.Column("contact_id", sa.String(length=64), nullable=False),
        sa.Column("instagram_username", sa.String(length=64), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("age", sa.SmallInteger(), nullable=True),
        sa.Column("gender", sa.Enum("male", "female", "other", name="gender"), nullable=True),
        sa.Column("job_title", sa.String(length=80), nullable=False),
        sa.Column("job_key", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("profile_clock", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "new",
                "engaged",
                "qualified",
                "call_proposed",
                "call_booked",
                "won",
                "lost",
                "relance",
                name="lead_status",
            ),
            server_default="new",
            nullable=False,
        ),
        sa.Column("engaged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("qualified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lead_magnet_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email_captured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_booked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_scheduled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_outcome", sa.Enum("held", "no_show", "cancelled", name="call_outcome"), nullable=True),
        sa.Column("won_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "loss_reason", sa.Enum("price", "time", "tried", "hesitation", "other", name="loss_reason"), nullable=True
        ),
        sa.Column("deal_value_cents", sa.Integer(), nullable=True),
        sa.Column("messages_in", sa.Integer(), nullable=False),
        sa.Column("messages_out", sa.Integer(), nullable=False),
        sa.Column("messages_human", sa.Integer(), nullable=False),
        sa.Column("first_message_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_message_direction", sa.Enum("in", "out", name="message_direction"), nullable=True),
        sa.Column("active_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("tags", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("notes", sa.LargeBinary(), nullable=False),
        sa.Column("notes_revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("search_key", sa.String(length=400), nullable=False),
        sa.CheckConstraint("age BETWEEN 13 AND 120", name=op.f("ck_leads_age_of_a_person")),
        sa.CheckConstraint("deal_value_cents >= 0", name=op.f("ck_leads_deal_positive")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_leads_email_lower")),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_leads_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
    )
    op.create_index(
        "ix_leads_coach_id_active_at",
        "leads",
        ["coach_id", sa.literal_column("active_at DESC"), sa.literal_column("id DESC")],
    )
    for fact in SOMETIMES:
        op.create_index(
            f"ix_leads_coach_id_{fact}", "leads", ["coach_id", fact], postgresql_where=sa.text(f"{fact} IS NOT NULL")
        )
    op.create_index("ix_leads_coach_id_created_at", "leads", ["coach_id", "created_at"])
    op.create_index(
        "ix_leads_coach_id_status",
        "leads",
        ["coach_id", "status", "last_message_at"],
        postgresql_include=["last_message_direction"],
    )
    op.create_index(
        "ix_leads_coach_id_source",
        "leads",
        ["coach_id", "source", sa.literal_column("active_at DESC"), sa.literal_column("id DESC")],
    )
    op.create_index(
        "ix_leads_tagged",
        "leads",
        ["coach_id", sa.literal_column("active_at DESC"), sa.literal_column("id DESC")],
        postgresql_where=sa.text("tags <> '{}'"),
    )
    op.create_index(
        "ix_leads_search", "leads", [sa.literal_column("to_tsvector('simple', search_key)")], postgresql_using="gin"
    )
    op.create_index("uq_leads_coach_id_instagram_id", "leads", ["coach_id", "instagram_id"], unique=True)


def _lead_messages() -> None:
    op.create_table(
        "lead_messages",
        *_of_a_practice("lead_messages"),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("direction", postgresql.ENUM(name="message_direction", create_type=False), nullable=False),
        sa.Column("sender", sa.Enum("ai", "human", "lead", name="message_sender"), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_number", sa.SmallInteger(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(direction = 'in') = (sender = 'lead')", name=op.f("ck_lead_messages_sender_fits")),
        sa.ForeignKeyConstraint(
            ["coach_id", "lead_id"],
            ["leads.coach_id", "leads.id"],
            name=op.f("fk_lead_messages_coach_id_lead_id"),
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_lead_messages_coach_id_lead_id_sent_at", "lead_messages", ["coach_id", "lead_id", "sent_at"])
    op.create_index(
        "ix_lead_messages_coach_id_sent_at",
        "lead_messages",
        ["coach_id", "sent_at"],
        postgresql_include=("sender", "message_number", "replied_at"),
        postgresql_where=sa.text("direction = 'out'"),
    )


def _lead_events() -> None:
    op.create_table(
        "lead_events",
        *_of_a_practice("lead_events"),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
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
                name="lead_event_type",
            ),
            nullable=False,
        ),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.Enum("hook", "import", "hand", name="event_origin"), nullable=False),
        sa.Column("data", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["coach_id", "lead_id"],
            ["leads.coach_id", "leads.id"],
            name=op.f("fk_lead_events_coach_id_lead_id"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "ix_lead_events_coach_id_lead_id_occurred_at", "lead_events", ["coach_id", "lead_id", "occurred_at"]
    )


def _of_a_practice(table: str) -> list[sa.Column | sa.ForeignKeyConstraint | sa.PrimaryKeyConstraint]:
    return [
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f(f"fk_{table}_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    """Drop them, with their enums."""
    for table in TABLES:
        op.drop_table(table)
    for enum in ENUMS:
        op.execute(f"DROP TYPE {enum}")
