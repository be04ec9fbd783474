"""Large files, as coaches have them and as nobody has them."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)


def many_clients(count: int) -> bytes:
    """A list of so many people, each with an address and a number."""
    lines = (
        f"Prénom{n % 97};Nom{n} d’Œuvre-Noël;p{n}@mail.example;06 12 {n // 100:02} {n % 100:02} 00"
        for n in range(count)
    )
    return "\n".join(("Prénom;Nom;Adresse e-mail;Téléphone", *lines)).encode()


def many_events(sessions: int, blocks: int) -> bytes:
    """A calendar of sessions with a hundred people, and of busy time, from tomorrow on, one after another."""
    lines = ["BEGIN:VCALENDAR", "X-WR-CALNAME:Travail"]
    for number in range(sessions + blocks):
        start = NOW + timedelta(days=1, minutes=100 * number)
        who = number % 100
        lines += ["BEGIN:VEVENT", f"UID:{number}@silence", f"DTSTART:{start:%Y%m%dT%H%M%SZ}", "DURATION:PT1H"]
        lines += [f"SUMMARY:Séance Prénom{who} Nom{who} et la suite"]
        if number < sessions:
            lines += ["ORGANIZER:mailto:alice@coach.example", f"ATTENDEE;CN=Nom {who}:mailto:p{who}@mail.example"]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def broad(cells: int) -> bytes:
    """A header of so many cells."""
    return b"Nom;" + b"a;" * cells + b"\n" + b"Ada;" * 3 + b"\n"


def many_leads(count: int, *, refused: int = 0) -> bytes:
    """A file of leads; the last ones say no date."""
    numbers = range(1, count + refused + 1)
    lines = (f"{n};Prénom{n % 97};Nom{n};qualifié;{'hier' if n > count else '05/01/2026'}" for n in numbers)
    return "\n".join(("user_id_instagram;prénom;nom;statut;created_at", *lines)).encode()


def many_messages(count: int, letters: int) -> bytes:
    """A file of messages of so many letters each, of a hundred leads."""
    text = ("Bonjour, où en êtes-vous ? " * (letters // 27 + 1))[:letters]
    lines = (
        f"{n % 100};{'out' if n % 3 else 'in'};ai;{text}{n};2026-01-05 {n // 60 % 24:02}:{n % 60:02}"
        for n in range(count)
    )
    return "\n".join(("user_id_instagram;direction;sender;text;sent_at", *lines)).encode()
