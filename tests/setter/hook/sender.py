"""A setter as n8n or ManyChat is one: it knows an address and a secret, and posts."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from trustcoach_app import clock
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.intake import secrets

PATH = "/webhooks/setter"


def event(event_id: str = "", kind: str = "lead.upserted", lead: str = "", **data: Any) -> dict[str, Any]:
    """One event of a lead that just happened."""
    return {
        "event_id": event_id or str(new_id()),
        "type": kind,
        "occurred_at": (clock.now() - timedelta(minutes=1)).isoformat(),
        "lead": {"user_id_instagram": lead or str(new_id())},
        "data": data,
    }


def signed(secret: str, body: bytes, now: datetime, *, seconds: int = 0) -> dict[str, str]:
    """The headers of a signature made so many seconds from now."""
    stamp = str(int(now.timestamp()) + seconds)
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return {"X-TrustCoach-Timestamp": stamp, "X-TrustCoach-Signature": f"sha256={digest}"}


def bearing(secret: str) -> dict[str, str]:
    """The header that bears it."""
    return {"Authorization": f"Bearer {secret}"}


@dataclass
class Sender:
    """One coach's setter."""

    http: httpx.AsyncClient
    coach_id: UUID
    user_id: UUID
    secret: str = ""

    @property
    def coach(self) -> Principal:
        """Its coach, signed in."""
        return Principal(Role.COACH, user_id=self.user_id, coach_id=self.coach_id)

    async def make_secret(self, now: datetime | None = None) -> str:
        """The first one."""
        async with unit_of_work(self.coach) as db:
            self.secret = await secrets.issue_secret(db, coach_id=self.coach_id, now=now or clock.now())
        return self.secret

    async def rotate(self, now: datetime) -> str:
        """The next one; `secret` stays the earlier one."""
        async with unit_of_work(self.coach) as db:
            return await secrets.replace_secret(db, coach_id=self.coach_id, now=now)

    async def post(self, body: object, *, headers: dict[str, str] | None = None, **query: str) -> httpx.Response:
        """Send a body (bytes as they are, anything else as JSON), with the bearer secret unless told otherwise."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        asked = {"coach_id": str(self.coach_id), **query}
        given = bearing(self.secret) if headers is None else headers
        return await self.http.post(PATH, params=asked, content=content, headers=given)
