"""Who of a list becomes a client: known, new, or a question."""

from tests.fixtures.practice import NOW, Practice
from tests.importing.exports import plan_of, upload
from tests.importing.test_importing import rows
from trustcoach_app.clients import service as clients
from trustcoach_app.importing.clients_plan import NOBODY
from trustcoach_app.importing.plan import NEW, ImportPlan
from trustcoach_app.importing.service import confirm_import
from trustcoach_app.models.clients import Client

FAMILY = b"Nom;E-mail;Tel\nJean Roux;roux@mail.example;0612345678\nAnne Roux;Roux@mail.example;0612345679\n"


async def plan(practice: Practice, content: bytes) -> ImportPlan:
    return await plan_of(practice, await upload(practice, content, "clients.csv"))


async def addresses(practice: Practice) -> dict[str, str | None]:
    return {row.name: row.email for row in await rows(practice, Client) if row.name != "Marie Dupont"}


async def test_two_people_with_one_address_are_both_imported(alice: Practice) -> None:
    """The coach says whose it is; it may be nobody's."""
    found = await plan(alice, FAMILY)
    [shared] = found.shared
    labels = [choice.label for choice in shared.choices]
    assert ([one.name for one in found.people], labels) == (
        ["Jean Roux", "Anne Roux"],
        ["Jean Roux", "Anne Roux", "À personne"],
    )
    import_id = await upload(alice, FAMILY, "clients.csv")
    await alice.does(confirm_import, import_id=import_id, answers={shared.key: shared.choices[1].value}, now=NOW)
    assert await addresses(alice) == {"Jean Roux": None, "Anne Roux": "roux@mail.example"}


async def test_a_shared_address_may_be_nobodys(alice: Practice) -> None:
    import_id = await upload(alice, FAMILY, "clients.csv")
    await alice.does(confirm_import, import_id=import_id, answers={"adresse:roux@mail.example": NOBODY}, now=NOW)
    assert await addresses(alice) == {"Jean Roux": None, "Anne Roux": None}


async def test_an_address_that_a_client_of_another_name_has_is_a_question(alice: Practice) -> None:
    """Silently she would become him."""
    jean = await alice.does(clients.add_client, name="Jean Roux", email="roux@mail.example", now=NOW)
    found = await plan(alice, b"Nom;E-mail\nAnne Roux;roux@mail.example\nROUX Jean;roux@mail.example\n")
    anne, known = found.people
    assert ([choice.value for choice in anne.choices], known.client_id) == ([str(jean.id), NEW], str(jean.id))
    import_id = await upload(alice, b"Nom;E-mail\nAnne Roux;roux@mail.example\n", "clients.csv")
    await alice.does(confirm_import, import_id=import_id, answers={anne.key: NEW}, now=NOW)
    assert await addresses(alice) == {"Jean Roux": "roux@mail.example", "Anne Roux": None}


async def test_a_name_that_stands_twice_once_without_an_address_is_a_question(alice: Practice) -> None:
    content = b"Nom;E-mail;Tel\nJean Roux;jean@mail.example;\nJean Roux;;0612345678\n"
    first, second = (await plan(alice, content)).people
    same, other = second.choices
    assert (first.choices, same.value, other.value) == ((), f"same:{first.key}", NEW)
    import_id = await upload(alice, content, "clients.csv")
    await alice.does(confirm_import, import_id=import_id, answers={second.key: same.value}, now=NOW)
    assert await addresses(alice) == {"Jean Roux": "jean@mail.example"}


async def test_the_same_line_twice_counts_once(alice: Practice) -> None:
    found = await plan(alice, b"Nom;E-mail\nJean Roux;jean@mail.example\nJEAN ROUX;Jean@mail.example\n")
    assert ([line.why for line in found.skipped], found.shared) == (["Déjà plus haut dans ce fichier."], [])
