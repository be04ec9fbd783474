"""Lists of clients as spreadsheets write them."""

import pytest

from tests.fixtures.practice import Practice
from tests.importing.exports import plan_of, upload, written
from trustcoach_app.clients.queries import directory
from trustcoach_app.importing.clients_file import FileClient, read_clients
from trustcoach_app.uploads.text import Unreadable

FRENCH = "Prénom;Nom;Adresse e-mail;Téléphone\nÉlodie;D’Œuvre;Elodie@Mail.example;06 12 34 56 78\n"
ELODIE = FileClient(2, "Élodie D’Œuvre", "elodie@mail.example", "+33612345678")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    """What French Excel writes, and what everything else does."""
    reading = read_clients(FRENCH.encode(encoding))
    assert (reading.people, reading.skipped) == ([ELODIE], [])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiters(delimiter: str) -> None:
    """Semicolon, comma, tab."""
    assert read_clients(FRENCH.replace(";", delimiter).encode()).people == [ELODIE]


def test_english_headers_and_quoted_cells() -> None:
    """One column for the whole name; a comma inside it."""
    reading = read_clients(b'Full Name,Email Address,Notes\r\n"Moreau, Lea",lea@mail.example,"two\r\nlines"\r\n')
    assert reading.people == [FileClient(2, "Moreau, Lea", "lea@mail.example", "")]


def test_nom_alone_is_the_whole_name() -> None:
    """Without a column for the first name."""
    assert read_clients(b"Nom;Tel\nMarie Dupont;\n").people == [FileClient(2, "Marie Dupont", "", "")]


def test_errors_are_told_line_by_line() -> None:
    """The other lines are taken; blank ones are no error."""
    reading = read_clients(b"nom;email;tel\nAda;pas une adresse;\n\n;x@mail.example;\nIda;;12\nEva;;\n")
    assert [person.name for person in reading.people] == ["Eva"]
    assert [(line.what, line.why) for line in reading.skipped] == [
        ("Ligne 2 (Ada)", "Cette adresse e-mail n’est pas valide\u202f: pas une adresse."),
        ("Ligne 4", "Il manque le nom."),
        ("Ligne 5 (Ida)", "Ce numéro de téléphone n’est pas valide\u202f: 12."),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "Ligne 1"), (b"a;b\n1;2\n", "Ligne 1"), (b"nom\n\x00", "fichier texte"), (b"nom\n" + b"a\n" * 5001, "5000")],
)
def test_a_file_that_is_no_list(content: bytes, sentence: str) -> None:
    """Says what is missing."""
    with pytest.raises(Unreadable, match=sentence):
        read_clients(content)


async def test_a_list_becomes_clients_once(alice: Practice) -> None:
    """The second time everybody with an address is known, the others are a question."""
    content = b"nom;email\nLea Moreau;lea@mail.example\nIda Roux;\nLea Moreau;LEA@mail.example\n"
    import_id = await upload(alice, content, "clients.csv")
    assert [line.why for line in (await plan_of(alice, import_id)).skipped] == ["Déjà plus haut dans ce fichier."]
    await written(alice, content, "clients.csv")
    await written(alice, content, "clients.csv")
    names = [row.name for row in await alice.does(directory, limit=10)]
    assert names == ["Ida Roux", "Lea Moreau", "Marie Dupont"]
