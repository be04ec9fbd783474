"""What is derived from SECRET_KEY: role passwords, the encryption key, and keyed hashes."""

import base64
import hashlib
import hmac

from trustcoach_app.config import Settings, settings


def derived_key(purpose: str, chosen: Settings | None = None) -> bytes:
    """32 bytes bound to one purpose. Raises RuntimeError when SECRET_KEY is missing."""
    secret = (chosen or settings()).secret_key.get_secret_value()
    if not secret:
        raise RuntimeError("SECRET_KEY is not set: `make run` makes one, production must give its own.")
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()


def derived_password(role: str, chosen: Settings | None = None) -> str:
    """The password of a login role that was given none of its own."""
    return base64.urlsafe_b64encode(derived_key(f"role:{role}", chosen)).decode().rstrip("=")


def keyed_hash(value: str, purpose: str) -> str:
    """A hash nobody can compute without SECRET_KEY: for tokens, codes and throttle keys at rest."""
    return hmac.new(derived_key(purpose), value.encode(), hashlib.sha256).hexdigest()
