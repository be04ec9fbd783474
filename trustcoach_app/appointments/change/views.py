"""What the form of a session holds."""

from dataclasses import dataclass, field

from trustcoach_app.choices import Option


@dataclass(frozen=True)
class ChangeValues:
    """What the form of a session holds when it opens."""

    day: str = ""
    hour: str = ""
    minutes: str = ""
    type_id: str = ""
    reason_id: str = ""
    title: str = ""
    note: str = ""
    mode: str = "remote"
    phone: str = ""
    address: str = ""
    price: str = ""
    types: list[Option] = field(default_factory=list[Option])
    reasons: list[Option] = field(default_factory=list[Option])
