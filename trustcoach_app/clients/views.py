"""How somebody is reached, as rows of several pages carry it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """Words and the links behind them; empty where there is none."""

    email: str = ""
    mail_link: str = ""
    phone: str = ""
    phone_link: str = ""
    address: str = ""
    map_link: str = ""
