"""From facts to words, for /admin."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.admin.queries import CoachAndUser, CoachPage, JournalEntry, PracticeCounts
from trustcoach_app.admin.views import CoachList, CoachRow, JournalRow
from trustcoach_app.formats import ago, clock_time, plural, short_day
from trustcoach_app.models.people import BadgeLevel, Coach, User
from trustcoach_app.names import initials, tone_index

ZONE = ZoneInfo("Europe/Paris")
"""Where the house is: administrators share one clock."""

BADGES = {
    BadgeLevel.STANDARD: ("Standard", "neutral"),
    BadgeLevel.VERIFIED: ("Vérifié", "info"),
    BadgeLevel.PREMIUM: ("Premium", "accent"),
}
STATES = {
    "invited": ("Invité", "warning"),
    "active": ("Actif", "success"),
    "inactive": ("Désactivé", "neutral"),
}
HOW = {
    "password": "par mot de passe",
    "link": "par lien",
    "code": "par code",
    "reset": "après un nouveau mot de passe",
    "invitation": "par invitation",
}
ACTIONS = {
    "sign_in": ("Connexion", "success"),
    "sign_in_refused": ("Connexion refusée", "danger"),
    "sign_out": ("Déconnexion", "neutral"),
    "password_set": ("Mot de passe choisi", "info"),
    "password_changed": ("Mot de passe changé", "info"),
    "session_revoked": ("Session fermée", "neutral"),
    "sessions_revoked": ("Autres sessions fermées", "neutral"),
    "coach_created": ("Coach créé", "accent"),
    "invitation_sent": ("Invitation envoyée", "accent"),
    "coach_deactivated": ("Coach désactivé", "warning"),
    "coach_reactivated": ("Coach réactivé", "accent"),
    "badge_set": ("Badge changé", "accent"),
    "letter_opened": ("Lettre morte ouverte", "warning"),
    "letter_replayed": ("Lettre morte rejouée", "accent"),
    "letter_dismissed": ("Lettre morte écartée", "neutral"),
    "secret_created": ("Secret du setter créé", "info"),
    "secret_rotated": ("Secret du setter remplacé", "info"),
    "secret_revoked": ("Secret du setter révoqué", "warning"),
}


def coach_list(found: CoachPage, *, search: str, now: datetime) -> CoachList:
    """One page of coaches in words."""
    rows = tuple(_coach_row(row, found.figures.get(row.Coach.id, PracticeCounts()), now) for row in found.found)
    many = ("coach trouvé", "coachs trouvés") if search else ("coach", "coachs")
    return CoachList(rows, plural(found.total, *many), found.page, found.pages, bool(search))


def _coach_row(row: CoachAndUser, figures: PracticeCounts, now: datetime) -> CoachRow:
    coach, user, state = row.Coach, row.User, state_of(row.Coach, row.User)
    return CoachRow(
        id=str(coach.id),
        name=user.name,
        initials=initials(user.name),
        tone_index=tone_index(user.name),
        email=user.email,
        specialty=coach.specialty,
        badge=coach.badge_level.value,
        badge_label=BADGES[coach.badge_level][0],
        badge_tone=BADGES[coach.badge_level][1],
        state=state,
        state_label=STATES[state][0],
        state_tone=STATES[state][1],
        created=_day(coach.created_at),
        last_seen=ago(figures.last_seen_at, now).capitalize() if figures.last_seen_at else "Jamais",
        clients=str(figures.clients),
        sessions=str(figures.sessions),
    )


def state_of(coach: Coach, user: User) -> str:
    """invited until the address is proved, then active; inactive from the moment an administrator says so."""
    if coach.deactivated_at or user.disabled_at:
        return "inactive"
    return "active" if user.email_verified_at else "invited"


def journal_row(entry: JournalEntry) -> JournalRow:
    """One line of the audit log in words."""
    line = entry.AuditEntry
    what, tone = ACTIONS[line.action]
    return JournalRow(
        id=str(line.id),
        when=f"{_day(line.at)} à {clock_time(line.at, ZONE)}",
        who=entry.actor or "Inconnu",
        what=what,
        tone=tone,
        about=" · ".join(filter(None, (entry.target or "", _detail(line.detail)))),
        ip=str(line.ip or ""),
    )


def _detail(detail: dict[str, object]) -> str:
    if "level" in detail:
        return BADGES[BadgeLevel(str(detail["level"]))][0]
    if "reason" in detail:
        return str(detail["reason"])
    return HOW.get(str(detail.get("how")), "")


def _day(instant: datetime) -> str:
    day = instant.astimezone(ZONE).date()
    return f"{short_day(day)} {day.year}"
