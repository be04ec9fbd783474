"""A session as a form. Pure."""

from trustcoach_app.appointments.change.queries import ChangeFacts
from trustcoach_app.appointments.change.views import ChangeValues
from trustcoach_app.appointments.changing import minutes_of
from trustcoach_app.choices import Option
from trustcoach_app.money import price_text


def change_values(facts: ChangeFacts) -> ChangeValues:
    """A session as it stands, in the coach's hours. Archived choices are offered only to those who have them."""
    row = facts.booking
    local = row.starts_at.astimezone(facts.zone)
    kinds = [each for each in facts.types if each.archived_at is None or each.id == row.type_id]
    whys = [each for each in facts.reasons if each.archived_at is None or each.id == row.reason_id]
    return ChangeValues(
        day=local.date().isoformat(),
        hour=f"{local:%H:%M}",
        minutes=str(minutes_of(row)),
        type_id=str(row.type_id or ""),
        reason_id=str(row.reason_id or ""),
        title=row.title,
        note=row.note,
        mode=row.mode.value,
        phone=row.phone,
        address=row.address,
        price=price_text(row.price_cents),
        types=[Option("", "Sans type"), *(Option(str(each.id), each.name) for each in kinds)],
        reasons=[Option("", "Sans motif"), *(Option(str(each.id), each.label) for each in whys)],
    )
