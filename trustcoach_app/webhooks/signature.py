"""How a sender proves itself over the raw bytes of a request, by a secret that it shares with us:

- `Authorization: Bearer <secret>`;
- `X-TrustCoach-Timestamp: <unix seconds>` and `X-TrustCoach-Signature: sha256=<hex>`, the HMAC-SHA256 of
  `<timestamp>.<raw body>` under the secret.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime

TOLERANCE = 300
"""Seconds that a signature's timestamp may be off, either way."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"sha256=([0-9a-fA-F]{64})")
_BEARER = re.compile(r"bearer +([!-~]{1,200})", re.IGNORECASE)


@dataclass(frozen=True)
class Proof:
    """What a request shows as its proof; None where it shows nothing that could be one."""

    bearer: str | None = None
    signature: str | None = None
    timestamp: int | None = None


def read_proof(authorization: list[str], signature: list[str], timestamp: list[str]) -> Proof:
    """From the headers as they came. A header that is repeated, long or not ASCII proves nothing."""
    signed = _only(_SIGNATURE, signature)
    stamp = _only(_TIMESTAMP, timestamp)
    if signature or timestamp:
        return Proof(signature=signed, timestamp=int(stamp) if stamp and signed else None)
    return Proof(bearer=_only(_BEARER, authorization))


def _only(shape: re.Pattern[str], values: list[str]) -> str | None:
    found = shape.fullmatch(values[0].strip()) if len(values) == 1 and values[0].isascii() else None
    return found[found.lastindex or 0] if found else None


def signed_headers(secret: bytes, body: bytes, now: datetime) -> dict[str, str]:
    """What proves a body under a secret, as its sender says it."""
    stamp = int(now.timestamp())
    return {
        "X-TrustCoach-Timestamp": str(stamp),
        "X-TrustCoach-Signature": f"sha256={_signature(secret, stamp, body)}",
    }


def _signature(secret: bytes, stamp: int, body: bytes) -> str:
    return hmac.new(secret, str(stamp).encode() + b"." + body, hashlib.sha256).hexdigest()


def proves(secret: bytes, proof: Proof, body: bytes, now: datetime) -> bool:
    """Whether the proof is made with the secret; in the same time whatever is wrong with it."""
    if proof.bearer is not None:
        return hmac.compare_digest(secret, proof.bearer.encode())
    stamp = proof.timestamp or 0
    expected = _signature(secret, stamp, body)
    is_right = hmac.compare_digest(expected, (proof.signature or "").lower())
    return is_right and abs(int(now.timestamp()) - stamp) <= TOLERANCE
