"""What the environment decides, read once. Nothing else in the project reads os.environ."""

from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings of one process. Each field is the upper-case environment variable of the same name.

    `make run` sets DATABASE_URL, SECRET_KEY and DATA_DIR for its children; .env.example lists the rest.
    """

    model_config = SettingsConfigDict(extra="ignore", env_file=ROOT / ".env", env_ignore_empty=True)

    environment: Literal["development", "test", "production"] = "development"
    demo: bool = False
    host: str = "127.0.0.1"
    """Where the web process listens. 0.0.0.0: on every address of the machine."""
    port: int = Field(default=3000, ge=1, le=65535)
    public_url: str = ""
    data_dir: Path = ROOT / ".data"
    database_url: SecretStr = SecretStr("")
    """What the process connects as. Who migrates or starts others names the owner; a web or jobs process needs no more
    than its own login, and a production's web process refuses the owner's."""
    web_password: SecretStr = SecretStr("")
    """Of the login trustcoach_web, for who migrates. Empty: derived from SECRET_KEY. JOBS_PASSWORD is alike."""
    jobs_password: SecretStr = SecretStr("")
    backup_password: SecretStr = SecretStr("")
    """Of trustcoach_backup, which reads past row-level security. Empty: it cannot log in with a password."""
    secret_key: SecretStr = SecretStr("")
    encryption_keys: SecretStr = SecretStr("")
    """Comma-separated Fernet keys, newest first. Empty: one key derived from SECRET_KEY."""
    trusted_proxy_hops: int = 0
    most_memory_mb: int = Field(default=1500, ge=300)
    """Of a web process: beyond it, websockets that say nothing are closed, to come back by themselves."""

    smtp_url: SecretStr = SecretStr("")
    """smtp://user:password@host:port, smtps:// for TLS from the start. Empty: mail stays in the outbox."""
    mail_from: str = "TrustCoach <bonjour@trustcoach.fr>"
    redis_url: SecretStr = SecretStr("")
    """redis://:password@host:port/0, where several web processes share the state of their pages. Empty: one process."""
    clock_file: Path | None = None
    """Tests only: a file that holds a number of seconds to add to the clock."""

    local_feeds: bool = False
    """Tests only: calendars may be fetched from this machine, without https."""

    loop_probe: Path | None = None
    """Measuring only: a file that tells the longest silence of the event loop (web/loop_probe.py)."""

    @property
    def shows_kit(self) -> bool:
        """Whether the design system's own pages are built and answered: for who works on it, never for users."""
        return self.environment in ("development", "test")

    @property
    def origin(self) -> str:
        """The one origin that browsers may come from, e.g. https://app.trustcoach.fr."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def own_address(self) -> str:
        """Where this server answers its own requests: on this machine, past any proxy."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104  read, not listened on
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def origins(self) -> list[str]:
        """Every origin of our own pages: while developing on this machine, both of its names."""
        local = [f"http://{name}:{self.port}" for name in ("localhost", "127.0.0.1")]
        return local if self.environment != "production" and self.origin in local else [self.origin]

    @property
    def is_https(self) -> bool:
        """Whether cookies can be marked Secure."""
        return urlsplit(self.origin).scheme == "https"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
