"""What every test can ask for."""

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.browser",
    "tests.fixtures.two_servers",
    "tests.fixtures.network",
    "tests.fixtures.practice",
    "tests.fixtures.people",
    "tests.fixtures.durations",
]
