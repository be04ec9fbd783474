"""Whether the application answers."""

import json
import urllib.error
import urllib.request


def answer_of(url: str) -> tuple[int, str]:
    """HTTP status and body of a GET; status 0 when nothing answers."""
    try:
        with urllib.request.urlopen(url, timeout=3) as response:  # noqa: S310  our own http address
            return response.status, response.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError as error:
        return 0, str(error)


def readiness(address: str) -> tuple[bool, str]:
    """Whether the application is ready for people, and what it says of itself.

    A mail server that cannot be used does not keep it from starting: mails wait in the outbox.
    """
    status, body = answer_of(f"{address}/health/ready")
    return status == 200 or _lacks_mail_only(body), body


def _lacks_mail_only(body: str) -> bool:
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and all(
        isinstance(part := said.get(name), dict) and part.get("status") == "ok" for name in ("migrations", "jobs")
    )
