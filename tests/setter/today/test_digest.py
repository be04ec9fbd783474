"""What changed, in words: the page's lines and the mail's are the same."""

from datetime import date

from trustcoach_app.setter.follow_up import Priority
from trustcoach_app.setter.today.digest import (
    QUIET,
    Changes,
    LeadsWaiting,
    digest_of,
    forgotten_words,
    lines_of,
    waiting_words,
)

MONDAY = date(2026, 3, 9)
LEADS = "/dashboard/coach/setter/leads"


def test_nothing_changed_is_said() -> None:
    digest = digest_of(Changes(MONDAY))
    assert (digest.lines, digest.has_news) == (["Depuis le lundi 9 mars\u00a0:", QUIET], False)


def test_one_of_each() -> None:
    changes = Changes(MONDAY, 1, 1, 1, 1, 1, 1, 1, 1, 150_000, LeadsWaiting({Priority.HIGH: 1}, 0, 1))
    assert digest_of(changes).lines == [
        "Depuis le lundi 9 mars\u00a0:",
        "1 nouveau lead.",
        "1 lead a écrit.",
        "1 lead qualifié.",
        "1 call réservé.",
        "1 call tenu.",
        "1 absence à un call.",
        "1 lead gagné\u00a0: 1\u202f500\u202f€.",
        "1 lead perdu.",
        "1 lead à relancer\u00a0: 1 en priorité haute, dont 1 a écrit après la perte.",
    ]


def test_many() -> None:
    changes = Changes(MONDAY, leads=1_240, writers=2, won=2, missed=3)
    assert [line.text for line in lines_of(changes)] == [
        "1\u202f240 nouveaux leads",
        "2 leads ont écrit",
        "3 absences à un call",
        "2 leads gagnés",
    ]


def test_each_line_leads_to_its_leads() -> None:
    hrefs = {line.key: line.href for line in lines_of(Changes(MONDAY, 1, 1, 1, 1, 1, 1, 1, 1))}
    assert hrefs["leads"] == f"{LEADS}?fait=created_at&du=2026-03-09"
    assert hrefs["writers"] == LEADS
    assert hrefs["missed"] == f"{LEADS}?fait=call_no_show&du=2026-03-09"


def test_who_waits() -> None:
    waiting = LeadsWaiting({Priority.HIGH: 3, Priority.MEDIUM: 0, Priority.LOW: 9}, 1, 2)
    assert waiting_words(waiting) == (
        "12 leads à relancer\u00a0: 3 en priorité haute, 9 en priorité basse, dont 2 ont écrit après la perte"
    )
    assert waiting_words(LeadsWaiting({Priority.LOW: 0}, 4)) == ""
    assert forgotten_words(waiting) == "1 lead sans contact depuis plus de 30\u00a0jours"
    assert forgotten_words(LeadsWaiting()) == ""


def test_who_waits_is_news_though_nothing_changed() -> None:
    digest = digest_of(Changes(MONDAY, waiting=LeadsWaiting({Priority.LOW: 2})))
    assert (digest.has_news, digest.lines[1:]) == (True, [QUIET, "2 leads à relancer\u00a0: 2 en priorité basse."])
