"""What is installed is pinned, and where it is fetched from is the machine's own choice."""

import json
import re
from pathlib import Path

import pytest

from ops.environment import PINS, pins_digest
from ops.frontend import tidy_json
from trustcoach_app.config import ROOT

PIN = re.compile(r"[a-z0-9-]+==[a-z0-9.]+( ; \w+ (!=|==|<) '[\w.]+')?")
"""A package in one version, and where it is needed if not everywhere."""

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


LISTS = ("requirements", "requirements-dev", "requirements-uv")


def pins_of(name: str) -> list[list[str]]:
    """Each package of a resolved list: its line, then the hashes of its files."""
    lines = (line for line in (ROOT / f"{name}.txt").read_text().splitlines() if not line.startswith("#"))
    joined = "\n".join(line for line in lines if line != "-r requirements.txt").replace(" \\\n", "\0")
    return [[part.strip() for part in pin.split("\0")] for pin in joined.splitlines()]


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_one_exact_version_of_known_files(name: str) -> None:
    pins = pins_of(name)
    assert pins
    assert [pin for pin, *_ in pins if not PIN.fullmatch(pin)] == []
    assert [pin for pin, *hashes in pins if not hashes or not all(map(HASH.fullmatch, hashes))] == []


@pytest.mark.parametrize("name", LISTS)
def test_what_we_ask_for_is_what_is_pinned(name: str) -> None:
    asked = re.findall(r"^([\w.-]+)(?:\[.*\])?(==\S+)$", (ROOT / f"{name}.in").read_text(), re.MULTILINE)
    pinned = {pin.split(" ; ")[0] for pin, *_ in pins_of(name)}
    assert asked
    assert [package + version for package, version in asked if package + version not in pinned] == []


def test_the_frontend_lock_names_versions_and_no_registry() -> None:
    packages = json.loads((ROOT / "reflex.lock" / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and not package.get("integrity")] == []


def test_the_frontend_lock_is_of_the_packages_that_are_asked_for() -> None:
    asked = json.loads((ROOT / "reflex.lock" / "package.json").read_text())
    locked = json.loads((ROOT / "reflex.lock" / "package-lock.json").read_text())["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        assert asked[kind] == locked[kind]


def test_a_tidied_file_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "package.json"
    file.write_text('{"b": {"d": 1, "c": 2}, "a": 3}')
    tidy_json(file)
    once = file.read_text()
    tidy_json(file)
    assert json.loads(once) == {"a": 3, "b": {"c": 2, "d": 1}}
    assert file.read_text() == once == '{\n  "a": 3,\n  "b": {\n    "c": 2,\n    "d": 1\n  }\n}\n'


def test_a_changed_pin_means_a_new_installation(tmp_path: Path) -> None:
    for name in PINS["dev"]:
        (tmp_path / name).write_text("reflex==1\n")
    before = pins_digest(tmp_path, PINS["dev"])
    (tmp_path / "requirements-dev.txt").write_text("reflex==2\n")
    assert pins_digest(tmp_path, PINS["dev"]) != before
