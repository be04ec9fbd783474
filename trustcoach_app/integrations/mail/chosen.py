"""Which mail client this process has: chosen once, by SMTP_URL."""

from functools import lru_cache

from trustcoach_app.config import settings
from trustcoach_app.integrations.mail.client import MailClient, NullMailClient
from trustcoach_app.integrations.mail.smtp import SmtpClient


@lru_cache(maxsize=1)
def mail_client() -> MailClient:
    """The one of this process."""
    url = settings().smtp_url.get_secret_value()
    return SmtpClient(url, settings().mail_from) if url else NullMailClient()
