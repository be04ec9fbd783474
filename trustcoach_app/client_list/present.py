"""From clients to the words of their list. Pure."""

from datetime import datetime

from trustcoach_app.bookings.health import Health
from trustcoach_app.choices import Chip, Option
from trustcoach_app.client_file.standing.present import HEALTH, days_ago, is_ahead, sessions_held, why
from trustcoach_app.client_list.address import CSV_PATH, Activity, ClientFilter, ClientsAddress, Sort
from trustcoach_app.client_list.facts import ListFacts
from trustcoach_app.client_list.queries import ClientPage, ListedClient
from trustcoach_app.client_list.views import ClientCard, ClientsView
from trustcoach_app.clients.keys import tag_key
from trustcoach_app.clients.present import reach
from trustcoach_app.days import first_after, next_midnight
from trustcoach_app.formats import plural
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.money import euros
from trustcoach_app.names import initials, tone_index

MANY = {
    Health.ACTIVE: "Actifs",
    Health.REVIEW: "À revoir",
    Health.NEW: "Nouveaux",
    Health.INACTIVE: "Inactifs",
}
STAGES = {ClientStage.CLIENT: "Clients", ClientStage.PROSPECT: "Prospects"}
ACTIVITIES = {
    Activity.ANY: "Toutes",
    Activity.AHEAD: "Séance prévue",
    Activity.NOTHING_AHEAD: "Rien de prévu",
    Activity.ARCHIVED: "Archivés",
}
SORTS = {
    Sort.LAST: "Dernière séance",
    Sort.NEXT: "Prochaine séance",
    Sort.NAME: "Nom",
    Sort.EARNED: "Revenus",
}


def clients_view(facts: ListFacts, address: ClientsAddress, now: datetime) -> ClientsView:
    """One page of the list in words, as its coach reads it at `now`."""
    wanted, page = address.filter, facts.page
    folded = (wanted.stage, wanted.activity, wanted.tag, wanted.sort is not Sort.LAST)
    return ClientsView(
        title=f"Mes clients ({thousands(page.everybody)})" if page.everybody else "Mes clients",
        cards=[_card(client, facts, now) for client in page.clients],
        summary=_summary(wanted, page),
        health=_chips(wanted, page),
        search=wanted.search,
        stage=wanted.stage.value if wanted.stage else "",
        activity=wanted.activity.value,
        tag=_chosen(wanted.tag, facts.known_tags),
        sort=wanted.sort.value,
        tags=[Option(tag, tag) for tag in facts.known_tags],
        more_filters=str(sum(map(bool, folded)) or ""),
        csv_href=wanted.href(CSV_PATH) if page.clients else "",
        before_href=wanted.href(avant=page.clients[0].cursor) if page.has_before and page.clients else "",
        after_href=wanted.href(apres=page.clients[-1].cursor) if page.has_after and page.clients else "",
        is_filtered=wanted.is_narrow,
        has_clients=page.everybody > 0,
        is_archive=wanted.activity is Activity.ARCHIVED,
    )


def next_change(facts: ListFacts, now: datetime) -> datetime:
    """The first instant at which the list would read differently although no row has changed."""
    midnight = next_midnight(now, facts.zone)
    return first_after(now, (midnight, facts.page.next_change)) or midnight


def thousands(count: int) -> str:
    """`1 240`, with a narrow no-break space."""
    return f"{count:,}".replace(",", "\u202f")


def _card(client: ListedClient, facts: ListFacts, now: datetime) -> ClientCard:
    return ClientCard(
        id=str(client.id),
        name=client.name,
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        health=client.health.value,
        why=why(client.history, facts.zone, now),
        is_ahead=is_ahead(client.history),
        about=_about(client, facts, now),
        goal=facts.goals.get(client.id, ""),
        tags=facts.tags.get(client.id, []),
        is_prospect=client.stage is ClientStage.PROSPECT,
        is_archived=client.archived_at is not None,
        reach=reach(email=client.email, phone=client.phone),
    )


def _about(client: ListedClient, facts: ListFacts, now: datetime) -> list[str]:
    """What the reason does not say already."""
    history, words = client.history, [sessions_held(client.history)]
    if history.last_held and is_ahead(history):
        words.append(f"Dernière\u202f: {days_ago(history.last_held, facts.zone, now)}")
    if history.earned_cents:
        words.append(euros(history.earned_cents))
    return words


def _summary(wanted: ClientFilter, page: ClientPage) -> str:
    total = page.by_health.get(wanted.health, 0) if wanted.health else page.found
    if page.is_guess:
        return f"Personne ne s’appelle ainsi. {plural(total, 'nom proche', 'noms proches')}\u202f:"
    words = plural(total, "client trouvé", "clients trouvés") if wanted.is_narrow else plural(total, "client")
    return words.replace(str(total), thousands(total), 1)


def _chips(wanted: ClientFilter, page: ClientPage) -> list[Chip]:
    everyone = wanted.but(health=None)
    chips = [Chip("tous", "Tous", thousands(page.found), everyone.href(), wanted.health is None)]
    for health in HEALTH:
        href, count = wanted.but(health=health).href(), thousands(page.by_health.get(health, 0))
        chips.append(Chip(health.value, MANY[health], count, href, wanted.health is health))
    return chips


def _chosen(tag: str, known: list[str]) -> str:
    """As the list of tags spells it."""
    return next((label for label in known if tag_key(label) == tag_key(tag)), tag)
