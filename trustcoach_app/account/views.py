"""What /compte shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DeviceRow:
    """One browser that is signed in."""

    id: str
    device: str
    where: str
    """Its address on the internet, as the server saw it last."""
    seen: str
    is_current: bool
    is_handheld: bool


@dataclass(frozen=True)
class AccountView:
    """The whole page."""

    name: str = ""
    email: str = ""
    has_password: bool = True
    sessions: list[DeviceRow] = field(default_factory=list[DeviceRow])
    others: int = 0
    """How many sessions there are besides this one."""
    is_sponsor: bool = False
    """For whom this is the only page."""
