"""The Redis of the tests is a private one, and gone with them."""

from pathlib import Path

import pytest
import redis

from ops.redis import running_redis


def test_it_asks_for_its_password_and_ends_with_the_block(tmp_path: Path) -> None:
    with running_redis(tmp_path) as url:
        address, password = url.replace("redis://:", "").split("@")[::-1]
        with redis.Redis.from_url(url) as ours:
            ours.set("state", "pickle")
            assert ours.get("state") == b"pickle"
        with redis.Redis.from_url(f"redis://{address}") as stranger, pytest.raises(redis.AuthenticationError):
            stranger.get("state")
    with redis.Redis.from_url(url) as late, pytest.raises(redis.ConnectionError):
        late.ping()
    written = {file.name for file in tmp_path.iterdir()}
    assert written == {"redis.conf", "redis.log"}
    assert (tmp_path / "redis.conf").stat().st_mode & 0o077 == 0
    assert password not in (tmp_path / "redis.log").read_text()
