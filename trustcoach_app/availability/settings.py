"""Changes of the rules of a coach's slots."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.availability.defaults import ensure_defaults
from trustcoach_app.availability.holidays import COUNTRIES
from trustcoach_app.availability.queries import planning_settings
from trustcoach_app.booking_limits import SLOT_RULES
from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.inputs import Problems
from trustcoach_app.models.planning import PlanningSettings


@dataclass(frozen=True)
class SettingsFields:
    """The rules as somebody wants them. Field names are column names; `holidays_country` is "" for none."""

    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    minimum_notice_minutes: int = 1440
    horizon_days: int = 60
    slot_interval_minutes: int = 15
    most_sessions_a_day: int | None = None
    holidays_country: str = ""

    def check(self) -> None:
        """Raises InvalidInput with a sentence for each field that cannot be taken."""
        problems = Problems()
        for field, (least, most) in SLOT_RULES.items():
            value: int | None = getattr(self, field)
            is_wrong = value is not None and not least <= value <= most
            problems.add_if(is_wrong, field, f"Indiquez un nombre entre {least} et {most}.")
        is_unknown = self.holidays_country not in ("", *COUNTRIES)
        problems.add_if(is_unknown, "holidays_country", "Choisissez un pays dans la liste.")
        problems.refuse()


async def change_settings(db: AsyncSession, *, coach_id: UUID, fields: SettingsFields) -> PlanningSettings:
    """Replace the rules; sessions that are booked stay, with the buffers they have. Raises InvalidInput by field."""
    fields.check()
    await lock_diary(db, coach_id)
    await ensure_defaults(db, coach_id=coach_id)
    changed = update(PlanningSettings).where(col(PlanningSettings.coach_id) == coach_id).values(**asdict(fields))
    await db.execute(changed.execution_options(synchronize_session=False))
    return await planning_settings(db, coach_id=coach_id)
