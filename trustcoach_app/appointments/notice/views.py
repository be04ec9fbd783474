"""What the dialog to tell a client shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """A message that is ready to be sent, and where it can go."""

    client_name: str = ""
    message: str = ""
    mail_link: str = ""
    sms_link: str = ""
