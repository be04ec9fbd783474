"""How Reflex serves what was built and compiles nothing. No import of Reflex here: the commands of ops/ read it."""

from pathlib import Path

SERVE_NO_PAGES = {"__REFLEX_SKIP_COMPILE": "true", "REFLEX_ENV_MODE": "prod"}
"""For the environment of a web process without its pages."""

SERVE_THE_BUILD = {**SERVE_NO_PAGES, "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true"}
"""For that of one with them."""

BUILT_PAGES = Path(".web") / "build" / "client"
"""Where they lie, from the root of the project."""
