"""The columns of other programs, in their own words."""

import pytest

from trustcoach_app.importing.clients_file import FileClient, read_clients
from trustcoach_app.importing.contact_columns import understood

ADA = ("Ada Renard", "ada@mail.example", "+33612345678")
GOOGLE = "First Name,Middle Name,Last Name,Nickname,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value"
GOOGLE_BEFORE = "Name,Given Name,Additional Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value"
OUTLOOK = '"Prénom","Nom","Téléphone (bureau)","Tél. mobile","Adresse de messagerie","Type de l\'adresse de messagerie"'
OUTLOOK_ENGLISH = (
    "First Name,Last Name,Company,Home Phone,Mobile Phone,Fax,E-mail Address,E-mail Type,E-mail Display Name"
)
APPLE = "First name;Last name;Home Email;iPhone;Main Phone;Birthday"


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (GOOGLE, "Ada,,Renard,Dada,* Home,ada@mail.example,Mobile,06 12 34 56 78"),
        (GOOGLE_BEFORE, "Ada Renard,Ada,,Renard,* ,ada@mail.example ::: ada@work.example,+33612345678"),
        (OUTLOOK, "Ada,Renard,0142685300,06 12 34 56 78,ada@mail.example,Ada Renard (ada)"),
        (OUTLOOK_ENGLISH, "Ada,Renard,Acme,,0612345678,0142685301,ada@mail.example,SMTP,Ada Renard"),
        (APPLE, "Ada;Renard;ada@mail.example;06.12.34.56.78;0142685300;"),
        ("\ufeffNOM_DE_FAMILLE;PRÉNOM;Courriel;N° de téléphone", "Renard;Ada;ADA@mail.example;33612345678"),
        ("Contact;Mail ;GSM", "Ada\u00a0Renard;<ada@mail.example>;tel:+33612345678"),
    ],
)
def test_names_addresses_and_numbers_are_found(header: str, line: str) -> None:
    [found] = read_clients(f"{header}\n{line}\n".encode()).people
    assert (found.name.replace("\u00a0", " "), found.email, found.phone) == ADA


def test_what_is_not_understood_is_named() -> None:
    content = f"{GOOGLE},Birthday,Notes\nAda,,Renard,,* Home,ada@mail.example,,,1980-01-01,\n"
    assert [(note.what, note.why) for note in read_clients(content.encode()).notes] == [
        ("Colonnes non reprises", "E-mail 1 - Label, Birthday.")
    ]


def test_second_addresses_and_numbers_are_told() -> None:
    content = (
        "Nom;E-mail;E-mail 2;Tél.;Mobile\nAda;a@mail.example;b@mail.example;;\nIda;;;0142685300;0612345678\nEva;;;;\n"
    )
    reading = read_clients(content.encode())
    assert [person.phone for person in reading.people] == ["", "+33612345678", ""]
    assert [note.why for note in reading.notes] == ["Les autres ne sont pas repris (lignes 2, 3)."]


def test_a_title_above_the_names_of_the_columns_is_no_column() -> None:
    content = "Mes clients au 12 janvier\n\nNom;E-mail\nAda Renard;ada@mail.example\n"
    assert read_clients(content.encode()).people == [FileClient(4, "Ada Renard", "ada@mail.example", "")]


@pytest.mark.parametrize(
    "header", ["Adresse", "Société", "N° client", "E-mail Display Name", "Fax", "Work", "Note", "Prix"]
)
def test_other_columns_are_none_of_ours(header: str) -> None:
    assert understood([header]).used == set()


def test_a_name_that_lost_letters_and_the_encoding_are_told() -> None:
    reading = read_clients("Nom;Ville\nH?l?ne;Orléans\nZoé;Épinal\n".encode("cp1252"))
    assert [person.name for person in reading.people] == ["H?l?ne", "Zoé"]
    assert [note.what for note in reading.notes] == [
        "Encodage\u202f: Windows-1252",
        "Colonne non reprise",
        "Ligne 2\u202f: H?l?ne",
    ]


def test_one_broken_byte_costs_one_cell() -> None:
    content = "Nom;E-mail\nHélène;h@mail.example\nZoé".encode() + b"\xc3" + ";z@mail.example\nGaël;\n".encode()
    reading = read_clients(content)
    assert [person.name for person in reading.people] == ["Hélène", "Zoé\ufffd", "Gaël"]
    assert [note.what for note in reading.notes] == ["Encodage\u202f: UTF-8", "Ligne 3\u202f: Zoé\ufffd"]


def test_a_name_that_is_too_long_is_told() -> None:
    assert "120 caractères" in read_clients(f"Nom\n{'x' * 121}\n".encode()).skipped[0].why
