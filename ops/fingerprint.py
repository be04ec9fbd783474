"""Whether the built frontend still belongs to the sources that it was built from."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

SOURCES = (
    "trustcoach_app/**/*.py",
    "assets/**/*",
    "rxconfig.py",
    "requirements.txt",
    ".npmrc",
)
LOCKED = ("reflex.lock/*",)
"""Which npm packages. The build itself may add to these, so they count as they are after it."""


def _files(root: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())


def digest_of(root: Path, patterns: tuple[str, ...]) -> str:
    """SHA-256 over the names and contents of the files that match."""
    digest = hashlib.sha256()
    for path in _files(root, patterns):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root)}\0{content}\n".encode())
    return digest.hexdigest()


def fingerprint(root: Path, kit: bool = True) -> str:
    """What a build of the present sources would be stamped with; one with the kit's pages is another one."""
    return stamp(digest_of(root, SOURCES), digest_of(root, LOCKED), kit)


def stamp(sources: str, locked: str, kit: bool) -> str:
    """The same of digests that were taken before and after a build."""
    return f"{sources}\n{locked}\n{'with' if kit else 'without'} the kit\n"
