"""Which PostgreSQL serves this checkout: the one that DATABASE_URL names, or the embedded one."""

import psycopg

from ops.console import CommandError
from ops.folders import configured, embedded_server
from trustcoach_app.db.embedded_host import EmbeddedServerError

OLDEST_VERSION = 15

_MENDING = "(start it, correct DATABASE_URL, or leave DATABASE_URL out to use the embedded one)"


def is_external() -> bool:
    """Whether DATABASE_URL names a server of its own."""
    return bool(configured().database_url.get_secret_value())


def owner_url(purpose: str = "") -> str:
    """The owner's URL of a database that takes connections. Starts the embedded server and creates what is missing.

    A purpose ("test", "bench") has an embedded server of its own. Raises CommandError in one line.
    """
    if not purpose and is_external():
        return checked(configured().database_url.get_secret_value())
    server = embedded_server(purpose)
    try:
        server.start()
    except EmbeddedServerError as error:
        raise CommandError(str(error)) from error
    server.create_database()
    return server.url()


def checked(url: str) -> str:
    """An external server's URL in libpq's form, after a look at it. Raises CommandError if it is not one we can use."""
    scheme, _, rest = url.partition("://")
    url = f"{scheme.partition('+')[0]}://{rest}"
    if scheme.partition("+")[0] not in ("postgresql", "postgres"):
        raise CommandError("DATABASE_URL must look like postgresql://owner:password@host:5432/trustcoach")
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version, encoding = (
                connection.info.server_version // 10_000,
                connection.info.parameter_status("server_encoding"),
            )
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise CommandError(f"The PostgreSQL of DATABASE_URL cannot be used: {said} {_MENDING}") from None
    if version < OLDEST_VERSION or encoding != "UTF8":
        raise CommandError(
            f"The PostgreSQL of DATABASE_URL is version {version} with encoding {encoding}: "
            f"TrustCoach needs {OLDEST_VERSION} or newer and UTF8"
        )
    return url
