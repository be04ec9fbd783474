"""From leads to the words of their list. Pure."""

from datetime import date, datetime
from urllib.parse import quote

from trustcoach_app.choices import Chip, Option
from trustcoach_app.formats import ago, plural
from trustcoach_app.models.lead_history import MessageDirection
from trustcoach_app.models.leads import Lead, LeadStatus
from trustcoach_app.money import euros
from trustcoach_app.names import initials, tone_index
from trustcoach_app.setter.follow_up import priority
from trustcoach_app.setter.keys import spelling_key
from trustcoach_app.setter.leads.address import PATH, Filter, LeadFact, LeadsAddress
from trustcoach_app.setter.leads.queries.counts import Counts
from trustcoach_app.setter.leads.queries.leads import PAGE, FilterChoices, LeadPage
from trustcoach_app.setter.leads.views import LeadRow, LeadsView
from trustcoach_app.setter.present import PRIORITY, STATUS, account_beside, name_of, slot, source_name

FACTS = {
    LeadFact.CREATED: "Création",
    LeadFact.ENGAGED: "Engagement",
    LeadFact.QUALIFIED: "Qualification",
    LeadFact.MAGNET: "Lead magnet envoyé",
    LeadFact.EMAIL: "E-mail recueilli",
    LeadFact.PROPOSED: "Call proposé",
    LeadFact.BOOKED: "Call réservé",
    LeadFact.SCHEDULED: "Date du call",
    LeadFact.WON: "Gain",
    LeadFact.LOST: "Perte",
    LeadFact.TODAY: "Création, aujourd’hui",
    LeadFact.WEEK: "Création, cette semaine",
    LeadFact.CREATED_THEN_WRITTEN: "Création, contactés depuis",
    LeadFact.CREATED_THEN_QUALIFIED: "Création, qualifiés depuis",
    LeadFact.CREATED_THEN_PROPOSED: "Création, call proposé depuis",
    LeadFact.CREATED_THEN_BOOKED: "Création, call réservé depuis",
    LeadFact.DISCUSSED: "Création, avec une discussion",
    LeadFact.UNAIDED: "Création, menés par l’IA seule",
    LeadFact.AGED: "Création, âge connu",
    LeadFact.EMPLOYED: "Création, métier connu",
    LeadFact.MALE: "Création, hommes",
    LeadFact.FEMALE: "Création, femmes",
    LeadFact.OTHER: "Création, autre genre",
    LeadFact.MESSAGED: "Message envoyé",
    LeadFact.MESSAGED_BY_AI: "Message envoyé par l’IA",
    LeadFact.MESSAGE_1: "Message 1 envoyé",
    LeadFact.MESSAGE_2: "Message 2 envoyé",
    LeadFact.MESSAGE_3: "Message 3 envoyé",
    LeadFact.MESSAGE_4: "Message 4 envoyé",
    LeadFact.HELD: "Call tenu",
    LeadFact.NO_SHOW: "Absence au call",
    LeadFact.WON_WITH_VALUE: "Gain, avec une valeur",
}
MANY = {
    LeadStatus.NEW: "Nouveaux",
    LeadStatus.ENGAGED: "Engagés",
    LeadStatus.QUALIFIED: "Qualifiés",
    LeadStatus.CALL_PROPOSED: "Calls proposés",
    LeadStatus.CALL_BOOKED: "Calls réservés",
    LeadStatus.WON: "Gagnés",
    LeadStatus.LOST: "Perdus",
    LeadStatus.RELANCE: "Relances",
}


def leads_view(page: LeadPage, counts: Counts, known: FilterChoices, address: LeadsAddress, now: datetime) -> LeadsView:
    """One page of the list in words."""
    wanted = address.filter
    folded = (
        *(wanted.source, wanted.tag, wanted.job, wanted.reason, wanted.first, wanted.last),
        wanted.fact is not LeadFact.CREATED,
    )
    return LeadsView(
        rows=[_row(lead, now) for lead in page.leads],
        summary=_summary(wanted, counts, page),
        statuses=_statuses(wanted, counts),
        follow_up=_follow_up(wanted, counts),
        search=wanted.search,
        source=_chosen(wanted.source, known.sources),
        tag=wanted.tag,
        job=wanted.job,
        reason=wanted.reason or "",
        fact=wanted.fact.value,
        first=_iso(wanted.first),
        last=_iso(wanted.last),
        sources=[Option(source, source_name(source)) for source in known.sources],
        tags=[Option(tag, tag) for tag in known.tags],
        more_filters=str(sum(map(bool, folded)) or ""),
        csv_href=wanted.csv_href,
        newer_href=_newer(page, address),
        older_href=_older(page, address),
        is_filtered=wanted.is_narrow,
    )


