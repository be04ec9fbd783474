"""Column types of our own."""

import base64
from functools import lru_cache
from uuid import UUID

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

from trustcoach_app.config import settings
from trustcoach_app.db.secrets import derived_key


def new_id() -> UUID:
    """A UUIDv7: sorted by time, made by the application, and never a secret."""
    return uuid7()


@lru_cache(maxsize=1)
def cipher() -> MultiFernet:
    """The keys of ENCRYPTION_KEYS, newest first; without any, one derived from SECRET_KEY."""
    named = settings().encryption_keys.get_secret_value()
    keys = [key.strip() for key in named.split(",") if key.strip()]
    return MultiFernet([Fernet(key) for key in keys or [base64.urlsafe_b64encode(derived_key("encryption")).decode()]])


class EncryptedText(TypeDecorator[str]):
    """Text that rests encrypted (decision 17). Not searchable, by design."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else cipher().encrypt(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out. Raises InvalidToken when no key fits."""
        return None if value is None else cipher().decrypt(bytes(value)).decode()
