"""Which line of a failed program's output says why it failed."""

import re

_EXCEPTION = re.compile(r"^(?:[A-Za-z_]\w*\.)*\w*(?:Error|Exception|Interrupt|Exit|Refused|Warning)\b.*: ")
_SOME_ERROR = re.compile(r"\b(?:error|failed)\b", re.IGNORECASE)
_LONGEST = 300


def telling_line(output: str) -> str:
    """The last line that names a Python exception, else that speaks of an error, else the last one."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    for kind in (_EXCEPTION, _SOME_ERROR):
        told = [line for line in lines if kind.search(line)]
        if told:
            return told[-1].strip()[:_LONGEST]
    return lines[-1].strip()[:_LONGEST] if lines else "it said nothing"
