"""What is added up: the names of the cells' metrics, by the day that they belong to (docs/kpis.md).

Counts, seconds, years and cents only: every figure of the page is a sum of these, or a ratio of two sums.
"""

from enum import StrEnum

from trustcoach_app.models.rollup import MarkFamily

RULES_VERSION = 2
"""Of what is counted below. A set of cells by older rules is replaced as a whole, once every lead is folded anew."""


class Metric(StrEnum):
    """One additive figure of a local day."""

    # The leads created that day.
    LEADS = "leads"
    LEADS_OF_SOURCE = "leads_of_source"
    """By source as it is spelt; empty: unknown. Who reads adds up what differs in spelling only."""
    LEADS_OF_GENDER = "leads_of_gender"
    """By male, female, other; empty: unknown."""
    LEADS_OF_STATUS = "leads_of_status"
    """By the status that they have now: over all days, how many leads are in each."""
    LEADS_OF_JOB = "leads_of_job"
    """By profession as it is spelt, where known."""
    AGED = "aged"
    """Leads whose age is known."""
    AGES = "ages"
    """Sum of their years."""
    COHORT_MESSAGES = "cohort_messages"
    """Messages of both directions, of whatever day."""
    DISCUSSIONS = "discussions"
    """Leads with two messages or more, by how long they talked: 0 is none, 1 a second, each next one 5 % longer …"""
    DISCUSSION_SECONDS = "discussion_seconds"
    """… and, by the same, the sum of their last minus first message."""
    COHORT_QUALIFIED = "cohort_qualified"
    """Leads who were qualified, whenever; so the next two."""
    COHORT_PROPOSED = "cohort_proposed"
    COHORT_BOOKED = "cohort_booked"
    WRITTEN_TO = "written_to"
    """Leads with one outbound message or more."""
    UNAIDED = "unaided"
    """Those of them that no human wrote to."""

    # The messages sent that day.
    SENT = "sent"
    SENT_BY_AI = "sent_by_ai"
    SENT_NUMBER = "sent_number"
    """Turns that began that day, by their place in the lead's sequence, 1 to 4."""
    REPLIED_NUMBER = "replied_number"
    """Those of them that were replied to, whenever."""

    # The stages reached that day.
    QUALIFIED = "qualified"
    QUALIFIED_THEN_PROPOSED = "qualified_then_proposed"
    """Leads qualified that day to whom a call was proposed since."""
    MAGNETS = "magnets"
    EMAILS = "emails"
    PROPOSED = "proposed"
    PROPOSED_THEN_BOOKED = "proposed_then_booked"
    BOOKED = "booked"
    BOOKED_AT = "booked_at"
    """By ISO weekday and hour of the coach's zone: 1-09 … 7-23."""
    BOOKED_AFTER = "booked_after"
    """Booked leads with a message before: how many …"""
    BOOKED_AFTER_SECONDS = "booked_after_seconds"
    """… and the sum of booking minus first message."""
    WON = "won"
    DEALS = "deals"
    """Won leads with a deal value above zero."""
    DEAL_CENTS = "deal_cents"
    REVENUE = "revenue"
    """Cents of the won leads: client is what their clients brought since, deal what their deals are worth beyond that.
    Of a client with several, what it brought counts for the lead that was won first."""
    LOST = "lost"
    LOST_FOR = "lost_for"
    """By loss reason; empty: none was given."""

    # The calls scheduled for that day; those that were held earlier, on the day on which they were.
    HELD = "held"
    HELD_AND_WON = "held_and_won"
    """Those of them that a deal came from."""
    NO_SHOW = "no_show"


FAMILY: dict[MarkFamily, frozenset[Metric]] = {
    MarkFamily.COHORT: frozenset(
        {
            Metric.LEADS,
            Metric.LEADS_OF_SOURCE,
            Metric.LEADS_OF_GENDER,
            Metric.LEADS_OF_STATUS,
            Metric.LEADS_OF_JOB,
            Metric.AGED,
            Metric.AGES,
            Metric.COHORT_MESSAGES,
            Metric.DISCUSSIONS,
            Metric.DISCUSSION_SECONDS,
            Metric.COHORT_QUALIFIED,
            Metric.COHORT_PROPOSED,
            Metric.COHORT_BOOKED,
            Metric.WRITTEN_TO,
            Metric.UNAIDED,
        }
    ),
    MarkFamily.SENT: frozenset({Metric.SENT, Metric.SENT_BY_AI, Metric.SENT_NUMBER, Metric.REPLIED_NUMBER}),
    MarkFamily.QUALIFIED: frozenset({Metric.QUALIFIED, Metric.QUALIFIED_THEN_PROPOSED}),
    MarkFamily.MAGNET: frozenset({Metric.MAGNETS}),
    MarkFamily.EMAIL: frozenset({Metric.EMAILS}),
    MarkFamily.PROPOSED: frozenset({Metric.PROPOSED, Metric.PROPOSED_THEN_BOOKED}),
    MarkFamily.BOOKED: frozenset({Metric.BOOKED, Metric.BOOKED_AT, Metric.BOOKED_AFTER, Metric.BOOKED_AFTER_SECONDS}),
    MarkFamily.WON: frozenset({Metric.WON, Metric.DEALS, Metric.DEAL_CENTS, Metric.REVENUE}),
    MarkFamily.LOST: frozenset({Metric.LOST, Metric.LOST_FOR}),
    MarkFamily.CALL: frozenset({Metric.HELD, Metric.HELD_AND_WON, Metric.NO_SHOW}),
}
"""Which metrics are added up together when a day of a family is dirty."""
