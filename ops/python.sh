#!/bin/sh
# Runs its arguments with the project's own Python, after making .venv and installing what is pinned (when it changed).
# WITH=dev installs what tests and checks need as well. Only this file has to work before anything is installed.
cd "$(dirname "$0")/.." || exit 1
COMMAND_STARTED=$(date +%s)
export COMMAND_STARTED

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in $PYTHON python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

# .venv/installing is left behind by an installation that was cut short: its .venv is not trusted, but made anew.
if [ ! -e .venv/installing ] && new_enough .venv/bin/python; then
    python=.venv/bin/python
else
    python=$(find_python)
fi
if [ -z "$python" ]; then
    echo "TrustCoach needs Python 3.11 or newer: install it (Debian, Ubuntu: apt-get install python3 python3-venv)," \
        "or name one: PYTHON=/path/to/python3.11 make run" >&2
    exit 1
fi

"$python" -m ops.environment ${WITH:-run} >&2 || exit 1
exec .venv/bin/python "$@"
