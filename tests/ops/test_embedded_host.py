"""Data goes where the server's account can reach it, always to the same place for the same checkout."""

import os
from pathlib import Path

import pytest

from trustcoach_app.db.embedded_host import (
    STATE_OF_THE_MACHINE,
    make_folder,
    others_can_enter,
    reachable_folder,
    socket_folder,
)

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another account")


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that any account can walk to; pytest closes its own."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(folder.stat().st_mode | 0o011)
    return tmp_path


def test_a_closed_folder_anywhere_on_the_way_is_noticed(open_folder: Path) -> None:
    wanted = open_folder / "checkout" / ".data"
    assert others_can_enter(wanted)
    (open_folder / "checkout").mkdir(mode=0o700)
    assert not others_can_enter(wanted)


@only_root
def test_root_keeps_a_reachable_place_and_leaves_a_closed_one(open_folder: Path) -> None:
    wanted = open_folder / "checkout" / ".data"
    assert reachable_folder(wanted) == wanted
    (open_folder / "checkout").mkdir(mode=0o700)
    elsewhere = reachable_folder(wanted)
    assert elsewhere.parent == STATE_OF_THE_MACHINE
    assert elsewhere == reachable_folder(wanted)
    assert elsewhere != reachable_folder(wanted.parent / "other")


def test_made_folders_can_be_walked_through_whatever_the_umask(open_folder: Path) -> None:
    before = os.umask(0o077)
    try:
        make_folder(open_folder / "a" / "b")
    finally:
        os.umask(before)
    assert others_can_enter(open_folder / "a" / "b")


def test_a_path_too_long_for_a_socket_gets_a_short_one() -> None:
    short, long = Path("/srv/app/.data/postgres"), Path("/srv") / ("deep/" * 30)
    assert socket_folder(short) == short
    assert len(str(socket_folder(long))) < 60
    assert socket_folder(long) == socket_folder(long)
