"""What `make test` tells pytest."""

from ops.test import SIDE_BY_SIDE, arguments


def test_all_tests_run_side_by_side_but_those_of_the_checks() -> None:
    assert arguments([]) == [*SIDE_BY_SIDE, "--ignore=tests/architecture"]


def test_a_folder_runs_side_by_side_too() -> None:
    assert arguments(["tests/setter", "-q"]) == [*SIDE_BY_SIDE, "tests/setter", "-q"]


def test_one_file_is_quicker_on_its_own() -> None:
    assert arguments(["tests/ops/test_arguments.py"]) == ["tests/ops/test_arguments.py"]


def test_who_says_how_is_obeyed() -> None:
    assert arguments(["-n", "2", "tests/setter"]) == ["-n", "2", "tests/setter"]
    assert arguments(["-m", "prove"]) == ["-m", "prove"]
    assert arguments(["tests/setter", "-s"]) == ["tests/setter", "-s"]
