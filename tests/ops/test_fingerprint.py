"""A build is used again exactly as long as everything that it was made from stays the same."""

from pathlib import Path

import pytest

from ops.fingerprint import fingerprint


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("trustcoach_app/focus/page.py", "assets/logo.svg", "rxconfig.py", "reflex.lock/package-lock.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    return tmp_path


@pytest.mark.parametrize(
    "changed", ["trustcoach_app/focus/page.py", "assets/logo.svg", "rxconfig.py", "reflex.lock/package-lock.json"]
)
def test_changes_with_the_content_of_each_source(checkout: Path, changed: str) -> None:
    before = fingerprint(checkout)
    (checkout / changed).write_text("two")
    assert fingerprint(checkout) != before


def test_a_build_with_the_kit_is_another_one(checkout: Path) -> None:
    """What was built for development is not served in production."""
    assert fingerprint(checkout, kit=True) != fingerprint(checkout, kit=False)


def test_changes_when_a_source_is_added_renamed_or_removed(checkout: Path) -> None:
    seen = {fingerprint(checkout)}
    added = checkout / "trustcoach_app" / "new.py"
    added.write_text("one")
    seen.add(fingerprint(checkout))
    added.rename(checkout / "trustcoach_app" / "newer.py")
    seen.add(fingerprint(checkout))
    assert len(seen) == 3


def test_stays_when_only_other_files_and_times_change(checkout: Path) -> None:
    before = fingerprint(checkout)
    (checkout / "tests").mkdir()
    (checkout / "tests" / "test_x.py").write_text("new")
    (checkout / "rxconfig.py").write_text("one")
    assert fingerprint(checkout) == before
