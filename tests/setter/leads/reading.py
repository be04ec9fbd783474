"""The list as the page reads it, for an address."""

from zoneinfo import ZoneInfo

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.setter.leads.address import leads_address_of
from trustcoach_app.setter.leads.queries.counts import counts
from trustcoach_app.setter.leads.queries.leads import LeadPage, lead_page
from trustcoach_app.setter.present import name_of

PARIS = ZoneInfo("Europe/Paris")


async def page(practice: Practice, **asked: str) -> LeadPage:
    """The page of an address, e.g. `await page(alice, statut="won")`."""
    return await practice.does(lead_page, address=leads_address_of(asked), zone=PARIS, now=NOW)


async def names(practice: Practice, **asked: str) -> list[str]:
    """The names on it, in order."""
    return [name_of(lead) for lead in (await page(practice, **asked)).leads]


async def counted(practice: Practice, **asked: str) -> tuple[dict[str, int], int]:
    """How many by status, and how many to be followed up."""
    found = await practice.does(counts, wanted=leads_address_of(asked).filter, zone=PARIS, now=NOW)
    return {status.value: total for status, total in found.leads.items()}, sum(found.due.values())
