"""Packages are installed by uv, from where pip would fetch them; where uv cannot, by pip."""

from pathlib import Path

import pytest

from ops import environment
from ops.console import CommandError
from ops.installer import UV, handed_on, install_packages, uv_environment


def python_that(folder: Path, cannot: str) -> Path:
    """A stand-in for a Python: it writes down what it is asked, and fails at what has `cannot` in it."""
    python = folder / "python"
    python.write_text(
        f'#!/bin/sh\necho "$*" >> {folder}/asked\ncase "$*" in *{cannot}*) echo no route; exit 1;; esac\n'
    )
    python.chmod(0o700)
    return python


def asked(folder: Path) -> list[str]:
    """What the stand-in was asked to do, as what follows `-m`, without the options."""
    lines = (folder / "asked").read_text().splitlines()
    return [" ".join(word for word in line.split() if not word.startswith("-")) for line in lines]


def test_uv_installs_and_pip_only_brings_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    python, pins = python_that(tmp_path, cannot="nothing"), tmp_path / "requirements.txt"
    install_packages(python, pins)
    assert asked(tmp_path) == [f"pip install {UV}", "pip config list", f"uv pip install {python} {pins}"]
    assert "pip does it" not in capsys.readouterr().out


@pytest.mark.parametrize("trouble", ["requirements-uv", '"-m uv"'])
def test_where_uv_cannot_pip_does_it_and_says_so(
    tmp_path: Path, trouble: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pins = tmp_path / "requirements.txt"
    install_packages(python_that(tmp_path, cannot=trouble), pins)
    assert asked(tmp_path)[-1] == f"pip install {pins}"
    assert "no route; pip does it, which takes longer" in capsys.readouterr().out


def test_where_neither_can_one_line_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^pip could not install the packages; try again when online: no route$"):
        install_packages(python_that(tmp_path, cannot="install"), tmp_path / "requirements.txt")


def test_what_was_cut_short_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    troubles = ["install", "nothing"]
    monkeypatch.setattr(environment, "_create_venv", lambda: python_that(tmp_path, cannot=troubles.pop(0)))
    for name, place in {"VENV": "", "PYTHON": "python", "INSTALLING": "installing"}.items():
        monkeypatch.setattr(environment, name, tmp_path / place)
    with pytest.raises(CommandError):
        environment.install("run")
    assert not environment.is_installed("run")
    environment.install("run")
    assert environment.is_installed("run")
    assert troubles == []


def test_the_settings_of_pip_are_handed_on() -> None:
    listed = r"""
:env:.cert='/certificates/all.pem'
global.cert='/certificates/some.pem'
global.extra-index-url='\nfile:///wheels/simple\nhttps://name:word@packages.example/simple'
global.find-links='/wheels /more-wheels'
global.index-url='https://elsewhere.example/simple'
global.progress-bar='off'
install.index-url='https://packages.example/simple'
"""
    assert handed_on(listed) == {
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "SSL_CERT_FILE": "/certificates/all.pem",
        "UV_INDEX": "file:///wheels/simple https://name:word@packages.example/simple",
        "UV_FIND_LINKS": "/wheels,/more-wheels",
        "UV_DEFAULT_INDEX": "https://packages.example/simple",
    }


def test_what_is_set_for_uv_counts_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_INDEX_STRATEGY", "first-index")
    variables = uv_environment(python_that(tmp_path, cannot="nothing"))
    assert (variables["UV_INDEX_STRATEGY"], variables["UV_SYSTEM_CERTS"]) == ("first-index", "1")
