"""What the two files may look like, and what is said of a line that cannot be taken."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.practice import NOW
from trustcoach_app.config import ROOT
from trustcoach_app.models.lead_history import EventType
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.importing.columns import LEADS as LEAD_COLUMNS
from trustcoach_app.setter.importing.present import errors_csv
from trustcoach_app.setter.importing.reading import LeadFileReading, LeftOutLine, read
from trustcoach_app.setter.intake.events import PROFILE
from trustcoach_app.uploads.text import Unreadable

REUNION = ZoneInfo("Indian/Reunion")
LEADS = "user_id_instagram;created_at"
MESSAGES = "user_id_instagram;direction;sender;text;sent_at"
TEMPLATES = ROOT / "assets" / "setter"


def reads(text: str | bytes, zone: ZoneInfo = REUNION) -> LeadFileReading:
    """As a coach of La Réunion uploads it."""
    return read(text.encode() if isinstance(text, str) else text, zone=zone, now=NOW)


def refusal(text: str) -> tuple[int, str, str]:
    """The one line that is refused: its number, its column, and how its sentence begins."""
    [found] = reads(text).refused
    return found.line, found.column, found.why


def steps(text: str) -> list[tuple[EventType, datetime]]:
    """What the one lead of a file goes through, after its profile."""
    reading = reads(text)
    assert not reading.refused
    return [(event.type, event.occurred_at) for event in reading.events[1:]]


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-01-10T09:30:00+01:00", datetime(2026, 1, 10, 8, 30, tzinfo=UTC)),
        ("2026-01-10T09:30:00Z", datetime(2026, 1, 10, 9, 30, tzinfo=UTC)),
        ("2026-01-10 09:30", datetime(2026, 1, 10, 5, 30, tzinfo=UTC)),
        ("10/01/2026 09:30", datetime(2026, 1, 10, 5, 30, tzinfo=UTC)),
        ("10/01/2026 9h30", datetime(2026, 1, 10, 5, 30, tzinfo=UTC)),
        ("10/01/2026 09:30:15", datetime(2026, 1, 10, 5, 30, 15, tzinfo=UTC)),
        ("10/01/2026", datetime(2026, 1, 9, 20, tzinfo=UTC)),
        ("2026-01-10", datetime(2026, 1, 9, 20, tzinfo=UTC)),
    ],
)
def test_dates_are_iso_or_french_and_of_the_coachs_zone(written: str, instant: datetime) -> None:
    assert reads(f"{LEADS}\n1;{written}").events[0].occurred_at == instant


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_delimiters_and_french_headers(encoding: str, delimiter: str) -> None:
    header = ["Identifiant Instagram", "Date de création", "Prénom", "Métier", "Âge", "Genre"]
    row = ["17841400", "10/01/2026", "Élodie", "Infirmière", "34", "Femme"]
    reading = reads("\r\n".join(map(delimiter.join, (header, row))).encode(encoding))
    said = reading.events[0].lead
    expected = {"first_name": "Élodie", "job_title": "Infirmière", "age": 34, "gender": "female"}
    assert (said.instagram_id, dict(said.said)) == ("17841400", expected)


def test_a_quoted_text_keeps_its_lines_and_lines_are_counted_as_a_spreadsheet_does() -> None:
    reading = reads(f'{MESSAGES}\n1;out;ia;"Bonjour !\nÇa va ?";2026-01-10\n\n1;in;;"";hier')
    assert reading.events[0].data == {"text": "Bonjour !\nÇa va ?", "sender": "ai"}
    assert [(found.line, found.column, found.value) for found in reading.refused] == [(4, "sent_at", "hier")]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (f"{LEADS}\n;10/01/2026", (2, "user_id_instagram", "Cette valeur manque.")),
        (f"{LEADS}\nundefined;10/01/2026", (2, "user_id_instagram", "Cet identifiant n’en est pas un")),
        (f"{LEADS}\ntrustcoach-essai;10/01/2026", (2, "user_id_instagram", "Ce compte est celui des événements")),
        (f"{LEADS}\n1;", (2, "created_at", "Indiquez la date de création.")),
        (f"{LEADS}\n1;13/01/2026", (2, "created_at", "Cette date est dans le futur.")),
        (f"{LEADS}\n1;31/02/2025", (2, "created_at", "Cette date n’est pas lisible.")),
        (f"{LEADS}\n1;01/01/0001", (2, "created_at", "Cette date n’est pas lisible.")),
        (f"{LEADS}\n1,78414E+16;10/01/2026", (2, "user_id_instagram", "Le tableur a arrondi")),
        (f"{LEADS};Âge\n1;10/01/2026;7", (2, "Âge", "13 au moins.")),
        (f"{LEADS};e-mail\n1;10/01/2026;a@b", (2, "e-mail", "Cette adresse e-mail")),
        (f"{LEADS};statut\n1;10/01/2026;chaud", (2, "statut", "Valeur inconnue. Connues : new, engaged")),
        (f"{LEADS};statut;montant\n1;10/01/2026;gagné;cher", (2, "montant", "Indiquez un montant")),
        (f"{LEADS};statut;motif\n1;10/01/2026;perdu;bof", (2, "motif", "Price, time")),
        (f"{LEADS};won_at\n1;10/01/2026;demain", (2, "won_at", "Cette date n’est pas lisible.")),
        (f"{LEADS};tags\n1;10/01/2026;{'x' * 31}", (2, "tags", "20 étiquettes au plus")),
        (f"{LEADS}\n1;10/01/2026\n1;11/01/2026", (3, "user_id_instagram", "Ce compte est déjà à la ligne 2.")),
        (f"{LEADS}\n1;10/01/2026;de trop", (2, "", "Cette ligne a plus de cellules")),
        (f"{MESSAGES}\n1;dedans;;Oui;10/01/2026", (2, "direction", "Valeur inconnue. Connues : in, out.")),
        (f"{MESSAGES}\n1;;;Oui;10/01/2026", (2, "direction", "Indiquez in")),
        (f"{MESSAGES}\n1;out;robot;Oui;10/01/2026", (2, "sender", "Ai ou human est attendu.")),
        (f"{MESSAGES}\n1;out;;{'x' * 5001};10/01/2026", (2, "text", "5000 caractères au plus.")),
        (f"{MESSAGES}\n1;in;;Oui;10/01/2026\n1;in;;Oui;10/01/2026", (3, "text", "Ce message est déjà")),
    ],
)
def test_a_refused_line_says_where_and_why(text: str, refused: tuple[int, str, str]) -> None:
    line, column, why = refusal(text)
    assert (line, column) == refused[:2]
    assert why.startswith(refused[2])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "il manque"),
        (b"nom;email\nLou;lou@mail.example", "user_id_instagram"),
        (b"user_id_instagram;direction;text\n1;in;Oui", "sent_at"),
        (b"a\x00b", "fichier texte"),
        (f'{LEADS}\n1;10/01/2026\n2;"10/01/2026\n3;10/01/2026'.encode(), "à partir de la ligne 3"),
        (
            (LEADS + "".join(f"\n{number};10/01/2026" for number in range(20_001))).encode(),
            "plus de 20\u202f000 lignes",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_at_all(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        reads(content)


DAY = datetime(2026, 1, 4, 20, tzinfo=UTC)
MS, NONE = timedelta(milliseconds=1), timedelta(0)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("", []),
        ("nouveau", []),
        ("engagé", [EventType.STATUS_SET]),
        ("qualifié", [EventType.QUALIFIED]),
        ("call_booked", [EventType.QUALIFIED, EventType.CALL_PROPOSED, EventType.CALL_BOOKED]),
        ("gagné", [EventType.QUALIFIED, EventType.WON]),
        ("lost", [EventType.LOST]),
        ("à relancer", [EventType.RELANCE]),
    ],
)
def test_a_status_becomes_the_stages_that_lead_to_it(status: str, expected: list[EventType]) -> None:
    """At the date of creation, a millisecond apart, so that their order is theirs."""
    found = steps(f"{LEADS};status\n1;05/01/2026;{status}")
    assert found == [(kind, DAY + number * MS) for number, kind in enumerate(expected, 1)]


def test_the_stages_are_those_of_the_same_account() -> None:
    """However its blanks and accents are written."""
    [profile, engaged] = reads(f"{LEADS};status\n  e\u0301  b ;05/01/2026;engagé").events
    assert (profile.lead.instagram_id, engaged.lead.instagram_id) == ("é b", "é b")


def test_messages_of_one_instant_are_a_microsecond_apart_and_keep_their_ids() -> None:
    """Of each lead by itself; where the order is said, nothing is added."""
    told = ((1, "a", 0), (2, "b", 0), (1, "c", 0), (1, "d", 1))
    lines = [f"{lead};in;;{text};2026-01-10 09:0{minute}" for lead, text, minute in told]
    found = reads("\n".join([MESSAGES, *lines])).events
    nine = found[0].occurred_at
    apart = [NONE, NONE, timedelta(microseconds=1), timedelta(minutes=1)]
    assert [event.occurred_at - nine for event in found] == apart
    alone = reads(f"{MESSAGES}\n{lines[2]}").events[0]
    assert (alone.event_id, alone.occurred_at) == (found[2].event_id, nine)


def test_a_column_of_the_contract_is_a_column_of_the_file_and_of_the_lead() -> None:
    """One list: what is added to the contract is read from files, or this says so."""
    assert {*PROFILE, "user_id_instagram"} <= set(LEAD_COLUMNS)
    assert set(PROFILE) <= set(Lead.model_fields)
    values = {"age": "34", "gender": "femme", "email": "lea@exemple.fr"}
    header = ";".join((LEADS, *PROFILE))
    row = ";".join(("1", "05/01/2026", *(values.get(name, name) for name in PROFILE)))
    assert set(reads(f"{header}\n{row}").events[0].lead.said) == set(PROFILE)


def test_the_end_of_time_refuses_its_line_only() -> None:
    reading = reads(f"{LEADS};status\n1;9999-12-31T23:59:59.999999Z;gagné\n2;05/01/2026;gagné")
    assert ([found.line for found in reading.refused], reading.lines) == ([2], 1)


def test_dated_stages_happen_at_their_dates() -> None:
    columns = "qualified_at;call_proposed_at;call_booked_at;call_scheduled_at;call_outcome;won_at;status;deal_value"
    dates = "06/01/2026;;07/01/2026;09/01/2026;tenu;;won;1 497,50 €"
    found = steps(f"{LEADS};{columns}\n1;05/01/2026;{dates}")
    assert found == [
        (EventType.QUALIFIED, DAY + timedelta(days=1)),
        (EventType.CALL_BOOKED, DAY + timedelta(days=2)),
        (EventType.CALL_HELD, DAY + timedelta(days=4)),
        (EventType.WON, DAY + timedelta(days=4) + MS),
    ]
    booked, won = (reads(f"{LEADS};{columns}\n1;05/01/2026;{dates}").events[number] for number in (2, 4))
    assert booked.data == {"scheduled_at": "2026-01-08T20:00:00Z"}
    assert won.data == {"deal_value_cents": 149_750}


def test_the_same_line_has_the_same_events_whatever_else_the_file_says() -> None:
    first, second = (
        reads(text) for text in (f"{LEADS}\n1;05/01/2026", f"prénom;{LEADS}\n;1;2026-01-05\n;2;2026-01-05")
    )
    assert first.events[0] == second.events[0]
    assert reads(f"{LEADS}\n1;06/01/2026").events[0].event_id != first.events[0].event_id


@pytest.mark.parametrize(("name", "lines"), [("modele-leads.csv", 3), ("modele-messages.csv", 3)])
def test_the_templates_are_taken_whole(name: str, lines: int) -> None:
    later = datetime(2026, 2, 1, tzinfo=UTC)
    reading = read((TEMPLATES / name).read_bytes(), zone=REUNION, now=later)
    assert (reading.lines, reading.refused) == (lines, [])


def test_the_file_of_errors_runs_no_formula() -> None:
    body = errors_csv([LeftOutLine(2, "text", "x,=1+1", "Illisible.")])
    assert body.decode("utf-8-sig").splitlines() == [
        '"ligne";"colonne";"valeur";"problème"',
        '"2";"text";"x,\'=1+1";"Illisible."',
    ]