def thousands(count: int) -> str:
    """`1 240`, with a narrow no-break space."""
    return f"{count:,}".replace(",", "\u202f")


def _row(lead: Lead, now: datetime) -> LeadRow:
    name = name_of(lead)
    urgency = priority(lead, now)
    status, status_tone = STATUS[lead.status]
    how, how_tone = PRIORITY[urgency] if urgency else ("", "neutral")
    return LeadRow(
        id=str(lead.id),
        href=f"{PATH}/{quote(str(lead.id))}",
        name=name,
        username=account_beside(name, lead.instagram_username),
        initials=initials(name.removeprefix("@")),
        tone_index=tone_index(name),
        status=status,
        status_tone=status_tone,
        priority=how,
        priority_tone=how_tone,
        source=source_name(lead.source),
        last=_last(lead, now),
        last_is_in=lead.last_message_direction is MessageDirection.IN,
        messages_in=str(lead.messages_in),
        messages_out=str(lead.messages_out),
        messages=f"{plural(lead.messages_in, 'reçu')}, {plural(lead.messages_out, 'envoyé')}",
        deal="" if lead.deal_value_cents is None else euros(lead.deal_value_cents),
        tags=list(lead.tags),
    )


def _last(lead: Lead, now: datetime) -> str:
    if lead.last_message_at is None:
        return ""
    way = "Reçu" if lead.last_message_direction is MessageDirection.IN else "Envoyé"
    return f"{way} {ago(lead.last_message_at, now)}"


def _summary(wanted: Filter, counts: Counts, page: LeadPage) -> str:
    at = f", call réservé le {slot(wanted.slot)}" if wanted.slot else ""
    if counts.more_than and (page.has_newer or page.has_older):
        least = PAGE if wanted.status or wanted.follow_up else counts.more_than
        return f"Plus de {thousands(least)} leads trouvés{at}"
    total = len(page.leads) if counts.more_than else _total(wanted, counts)
    words = plural(total, "lead trouvé", "leads trouvés") if wanted.is_narrow else plural(total, "lead")
    return words.replace(str(total), thousands(total), 1) + at


def _total(wanted: Filter, counts: Counts) -> int:
    each = counts.due if wanted.follow_up else counts.leads
    return each.get(wanted.status, 0) if wanted.status else sum(each.values())


def _count(leading_to: Filter, counts: Counts) -> str:
    return "" if counts.more_than else thousands(_total(leading_to, counts))


def _statuses(wanted: Filter, counts: Counts) -> list[Chip]:
    every = [_chip("tous", "Tous", wanted.but(status=None), counts, is_chosen=wanted.status is None)]
    for status, label in MANY.items():
        every.append(_chip(status, label, wanted.but(status=status), counts, is_chosen=wanted.status is status))
    return every


def _chip(key: str, label: str, leading_to: Filter, counts: Counts, *, is_chosen: bool) -> Chip:
    return Chip(key, label, _count(leading_to, counts), leading_to.href(), is_chosen)


def _follow_up(wanted: Filter, counts: Counts) -> Chip:
    shown = _count(wanted.but(follow_up=True), counts)
    other = wanted.but(follow_up=not wanted.follow_up)
    return Chip("relance", "À relancer", shown, other.href(), wanted.follow_up)


def _newer(page: LeadPage, address: LeadsAddress) -> str:
    if not page.has_newer:
        return ""
    if not page.leads:
        return address.filter.href()
    return address.filter.href(avant=(page.leads[0].active_at, page.leads[0].id))


def _older(page: LeadPage, address: LeadsAddress) -> str:
    if not page.has_older or not page.leads:
        return ""
    return address.filter.href(apres=(page.leads[-1].active_at, page.leads[-1].id))


def _chosen(source: str, known: list[str]) -> str:
    """As the list of sources spells it."""
    return next((each for each in known if spelling_key(each) == spelling_key(source)), source)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
